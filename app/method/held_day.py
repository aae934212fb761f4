"""The day on which a meeting was held, which need not be the one for which it was planned."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.db import Book
from app.hall_clock import hall_day
from app.models import Meeting, ProgrammeRow


def held_day(meeting: Meeting, rows: Iterable[ProgrammeRow]) -> date:
    """The planned day if any of its steps began then, also if the table's paper was typed the next
    morning, when all further steps begin; else the day on which most began later: what came after
    midnight is not the evening, and neither is what was tried before the planned day, however much it
    was. Until it has begun, the planned day. A meeting that has ended before its planned day was held
    earlier.
    """
    planned = hall_day(meeting.starts_at)
    days = [hall_day(row.began_at) for row in rows if row.began_at]
    if planned in days:
        return planned
    tried = [] if meeting.ended else [planned]
    began = Counter([day for day in days if day >= planned] or tried or days)
    return max(began, key=lambda day: (began[day], day), default=planned)


def was_only_tried(meeting: Meeting, row: ProgrammeRow, now: int) -> bool:
    """Whether the step began before the planned day alone, and that day has come."""
    day = hall_day(row.began_at) if row.began_at else None
    return day is not None and day < hall_day(meeting.starts_at) <= hall_day(now)


def stored_held_day(book: Book, meeting: Meeting) -> date:
    return held_day(meeting, book.all(ProgrammeRow, meeting_id=meeting.id))
