"""What a meeting led to: what was learnt, who was asked, later surveys brought in as files."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.limits import LIMIT
from app.method.act import Act
from app.method.followup import effect, later_surveys
from app.method.followup.effect import AskedToCome
from app.papers.brought.survey_export import survey_in
from app.vocabulary import Role
from app.web.desk import stored_afterwards
from app.web.desk.door import Signed, change, route
from app.web.desk.effect_page import ROLES
from app.web.desk.fields import read_typed, worded, words_from
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused
from app.web.desk.stored_fields import met
from app.web.forms import Form
from app.web.once import Command, read_once

AT = MEETING + "/effect"
ASKED = ("invited", "promised")

router = APIRouter(route_class=route(refused))


@router.post(AT + "/actions/{action_id:int}")
async def learn(request: Request, meeting_id: int, action_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, worded("effect", "learnt"))
    seen, learnt = words_from(form, "effect"), words_from(form, "learnt")
    return await _changed(
        request,
        meeting_id,
        lambda act: effect.learn(act, action_id, seen, learnt),
        f"#action-{action_id}",
    )


@router.post(AT + "/room")
async def note_asked(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, [f"{name}_{role}" for name in ASKED for role in ROLES])

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.room(act.book, meeting_id))
        effect.note_asked(act, {role: _asked(sent, role) for role in ROLES})

    return await _changed(request, meeting_id, command, "#room")


def _asked(form: Form, role: Role) -> AskedToCome:
    return AskedToCome(*(form.number(f"{name}_{role}", 0, LIMIT.participants) for name in ASKED))


@router.post(AT + "/surveys")
async def bring_in(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Counts the answers at once. Nothing of what single people answered is stored."""
    form = await read_typed(request, ("name", "asked_on"), files={"file"})
    people, questions = await run_in_threadpool(survey_in, form.file("file"))
    name, asked_on = form["name"], form["asked_on"]
    return await _changed(
        request,
        meeting_id,
        lambda act: later_surveys.keep(act, name, asked_on, people, questions),
        "#later",
    )


@router.post(AT + "/surveys/{survey_id:int}/chosen")
async def choose(request: Request, meeting_id: int, survey_id: int, _signed: Signed) -> Response:
    wanted = (await read_once(request, (), several={"question"})).ids("question")
    return await _changed(
        request, meeting_id, lambda act: later_surveys.choose(act, survey_id, wanted), "#later"
    )


@router.post(AT + "/surveys/{survey_id:int}/removed")
async def remove(request: Request, meeting_id: int, survey_id: int, _signed: Signed) -> Response:
    await read_once(request, (), several={"question"})
    return await _changed(
        request, meeting_id, lambda act: later_surveys.remove(act, survey_id), "#later"
    )


router.add_api_route(AT + "/{form:path}", back_to_page)


async def _changed(request: Request, meeting_id: int, command: Command, place: str) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/effect{place}")
