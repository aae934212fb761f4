"""The day on which a meeting was held, which need not be the one for which it was planned."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.db import Book
from app.hall_clock import hall_day
from app.models import Meeting, ProgrammeRow


def held_day(meeting: Meeting, rows: Iterable[ProgrammeRow]) -> date:
    """The day on which most of its steps began: a step that was tried on an earlier day is not the
    evening, and neither is what came after midnight. Until it has begun, the planned day; and until
    it has ended, whatever began before that day was tried.
    """
    planned = hall_day(meeting.starts_at)
    days = (hall_day(row.began_at) for row in rows if row.began_at)
    began = Counter(day for day in days if meeting.ended or day >= planned)
    return max(began, key=lambda day: (began[day], day), default=planned)


def stored_held_day(book: Book, meeting: Meeting) -> date:
    return held_day(meeting, book.all(ProgrammeRow, meeting_id=meeting.id))
