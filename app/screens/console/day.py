"""Asks about the date, if steps have begun, and none of them on the day that was planned."""

from typing import ClassVar

from app.frozen import frozen
from app.hall_clock import hall_day, hall_time
from app.screens.console_look import ConsoleLook, ConsolePart


@frozen
class OtherDay(ConsolePart):
    """`planned`, `begun`: ISO, by the hall's clock; the latest day on which a step began. `clock`: the
    time at which it was to begin.
    """

    template: ClassVar[str] = "console/parts/other_day.html"
    name: ClassVar[str] = "other-day"
    planned: str
    begun: str
    clock: str


def other_day(look: ConsoleLook) -> OtherDay | None:
    meeting = look.piece.meeting
    days = {hall_day(row.began_at) for row in look.piece.rows if row.began_at}
    planned = hall_time(meeting.starts_at)
    if not days or planned.date() in days or meeting.ended or meeting.is_rehearsal:
        return None
    return OtherDay(
        **look.own,
        planned=planned.date().isoformat(),
        begun=max(days).isoformat(),
        clock=planned.strftime("%H:%M"),
    )
