"""Sorting: a group's cards one by one, how its members lean, and what it decided."""

from dataclasses import dataclass
from typing import ClassVar

from app.limits import LIMIT
from app.method.sorting import DECISIONS, Pack
from app.reading.pieces import GroupPiece, MeetingPiece, TablePiece
from app.reading.snapshot import Snapshot
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import Seats, WallLook, WallScreen
from app.screens.wording import CardFace, Said, Speaker
from app.vocabulary import Category, Reason, Word


@dataclass(frozen=True)
class Spread:
    """How a group's members lean. None of the three when fewer than three have leaned (`too_few`)."""

    more: int = 0
    dunno: int = 0
    less: int = 0
    too_few: bool = False


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
class Phone(PhoneScreen):
    """`card` None: all are decided. `here`: members whose phones are in; `leaned`: how many of them have leaned.

    `panes`: one word a card in the group's order: done, now or later. `pace`: seconds that there are for a card
    by the plan, while a clock runs. `before`: see `DecidedBefore`. `decisions`: what a group can say, and its pile.
    """

    template: ClassVar[str] = "sorting/phone.html"
    asks_again: ClassVar[int] = 20
    decisions: ClassVar[tuple[tuple[Word, Category], ...]] = tuple(
        (said, category) for said, (category, _) in DECISIONS.items()
    )
    card: CardFace | None
    number: int
    total: int
    panes: tuple[str, ...]
    leaning: Category | None
    leaned: int
    here: int
    leaning_closed: bool
    spread: Spread | None
    may_skip: bool
    piles: tuple[DecidedCard, ...]
    pace: int | None = None
    before: tuple[DecidedBefore, ...] = ()


@dataclass(frozen=True)
class Wall(WallScreen):
    """`done`: decided cards of the pack."""

    template: ClassVar[str] = "sorting/wall.html"
    groups: tuple[Seats, ...]


def phone(look: PhoneLook) -> Phone:
    group, table = look.group, look.table
    pack, card_id = table.pack, table.pack.current
    here = group.asked
    return Phone(
        **look.frame,
        card=look.say.card(look.piece.cards[card_id]) if card_id else None,
        number=min(len(pack.decisions) + 1, len(pack.order)),
        total=len(pack.order),
        panes=_panes(pack),
        leaning=table.leanings.get(look.own_id or 0),
        leaned=len(table.leanings.keys() & here),
        here=len(here),
        leaning_closed=bool(card_id and pack.is_closed(card_id)),
        spread=_spread(table) if card_id and pack.is_closed(card_id) else None,
        may_skip=len(pack.order) - len(pack.decisions) > 1,
        piles=decided(look.say, look.snapshot, group.id),
        pace=pace(look.piece),
        before=_decided_before(look.piece, group, card_id),
    )


def wall(look: WallLook) -> Wall:
    return Wall(**look.frame, groups=look.seats(progress))


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


def _panes(pack: Pack) -> tuple[str, ...]:
    """One word a card, in the group's order."""
    words = dict.fromkeys(pack.decisions, "done") | {pack.current: "now"}
    return tuple(words.get(card_id, "later") for card_id in pack.order)


def _spread(table: TablePiece) -> Spread:
    """How the members lean on the group's card; of fewer than three nothing."""
    leans = list(table.leanings.values())
    if len(leans) < LIMIT.fewest_to_spread:
        return Spread(too_few=True)
    return Spread(
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
