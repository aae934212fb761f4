"""What a group has decided, in three piles, with the lines that it kept of its talk."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple

from app.frozen import frozen
from app.reading.group_pieces import GroupWorkPiece
from app.screens.phone_look import PhoneLook
from app.screens.screen import Drafts, Part
from app.screens.speaker import CardFace, Said, Speaker
from app.screens.table_look import TableLook
from app.vocabulary import Category, Reason


@frozen
class DecidedCard:
    """`line`: what the group kept of its talk about the card; `revision`: of the line, else 0.
    `laying`: see `CardTurn`.
    """

    card: CardFace
    category: Category
    reason: Reason | None
    laying: int
    line: Said | None = None
    revision: int = 0


class Pile(NamedTuple):
    category: Category
    cards: tuple[DecidedCard, ...]

    @property
    def number(self) -> int:
        return len(self.cards)


@frozen
class Piles(Part):
    """`decided`: None while the panel is shut. `folded`: in a panel, while there is a card to decide."""

    template: ClassVar[str] = "sorting/piles.html"
    name: ClassVar[str] = "piles"
    at: str
    decided: tuple[DecidedCard, ...] | None
    folded: bool

    @property
    def by_category(self) -> list[Pile]:
        return by_category(self.decided or ())


def piles(look: PhoneLook) -> Piles:
    """The piles spread out, once all cards are decided."""
    whose = ("piles", look.say.language, look.say.reads)
    return own(look) or look.work.once(whose, lambda: _open(look))


def own(look: PhoneLook) -> Piles | None:
    """The piles of a phone that has opened them or whose input in them was not saved; else None."""
    drafts = tuple(draft for draft in look.drafts if draft[0].startswith("cards/"))
    if not drafts and Piles.name not in look.opened:
        return None
    return _open(look, drafts)


def shut(look: TableLook) -> Piles:
    """The piles of a phone that has not opened them: no cards are sent."""
    return Piles(look.language, look.at, None, folded=look.far.card_id is not None)


def _open(look: PhoneLook, drafts: Drafts = ()) -> Piles:
    return replace(look.alike.made(shut), decided=decided(look.say, look.work), drafts=drafts)


def decided(speaker: Speaker, work: GroupWorkPiece) -> tuple[DecidedCard, ...]:
    cards = speaker.piece.cards
    return tuple(
        DecidedCard(
            speaker.card(cards[card_id]),
            decision.category,
            decision.reason,
            work.pack.laying(card_id),
            line=talk_line(speaker, work, card_id),
            revision=work.lines[card_id].revision if card_id in work.lines else 0,
        )
        for card_id in cards
        if (decision := work.pack.decisions.get(card_id))
    )


def by_category(cards: Sequence[DecidedCard]) -> list[Pile]:
    return [
        Pile(category, tuple(card for card in cards if card.category is category))
        for category in Category
    ]


def talk_line(speaker: Speaker, work: GroupWorkPiece, card_id: int) -> Said | None:
    """What the group kept of its talk about a card, for the table itself and for the papers."""
    line = work.lines.get(card_id)
    return speaker(line.text_id, work.words) if line else None
