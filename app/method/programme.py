"""The programme: the row at which the evening is, how long each is planned, and the day."""

from typing import Annotated

from app.limits import LIMIT
from app.method import clock
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.people.sharing import nobodys_turn
from app.method.refusals import NotYoursError, others_first, require
from app.method.rules import meeting_of, own_row
from app.method.sent import Between, Moment
from app.method.undoing import Back, Sent
from app.models import Meeting, ProgrammeRow


def _row_before(act: Act, sent: Sent) -> Back | None:
    before = meeting_of(act.book, act.meeting_id).current_row_id
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if before is None or row is None or row.id in (before, *_beside(act, before)):
        return None
    return Back({"row_id": before, "seen_row_id": row.id}, {"step": row.kind})


def _beside(act: Act, row_id: int) -> list[int]:
    """The rows that Next and Back lead to. They undo each other, so they are not listed."""
    rows = act.book.all(ProgrammeRow, meeting_id=act.meeting_id)
    return [row.id for row in (next_row(rows, row_id), row_before(rows, row_id)) if row]


@done_by(
    Who.facilitator,
    "step",
    after_the_end=True,
    undone_by=ITSELF,
    back=_row_before,
)
def go_to(act: Act, row_id: int, seen_row_id: int | None) -> None:
    """Moves the pointer. `seen_row_id`: where the page had it, so a second press is refused.

    The first time at a row starts its clock; coming back resumes the clock with the time that was
    left. On a shared phone each step begins with the first person.
    """
    meeting = meeting_of(act.book, act.meeting_id)
    require(others_first if meeting.current_row_id != seen_row_id else None)
    row = own_row(act, ProgrammeRow, row_id)
    clock_until = meeting.clock_until
    if row.id != meeting.current_row_id:
        clock.keep_left(act, meeting, goes_on=clock_until is not None)
        clock_until = clock.deadline_of(act, meeting, row)
        nobodys_turn(act)
    act.book.change(Meeting, {"id": meeting.id}, current_row_id=row.id, clock_until=clock_until)


def next_row(rows: list[ProgrammeRow], current_row_id: int | None) -> ProgrammeRow | None:
    """The row after the pointer in the programme; the first one before the evening has begun."""
    return _neighbour(rows, current_row_id, 1)


def row_before(rows: list[ProgrammeRow], current_row_id: int | None) -> ProgrammeRow | None:
    return _neighbour(rows, current_row_id, -1)


def _neighbour(
    rows: list[ProgrammeRow], current_row_id: int | None, way: int
) -> ProgrammeRow | None:
    ordered = sorted(rows, key=lambda row: row.position)
    places = [place for place, row in enumerate(ordered) if row.id == current_row_id]
    if not places:
        return ordered[0] if way > 0 and ordered else None
    wanted = places[0] + way
    return ordered[wanted] if 0 <= wanted < len(ordered) else None


def _minutes_before(act: Act, sent: Sent) -> Back | None:
    row = act.book.one(ProgrammeRow, id=sent["row_id"], meeting_id=act.meeting_id)
    if row is None or row.minutes == sent["minutes"]:
        return None
    said = {"step": row.kind, "minutes": sent["minutes"]}
    return Back({"row_id": row.id, "minutes": row.minutes}, said)


@done_by(
    Who.facilitator,
    "rows/{row_id}/minutes",
    undone_by=ITSELF,
    back=_minutes_before,
)
def shorten(act: Act, row_id: int, minutes: Annotated[int, Between(0, LIMIT.minutes)]) -> None:
    """Changes the planned minutes of a row; the times of all later rows follow."""
    if not act.book.change(
        ProgrammeRow, {"id": row_id, "meeting_id": act.meeting_id}, minutes=minutes
    ):
        raise NotYoursError


@done_by(Who.facilitator, "day", undone_by=ITSELF)
def hold_at(act: Act, starts_at: Annotated[int, Moment("date", "time")]) -> None:
    """Moves the evening to another day or hour; the times of all rows follow."""
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=starts_at)
