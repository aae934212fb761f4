"""The picture of all cards as a skyline and its reflection: where each square stands. Units: a wall of 1920 × 1080."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from app.frozen import frozen
from app.screens.wall.fitting import WIDTH

# Height that bars and quotes share between the title and the foot.
ROOM = 735
GUTTER = 48
LEADER = 44
WIDEST_PITCH = 120
TALLEST_CELL = 56
# Below this height the squares of one kind are drawn as one block.
LEAST_CELL = 13
SIZES = (46, 40, 36, 32)
CALM_BAND = 300
LARGEST_BAND = 430
# A card that no group has decided on lies as a dash at the horizon.
UNREACHED, DASH = "unreached", 6
# What is said over a quote, in two languages.
CAPTION = 80


class Counts(NamedTuple):
    """How many groups decided what about one card."""

    more: int
    dunno: int
    less: int

    @property
    def above(self) -> float:
        return self.more + self.dunno / 2

    @property
    def below(self) -> float:
        return self.less + self.dunno / 2


@frozen
class Cell:
    """A group's decision. `y`: its upper edge, 0 is the horizon. `ends`: outermost in its bar."""

    category: str
    x: float
    y: float
    width: float
    height: float
    ends: bool

    @property
    def outline(self) -> str:
        x, y, width, height = self.x, self.y, self.width, self.height
        if self.ends and self.category == "more":
            return pane(x, y, width, height)
        if self.ends and self.category == "less":
            r = min(round(width * 0.2, 1), height)
            down, across = round(height - r, 1), round(width - 2 * r, 1)
            up = round(r - height, 1)
            return f"M{x} {y}v{down}q0 {r} {r} {r}h{across}q{r} 0 {r} {-r}v{up}z"
        return f"M{x} {y}h{width}v{height}h{-width}z"

    @property
    def check(self) -> str:
        """The darker quarters of "we don't know", so that it can be told without colour."""
        if self.category != "dunno":
            return ""
        w, h = round(self.width / 2, 1), round(self.height / 2, 1)
        middle, half = round(self.x + w, 1), round(self.y + h, 1)
        return f"M{middle} {self.y}h{w}v{h}h{-w}zM{self.x} {half}h{w}v{h}h{-w}z"


@frozen
class Bar:
    """A card's decisions. A cell on both sides of the horizon is drawn in both halves."""

    cells: tuple[Cell, ...]

    @property
    def above(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.y < 0)

    @property
    def below(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.y + cell.height > 0)


@frozen
class Leader:
    """From a bar's lower end (`x`, `y`) to its words; `path` is drawn."""

    x: float
    y: float
    path: str


@frozen
class Skyline:
    """`above`, `below`: heights of the two halves. `size`: of the quoted words; `doubled`: they are
    in two languages.
    """

    above: float
    below: float
    bars: tuple[Bar, ...]
    leaders: tuple[Leader, ...]
    size: int
    doubled: bool


def drawn(counts: Sequence[Counts], quoted: Sequence[int], lengths: tuple[int, int]) -> Skyline:
    """`quoted`: which bars have their words; `lengths`: letters of the longest in each language."""
    column = (WIDTH - GUTTER * (len(quoted) - 1)) / len(quoted) if quoted else WIDTH
    size, doubled, band = _band(lengths, column) if quoted else (SIZES[0], False, 0)
    highest = max((count.above for count in counts), default=0)
    deepest = max((count.below for count in counts), default=0)
    unit = min(TALLEST_CELL, (ROOM - band) / max(highest + deepest, 1))
    pitch = min(WIDEST_PITCH, WIDTH / max(len(counts), 1))
    start = (WIDTH - pitch * len(counts)) / 2
    below = round(deepest * unit + 2, 1)
    bars = tuple(
        Bar(tuple(_bar(count, round(start + (place + 0.1) * pitch, 1), pitch * 0.8, unit)))
        for place, count in enumerate(counts)
    )
    leaders = []
    for order, place in enumerate(quoted):
        x, y = start + (place + 0.5) * pitch, counts[place].below * unit + 12
        leaders.append(_leader(round(x, 1), round(y, 1), _foot(x, order, column), below))
    above = round(highest * unit + 2, 1)
    return Skyline(above, below + LEADER, bars, tuple(leaders), size, doubled)


def pane(x: float, y: float, width: float, height: float) -> str:
    """The outline of a window: upright, its upper corners rounded by 27 % of its width."""
    r = round(width * 0.27, 1)
    across, down = round(width - 2 * r, 1), round(height - r, 1)
    return f"M{x} {y + height}v{r - height}q0 {-r} {r} {-r}h{across}q{r} 0 {r} {r}v{down}z"


def _leader(x: float, y: float, foot: float, below: float) -> Leader:
    return Leader(x, y, f"M{x} {y}V{below + 8}L{foot} {below + LEADER - 6}")


def _band(lengths: tuple[int, int], column: float) -> tuple[int, bool, float]:
    """The largest calm size of the quotes, whether both languages fit, and the height that they
    take.
    """
    first, second = lengths
    under = _height(second, SIZES[-1], column) if second else 0
    heights = [(size, _height(first, size, column)) for size in SIZES]
    fitting = (h for h in heights if h[1] <= CALM_BAND and h[1] + under <= LARGEST_BAND)
    size, height = next(fitting, heights[-1])
    with_second = height + under
    if second and with_second <= LARGEST_BAND:
        return size, True, with_second + LEADER + CAPTION
    return size, False, height + LEADER + SIZES[-1]


def _height(letters: int, size: int, column: float) -> float:
    return ceil(letters * size * 0.55 / column) * size * 1.3


def _foot(x: float, order: int, column: float) -> float:
    start = order * (column + GUTTER)
    return round(min(max(x, start + 10), start + column - 10), 1)


def _bar(count: Counts, x: float, width: float, unit: float) -> Iterator[Cell]:
    if not any(count):
        yield Cell(UNREACHED, x, 2, round(width, 1), DASH, ends=False)
    straddling = count.dunno / 2
    yield from _run("more", count.more, -straddling - count.more, (x, width, unit))
    yield from _run("dunno", count.dunno, -straddling, (x, width, unit))
    yield from _run("less", count.less, straddling, (x, width, unit))


def _run(category: str, count: int, top: float, box: tuple[float, float, float]) -> Iterator[Cell]:
    x, width, unit = box
    if count and unit < LEAST_CELL:
        yield Cell(
            category, x, round(top * unit, 1), round(width, 1), round(count * unit, 1), ends=True
        )
        return
    outermost = {"more": 0, "less": count - 1}.get(category)
    for place in range(count):
        y, height = round((top + place) * unit + 2, 1), round(unit - 4, 1)
        yield Cell(category, x, y, round(width, 1), height, place == outermost)
