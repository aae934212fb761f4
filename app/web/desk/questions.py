"""The survey's questions at the desk: worded, added, moved and taken out."""

from fastapi import APIRouter, Request, Response

from app.limits import LIMIT
from app.method.preparing import questions
from app.method.preparing.pattern import Question
from app.method.wordings import is_silent
from app.vocabulary import QuestionKind
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import moved, read_typed, worded, words_from
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form
from app.web.once import Command, read_once

TEXTS = MEETING + "/texts"
AT = TEXTS + "/questions"
ONE = AT + "/{question_id:int}"
PARTS = ("text", "low", "high")
QUESTION = worded(*PARTS)

router = APIRouter(route_class=route(refused))


@router.post(AT)
async def add(request: Request, meeting_id: int, _signed: Signed) -> Response:
    asked = _question(await read_typed(request, (*QUESTION, "kind")))
    return await texts_changed(
        request, meeting_id, lambda act: questions.add_question(act, asked), "#question-{0}"
    )


@router.post(ONE)
async def reword(request: Request, meeting_id: int, question_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, QUESTION)
    parts = [words_from(form, part) for part in PARTS]
    at = f"#question-{question_id}"
    return await texts_changed(
        request, meeting_id, lambda act: questions.set_question(act, question_id, *parts), at
    )


@router.post(ONE + "/place")
async def place(request: Request, meeting_id: int, question_id: int, signed: Signed) -> Response:
    command = await moved(
        request,
        signed,
        QUESTION,
        LIMIT.questions + 1,
        lambda act, to: questions.place_question(act, question_id, to),
    )
    return await texts_changed(request, meeting_id, command, f"#question-{question_id}")


@router.post(ONE + "/removed")
async def remove(request: Request, meeting_id: int, question_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await texts_changed(
        request, meeting_id, lambda act: questions.remove_question(act, question_id), "#survey"
    )


def _question(form: Form) -> Question:
    """Reads a question. Only a scale has ends; ends without words mean the usual words."""
    kind = form.one_of(QuestionKind, "kind")
    text, *ends = (words_from(form, part) for part in PARTS)
    if kind is not QuestionKind.scale:
        return Question(kind, text)
    low, high = (None if is_silent(end) else end for end in ends)
    return Question(kind, text, low, high)


async def texts_changed(
    request: Request, meeting_id: int, command: Command, place: str = ""
) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/texts{place}")
