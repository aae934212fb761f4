"""Dealing with reports: lines become results, cards, suggestions; then a report is erased."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.method.act import Act
from app.method.refusals import RefusedError, require, unknown_field
from app.method.reports import bringing, said_lines
from app.method.reports.said_lines import Making
from app.method.sent import whole_number
from app.models.report import Went
from app.papers.brought.reports import answers_in
from app.web.desk.door import Signed, change, offered, route
from app.web.desk.fields import optional_theme
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form
from app.web.once import Command, read_once

ONE = MEETING + "/reports"

router = APIRouter(route_class=route(refused))


@router.post(ONE + "/lines/{key}")
async def make_one(request: Request, meeting_id: int, key: str, _signed: Signed) -> Response:
    form = await read_once(request, {"words", "theme", "went"})
    making = _making(form)

    def command(act: Act) -> None:
        said_lines.make(act, [key], making)

    return await _done(request, meeting_id, command, f"#line-{key}")


@router.post(ONE + "/merged/{place}")
async def make_merged(request: Request, meeting_id: int, place: str, _signed: Signed) -> Response:
    form = await read_once(request, {"line", "words", "theme", "went"}, several={"line"})
    keys, making = form.several("line"), _making(form)

    def command(act: Act) -> None:
        said_lines.make(act, keys, making)

    return await _done(request, meeting_id, command, f"#merge-{place}")


@router.post(ONE + "/brought")
async def bring(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_once(request, {"session", "language"}, files={"file"})
    gathering_id, number = _session(form)
    language, content = offered(form["language"]), form.file("file")
    require(None if content else bringing.no_file)
    answers = await run_in_threadpool(answers_in, content)
    return await _done(
        request,
        meeting_id,
        lambda act: bringing.bring_sent(act, gathering_id, number, language, answers),
    )


@router.post(ONE + "/{report_id:int}/dealt")
async def deal(request: Request, meeting_id: int, report_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _done(request, meeting_id, lambda act: said_lines.deal(act, report_id))


async def _done(request: Request, meeting_id: int, command: Command, at: str = "") -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/reports{at}")


def _making(form: Form) -> Making:
    return Making(form.one_of(Went, "went"), form["words"], optional_theme(form))


def _session(form: Form) -> tuple[int, int]:
    """Reads the session and its discussion group, sent as one value: "12.1"."""
    require(None if form["session"] else bringing.session_missing)
    session, _, told = form["session"].partition(".")
    gathering_id, number = whole_number(session), whole_number(told)
    if gathering_id is None or number is None:
        raise RefusedError(unknown_field)
    return gathering_id, number
