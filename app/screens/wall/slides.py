"""How the results of a theme stand on the wall: the largest size, and both languages, if they can be had."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product, zip_longest

from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, WIDTH, height

HEIGHT = 700
EDGES = {1: 0, 2: 36, 3: 48, 4: 54}
"""What the rules between so many columns take from each column's width."""
GAP = 22
NAME = 336
SIDE_BY_SIDE = (72, 56, 46, 42, 38, 35)
IN_ROWS = (42, 38, 35, LEAST)


@dataclass(frozen=True)
class Told:
    """A population group's name and texts, each in the first language and, if there is one, the second."""

    name: tuple[str, str]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SlideLayout:
    """`texts`: how many of each group stand here; the others are on the phones."""

    in_rows: bool
    size: int
    doubled: bool
    texts: int


def slide(columns: Sequence[Told]) -> SlideLayout:
    """Side by side if that can be read, else under each other; fewer texts only at the last."""
    most = max((len(column.texts) for column in columns), default=0)
    has_second = any(second for column in columns for _, second in column.texts)
    for texts, doubled in product(range(most, 0, -1), (True, False) if has_second else (False,)):
        cut = [_cut(column, texts, doubled=doubled) for column in columns]
        for in_rows, size in _shapes(len(columns)):
            if (_rows if in_rows else _mullions)(cut, size) <= HEIGHT:
                return SlideLayout(in_rows, size, doubled, texts)
    return SlideLayout(in_rows=True, size=LEAST, doubled=False, texts=1)


def _cut(column: Told, texts: int, *, doubled: bool) -> Told:
    def said(both: tuple[str, str]) -> tuple[str, str]:
        return both[0], both[1] if doubled else ""

    return Told(said(column.name), tuple(said(text) for text in column.texts[:texts]))


def _shapes(columns: int) -> Iterator[tuple[bool, int]]:
    if columns <= 6:
        yield from ((False, size) for size in SIDE_BY_SIDE)
    yield from ((True, size) for size in IN_ROWS)


def _mullions(columns: Sequence[Told], size: int) -> float:
    """Rows are aligned across the columns, so each is as tall as its tallest."""
    width = WIDTH / len(columns) - EDGES.get(len(columns), 48)
    name_size = 38 if len(columns) < 5 else 34
    names = [
        height(first, name_size, width, HOUSE) + _second(second, width, gap=0)
        for first, second in (column.name for column in columns)
    ]
    rows = zip_longest(*(column.texts for column in columns), fillvalue=("", ""))
    texts = [
        max(height(first, size, width) for first, _ in row)
        + GAP
        + max(_second(second, width) for _, second in row)
        for row in rows
    ]
    return max(names) + sum(texts)


def _second(words: str, width: float, gap: float = GAP) -> float:
    return height(words, LEAST, width, HOUSE) + gap if words else 0


def _rows(columns: Sequence[Told], size: int) -> float:
    """Name, first language and second side by side, in the widths of the wall's style sheet of results."""
    width = WIDTH - NAME - 80
    tall = 0.0
    for column in columns:
        doubled = any(second for _, second in column.texts)
        name = sum(height(said, LEAST, NAME, HOUSE, TIGHT) for said in column.name if said)
        texts = sum(
            max(
                height(first, size, width * 0.52 if doubled else width, VOICE, TIGHT),
                height(second, LEAST, width * 0.48, HOUSE, TIGHT) if second else 0,
            )
            for first, second in column.texts
        )
        tall += max(name, texts) + 12
    return tall
