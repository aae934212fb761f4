"""How long data about people is kept, from the meeting's end or, if later, its survey's close.

Phones and seats go first, words later. Cards, proposals, agreed actions and counts stay. If half a
year (`LIMIT.jump_days`) seems to have passed at once, the clock may be wrong; then nothing is erased
before somebody confirms the clock.
"""

from collections.abc import Iterator

from app.data_folder import JUMP_SECONDS
from app.db import Book
from app.limits import DAY
from app.method import contacts, survey
from app.method.act import Act
from app.method.erasing.one_text import erase_words
from app.method.erasing.people import erase_forms, erase_phones
from app.method.preparing.meeting import municipality_of
from app.method.rules import meeting_of
from app.models import Meeting, Municipality, Retention
from app.trouble import of_each
from app.vocabulary import RoundState

# How often the current time is stored, to notice a jump of the clock.
NOTED_SECONDS = 60 * 60


def due(book: Book, now: int) -> list[int]:
    """Meetings for which something must be noted or erased now."""
    retentions = {row.meeting_id: row for row in book.all(Retention)}

    def judged(meeting: Meeting) -> Iterator[int]:
        if _is_due(book, meeting, retentions.get(meeting.id), now):
            yield meeting.id

    return [*of_each(book.all(Meeting, is_rehearsal=False), judged)]


def days(book: Book, meeting_id: int, now: int) -> tuple[int, int] | None:
    """When phones, and when words, are erased, in UTC seconds; None while the meeting is not over."""
    if not _is_over(book, meeting_of(book, meeting_id)):
        return None
    row, whose = book.one(Retention, meeting_id=meeting_id), municipality_of(book, meeting_id)
    over_at = row.over_at if row else now  # nothing is noted yet of a meeting that has just ended
    return over_at + whose.phone_days * DAY, over_at + whose.word_days * DAY


def settle(act: Act) -> None:
    """Notes that a meeting is over or goes on; erases what has been kept long enough."""
    meeting = act.book.one(Meeting, id=act.meeting_id)
    row = act.book.one(Retention, meeting_id=act.meeting_id)
    if meeting is None or not _is_over(act.book, meeting):
        act.book.remove(Retention, meeting_id=act.meeting_id)
    elif row is None:
        act.book.add(Retention(meeting_id=meeting.id, over_at=act.now, seen_at=act.now))
    elif not _has_jumped(row, act.now):
        _settle(act, row)


def asking(book: Book, now: int) -> list[int]:
    """Meetings of which nothing is erased before somebody confirms the clock."""

    def judged(row: Retention) -> Iterator[int]:
        if _has_jumped(row, now):
            yield row.meeting_id

    return [*of_each(book.all(Retention), judged)]


def confirm_clock(act: Act) -> None:
    for meeting_id in asking(act.book, act.now):
        act.book.change(Retention, {"meeting_id": meeting_id}, seen_at=act.now)


def set_days(act: Act, municipality_id: int, phones: int, words: int) -> None:
    """Sets the days for all meetings of a municipality, from now on."""
    act.book.change(
        Municipality, {"id": municipality_id}, phone_days=phones, word_days=max(phones, words)
    )


def _settle(act: Act, row: Retention) -> None:
    over_at = min(row.over_at, act.now)  # the clock may have run ahead when the meeting ended
    phones_go, words_go = _going(act.book, row, act.now)
    if phones_go:
        erase_phones(act)
    if words_go:
        erase_words(act)
        erase_forms(act)
        contacts.erase_all(act)
    act.book.change(
        Retention,
        {"meeting_id": act.meeting_id},
        over_at=over_at,
        seen_at=max(row.seen_at, act.now),
        phones_gone=row.phones_gone or phones_go,
        words_gone=row.words_gone or words_go,
    )


def _going(book: Book, row: Retention, now: int) -> tuple[bool, bool]:
    """Whether phones, and whether words, have been kept long enough."""
    whose = municipality_of(book, row.meeting_id)
    elapsed = now - row.over_at
    return (
        not row.phones_gone and elapsed >= whose.phone_days * DAY,
        not row.words_gone and elapsed >= whose.word_days * DAY,
    )


def _is_due(book: Book, meeting: Meeting, row: Retention | None, now: int) -> bool:
    if row is None:
        return _is_over(book, meeting)
    if not _is_over(book, meeting):
        return True
    if row.words_gone or _has_jumped(row, now):
        return False
    return now - row.seen_at >= NOTED_SECONDS or any(_going(book, row, now))


def _is_over(book: Book, meeting: Meeting) -> bool:
    newest = survey.newest(book, meeting.id)
    goes_on = newest.state is RoundState.open and newest.until is not None
    return meeting.ended and not goes_on


def _has_jumped(row: Retention, now: int) -> bool:
    return not row.words_gone and now - row.seen_at > JUMP_SECONDS
