"""The clock of the step that the evening is at: a deadline, and what was left of it elsewhere."""

from typing import Annotated

from app.limits import LIMIT
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.held_day import was_only_tried
from app.method.refusals import RefusedError, clock_changed, no_clock, require
from app.method.rules import meeting_of
from app.method.sent import Between, MadeOn
from app.models import Meeting, ProgrammeRow

Minutes = Annotated[int, Between(1, LIMIT.minutes)]


@done_by(Who.facilitator, "clock", undone_by="clock/stopped")
def start_clock(act: Act, minutes: Minutes) -> None:
    """Sets the clock of the step to run `minutes` from now."""
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=act.now + minutes * 60)


@done_by(Who.facilitator, "clock/more", adds=True, end="clock/more {until}", undone_by="clock")
def add_minutes(act: Act, minutes: Minutes, until: MadeOn | None = None) -> None:
    """Adds to the running clock; one that has run out starts from now.

    `until`: the deadline that the page showed. Two who add to the same one mean the same minutes.
    """
    running = meeting_of(act.book, act.meeting_id).clock_until
    if running is None:
        raise RefusedError(no_clock)
    require(None if until in (None, running) else clock_changed)
    later = max(running, act.now) + minutes * 60
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=later)


@done_by(Who.facilitator, "clock/stopped", undone_by="clock")
def stop_clock(act: Act) -> None:
    """Keeps the time that was left, so that a clock stopped by mistake can be started with it."""
    meeting = meeting_of(act.book, act.meeting_id)
    if meeting.clock_until is None:
        return
    keep_left(act, meeting, goes_on=False)
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=None)


def keep_left(act: Act, meeting: Meeting, *, goes_on: bool) -> None:
    """Stores the seconds left on the clock of the current row; one that was stopped has its own."""
    until = meeting.clock_until
    left = {} if until is None else {"clock_left": until - act.now}
    own = {"id": meeting.current_row_id}
    act.book.change(ProgrammeRow, own, clock_goes_on=goes_on, **left)


def deadline_of(act: Act, meeting: Meeting, row: ProgrammeRow) -> int | None:
    """The deadline of the row that begins: the first time as planned, later with the time left, unless it
    was stopped. The first time of the evening is no later one, if the step was tried before that day.
    After the end a step is only shown, and does not begin.
    """
    if row.began_at is not None and not was_only_tried(meeting, row, act.now):
        return act.now + (row.clock_left or 0) if row.clock_goes_on else None
    if meeting.ended:
        return None
    # What was written while the step was tried is there, and so is who sat there then.
    sequence = row.began_sequence or act.sequence
    act.book.change(ProgrammeRow, {"id": row.id}, began_at=act.now, began_sequence=sequence)
    return act.now + row.minutes * 60 if row.minutes else None
