"""The picture on the wall: the cards as a skyline over the horizon, and the quotes under it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from app.frozen import frozen
from app.method.picture import division
from app.screens import sorting
from app.screens.picture import PictureCard, cards_by_groups
from app.screens.screen import Part
from app.screens.speaker import Pair, Said, pair
from app.screens.wall import skyline, windows
from app.screens.wall.fitting import WIDTH
from app.screens.wall.windows import Streets, rem
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import GroupHouse, HouseCount, WallPart, WithStreets
from app.texts import Saying
from app.vocabulary import N_, Language, Shown, Step

QUOTED = MORE, DIVIDED, _LESS = "agreed_more", "divided", "agreed_less"


@frozen
class PictureBar:
    """A card, by how many groups decided what. `quoted`: why it is quoted, where there is space. `alike`: how many
    cards are as divided as this one.
    """

    text: Pair
    population_group: Pair
    counts: skyline.Counts
    quoted: str
    not_reached: int = 0
    alike: int = 1


@frozen
class Half(Part):
    """A card's decisions above or below the horizon. `place`: of the bar, from the most wanted."""

    template: ClassVar[str] = "picture/bar.html"
    side: str
    place: int
    cells: tuple[skyline.Cell, ...]

    @property
    def id(self) -> str:
        return f"bar-{self.side}-{self.place}"


@frozen
class Quote(WallPart):
    """A card's words under its bar. `second`: None where there is no room for both languages.

    `groups`: all groups that decided on the card, also one dissolved since, or did not get to it. `alike`: as of its
    bar.
    """

    template: ClassVar[str] = "picture/quote.html"
    quoted: str
    text: Said
    second: Said | None
    second_group: Said | None
    population_group: Said
    more: int
    less: int
    groups: int
    alike: int

    @property
    def id(self) -> str:
        return f"quote-{self.quoted}"

    @property
    def is_divided(self) -> bool:
        return self.quoted == DIVIDED

    @property
    def is_one_of_most_divided(self) -> bool:
        return self.is_divided and self.alike > 1

    @property
    def is_divided_within(self) -> bool:
        """Groups differ within themselves alone: no two of them want the opposite."""
        return self.is_divided and not (self.more and self.less)

    @property
    def is_more(self) -> bool:
        return self.quoted == MORE


@frozen
class BarRow(Part):
    """The same bar as a row of a table, for those who do not see the skyline."""

    template: ClassVar[str] = "picture/bar_row.html"
    place: int
    text: Said
    counts: skyline.Counts
    not_reached: int

    @property
    def id(self) -> str:
        return f"card-{self.place}"


@frozen
class Wall(WallScreen, WithStreets):
    """Only houses until the picture is revealed; then bars, from most wanted to least, and quotes.

    `above`, `below`: heights of the two halves.
    """

    template: ClassVar[str] = "picture/wall.html"
    step: ClassVar[Step] = Step.picture
    nothing: ClassVar[str] = N_("No group has decided on a card yet.")
    revealed: bool
    streets: Streets = windows.NO_STREETS
    houses: tuple[GroupHouse, ...] = ()
    counts: tuple[HouseCount, ...] = ()
    above: float = 0
    below: float = 0
    width: int = WIDTH
    upper: tuple[Half, ...] = ()
    lower: tuple[Half, ...] = ()
    leaders: tuple[skyline.Leader, ...] = ()
    quote_size: int = 0
    quotes: tuple[Quote, ...] = ()
    rows: tuple[BarRow, ...] = ()

    @property
    def shows(self) -> Saying:
        if self.revealed:
            return Saying(Step.picture.says["heading"] if self.has_decisions else self.nothing)
        return super().shows if self.houses else Saying(N_("That the picture is shown soon"))

    @property
    def is_mirrored(self) -> bool:
        return self.language.direction == "rtl"

    @property
    def wide(self) -> float:
        return rem(self.width)

    @property
    def tall_above(self) -> float:
        return rem(self.above)

    @property
    def tall_below(self) -> float:
        return rem(self.below)

    @property
    def top(self) -> float:
        """Of the upper half: 0 is the horizon, and what is above it is negative."""
        return -self.above

    @property
    def number_of_cards(self) -> int:
        return len(self.rows)

    @property
    def has_decisions(self) -> bool:
        return any(sum(row.counts) for row in self.rows)

    @property
    def has_unreached(self) -> bool:
        return self.has_decisions and any(not sum(row.counts) for row in self.rows)


def drawn(
    language: Language, bars: Sequence[PictureBar], second_language: Language | None = None
) -> dict[str, Any]:
    """What a wall shows of the revealed picture."""
    telling, sky = _sky(bars)
    return {
        "above": sky.above,
        "below": sky.below,
        "upper": _halves(language, "above", [bar.above for bar in sky.bars]),
        "lower": _halves(language, "below", [bar.below for bar in sky.bars]),
        "leaders": sky.leaders,
        "quote_size": sky.size,
        "quotes": tuple(
            replace(_quote(language, bar, doubled=sky.doubled), second_language=second_language)
            for bar in telling
        ),
        "rows": tuple(_row(language, place, bar) for place, bar in enumerate(bars, 1)),
    }


def _sky(bars: Sequence[PictureBar]) -> tuple[list[PictureBar], skyline.Skyline]:
    """Also chooses the quotes: where space is short the longest quote goes first, and the second
    language only when one quote is left.
    """
    counts = [bar.counts for bar in bars]
    quoted = [place for place, bar in enumerate(bars) if bar.quoted]
    while True:
        telling = [bars[place] for place in quoted]
        sky = skyline.drawn(counts, quoted, _longest(telling))
        if sky.doubled or len(quoted) < 2 or not _longest(telling)[1]:
            return telling, sky
        quoted.remove(max(quoted, key=lambda place: len(bars[place].text.first.words)))


def _halves(
    language: Language, side: str, cells: Sequence[tuple[skyline.Cell, ...]]
) -> tuple[Half, ...]:
    return tuple(Half(language, side, place, bar) for place, bar in enumerate(cells, 1))


def _quote(language: Language, bar: PictureBar, *, doubled: bool) -> Quote:
    return Quote(
        language=language,
        quoted=bar.quoted,
        text=bar.text.first,
        second=bar.text.second if doubled else None,
        second_group=bar.population_group.second if doubled else None,
        population_group=bar.population_group.first,
        more=bar.counts.more,
        less=bar.counts.less,
        groups=sum(bar.counts) + bar.not_reached,
        alike=bar.alike,
    )


def _row(language: Language, place: int, bar: PictureBar) -> BarRow:
    return BarRow(language, place, bar.text.first, bar.counts, bar.not_reached)


def _longest(quotes: Sequence[PictureBar]) -> tuple[int, int]:
    """Letters of the longest quote with its group's name, in each of the two languages."""
    first = [len(bar.text.first.words) + len(bar.population_group.first.words) for bar in quotes]
    second = [
        len(bar.text.second.words) + len(bar.population_group.second.words) + 3
        for bar in quotes
        if bar.text.second and bar.population_group.second
    ]
    return max(first, default=0) + 3, max(second, default=0)


def wall(look: WallLook) -> Wall:
    if Shown.picture in look.piece.shown:
        return Wall(
            **look.frame,
            revealed=True,
            **drawn(look.language, _bars(look), look.both["second_language"]),
        )
    return Wall(**look.frame, revealed=False, **look.street(sorting.progress))


def _quoted(lines: Sequence[PictureCard]) -> dict[PictureCard, str]:
    """Why which cards are quoted: from both ends and the most divided one, each only if it is so."""
    if not lines:
        return {}
    most, least = lines[0], lines[-1]
    divided = max(lines, key=_division)
    quotable = (
        (most, most.counts.more > most.counts.less),
        (divided, _division(divided) > 0),
        (least, least.counts.less > least.counts.more),
    )
    return {line: why for (line, is_so), why in zip(quotable, QUOTED, strict=True) if is_so}


def _division(line: PictureCard) -> int:
    return division(line.counts.more, line.counts.less, line.reasons)


def _bars(look: WallLook) -> tuple[PictureBar, ...]:
    lines = cards_by_groups(look.say, look.snapshot)
    quoted = _quoted(lines)
    divisions = Counter(map(_division, lines))
    cards, groups = look.piece.cards, look.piece.population_groups
    return tuple(
        PictureBar(
            text=pair(look.piece, cards[line.card.id].text_id),
            population_group=pair(
                look.piece, groups[cards[line.card.id].population_group_id].name_id
            ),
            counts=line.counts,
            quoted=quoted.get(line, ""),
            not_reached=line.not_reached,
            alike=divisions[_division(line)],
        )
        for line in lines
    )
