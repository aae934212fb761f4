"""The programme at the desk: one form for all of it; every button also saves what was typed."""

from collections.abc import Callable, Mapping
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import planning
from app.method.preparing.pattern import Outline
from app.method.preparing.planning import PlannedRow
from app.method.refusals import RefusedError, unknown_field
from app.method.sent import whole_number
from app.models import ProgrammeRow
from app.vocabulary import METHOD_STEPS, Step
from app.web.desk import stored_fields
from app.web.desk.door import Signed, route, write
from app.web.desk.fields import typed_time, with_seen, worded, words_from
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form, known, read_anything
from app.web.house import house_of
from app.web.once import judged_once, leading
from app.web.saved import saying_saved

router = APIRouter(route_class=route(refused))


@router.post(MEETING + "/programme")
async def programme(request: Request, meeting_id: int, _signed: Signed) -> Response:
    sent = await judged_once(request, await read_anything(request))
    rows = await run_in_threadpool(_rows, house_of(request).database, meeting_id)
    names = [name for row in rows for name in (f"minutes_{row}", *worded(f"name_{row}"))]
    form = known(request, sent, with_seen(("do", "start", "ends_by", *names)))
    deed = _deed(form)

    def command(act: Act) -> str:
        wanted = stored_fields.met(form, stored_fields.programme(act.book, meeting_id))
        planned = {row: _planned(wanted, row) for row in rows if f"minutes_{row}" in wanted}
        planning.plan(act, planned, typed_time(wanted.get("ends_by", "")))
        row_id = deed(act)
        return f"#row-{row_id}" if row_id else ""

    to = saying_saved(f"{MEETINGS}/{meeting_id}/programme") + "{0}"
    return leading((await write(request, meeting_id, command, to)).leads)


def _planned(form: Form, row_id: int) -> PlannedRow:
    minutes = form.number(f"minutes_{row_id}", 0, LIMIT.minutes)
    return PlannedRow(minutes, words_from(form, f"name_{row_id}"))


def _deed(form: Form) -> Callable[[Act], int | None]:
    """Returns what the pressed button does besides saving, from its value: a verb, and what it is
    about. What it does returns the row that the page then shows, if any.
    """
    verb, _, about = form.get("do", "").partition(" ")
    if verb not in _DEEDS:
        raise RefusedError(unknown_field)
    return partial(_DEEDS[verb], form, about)


def _move(_form: Form, about: str, act: Act) -> int:
    row_id, place = (whole_number(part) or 0 for part in (*about.split(" ", 1), "")[:2])
    planning.place_row(act, row_id, place)
    return row_id


def _leave_out(_form: Form, about: str, act: Act) -> None:
    planning.leave_out(act, whole_number(about) or 0)


def _bring_back(_form: Form, about: str, act: Act) -> None:
    if about not in METHOD_STEPS:
        raise RefusedError(unknown_field)
    planning.bring_back(act, Step(about))


def _pause(_form: Form, _about: str, act: Act) -> int:
    return planning.add_pause(act)


def _begin_anew(form: Form, _about: str, act: Act) -> None:
    planning.begin_anew(act, form.one_of(Outline, "start"))


def _save(_form: Form, _about: str, _act: Act) -> None:
    """Does nothing more: every button saves."""


_DEEDS: Mapping[str, Callable[[Form, str, Act], int | None]] = {
    "": _save,
    "move": _move,
    "out": _leave_out,
    "in": _bring_back,
    "pause": _pause,
    "anew": _begin_anew,
}


def _rows(database: Database, meeting_id: int) -> list[int]:
    with database.reading() as book:
        return [row.id for row in book.all(ProgrammeRow, meeting_id=meeting_id)]
