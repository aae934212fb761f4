"""Parts that several walls are made of: the door, the clocks, the groups' houses and tables, the street of people."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from app.frozen import frozen
from app.screens.screen import Part
from app.screens.wall import windows
from app.screens.wall.windows import Streets, Windows
from app.vocabulary import Language

# Kept, because all other houses are unchanged when one of them lights a window.
MOST_HOUSES = 1000
BESIDE_CODE = 30  # letters of an address that has room beside the code


class Seats(NamedTuple):
    """A group, and how far it is: `done` of `total`."""

    number: int
    done: int
    total: int


@frozen
class WallPart(Part):
    """`second_language`: what the wall says beside its first; see `WallScreen`."""

    second_language: Language | None = field(default=None, kw_only=True)


@frozen
class FootDoor(WallPart):
    """For those who come late. `address`: short, without http://."""

    template: ClassVar[str] = "wall/door.html"
    name: ClassVar[str] = "foot-door"
    address: str
    code: str
    joining_open: bool

    @property
    def is_long(self) -> bool:
        """The address and the code stand one above the other."""
        return len(self.address) > BESIDE_CODE


@frozen
class Qr(Part):
    """The QR that opens the address: SVG path data, on a square of `side` modules."""

    template: ClassVar[str] = "wall/qr.html"
    name: ClassVar[str] = "qr"
    address: str
    path: str
    side: int


@frozen
class FootClock(Part):
    """`until`: UTC seconds; the page counts down."""

    template: ClassVar[str] = "wall/foot_clock.html"
    name: ClassVar[str] = "foot-clock"
    until: int


@frozen
class LargeClock(WallPart):
    """Without a running clock: how long the step is meant to be."""

    template: ClassVar[str] = "wall/large_clock.html"
    name: ClassVar[str] = "large-clock"
    until: int | None
    minutes: int


@frozen
class GroupHouse(Part):
    """A group in a street: `done` of `total` windows are lit."""

    template: ClassVar[str] = "wall/house.html"
    number: int
    done: int
    total: int
    scale: float

    @property
    def id(self) -> str:
        return f"house-{self.number}"

    @property
    def windows(self) -> Windows:
        return windows.of_house(self.total, self.scale)


@frozen
class HouseCount(WallPart):
    """The same in figures, under the house. `short`: a short form, as the houses stand close."""

    template: ClassVar[str] = "wall/house_count.html"
    number: int
    done: int
    total: int
    short: bool

    @property
    def id(self) -> str:
        return f"count-{self.number}"

    @property
    def is_done(self) -> bool:
        return 0 < self.total <= self.done


@frozen
class GroupAtTable(WallPart):
    """A group at its table, with what a step says of it: `done` of `total`."""

    number: int
    done: int
    total: int
    scale: float

    @property
    def id(self) -> str:
        return f"table-{self.number}"

    @property
    def is_roomy(self) -> bool:
        """Whether there are so few tables that each has room for two languages."""
        return self.scale == windows.table_scale(1)

    @property
    def windows(self) -> Windows:
        return windows.of_table(self.total, self.scale)


@frozen
class CrowdRow(Part):
    """A row of windows, one for each person; the first row is the lowest."""

    template: ClassVar[str] = "wall/crowd_row.html"
    number: int
    lit: int
    count: int
    scale: float
    is_top: bool

    @property
    def id(self) -> str:
        return f"crowd-{self.number}"

    @property
    def windows(self) -> Windows:
        return windows.of_row(self.count, self.scale, is_top=self.is_top)


def crowd(language: Language, lit: int, people: int) -> tuple[CrowdRow, ...]:
    """The rows from the top to the lowest, in the order of the page."""
    drawn = windows.crowd(lit, people)
    rows = len(drawn.rows)
    return tuple(
        CrowdRow(language, rows - place, row_lit, count, drawn.scale, is_top=place == 0)
        for place, (count, row_lit) in enumerate(drawn.rows)
    )


class Street(NamedTuple):
    """The houses that stand side by side, and what is written under them."""

    houses: tuple[GroupHouse, ...]
    counts: tuple[HouseCount, ...]


class WithStreets:
    """A wall that shows its groups as houses."""

    streets: Streets
    houses: tuple[GroupHouse, ...]
    counts: tuple[HouseCount, ...]

    @property
    def in_streets(self) -> tuple[Street, ...]:
        return tuple(
            Street(self.houses[first:end], self.counts[first:end])
            for first, end in self.streets.edges
        )

    @property
    def counts_in_ground(self) -> tuple[HouseCount, ...]:
        """What is written under the last street."""
        streets = self.in_streets
        return streets[-1].counts if streets else ()


def street(
    language: Language, groups: Sequence[Seats], second_language: Language | None = None
) -> dict[str, Any]:
    """What the streets of a wall are made of."""
    drawn, scale = windows.streets(len(groups)), windows.house_scale(len(groups))
    return {
        "streets": drawn,
        "houses": tuple(_house(language, group, scale) for group in groups),
        "counts": tuple(
            _count(language, second_language, group, short=drawn.many) for group in groups
        ),
    }


@lru_cache(MOST_HOUSES)
def _house(language: Language, group: Seats, scale: float) -> GroupHouse:
    return GroupHouse(language, *group, scale)


@lru_cache(MOST_HOUSES)
def _count(
    language: Language, second_language: Language | None, group: Seats, *, short: bool
) -> HouseCount:
    return HouseCount(language, *group, short, second_language=second_language)


def groups_at_tables(
    kind: type[GroupAtTable],
    language: Language,
    groups: Iterable[Seats],
    second_language: Language | None = None,
) -> tuple[GroupAtTable, ...]:
    seats = tuple(groups)
    scale = windows.table_scale(len(seats))
    return tuple(kind(language, *group, scale, second_language=second_language) for group in seats)
