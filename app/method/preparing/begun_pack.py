"""The pack once the groups sort it: its numbers are printed, so it stays as it is."""

from app.db import Book
from app.method.refusals import Refusal
from app.method.rules import meeting_of
from app.models import CardTurn, Decision, EarlierDecision, Lean, ProgrammeRow, SmallGroup
from app.vocabulary import N_, Step

pack_begun = Refusal(
    "pack_begun",
    N_(
        "The sorting has begun. The pack stays as it is, with its numbers, themes and population groups. "
        "Words can still be corrected."
    ),
)


def may_change_pack(book: Book, meeting_id: int) -> Refusal | None:
    """Refuses to add, move or remove a card, or to give it another theme or population group."""
    is_begun = _is_sorting(book, meeting_id) or _is_worked_on(book, meeting_id)
    return pack_begun if is_begun else None


def _is_sorting(book: Book, meeting_id: int) -> bool:
    """Whether the meeting is in the sorting or after it: some groups may sort paper cards."""
    rows = book.all(ProgrammeRow, meeting_id=meeting_id)
    current_id = meeting_of(book, meeting_id).current_row_id
    now = [row.position for row in rows if row.id == current_id]
    sorting = [row.position for row in rows if row.kind is Step.sorting]
    return bool(now and sorting) and now[0] >= min(sorting)


def _is_worked_on(book: Book, meeting_id: int) -> bool:
    return any(
        book.count(kind, small_group_id=group.id)
        for group in book.all(SmallGroup, meeting_id=meeting_id)
        for kind in (Decision, EarlierDecision, Lean, CardTurn)
    )
