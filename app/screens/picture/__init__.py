"""The picture of all cards by what the groups decided: by groups, never by person."""

from typing import ClassVar

from app.frozen import frozen
from app.method.picture import rank
from app.reading.snapshot import Snapshot
from app.screens import piles
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.piles import DecidedCard, Pile
from app.screens.speaker import CardFace, Speaker
from app.screens.table_look import discs
from app.screens.wall.skyline import Counts
from app.vocabulary import Category, Reason, Shown, Source, Step


@frozen
class PictureCard:
    """One card of the picture: how many groups decided what, why not, and how many did not reach
    it.

    `typed`: decisions that come from paper. `changed`: one was made after the picture was shown.
    """

    card: CardFace
    counts: Counts
    reasons: tuple[tuple[Reason, int], ...] = ()
    not_reached: int = 0
    typed: int = 0
    changed: bool = False

    @property
    def discs(self) -> tuple[Category, ...]:
        return discs(self.counts)


@frozen
class Phone(PhoneScreen):
    """`cards` from most wanted to least; empty until the facilitator reveals the picture. `own`: the group's own."""

    template: ClassVar[str] = "picture/phone.html"
    revealed: bool
    cards: tuple[PictureCard, ...]
    own: tuple[DecidedCard, ...]
    own_not_reached: int = 0

    @property
    def own_piles(self) -> list[Pile]:
        return piles.by_category(self.own)


def phone(look: PhoneLook) -> Phone:
    revealed = Shown.picture in look.piece.shown
    own = piles.decided(look.say, look.work) if look.member.group_id else ()
    not_reached = len(look.piece.cards) - len(own) if look.member.group_id else 0
    cards = cards_by_groups(look.say, look.snapshot) if revealed else ()
    return Phone(
        **look.frame(Step.picture.says["heading"]),
        revealed=revealed,
        cards=cards,
        own=own,
        own_not_reached=not_reached,
    )


def cards_by_groups(speaker: Speaker, snapshot: Snapshot) -> tuple[PictureCard, ...]:
    """Every card by what the groups decided, from most wanted to least; by groups, never by person."""
    groups = [snapshot.group(group.id).decisions for group in speaker.piece.deciding]
    standing = [snapshot.group(group.id).decisions for group in speaker.piece.live_groups]
    drawn = []
    for card in speaker.piece.cards.values():
        decisions = [decided[card.id] for decided in groups if card.id in decided]
        categories = [decision.category for decision in decisions]
        reasons = [decision.reason for decision in decisions]
        drawn.append(
            PictureCard(
                speaker.card(card),
                Counts(*map(categories.count, Category)),
                tuple((reason, count) for reason in Reason if (count := reasons.count(reason))),
                not_reached=sum(card.id not in decided for decided in standing),
                typed=sum(decision.source is Source.paper for decision in decisions),
                changed=any(decision.after_picture for decision in decisions),
            )
        )
    return tuple(sorted(drawn, key=lambda line: rank(*line.counts)))
