"""The survey at the desk: until when it is open, and forms filled in on paper."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.limits import LIMIT
from app.method import survey
from app.method.act import Act
from app.method.survey import Answered
from app.models import SurveyQuestion
from app.web.desk import standing
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form, moment
from app.web.house import house_of
from app.web.once import Command, read_once

AT = MEETING + "/survey"

router = APIRouter(route_class=route(refused))


@router.post(AT + "/until")
async def keep_open(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, ("date", "time"))

    def command(act: Act) -> None:
        sent = standing.met(form, standing.survey(act.book, meeting_id))
        survey.keep_open(act, moment(sent["date"], sent["time"]))

    return await _changed(request, meeting_id, command)


@router.post(AT + "/until/none")
async def close_with_meeting(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(request, meeting_id, survey.let_close)


@router.post(AT + "/closed")
async def close(request: Request, meeting_id: int, _signed: Signed) -> Response:
    answered = (await read_once(request, ("answered",))).number("answered", 0, 1)
    return await _changed(request, meeting_id, lambda act: survey.close_now(act, answered))


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
        form.get(words).strip(),
    )
