"""The card that a group is at, on a phone: its words, and below it how one leans, what all chose, how it is decided."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from app.drawing import card_size, hosts_card_size
from app.frozen import frozen
from app.method.sorting import DECISIONS
from app.reading.meeting_pieces import MeetingPiece
from app.screens import piles
from app.screens.just_decided import JustDecided, just_decided
from app.screens.phone_look import PhoneLook
from app.screens.piles import Piles
from app.screens.screen import Part, PartOfParts
from app.screens.speaker import CardFace
from app.screens.table_look import DecidedBefore, Leaned, LeaningSpread, TableLook
from app.screens.turns import InTurn, PhoneTurn
from app.vocabulary import Category, Word

IN_SECONDS = 50  # fewer are told in seconds


@frozen
class Choosing:
    """What has been chosen on the card, as one phone shows it: by the whole table, and this
    person's own `lean`. `asks`: False where no person's choice is asked for or shown.
    """

    leaned: Leaned
    asks: bool
    lean: Category | None
    turn: PhoneTurn | None


@frozen
class Pace:
    """How much time the plan has for one card, as it is told: in whole minutes, or else in tens of
    seconds.
    """

    minutes: int = 0
    seconds: int = 0


@frozen
class OpenCard(PartOfParts):
    """`laying`: see `CardTurn`. `before`: see `DecidedBefore`. `pace`: for this card
    while a clock runs; None for a heavy card.

    `is_hosts`: it is read aloud from the table's own phone.
    """

    template: ClassVar[str] = "sorting/card.html"
    name: ClassVar[str] = "card"
    at: str
    face: CardFace
    laying: int
    before: tuple[DecidedBefore, ...]
    pace: Pace | None
    may_skip: bool
    is_hosts: bool
    piles: Piles

    @property
    def size(self) -> str:
        """Of the card's words: on the table's own phone a size larger, as several read them there."""
        return (hosts_card_size if self.is_hosts else card_size)(self.face.text.words)


@frozen
class Chosen(Part):
    """See `Choosing`."""

    template: ClassVar[str] = "sorting/chosen.html"
    name: ClassVar[str] = "saved"
    leaned: int
    here: int
    asks: bool
    has_leaned: bool


@frozen
class Leaning(Part, InTurn):
    """A category that a person can choose for a card. `is_chosen`: it is this person's choice."""

    template: ClassVar[str] = "sorting/leaning.html"
    card_id: int
    category: Category
    is_chosen: bool
    turn: PhoneTurn | None

    @property
    def id(self) -> str:
        return f"{self.category}-{self.card_id}{self.by}"


class GroupAnswer(NamedTuple):
    """What a group can decide. `form`: it is said with the words of its category if that has several."""

    said: Word
    category: Category
    form: str


def _answers() -> Iterator[GroupAnswer]:
    for category in Category:
        answers = [said for said, (of, _) in DECISIONS.items() if of is category]
        form = "whole" if len(answers) > 1 else "name"
        yield from (GroupAnswer(said, category, form) for said in answers)


@frozen
class Below(PartOfParts, InTurn):
    """What stands below the card. `spread`: None until leaning is closed. `leaning`: empty where
    nobody leans alone. `is_empty`: no member's phone is connected.

    `answers`: what a group can decide. `laying`: see `CardTurn`. `is_hosts`: on the table's
    own phone.
    """

    template: ClassVar[str] = "sorting/below.html"
    name: ClassVar[str] = "below"
    answers: ClassVar[tuple[GroupAnswer, ...]] = tuple(_answers())
    at: str
    card_id: int
    laying: int
    spread: LeaningSpread | None
    chosen: Chosen
    leaning: tuple[Leaning, ...]
    is_empty: bool
    turn: PhoneTurn | None
    is_hosts: bool
    just_decided: JustDecided | None


def choosing(look: PhoneLook) -> Choosing:
    leaned = look.own.at_card.leaned
    return Choosing(leaned, asks=not look.is_nobodys, lean=look.lean, turn=look.turn)


def open_card(look: TableLook) -> OpenCard | None:
    """The current card; None once all are decided."""
    if look.far.card_id is None:
        return None
    row = look.piece.cards[look.far.card_id]
    return OpenCard(
        look.language,
        look.at,
        look.say.card(row),
        look.far.laying,
        before=look.far.before,
        pace=None if row.heavy else _told(pace(look.piece)),
        may_skip=len(look.far.panes) - look.far.done > 1,
        is_hosts=look.is_hosts,
        piles=look.made(piles.shut),
    )


def below(look: TableLook, choosing: Choosing) -> Below | None:
    card_id, lean, turn = look.far.card_id, choosing.lean, choosing.turn
    if card_id is None:
        return None
    leaning = tuple(
        Leaning(look.language, card_id, category, category is lean, turn) for category in Category
    )
    return Below(
        look.language,
        look.at,
        card_id,
        look.far.laying,
        spread=choosing.leaned.spread,
        chosen=_chosen(look, choosing),
        leaning=leaning if choosing.asks else (),
        is_empty=not choosing.leaned.here,
        turn=turn,
        is_hosts=look.is_hosts,
        just_decided=look.made(just_decided),
    )


def pace(piece: MeetingPiece) -> int | None:
    """Seconds planned for each card. None where no clock runs, since then there is no hurry."""
    planned = piece.row.minutes * 60 if piece.row and piece.meeting.clock_until else 0
    return planned // len(piece.cards) if planned and piece.cards else None


def _told(seconds: int | None) -> Pace | None:
    if seconds and seconds < IN_SECONDS:
        return Pace(seconds=max(round(seconds / 10) * 10, 10))
    return Pace(minutes=round(seconds / 60)) if seconds else None


def _chosen(look: TableLook, choosing: Choosing) -> Chosen:
    return Chosen(
        look.language,
        leaned=choosing.leaned.leaned,
        here=choosing.leaned.here,
        asks=choosing.asks,
        has_leaned=choosing.lean is not None,
    )
