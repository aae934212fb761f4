"""Ends a meeting that nobody has ended, some days after the evening."""

from collections.abc import Iterator

from app.db import Book
from app.limits import DAY, LIMIT
from app.method import ending, vote
from app.method.act import Act
from app.method.rules import meeting_of
from app.models import Device, Meeting, ProgrammeRow
from app.trouble import of_each


def overdue(book: Book, now: int) -> Iterator[int]:
    """Ids of the meetings that it is time to end."""

    def judged(meeting: Meeting) -> Iterator[int]:
        if _is_overdue(book, meeting, now):
            yield meeting.id

    return of_each(book.all(Meeting, ended=False, is_rehearsal=False), judged)


def end_by_itself(act: Act) -> None:
    """Ends the meeting, unless somebody has ended it or gone on with it meanwhile."""
    meeting = meeting_of(act.book, act.meeting_id)
    if not meeting.ended and _is_overdue(act.book, meeting, act.now):
        vote.close_with_meeting(act, is_attended=False)
        ending.close(act)


def _is_overdue(book: Book, meeting: Meeting, now: int) -> bool:
    """Counts from the planned begin, the last begun row or the reopening: whichever is latest.

    A meeting that has not begun may have been put off. It ends only if phones have joined and none
    is connected.
    """
    rows = book.all(ProgrammeRow, meeting_id=meeting.id)
    began = [row.began_at for row in rows if row.began_at is not None]
    last = max([meeting.starts_at, meeting.reopened_at or 0, *began])
    return now >= last + LIMIT.days_open * DAY and (bool(began) or _has_left(book, meeting.id))


def _has_left(book: Book, meeting_id: int) -> bool:
    phones = book.all(Device, meeting_id=meeting_id)
    return bool(phones) and not any(phone.present for phone in phones)
