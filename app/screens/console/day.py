"""Asks about the date, if the meeting has begun on another day than it was planned for."""

from typing import ClassVar

from app.frozen import frozen
from app.hall_clock import hall_time
from app.screens.console_look import ConsoleLook, ConsolePart


@frozen
class OtherDay(ConsolePart):
    """`planned`, `begun`: ISO, by the hall's clock. `clock`: the time at which it was to begin."""

    template: ClassVar[str] = "console/parts/other_day.html"
    name: ClassVar[str] = "other-day"
    planned: str
    begun: str
    clock: str


def other_day(look: ConsoleLook) -> OtherDay | None:
    meeting = look.piece.meeting
    began = min((row.began_at for row in look.piece.rows if row.began_at), default=None)
    if began is None or meeting.ended or meeting.is_rehearsal:
        return None
    planned, begun = hall_time(meeting.starts_at), hall_time(began)
    if planned.date() == begun.date():
        return None
    return OtherDay(
        **look.own,
        planned=planned.date().isoformat(),
        begun=begun.date().isoformat(),
        clock=planned.strftime("%H:%M"),
    )
