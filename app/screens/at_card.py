"""The card that a group is at, on a phone: its words, and below it how one leans, what all chose, how it is decided."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from app.frozen import frozen
from app.limits import LIMIT
from app.method.sorting import DECISIONS
from app.reading.pieces import MeetingPiece
from app.screens import piles, turns
from app.screens.just_decided import JustDecided, LeaningSpread
from app.screens.phone_look import PhoneLook
from app.screens.piles import Piles
from app.screens.screen import Part, PartOfParts
from app.screens.speaker import CardFace
from app.screens.table_look import Host, TableLook
from app.screens.turns import PhoneTurn
from app.vocabulary import Category, Reason, Word


@frozen
class DecidedBefore:
    """What a group had decided on a card before it was merged with one that had decided otherwise."""

    group_number: int
    category: Category
    reason: Reason | None


@frozen
class OpenCard(PartOfParts):
    """`before`: see `DecidedBefore`. `pace`: seconds that there are for it by the plan, while a clock runs.

    `is_hosts`: it is read aloud from the table's own phone.
    """

    template: ClassVar[str] = "sorting/card.html"
    name: ClassVar[str] = "card"
    at: str
    face: CardFace
    before: tuple[DecidedBefore, ...]
    pace: int | None
    may_skip: bool
    is_hosts: bool
    piles: Piles


@frozen
class Chosen(Part):
    """How many of those whose phones are in have leaned (`here`, `leaned`), and whether this person has.

    `asks`: else nobody's choice is asked for, or shown.
    """

    template: ClassVar[str] = "sorting/chosen.html"
    name: ClassVar[str] = "saved"
    leaned: int
    here: int
    asks: bool
    has_leaned: bool


@frozen
class Leaning(Part):
    """One of a person's choices on a card, and whether it is the own one. `turn`: of those who share the phone."""

    template: ClassVar[str] = "sorting/leaning.html"
    card_id: int
    category: Category
    is_chosen: bool
    turn: PhoneTurn | None

    @property
    def id(self) -> str:
        return f"{self.category}-{self.card_id}{turns.by(self.turn)}"


@frozen
class Below(PartOfParts):
    """`spread`: once leaning is closed. `leaning`: empty where nobody leans alone. `is_empty`: no member's phone is in.

    `decisions`: what a group can say, by its pile. `turn`, `host`: see `PhoneScreen`.
    """

    template: ClassVar[str] = "sorting/below.html"
    name: ClassVar[str] = "below"
    decisions: ClassVar[Mapping[Category, tuple[Word, ...]]] = {
        category: tuple(said for said, (of, _) in DECISIONS.items() if of is category)
        for category in Category
    }
    at: str
    card_id: int
    spread: LeaningSpread | None
    chosen: Chosen
    leaning: tuple[Leaning, ...]
    is_empty: bool
    turn: PhoneTurn | None
    host: Host | None
    just_decided: JustDecided | None


def open_card(look: PhoneLook) -> OpenCard | None:
    """The one that is on; None once all are decided."""
    card, own = look.alike.made(_card), piles.own(look)
    return replace(card, piles=own) if card and own else card


def _card(look: TableLook) -> OpenCard | None:
    pack, card_id = look.table.pack, look.table.pack.current
    if card_id is None:
        return None
    row = look.piece.cards[card_id]
    return OpenCard(
        look.language,
        look.at,
        look.say.card(row),
        before=_decided_before(look, card_id),
        pace=None if row.heavy else pace(look.piece),
        may_skip=len(pack.order) - len(pack.decisions) > 1,
        is_hosts=look.host is not None,
        piles=look.made(piles.of_table),
    )


def below(look: PhoneLook, card_id: int, last: JustDecided | None) -> Below:
    return Below(
        look.member.language,
        look.at,
        card_id,
        spread=_spread(look) if look.table.pack.is_closed(card_id) else None,
        chosen=_chosen(look),
        leaning=() if look.is_nobodys else _leaning(look, card_id),
        is_empty=not look.group.asked,
        turn=look.turn,
        host=look.host,
        just_decided=last,
    )


def pace(piece: MeetingPiece) -> int | None:
    """Seconds for a card by the plan. Nothing of it is told where no clock runs: then there is time."""
    planned = piece.row.minutes * 60 if piece.row and piece.meeting.clock_until else 0
    return planned // len(piece.cards) if planned and piece.cards else None


def _chosen(look: PhoneLook) -> Chosen:
    here, leanings = look.group.asked, look.leanings
    return Chosen(
        look.member.language,
        leaned=len(leanings.keys() & here),
        here=len(here),
        asks=not look.is_nobodys,
        has_leaned=look.lean is not None,
    )


def _leaning(look: PhoneLook, card_id: int) -> tuple[Leaning, ...]:
    return tuple(
        Leaning(look.member.language, card_id, category, category is look.lean, look.turn)
        for category in Category
    )


def _spread(look: PhoneLook) -> LeaningSpread:
    """How the members lean on the group's card; of fewer than three nothing."""
    leans = list(look.leanings.values())
    if len(leans) < LIMIT.fewest_to_spread:
        return LeaningSpread(too_few=True)
    return LeaningSpread(
        leans.count(Category.more), leans.count(Category.dunno), leans.count(Category.less)
    )


def _decided_before(look: TableLook, card_id: int) -> tuple[DecidedBefore, ...]:
    """What those who are one group now had decided on the card, where they differed."""
    numbers = look.piece.numbers
    return tuple(
        DecidedBefore(numbers[one.small_group_id], one.category, one.reason)
        for one in look.group.before.get(card_id, ())
    )
