"""The planned programme: rows are moved, shortened, named, left out, brought back; with pauses."""

from collections.abc import Mapping
from datetime import timedelta

from app.frozen import frozen
from app.hall_clock import hall_time
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.order import arrange, at_place, behind
from app.method.preparing.pattern import Outline, start_rows, usual_minutes
from app.method.preparing.translations import new_text, reword
from app.method.refusals import NotYoursError, Refusal, require
from app.method.rules import meeting_of, own_row
from app.method.wordings import Words, is_silent
from app.models import Meeting, ProgrammeRow
from app.vocabulary import METHOD_STEPS, N_, Step

row_begun = Refusal("row_begun", N_("This step has already been on, so it stays in the programme."))
row_there = Refusal("row_there", N_("This step is in the programme already."))
evening_begun = Refusal(
    "evening_begun", N_("The meeting has begun, so its programme is not begun anew.")
)


@frozen
class PlannedRow:
    """A row as it is written. `name`: empty if it has the name of its step."""

    minutes: int
    name: Words


def plan(act: Act, rows: Mapping[int, PlannedRow], ends_by: str) -> None:
    """Sets the rows' minutes and names, by id, and the clock time at which it should be over."""
    stored = {row.id: row for row in rows_of(act)}
    for row_id, planned in rows.items():
        if row_id not in stored:
            raise NotYoursError
        act.book.change(ProgrammeRow, {"id": row_id}, minutes=planned.minutes)
        _name(act, stored[row_id], planned.name)
    act.book.change(Meeting, {"id": act.meeting_id}, ends_by=ends_by)


def _name(act: Act, row: ProgrammeRow, name: Words) -> None:
    if row.name_id is not None:
        reword(act, row.name_id, name, LIMIT.title, may_be_empty=True)
    elif not is_silent(name):
        act.book.change(ProgrammeRow, {"id": row.id}, name_id=new_text(act, name, LIMIT.title))


def place_row(act: Act, row_id: int, place: int) -> None:
    """Puts a row of the programme at a place, counted from 1."""
    arrange(act, ProgrammeRow, at_place(rows_of(act), row_id, place))


def add_pause(act: Act) -> int:
    """Adds a pause at the end. It is named and moved like any other row."""
    made = ProgrammeRow(
        meeting_id=act.meeting_id,
        position=behind(rows_of(act)),
        kind=Step.pause,
        minutes=LIMIT.usual_minutes,
    )
    act.book.add(made)
    return made.id


def leave_out(act: Act, row_id: int) -> None:
    """Takes a row out. A row that has been on stays, because what was done in it belongs to it."""
    row = own_row(act, ProgrammeRow, row_id)
    require(row_begun if row.began_at is not None else None)
    basket.put(act, ProgrammeRow, row)
    arrange(act, ProgrammeRow, rows_of(act))


def bring_back(act: Act, kind: Step) -> None:
    """Puts a row that was left out back in its usual place, as it was."""
    rows = rows_of(act)
    require(row_there if any(row.kind is kind for row in rows) else None)
    row_id = _again(act, kind) or _new(act, kind)
    usual_order = list(METHOD_STEPS)
    earlier = [
        place
        for place, row in enumerate(rows, start=1)
        if row.kind in usual_order and usual_order.index(row.kind) < usual_order.index(kind)
    ]
    place_row(act, row_id, 1 + max(earlier, default=0))


def begin_anew(act: Act, start: Outline) -> None:
    """Makes the programme that of this outline, in its order.

    Rows that are there keep their names. Rows that the outline does not have, such as pauses, go
    into the basket.
    """
    require(evening_begun if meeting_of(act.book, act.meeting_id).current_row_id else None)
    wanted = start_rows(start)
    for row in rows_of(act):
        if row.kind not in dict(wanted):
            leave_out(act, row.id)
    for kind, minutes in wanted:
        there = {row.kind for row in rows_of(act)}
        if kind not in there:
            bring_back(act, kind)
        act.book.change(ProgrammeRow, {"meeting_id": act.meeting_id, "kind": kind}, minutes=minutes)
    usual_order = [kind for kind, _ in wanted]
    arrange(act, ProgrammeRow, rows_of(act), lambda row: usual_order.index(row.kind))


def wished_end(starts_at: int, ends_by: str) -> int | None:
    """A clock time of the evening as UTC seconds; one before the begin is after midnight."""
    if not ends_by:
        return None
    starts = hall_time(starts_at)
    hour, minute = map(int, ends_by.split(":"))
    end = starts.replace(hour=hour, minute=minute)
    return int((end if end > starts else end + timedelta(days=1)).timestamp())


def rows_of(act: Act) -> list[ProgrammeRow]:
    return act.book.all(ProgrammeRow, meeting_id=act.meeting_id, order=("position",))


def _again(act: Act, kind: Step) -> int | None:
    """Puts the row back from the basket, with its name and minutes. Returns its id, or None."""
    lying_id = basket.step_in(act.book, act.meeting_id, kind)
    return basket.put_back(act, lying_id) if lying_id else None


def _new(act: Act, kind: Step) -> int:
    made = ProgrammeRow(
        meeting_id=act.meeting_id,
        position=behind(rows_of(act)),
        kind=kind,
        minutes=usual_minutes(kind),
    )
    act.book.add(made)
    return made.id
