"""What a group has decided, in three piles, with its lines of the talk."""

from dataclasses import dataclass
from typing import ClassVar

from app.reading.pieces import TablePiece
from app.reading.snapshot import Snapshot
from app.screens.phone_look import PhoneLook
from app.screens.screen import Part
from app.screens.speaker import CardFace, Said, Speaker
from app.vocabulary import Category, Reason


@dataclass(frozen=True)
class DecidedCard:
    """`line`: one line of the talk; `revision`: of it, 0 where there is none."""

    card: CardFace
    category: Category
    reason: Reason | None
    line: Said | None = None
    revision: int = 0


@dataclass(frozen=True)
class Piles(Part):
    """`decided`: None while nobody looks at it. `folded`: beside the card that is on."""

    template: ClassVar[str] = "sorting/piles.html"
    name: ClassVar[str] = "piles"
    at: str
    decided: tuple[DecidedCard, ...] | None
    folded: bool


def piles(look: PhoneLook) -> Piles:
    folded = look.table.pack.current is not None
    drafts = tuple(draft for draft in look.drafts if draft[0].startswith("cards/"))
    is_seen = not folded or drafts or Piles.name in look.opened
    cards = decided(look.say, look.snapshot, look.group.id) if is_seen else None
    return Piles(look.member.language, look.at, cards, folded, drafts=drafts)


def decided(speaker: Speaker, snapshot: Snapshot, group_id: int) -> tuple[DecidedCard, ...]:
    cards, table = speaker.piece.cards, snapshot.table(group_id)
    return tuple(
        DecidedCard(
            speaker.card(cards[card_id]),
            decision.category,
            decision.reason,
            line=talk_line(speaker, table, card_id),
            revision=table.pack.lines[card_id].revision if card_id in table.pack.lines else 0,
        )
        for card_id in cards
        if (decision := table.pack.decisions.get(card_id))
    )


def talk_line(speaker: Speaker, table: TablePiece, card_id: int) -> Said | None:
    """What the group kept of its talk about a card: for the table itself, and for the papers."""
    line = table.pack.lines.get(card_id)
    return speaker(line.text_id, table.words) if line else None
