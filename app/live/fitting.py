"""Whether words fit on the wall, counted by letters and generously, so that nothing is clipped.

Lengths are units of a wall of 1920 × 1080.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product, zip_longest
from math import inf

HOUSE, VOICE = 0.57, 0.53
"""A letter's width in parts of its size, in the two voices of the wall."""
LEADING = 1.27
TIGHT = 1.2
WIDTH = 1728
RESULTS_HEIGHT = 700
EDGES = {1: 0, 2: 36, 3: 48, 4: 54}
GAP = 22
SECOND = 32
NAME = 336


def lines(words: str, size: float, width: float, letter: float = VOICE) -> float:
    """How many lines; infinite where one word alone is wider than the line."""
    room = width / (size * letter)
    found, used = 1, 0.0
    for word in words.split():
        if len(word) > room:
            return inf
        needed = used + len(word) + (1 if used else 0)
        found, used = (found, needed) if needed <= room else (found + 1, len(word))
    return found


def height(
    words: str, size: float, width: float, letter: float = VOICE, leading: float = LEADING
) -> float:
    return lines(words, size, width, letter) * size * leading


@dataclass(frozen=True)
class Told:
    """A population group's column: its name and texts, each in the first language and, if there is one, the second."""

    name: tuple[str, str]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Slide:
    """`texts`: how many of each group stand here; the others are on the phones."""

    in_rows: bool
    size: int
    doubled: bool
    texts: int


def slide(columns: Sequence[Told]) -> Slide:
    """Side by side if that can be read, else under each other; both languages if they can be had."""
    most = max((len(column.texts) for column in columns), default=0)
    has_second = any(second for column in columns for _, second in column.texts)
    for texts, doubled in product(range(most, 0, -1), (True, False) if has_second else (False,)):
        cut = [Told(column.name, column.texts[:texts]) for column in columns]
        for in_rows, size in _shapes(len(columns)):
            tall = _rows(cut, size, doubled=doubled) if in_rows else _mullions(cut, size, doubled)
            if tall <= RESULTS_HEIGHT:
                return Slide(in_rows, size, doubled, texts)
    return Slide(in_rows=True, size=SECOND, doubled=False, texts=1)


def _shapes(columns: int) -> Iterator[tuple[bool, int]]:
    if columns <= 6:
        yield from ((False, size) for size in (72, 56, 46, 42, 38, 35, 32))
    yield from ((True, size) for size in (42, 38, 35, 32))


def _mullions(columns: Sequence[Told], size: int, doubled: bool) -> float:  # noqa: FBT001
    """Rows are aligned across the columns, so each is as tall as its tallest."""
    count = len(columns)
    width = WIDTH / count - EDGES.get(count, 48)
    names = [
        height(first, 38, width, HOUSE) + (height(second, SECOND, width, HOUSE) if second else 0)
        for first, second in (column.name for column in columns)
    ]
    rows: Iterable[tuple[tuple[str, str], ...]] = zip_longest(
        *(column.texts for column in columns), fillvalue=("", "")
    )
    texts = [
        max(height(first, size, width) for first, _ in row)
        + GAP
        + (max(_second(second, width) for _, second in row) if doubled else 0)
        for row in rows
    ]
    return max(names) + sum(texts)


def _second(words: str, width: float) -> float:
    return height(words, SECOND, width, HOUSE) + GAP if words else 0


def _rows(columns: Sequence[Told], size: int, *, doubled: bool) -> float:
    """Name, first language and second side by side, in the widths of projector.css."""
    width = WIDTH - NAME - 80
    first_width, second_width = (width * 0.52, width * 0.48) if doubled else (width, width)
    tall = 0.0
    for column in columns:
        name = sum(height(said, SECOND, NAME, HOUSE, TIGHT) for said in column.name if said)
        texts = sum(
            max(
                height(first, size, first_width, VOICE, TIGHT),
                height(second, SECOND, second_width, HOUSE, TIGHT) if doubled else 0,
            )
            for first, second in column.texts
        )
        tall += max(name, texts) + 12
    return tall
