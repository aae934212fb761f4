"""Sorting: a group's cards one by one, how its members lean, and what it decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.limits import LIMIT
from app.method.sorting import DECISIONS, Pack
from app.reading.pieces import GroupPiece, MeetingPiece, TablePiece
from app.reading.snapshot import Snapshot
from app.screens import just_decided, turns
from app.screens.just_decided import JustDecided, LeaningSpread
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import CardFace, Said, Speaker
from app.screens.turns import PhoneTurn
from app.screens.wall.windows import Streets
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import GroupHouse, HouseCount, LargeClock
from app.vocabulary import N_, Category, Reason, Word


@dataclass(frozen=True)
class DecidedCard:
    """`line`: one line of the talk; `revision`: of it, 0 where there is none."""

    card: CardFace
    category: Category
    reason: Reason | None
    line: Said | None = None
    revision: int = 0


@dataclass(frozen=True)
class DecidedBefore:
    """What a group had decided on a card before it was merged with one that had decided otherwise."""

    group_number: int
    category: Category
    reason: Reason | None


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Piles(Part):
    """What the group has decided, with its lines of the talk; None while nobody looks at it.

    `folded`: beside the card that is on.
    """

    template: ClassVar[str] = "sorting/piles.html"
    name: ClassVar[str] = "piles"
    at: str
    decided: tuple[DecidedCard, ...] | None
    folded: bool


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """`card` None: all are decided. `leaning`: empty where nobody leans alone. `here`: members whose phones are in.

    `panes`: one word a card in the group's order: done, now or later. `before`: see `DecidedBefore`.
    `decisions`: what a group can say, by its pile. `pace`: seconds that there are for the card by the plan, while a
    clock runs.
    """

    template: ClassVar[str] = "sorting/phone.html"
    asks_again: ClassVar[int] = 20
    decisions: ClassVar[Mapping[Category, tuple[Word, ...]]] = {
        category: tuple(said for said, (of, _) in DECISIONS.items() if of is category)
        for category in Category
    }
    card: CardFace | None
    done: int
    total: int
    panes: tuple[str, ...]
    here: int
    leaning_closed: bool
    spread: LeaningSpread | None
    may_skip: bool
    chosen: Chosen
    leaning: tuple[Leaning, ...]
    piles: Piles
    just_decided: JustDecided | None
    pace: int | None = None
    before: tuple[DecidedBefore, ...] = ()


@dataclass(frozen=True)
class Wall(WallScreen):
    """A window is a card of the group's pack, and is lit when it is decided."""

    template: ClassVar[str] = "sorting/wall.html"
    large_clock: LargeClock
    streets: Streets
    houses: tuple[GroupHouse, ...]
    counts: tuple[HouseCount, ...]


def phone(look: PhoneLook) -> Phone:
    group, table = look.group, look.table
    pack, card_id = table.pack, table.pack.current
    done, total = len(pack.decisions), len(pack.order)
    is_closed = bool(card_id and pack.is_closed(card_id))
    card = look.say.card(look.piece.cards[card_id]) if card_id else None
    spread = _spread(look) if is_closed else None
    last = just_decided.just_decided(look)
    frame = _frame(look, done, total)
    return Phone(
        **frame | {"news": just_decided.news(look, frame["bar"].title, card, spread, last)},
        card=card,
        done=done,
        total=total,
        panes=_panes(pack),
        here=len(group.asked),
        leaning_closed=is_closed,
        spread=spread,
        may_skip=total - done > 1,
        chosen=_chosen(look),
        leaning=() if look.is_nobodys or not card_id else _leaning(look, card_id),
        piles=_piles(look),
        just_decided=last,
        pace=_pace_of(look, card_id),
        before=_decided_before(look.piece, group, card_id),
    )


def _frame(look: PhoneLook, done: int, total: int) -> dict[str, Any]:
    if done >= total:
        return look.frame(N_("All cards are sorted"))
    return look.frame(N_("Card %(number)s of %(total)s"), number=done + 1, total=total)


def _chosen(look: PhoneLook) -> Chosen:
    here, leanings = look.group.asked, look.leanings
    return Chosen(
        look.member.language,
        leaned=len(leanings.keys() & here),
        here=len(here),
        asks=not look.is_nobodys,
        has_leaned=look.chosen_id in leanings,
    )


def _leaning(look: PhoneLook, card_id: int) -> tuple[Leaning, ...]:
    own = look.leanings.get(look.chosen_id or 0)
    return tuple(
        Leaning(look.member.language, card_id, category, category is own, look.turn)
        for category in Category
    )


def _piles(look: PhoneLook) -> Piles:
    folded = look.table.pack.current is not None
    drafts = tuple(draft for draft in look.drafts if draft[0].startswith("cards/"))
    is_seen = not folded or drafts or Piles.name in look.opened
    cards = decided(look.say, look.snapshot, look.group.id) if is_seen else None
    return Piles(look.member.language, look.at, cards, folded, drafts=drafts)


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, large_clock=look.large_clock, **look.street(progress))


def progress(group: GroupPiece) -> tuple[int, int]:
    return len(group.decisions), group.cards


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


def pace(piece: MeetingPiece) -> int | None:
    """Seconds for a card by the plan. Nothing of it is told where no clock runs: then there is time."""
    planned = piece.row.minutes * 60 if piece.row and piece.meeting.clock_until else 0
    return planned // len(piece.cards) if planned and piece.cards else None


def _pace_of(look: PhoneLook, card_id: int | None) -> int | None:
    """A heavy card is given the time that it needs."""
    is_heavy = card_id is not None and look.piece.cards[card_id].heavy
    return None if is_heavy else pace(look.piece)


def _panes(pack: Pack) -> tuple[str, ...]:
    """One word a card, in the group's order."""
    words = dict.fromkeys(pack.decisions, "done") | {pack.current: "now"}
    return tuple(words.get(card_id, "later") for card_id in pack.order)


def _spread(look: PhoneLook) -> LeaningSpread:
    """How the members lean on the group's card; of fewer than three nothing."""
    leans = list(look.leanings.values())
    if len(leans) < LIMIT.fewest_to_spread:
        return LeaningSpread(too_few=True)
    return LeaningSpread(
        leans.count(Category.more), leans.count(Category.dunno), leans.count(Category.less)
    )


def _decided_before(
    piece: MeetingPiece, group: GroupPiece, card_id: int | None
) -> tuple[DecidedBefore, ...]:
    """What those who are one group now had decided on the card, where they differed."""
    return tuple(
        DecidedBefore(piece.numbers[one.small_group_id], one.category, one.reason)
        for one in group.before.get(card_id or 0, ())
    )
