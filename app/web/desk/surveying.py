"""The survey at the desk: until when it is open, and forms filled in on paper."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.limits import LIMIT
from app.method import survey
from app.method.act import Act
from app.method.declared import Declared
from app.method.declaring import declared_in
from app.method.survey import Answered, closing
from app.models import SurveyQuestion
from app.web.desk import stored_fields
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form
from app.web.house import house_of
from app.web.once import Command, read_once
from app.web.readers import reader_of

AT = MEETING + "/survey"

router = APIRouter(route_class=route(refused))


def _as_declared(declared: Declared) -> Callable[..., Awaitable[Response]]:
    """The desk's way to an act that the console has too, by the same path and fields; what is typed
    is merged with what is stored.
    """
    names = [name for field in declared.fields for name in field.sent_as]
    readers = {field.name: reader_of(field) for field in declared.fields}

    async def do(request: Request, meeting_id: int, _signed: Signed) -> Response:
        form, settings = await read_typed(request, names), house_of(request).settings

        def command(act: Act) -> None:
            sent = stored_fields.met(form, stored_fields.survey(act.book, meeting_id))
            declared.do(act, **{name: read(sent, settings) for name, read in readers.items()})

        return await _changed(request, meeting_id, command)

    return do


for declared in declared_in(closing):
    router.post(f"{MEETING}/{declared.path}")(_as_declared(declared))


@router.post(AT + "/papers")
async def enter(request: Request, meeting_id: int, _signed: Signed) -> Response:
    asked = await run_in_threadpool(_questions, house_of(request).database, meeting_id)
    fields = [f"{part}_{question}" for question in asked for part in ("level", "words")]
    form = await read_once(request, fields, several=[f"action_{question}" for question in asked])
    answers = [_answered(form, question) for question in asked]
    return await _changed(request, meeting_id, lambda act: survey.enter_paper(act, answers))


@router.post(AT + "/papers/{form_id:int}/removed")
async def take_out(request: Request, meeting_id: int, form_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(request, meeting_id, lambda act: survey.take_out_paper(act, form_id))


async def _changed(request: Request, meeting_id: int, command: Command) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/survey")


def _questions(database: Database, meeting_id: int) -> list[int]:
    with database.reading() as book:
        asked: list[SurveyQuestion] = survey.questions(book, meeting_id)
        return [question.id for question in asked]


def _answered(form: Form, question_id: int) -> Answered:
    level, words = f"level_{question_id}", f"words_{question_id}"
    return Answered(
        question_id,
        form.number(level, 1, LIMIT.levels) if form.get(level) else None,
        tuple(form.ids(f"action_{question_id}")) or None,
        form.get(words, "").strip(),
    )
