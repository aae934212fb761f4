"""The pack once the groups sort it: its numbers are printed, so it stays as it is.

Who has only tried the meeting out is told the way on: back to before the sorting while nothing is kept
of it, else a copy of the meeting.
"""

from app.db import Book
from app.method.refusals import Refusal
from app.method.rules import meeting_of
from app.models import Decision, EarlierDecision, Lean, ProgrammeRow, SmallGroup, TalkLine
from app.vocabulary import N_, Step

pack_begun = Refusal(
    "pack_begun",
    N_(
        "The sorting has begun. The pack stays as it is, with its numbers, themes and population groups. "
        "Words can still be corrected. Was it only a trial? Go back on the console to before the sorting."
    ),
)
pack_sorted = Refusal(
    "pack_sorted",
    N_(
        "Groups have sorted cards. The pack stays as it is, with its numbers, themes and population groups. "
        "Words can still be corrected. Was it only a trial? Make a copy of the meeting under Basics, and "
        "change the pack there."
    ),
)


def may_change_pack(book: Book, meeting_id: int) -> Refusal | None:
    """Refuses to add, move or remove a card, or to give it another theme or population group."""
    if _is_worked_on(book, meeting_id):
        return pack_sorted
    return pack_begun if _is_sorting(book, meeting_id) else None


def _is_sorting(book: Book, meeting_id: int) -> bool:
    """Whether the meeting is in the sorting or after it: some groups may sort paper cards."""
    rows = book.all(ProgrammeRow, meeting_id=meeting_id)
    current_id = meeting_of(book, meeting_id).current_row_id
    now = [row.position for row in rows if row.id == current_id]
    sorting = [row.position for row in rows if row.kind is Step.sorting]
    return bool(now and sorting) and now[0] >= min(sorting)


def _is_worked_on(book: Book, meeting_id: int) -> bool:
    """Whether anything is kept of what groups did with cards, but the order in which they lay."""
    return any(
        book.count(kind, small_group_id=group.id)
        for group in book.all(SmallGroup, meeting_id=meeting_id)
        for kind in (Decision, EarlierDecision, Lean, TalkLine)
    )
