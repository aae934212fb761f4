"""A group's pack: its cards in its own order, what it has decided on each, and how often each was laid
before it.
"""

from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.method.act import Act
from app.method.sorting_dealing import dealt
from app.models import Card, CardTurn, Decision, SmallGroup

AT_CARD = ("small_group_id", "card_id")
HOW_IT_STANDS = ("place", "leaning_closed", "just_decided", "laying")
FIRST_LAYING = 1

_PACK = (
    select(Card.id, Card.theme, Card.population_group_id, SmallGroup.number)
    .join(SmallGroup, col(SmallGroup.meeting_id) == col(Card.meeting_id))
    .where(
        col(Card.meeting_id) == bindparam("meeting_id"),
        col(SmallGroup.id) == bindparam("small_group_id"),
    )
    .order_by(col(Card.position), col(Card.id))
)


@frozen
class Pack:
    """A group's cards in its own order. By card: `decisions`, and `turns` if not as dealt.
    `current`: the first undecided card.
    """

    order: tuple[int, ...]
    decisions: dict[int, Decision]
    turns: dict[int, CardTurn]
    current: int | None

    @property
    def just_decided(self) -> int | None:
        """The card that the group decided last, until it has chosen on the next one."""
        return next((card_id for card_id, turn in self.turns.items() if turn.just_decided), None)

    def is_closed(self, card_id: int) -> bool:
        return card_id in self.turns and self.turns[card_id].leaning_closed

    @property
    def first(self) -> int:
        """The place before all other cards."""
        return min(self._places) - 1

    @property
    def last(self) -> int:
        return max(self._places) + 1

    def is_skipped_already(self, card_id: int, laying: int | None) -> bool:
        """Whether that is all that was done since `laying`: the card lies last."""
        return self._was_laid(card_id, laying) and 0 < self._place(card_id) == self.last - 1

    def is_reopened_already(self, card_id: int, laying: int | None) -> bool:
        """Whether that is all that was done since `laying`: the card lies first."""
        return self._was_laid(card_id, laying) and 0 > self._place(card_id) == self.first + 1

    def _was_laid(self, card_id: int, laying: int | None) -> bool:
        """Whether the card was laid once since then, and lies there undecided."""
        return card_id not in self.decisions and laying == self.laying(card_id) - 1

    def _place(self, card_id: int) -> int:
        return self.turns[card_id].place if card_id in self.turns else 0

    @property
    def _places(self) -> list[int]:
        return [0, *(turn.place for turn in self.turns.values())]

    def laying(self, card_id: int) -> int:
        """See `CardTurn`."""
        return self.turns[card_id].laying if card_id in self.turns else FIRST_LAYING


def pack_of(book: Book, meeting_id: int, small_group_id: int) -> Pack:
    rows = book.rows(_PACK, meeting_id=meeting_id, small_group_id=small_group_id)
    cards = dealt(tuple(rows), next((row.number for row in rows), 1))
    turns = {turn.card_id: turn for turn in book.all(CardTurn, small_group_id=small_group_id)}
    places = dict.fromkeys(cards, 0) | {card_id: turn.place for card_id, turn in turns.items()}
    order = tuple(sorted(cards, key=places.__getitem__))
    decisions = {
        decision.card_id: decision for decision in book.all(Decision, small_group_id=small_group_id)
    }
    undecided = (card_id for card_id in order if card_id not in decisions)
    return Pack(order, decisions, turns, next(undecided, None))


def lay_anew(act: Act, group_id: int, pack: Pack, card_id: int, **changed: Any) -> None:
    """Lays the card before the group anew: what was meant for it as it lay before is refused."""
    set_turn(act, group_id, pack, card_id, laying=pack.laying(card_id) + 1, **changed)


def set_turn(act: Act, group_id: int, pack: Pack, card_id: int, **changed: Any) -> None:
    known = pack.turns.get(card_id)
    stands = {name: getattr(known, name) for name in HOW_IT_STANDS} if known else {}
    stands |= changed
    act.book.put(CardTurn, AT_CARD, small_group_id=group_id, card_id=card_id, **stands)
