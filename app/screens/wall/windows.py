"""Windows on the wall: of a house, a table, the street of all people; and how houses stand in
streets.

Lengths are units of a wall of 1920 × 1080, sizes are rem of it.
"""

from functools import cache
from math import ceil

from app.frozen import frozen

REM = 16
# From one window to the next.
ACROSS, UP = 37, 56
# Where the first window begins, and how far above the ground the lowest has its upper side.
FIRST, LAST = 9.5, 51
# How much wall a house has above its uppermost windows.
ABOVE = 8
MOST_AT_A_TABLE = 12
ONE_STREET, WIDE_STREET = 12, 8
# Up to so many windows, so many in a row; of more, five.
HOUSE_ROWS = ((1, 1), (4, 2), (9, 3), (24, 4))
TABLE_GRIDS = (
    (5, "tables-4"),
    (6, "tables-8 tables-6"),
    (8, "tables-8"),
    (12, "tables-12"),
    (18, "tables-18"),
)
FEW_PEOPLE = 80
MOST_PEOPLE = 252


@frozen
class Windows:
    """`panes`: x and y of the upper left corner of each, the lowest first. `wide`, `tall`: in rem."""

    width: int
    height: int
    wide: float
    tall: float
    panes: tuple[str, ...]

    def with_light(self, lit: int) -> tuple[tuple[str, bool], ...]:
        """Each window, and whether it is one of the first `lit`."""
        return tuple((pane, place < lit) for place, pane in enumerate(self.panes))


@frozen
class Streets:
    """`edges`: the first house of each street, and the one after its last. `many`: they are dense."""

    edges: tuple[tuple[int, int], ...]
    many: bool

    @property
    def number(self) -> int:
        return len(self.edges)


NO_STREETS = Streets((), many=False)


@frozen
class Crowd:
    """Rows of windows, one window for each person: how many in each, and how many are lit; the
    lowest last.

    `scale` turns units into rem.
    """

    rows: tuple[tuple[int, int], ...]
    scale: float


@cache
def windows(total: int, per_row: int, scale: float, above: int = ABOVE) -> Windows:
    rows = max(ceil(total / per_row), 1)
    width, height = per_row * ACROSS + 12, rows * UP + above
    panes = tuple(
        f"{FIRST + place % per_row * ACROSS} {height - LAST - place // per_row * UP}"
        for place in range(total)
    )
    return Windows(width, height, rem(width, scale), rem(height, scale), panes)


def of_house(total: int, scale: float) -> Windows:
    return windows(total, next((row for most, row in HOUSE_ROWS if total <= most), 5), scale)


def of_table(total: int, scale: float) -> Windows:
    """One row of at most `MOST_AT_A_TABLE` windows, never wider than seven windows of full size."""
    shown = min(total, MOST_AT_A_TABLE)
    return windows(shown, max(shown, 1), scale * (min(7, total) / max(total, 1)))


def of_row(count: int, scale: float, *, is_top: bool) -> Windows:
    """One row of a house of several rows; only the top one has some wall above it."""
    return windows(count, count, scale, ABOVE if is_top else 0)


def streets(houses: int) -> Streets:
    """Up to twelve stand in one street on the horizon; more make two streets."""
    length = ceil(houses / (2 if houses > ONE_STREET else 1)) or 1
    starts = range(0, houses, length)
    edges = tuple((start, min(start + length, houses)) for start in starts)
    return Streets(edges, houses > WIDE_STREET)


def house_scale(houses: int) -> float:
    return 0.46 if houses > ONE_STREET else 0.66 if houses > WIDE_STREET else 1


def table_scale(tables: int) -> float:
    return 0.8 if tables <= 8 else 0.55


def table_grid(tables: int) -> str:
    """The classes of the grid that holds so many tables."""
    return next((grid for most, grid in TABLE_GRIDS if tables <= most), "tables-24")


def crowd(lit: int, people: int) -> Crowd:
    """One long house with a window for each person, up to `MOST_PEOPLE`."""
    per_row, scale = (20, 1.18) if people <= FEW_PEOPLE else (36, 0.66)
    shown = min(people, MOST_PEOPLE)
    starts = range(0, shown, per_row)
    rows = [(min(per_row, shown - at), min(max(lit - at, 0), per_row)) for at in starts]
    return Crowd(tuple(reversed(rows)), scale)


def rem(length: float, scale: float = 1) -> float:
    """A length in units of the wall as a size."""
    return round(length * scale / REM, 3)
