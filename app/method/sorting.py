"""Sorting: one card at a time; members lean privately, see the spread, talk, decide together."""

from collections.abc import Collection
from typing import Annotated

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.people.sharing import pass_on
from app.method.preparing.corrections import forget_seen_of_card
from app.method.refusals import (
    NotYoursError,
    RefusedError,
    already_decided,
    leaning_closed,
    not_decided,
    others_first,
    reason_missing,
    require,
    saved_first,
)
from app.method.rules import meeting_of, own_table
from app.method.sent import DraftedWords, MadeExactlyOn, Pressed
from app.method.sorting_pack import AT_CARD, Pack, lay_anew, pack_of, set_turn
from app.models import (
    Decision,
    Device,
    Lean,
    Membership,
    Seat,
    TalkLine,
)
from app.models.column_kinds import new_id
from app.vocabulary import Category, Reason, Step, Word

SORTING = (Step.sorting,)
# What a group can decide about a card: a category, or "We don't know" with its reason.
DECISIONS: dict[Word, tuple[Category, Reason | None]] = {
    **{category: (category, None) for category in Category if category is not Category.dunno},
    **{reason: (Category.dunno, reason) for reason in Reason},
}
DECIDED = Pressed("decision", {word: category for word, (category, _) in DECISIONS.items()})
BECAUSE = Pressed("decision", {word: reason for word, (_, reason) in DECISIONS.items()})

# The members of a group whose phones are connected, without the table's own phone.
_PRESENT = (
    select(Membership.person_id)
    .join(Seat, col(Seat.person_id) == col(Membership.person_id))
    .join(Device, col(Device.id) == col(Seat.device_id))
    .where(
        col(Membership.small_group_id) == bindparam("small_group_id"),
        col(Membership.until).is_(None),
        col(Device.present),
        col(Device.hosts).is_(False),
    )
)


def lines_of(book: Book, small_group_id: int) -> dict[int, TalkLine]:
    """The line of its talk that the group has kept, by card."""
    return {line.card_id: line for line in book.all(TalkLine, small_group_id=small_group_id)}


def present(book: Book, small_group_id: int) -> set[int]:
    return {row.person_id for row in book.rows(_PRESENT, small_group_id=small_group_id)}


def leanings(book: Book, small_group_id: int, card_id: int) -> dict[int, Category]:
    """Each member's lean on a card, by person. Only for counting; never show it."""
    leans = book.all(Lean, small_group_id=small_group_id, card_id=card_id)
    return {lean.person_id: lean.category for lean in leans}


@done_by(Who.person, "cards/{card_id}/lean", open_in=SORTING, undone_by=ITSELF)
def lean(act: Act, member: Member, card_id: int, category: Category) -> None:
    """Stores or changes a lean. Once all whose phone is connected have leaned, leaning closes."""
    group_id, pack = _at_table(act, member, card_id)
    require(already_decided if card_id in pack.decisions else None)
    require(leaning_closed if pack.is_closed(card_id) else None)
    about = {"small_group_id": group_id, "person_id": member.person_id, "card_id": card_id}
    act.book.put(Lean, tuple(about), **about, category=category)
    leaned = leanings(act.book, group_id, card_id)
    if card_id == pack.current and _have_all(act, group_id, leaned):
        _close_leaning(act, group_id, pack, card_id)
    pass_on(act, member, leaned.__contains__)


def close_if_all_leaned(act: Act, small_group_id: int) -> None:
    """Closes leaning on the group's card if everybody whose phone is connected has leaned: those it
    waited for may be gone, or the card has come back.
    """
    pack = pack_of(act.book, act.meeting_id, small_group_id)
    if pack.current and not pack.is_closed(pack.current):
        leaned = leanings(act.book, small_group_id, pack.current)
        if _have_all(act, small_group_id, leaned):
            set_turn(act, small_group_id, pack, pack.current, leaning_closed=True)


def _have_all(act: Act, group_id: int, leaned: Collection[int]) -> bool:
    here = present(act.book, group_id) if leaned else set[int]()
    return bool(here) and here <= set(leaned)


@done_by(Who.table, "cards/{card_id}/spread", open_in=SORTING, final="It has been seen.")
def show_spread(
    act: Act, member: Member, card_id: int, laying: MadeExactlyOn | None = None
) -> None:
    """Somebody presses "show": leaning closes for the group.

    `laying`: the number of the laying for which it is meant, see `CardTurn`; the same in the acts
    below. Leaning needs none: what a person thinks of a card stays the same.
    """
    group_id, pack = _as_laid(act, member, card_id, laying)
    require(already_decided if card_id in pack.decisions else None)
    _close_leaning(act, group_id, pack, card_id)


@done_by(
    Who.table, "cards/{card_id}/decision", open_in=SORTING, undone_by="cards/{card_id}/reopened"
)
def decide(
    act: Act,
    member: Member,
    card_id: int,
    category: Annotated[Category, DECIDED],
    reason: Annotated[Reason | None, BECAUSE] = None,
    laying: MadeExactlyOn | None = None,
) -> None:
    """Stores what the group decides together; "We don't know" needs one of its reasons."""
    reason = reason if category is Category.dunno else None
    require(None if (category, reason) in DECISIONS.values() else reason_missing)
    group_id, pack = _as_laid(act, member, card_id, laying)
    decided = pack.decisions.get(card_id)
    if decided is not None:
        if (decided.category, decided.reason) == (category, reason):
            return
        raise RefusedError(already_decided)
    act.book.make(
        Decision,
        small_group_id=group_id,
        card_id=card_id,
        category=category,
        reason=reason,
        source=member.source,
        after_picture=meeting_of(act.book, act.meeting_id).picture_seen,
    )
    _forget_decided(act, group_id, pack)
    set_turn(act, group_id, pack, card_id, just_decided=True)
    close_if_all_leaned(act, group_id)


@done_by(
    Who.table, "cards/{card_id}/reopened", open_in=SORTING, undone_by="cards/{card_id}/decision"
)
def reopen(act: Act, member: Member, card_id: int, laying: MadeExactlyOn | None = None) -> None:
    """Takes a decision back: the card is the group's next one again, with the choices made on it.
    Does nothing if somebody else has just done so.
    """
    group_id, pack = _at_table(act, member, card_id)
    if pack.is_reopened_already(card_id, laying):
        return
    _require_laying(pack, card_id, laying)
    require(not_decided if card_id not in pack.decisions else None)
    act.book.remove(Decision, small_group_id=group_id, card_id=card_id)
    forget_seen_of_card(act, card_id)
    lay_anew(act, group_id, pack, card_id, place=pack.first, just_decided=False)
    close_if_all_leaned(act, group_id)


@done_by(Who.table, "cards/{card_id}/skipped", open_in=SORTING, final="It comes back.")
def skip(act: Act, member: Member, card_id: int, laying: MadeExactlyOn | None = None) -> None:
    """Puts a card last; it comes again when the others are decided. Does nothing if somebody else
    has just done so.
    """
    group_id, pack = _at_table(act, member, card_id)
    if pack.is_skipped_already(card_id, laying):
        return
    _require_laying(pack, card_id, laying)
    require(already_decided if card_id in pack.decisions else None)
    lay_anew(act, group_id, pack, card_id, place=pack.last)
    close_if_all_leaned(act, group_id)


@done_by(
    Who.table, "cards/{card_id}/line", open_in=SORTING, undone_by="cards/{card_id}/line/dropped"
)
@done_by(
    Who.table,
    "cards/{card_id}/line/dropped",
    open_in=SORTING,
    undone_by="cards/{card_id}/line",
    fixed={"line": ""},
)
def keep_line(
    act: Act, member: Member, card_id: int, revision: MadeExactlyOn, line: DraftedWords
) -> None:
    """Keeps one line of the talk with the group's decision; empty words remove it.

    `revision` is that of the line which the writer saw, 0 for none. If somebody else saved first,
    it is refused.
    """
    group_id, pack = _at_table(act, member, card_id)
    require(not_decided if card_id not in pack.decisions else None)
    words = wordings.line(line, LIMIT.talk, may_be_empty=True)
    stored = act.book.one(TalkLine, small_group_id=group_id, card_id=card_id)
    if words in (_words_of(act, stored) if stored else {""}):
        return
    require(saved_first if revision != (stored.revision if stored else 0) else None)
    # Write the new line before removing the old text: a line refers to its text.
    if words:
        act.book.put(
            TalkLine,
            AT_CARD,
            small_group_id=group_id,
            card_id=card_id,
            text_id=wordings.write(act.book, {member.written_in: words}),
            # Somebody may still see one that was taken away since: a new one never has its number.
            revision=revision + 1 if stored else new_id(),
        )
    else:
        act.book.remove(TalkLine, small_group_id=group_id, card_id=card_id)
    if stored:
        wordings.remove(act.book, stored.text_id)


def _words_of(act: Act, line: TalkLine) -> set[str]:
    """In every language: the writer may have read it as an interpreter has put it."""
    return {*wordings.said(act.book, line.text_id).values()}


def _at_table(act: Act, member: Member, card_id: int) -> tuple[int, Pack]:
    group_id = own_table(member)
    pack = pack_of(act.book, act.meeting_id, group_id)
    if card_id not in pack.order:
        raise NotYoursError
    return group_id, pack


def _as_laid(act: Act, member: Member, card_id: int, laying: int | None) -> tuple[int, Pack]:
    """As `_at_table` and `_require_laying`."""
    group_id, pack = _at_table(act, member, card_id)
    _require_laying(pack, card_id, laying)
    return group_id, pack


def _require_laying(pack: Pack, card_id: int, laying: int | None) -> None:
    """Refuses if the card has been laid anew since the page was made."""
    require(None if laying in (None, pack.laying(card_id)) else others_first)


def _close_leaning(act: Act, group_id: int, pack: Pack, card_id: int) -> None:
    _forget_decided(act, group_id, pack)
    set_turn(act, group_id, pack, card_id, leaning_closed=True)


def _forget_decided(act: Act, group_id: int, pack: Pack) -> None:
    if pack.just_decided:
        set_turn(act, group_id, pack, pack.just_decided, just_decided=False)
