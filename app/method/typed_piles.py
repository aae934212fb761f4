"""Piles of cards, typed from a table's paper by the numbers printed on the cards."""

import re
from collections.abc import Mapping

from app.db import Book
from app.method.act import Act
from app.method.refusals import Refusal, RefusedError, require, unknown_field
from app.method.rules import meeting_of
from app.method.sent import whole_number
from app.method.sorting import DECISIONS
from app.method.sorting_pack import lay_anew, pack_of
from app.models import Card, Decision
from app.vocabulary import N_, Source

TypedPiles = Mapping[int, str]  # the word of its pile, by a card's number
# The word of each pile, in the order of the fields on the paper.
PILES = tuple(DECISIONS)
# Separators that people type between two numbers.
_BETWEEN = re.compile(r"[\s,;.،፣]+")

bad_cards = Refusal(
    "bad_cards", N_("Write the numbers of the cards with a blank between them, like this: 3 12 20.")
)
no_such_card = Refusal(
    "no_such_card", N_("There is no card %(number)s. The cards have the numbers 1 to %(most)s.")
)
in_two_piles = Refusal(
    "in_two_piles", N_("Card %(number)s is in two piles. Leave it in one of them.")
)


def numbered(cards: Mapping[int, object], decided: Mapping[int, Decision]) -> TypedPiles:
    """What a table has decided, by the card's printed number. `cards`: in the pack's order."""
    words = {pile: word for word, pile in DECISIONS.items()}
    return {
        number: words[decided[card_id].category, decided[card_id].reason]
        for number, card_id in enumerate(cards, 1)
        if card_id in decided
    }


def as_field(piles: TypedPiles) -> str:
    """The piles as the hidden field of a form says them."""
    return " ".join(f"{number}={word}" for number, word in piles.items())


def of_field(seen: str, most: int) -> TypedPiles:
    """Read what `as_field` wrote into a form: the piles from which the form was made."""
    told_pairs = [pair.partition("=") for pair in seen.split()]
    piles = {whole_number(number, most) or 0: word for number, _, word in told_pairs}
    is_told = 0 not in piles and {*piles.values()} <= {*PILES}
    require(None if is_told and len(piles) == len(told_pairs) else unknown_field)
    return piles


def _numbers(words: str, most: int) -> set[int]:
    """Read card numbers, in the digits of any script."""
    typed = [digits for digits in _BETWEEN.split(words) if digits]
    require(None if all(digits.isdecimal() and len(digits) <= 3 for digits in typed) else bad_cards)
    numbers = {int(digits) for digits in typed}
    unknown = min((number for number in numbers if not 0 < number <= most), default=None)
    if unknown is not None:
        raise RefusedError(no_such_card.saying(number=unknown, most=most))
    return numbers


def read(typed: Mapping[str, str], most: int) -> TypedPiles:
    """Read what somebody typed for each pile. `most`: how many cards there are."""
    piles: dict[int, str] = {}
    for word, words in typed.items():
        numbers = _numbers(words, most)
        if twice := piles.keys() & numbers:
            raise RefusedError(in_two_piles.saying(number=min(twice)))
        piles |= dict.fromkeys(numbers, word)
    return piles


def by_number(book: Book, meeting_id: int) -> dict[int, int]:
    cards = book.all(Card, order=("position", "id"), meeting_id=meeting_id)
    return {number: card.id for number, card in enumerate(cards, 1)}


def put(act: Act, group_id: int, card_id: int, word: str | None) -> None:
    """Puts a card into a pile; None: among the undecided. One that lies there keeps its source."""
    at = {"small_group_id": group_id, "card_id": card_id}
    decided = act.book.one(Decision, **at)
    category, reason = next(
        (pile for known, pile in DECISIONS.items() if known == word), (None, None)
    )
    if (decided.category, decided.reason) == (category, reason) if decided else category is None:
        return
    if decided:
        act.book.remove(Decision, **at)
        pack = pack_of(act.book, act.meeting_id, group_id)
        lay_anew(act, group_id, pack, card_id, just_decided=False)
    if category is not None:
        seen = meeting_of(act.book, act.meeting_id).picture_seen
        made = Decision(
            **at, category=category, reason=reason, source=Source.paper, after_picture=seen
        )
        act.book.add(made)
