"""A theme's results on the wall: in the largest size, and in both languages if they fit."""

from collections.abc import Iterable, Sequence
from itertools import product, zip_longest

from app.frozen import frozen
from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, WIDTH, height

HEIGHT = 776
# What the line takes that says that there is more on the phones.
MORE = 56
# What the rules between so many columns take from each column's width.
EDGES = {1: 0, 2: 36, 3: 48, 4: 54}
GAP = 22
NAME = 304
MOST_SIDE_BY_SIDE = 6
# From so many columns on, names and margins are smaller.
NARROW = 5
SIDE_BY_SIDE = {72: 46, 56: 40, 46: 36, 42: 34, 38: LEAST, 35: LEAST}
# Sizes of the first language, and of the second beside each.
IN_ROWS = {56: 44, 52: 42, 49: 40, 46: 38, 42: 36, 38: 34, 35: LEAST, LEAST: LEAST}


@frozen
class Told:
    """A population group's name and texts, each in the first language and, if there is one, the second."""

    name: tuple[str, str]
    texts: tuple[tuple[str, str], ...]


@frozen
class SlideLayout:
    """`texts`: how many texts of each group are shown; the others are on the phones. `narrow`: the
    columns are.
    """

    in_rows: bool
    narrow: bool
    size: int
    doubled: bool
    texts: int


def stands_in_rows(themes: Iterable[Sequence[Told]]) -> bool:
    """True, for all themes alike, as soon as one of them does not fit side by side."""
    return any(
        len(columns) > MOST_SIDE_BY_SIDE or _size(columns, HEIGHT, in_rows=False) is None
        for columns in themes
    )


def slide(columns: Sequence[Told], *, in_rows: bool) -> SlideLayout:
    """Leaves texts to the phones before it drops the second language; then the largest size."""
    most = max((len(column.texts) for column in columns), default=0)
    narrow, has_second = len(columns) >= NARROW, _has_second(columns)
    for doubled, texts in product((True, False) if has_second else (False,), range(most, 0, -1)):
        cut = [_cut(column, texts, doubled=doubled) for column in columns]
        room = HEIGHT if texts == most else HEIGHT - MORE
        if size := _size(cut, room, in_rows=in_rows):
            return SlideLayout(in_rows, narrow, size, doubled, texts)
    least = LEAST if in_rows else min(SIDE_BY_SIDE)
    return SlideLayout(in_rows, narrow, least, doubled=False, texts=1)


def _size(columns: Sequence[Told], room: float, *, in_rows: bool) -> int | None:
    sizes, tall = (IN_ROWS, _rows) if in_rows else (SIDE_BY_SIDE, _mullions)
    return next((size for size in sizes if tall(columns, size) <= room), None)


def _has_second(columns: Sequence[Told]) -> bool:
    return any(second for column in columns for _, second in column.texts)


def _cut(column: Told, texts: int, *, doubled: bool) -> Told:
    def said(both: tuple[str, str]) -> tuple[str, str]:
        return both[0], both[1] if doubled else ""

    return Told(said(column.name), tuple(said(text) for text in column.texts[:texts]))


def _mullions(columns: Sequence[Told], size: int) -> float:
    """The height of groups side by side. Rows are aligned: each is as tall as its tallest text."""
    if not columns:
        return 0
    width = WIDTH / len(columns) - EDGES.get(len(columns), 48)
    name_size = 34 if len(columns) >= NARROW else 38
    names = [
        height(first, name_size, width, HOUSE) + _second(second, LEAST, width, gap=0)
        for first, second in (column.name for column in columns)
    ]
    rows = zip_longest(*(column.texts for column in columns), fillvalue=("", ""))
    texts = [
        max(height(first, size, width) for first, _ in row)
        + GAP
        + max(_second(second, SIDE_BY_SIDE[size], width) for _, second in row)
        for row in rows
    ]
    return max(names) + sum(texts)


def _second(words: str, size: int, width: float, gap: float = GAP) -> float:
    return height(words, size, width, HOUSE) + gap if words else 0


def _rows(columns: Sequence[Told], size: int) -> float:
    """The height of groups one below another: name, first language and second stand side by side,
    in the widths of the wall's style sheet of results.
    """
    width = WIDTH - NAME - 64
    tall = 0.0
    for column in columns:
        doubled = any(second for _, second in column.texts)
        name = sum(height(said, LEAST, NAME, HOUSE, TIGHT) for said in column.name if said)
        texts = sum(
            max(
                height(first, size, width * 0.5 if doubled else width, VOICE, TIGHT),
                height(second, IN_ROWS[size], width * 0.5, HOUSE, TIGHT) if second else 0,
            )
            for first, second in column.texts
        )
        tall += max(name, texts) + 12
    return tall
