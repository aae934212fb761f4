"""The picture of all cards by what the groups decided: by groups, never by person."""

from dataclasses import dataclass
from typing import ClassVar

from app.reading.snapshot import Snapshot
from app.screens import sorting
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.sorting import DecidedCard
from app.screens.wall import skyline
from app.screens.wall_look import Seats, WallLook, WallScreen
from app.screens.wording import CardFace, Pair, Speaker, pair
from app.vocabulary import N_, Category, Reason, Shown

QUOTED = ("agreed_more", "divided", "agreed_less")


@dataclass(frozen=True)
class PictureCard:
    """One card in the picture of all: how many groups decided what, why not, and how many did not reach it."""

    card: CardFace
    more: int
    dunno: int
    less: int
    reasons: tuple[tuple[Reason, int], ...] = ()
    not_reached: int = 0

    @property
    def differ(self) -> int:
        return dict(self.reasons).get(Reason.differ, 0)


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """`cards` from most wanted to least; empty until the facilitator reveals the picture. `own`: the group's own."""

    template: ClassVar[str] = "picture/phone.html"
    revealed: bool
    cards: tuple[PictureCard, ...]
    own: tuple[DecidedCard, ...]
    own_not_reached: int = 0


@dataclass(frozen=True)
class PictureBar:
    """A card between More and Less, in groups. `quoted`: stands with its words where there is space."""

    text: Pair
    population_group: Pair
    more: int
    dunno: int
    less: int
    quoted: str
    not_reached: int = 0


@dataclass(frozen=True)
class Wall(WallScreen):
    """`bars` from most wanted to least, empty until revealed. `quoted`: "", agreed_more, agreed_less or divided."""

    template: ClassVar[str] = "picture/wall.html"
    revealed: bool
    bars: tuple[PictureBar, ...]
    groups: tuple[Seats, ...]

    @property
    def quotes(self) -> tuple[PictureBar, ...]:
        """Those that say something: a card that no group wants less of is not the one agreed to be less."""
        return tuple(bar for bar in self.bars if _is_telling(bar))

    @property
    def skyline(self) -> skyline.Skyline:
        counts = [skyline.Counts(bar.more, bar.dunno, bar.less) for bar in self.bars]
        quoted = [place for place, bar in enumerate(self.bars) if _is_telling(bar)]
        return skyline.drawn(counts, quoted, _longest(self.quotes))


def _is_telling(bar: PictureBar) -> bool:
    told = {"agreed_more": bar.more, "agreed_less": bar.less, "divided": bar.more + bar.dunno}
    return told.get(bar.quoted, 0) > 0


def _longest(quotes: tuple[PictureBar, ...]) -> tuple[int, int]:
    """Letters of the longest quote with its group, and of the longest in the second language."""
    first = [len(bar.text.first.words) + len(bar.population_group.first.words) for bar in quotes]
    second = [len(bar.text.second.words) for bar in quotes if bar.text.second]
    return max(first, default=0) + 3, max(second, default=0)


def phone(look: PhoneLook) -> Phone:
    revealed = "picture" in look.piece.shown
    own = sorting.decided(look.say, look.snapshot, look.group.id) if look.member.group_id else ()
    not_reached = len(look.piece.cards) - len(own) if look.member.group_id else 0
    cards = cards_by_groups(look.say, look.snapshot) if revealed else ()
    return Phone(
        **look.frame(N_("The picture of all cards")),
        revealed=revealed,
        cards=cards,
        own=own,
        own_not_reached=not_reached,
    )


def wall(look: WallLook) -> Wall:
    revealed = Shown.picture in look.piece.shown
    bars = _bars(look) if revealed else ()
    return Wall(**look.frame, revealed=revealed, bars=bars, groups=look.seats(sorting.progress))


def _bars(look: WallLook) -> tuple[PictureBar, ...]:
    lines = cards_by_groups(look.say, look.snapshot)
    quoted = {
        max(lines, key=lambda line: line.more - line.less, default=None): QUOTED[0],
        max(
            lines, key=lambda line: min(line.more, line.less) * 2 + line.differ, default=None
        ): QUOTED[1],
        max(lines, key=lambda line: line.less - line.more, default=None): QUOTED[2],
    }
    cards, groups = look.piece.cards, look.piece.population_groups
    return tuple(
        PictureBar(
            text=pair(look.piece, cards[line.card.id].text_id),
            population_group=pair(
                look.piece, groups[cards[line.card.id].population_group_id].name_id
            ),
            more=line.more,
            dunno=line.dunno,
            less=line.less,
            quoted=quoted.get(line, ""),
            not_reached=line.not_reached,
        )
        for line in lines
    )


def cards_by_groups(speaker: Speaker, snapshot: Snapshot) -> tuple[PictureCard, ...]:
    """Every card by what the groups decided, from most wanted to least; by groups, never by person."""
    groups = [snapshot.group(group.id).decisions for group in speaker.piece.deciding]
    standing = [snapshot.group(group.id).decisions for group in speaker.piece.live_groups]
    drawn = []
    for card in speaker.piece.cards.values():
        found = [decided[card.id] for decided in groups if card.id in decided]
        categories = [decision.category for decision in found]
        reasons = [decision.reason for decision in found]
        drawn.append(
            PictureCard(
                speaker.card(card),
                categories.count(Category.more),
                categories.count(Category.dunno),
                categories.count(Category.less),
                tuple((one, count) for one in Reason if (count := reasons.count(one))),
                not_reached=sum(card.id not in decided for decided in standing),
            )
        )
    return tuple(sorted(drawn, key=lambda line: (line.less - line.more, line.dunno, line.less)))
