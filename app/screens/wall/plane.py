"""The wall's plane: a mark stands where its group put it, or close by; its title moves until none
overlap, or goes into a list.

All lengths are units of a wall of 1920 × 1080.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import ceil
from textwrap import wrap

from app.frozen import frozen
from app.limits import LIMIT

HEIGHT = 612
WIDE, BESIDE_ONE_LIST, BESIDE_TWO = 1720, 1088, 760
# A mark's height and width.
MARK_SIDE = 80
MARGIN = 52
MOST_LABELS = 7
ONE_LINE_EACH, TWO_LISTS = 9, 18
# A listed title of so many letters is shown whole: the plane becomes narrower for it, while one
# list with two lines a title is enough.
WHOLE = 80
WHOLE_LIST, WHOLE_PAIR = 4, 5
LISTED_LETTERS = {1: 60, 2: 29, 3: 24, WHOLE_LIST: WHOLE, WHOLE_PAIR: WHOLE}
BESIDE_NARROW_PLANE = (3, WHOLE_LIST, WHOLE_PAIR)
# Beside a narrow plane: the letters of a line in one list and in two, a line's height, and the gap
# between two titles.
A_LINE, A_SHORT_LINE, LISTED_LINE, LISTED_GAP = 46, 22, 38, 8
PAIR_HEIGHT = 680
LINE = 40
# A letter's width; the label is set in 34 px, bold.
LETTER = 19.2
LINE_LETTERS = (26, 20, 16, 34, 13)
GAP = 8
STEPS = (0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60)


@frozen
class Box:
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@frozen
class Label:
    """`x`: where the lines begin, or end if `ends_here`; `y`: the baseline of the first of them."""

    lines: tuple[str, ...]
    x: float
    y: float
    ends_here: bool

    @property
    def drawn(self) -> tuple[tuple[float, float, str], ...]:
        """Each line with its place."""
        return tuple(
            (round(self.x, 1), round(self.y + LINE * place, 1), line)
            for place, line in enumerate(self.lines)
        )


@frozen
class Plane:
    """`marks`: the middle of each. `listed`: titles stand beside the plane. `columns`: 1 is one
    list of two lines each; 2 and 3 are lists of cut titles; `WHOLE_LIST` and `WHOLE_PAIR` are one
    and two lists of titles that are not cut.

    `letters`: of a listed title.
    """

    width: int
    height: int
    marks: tuple[tuple[float, float], ...]
    labels: tuple[Label | None, ...]
    listed: bool
    columns: int
    letters: int = 0


def drawn(points: Sequence[tuple[int, int]], titles: Sequence[str | None]) -> Plane:
    """`points`: effort and impact, 0 to 100. `titles`: None where it is not revealed."""
    marks = _marks(points, WIDE)
    titled = sum(title is not None for title in titles)
    wide = Box(4, 4, WIDE - 8, HEIGHT - 8)
    labels = placed(marks, titles, wide) if titled <= MOST_LABELS else None
    if labels is not None:
        return Plane(WIDE, HEIGHT, marks, labels, listed=False, columns=0)
    columns = 1 if titled <= ONE_LINE_EACH else 2 if titled <= TWO_LISTS else 3
    if columns > 1:
        columns = _whole(titles) or columns
    letters = LISTED_LETTERS[columns]
    gives_way = columns == 1 and max(len(title or "") for title in titles) > letters
    is_narrow = gives_way or columns in BESIDE_NARROW_PLANE
    width = BESIDE_TWO if is_narrow else BESIDE_ONE_LIST
    none = (None,) * len(points)
    marks = _marks(points, width)
    letters = WHOLE if gives_way else letters
    return Plane(width, HEIGHT, marks, none, listed=True, columns=columns, letters=letters)


def _whole(titles: Sequence[str | None]) -> int | None:
    """Whether all titles fit uncut into one list or into two; None: into neither."""
    listed = [title for title in titles if title]

    def tall(letters: int) -> list[int]:
        return [ceil(len(title) / letters) * LISTED_LINE + LISTED_GAP for title in listed]

    if sum(tall(A_LINE)) <= HEIGHT:
        return WHOLE_LIST
    return WHOLE_PAIR if _lists(tall(A_SHORT_LINE)) <= 2 else None


def _lists(heights: Sequence[int]) -> int:
    """How many lists the titles need, each filled before the next one begins."""
    lists, used = 1, 0
    for height in heights:
        lists, used = (
            (lists, used + height) if used + height <= PAIR_HEIGHT else (lists + 1, height)
        )
    return lists


def _marks(points: Sequence[tuple[int, int]], width: int) -> tuple[tuple[float, float], ...]:
    along, up = (width - 2 * MARGIN) / LIMIT.plane, (HEIGHT - 2 * MARGIN) / LIMIT.plane
    put = [
        (MARGIN + effort * along, MARGIN + (LIMIT.plane - impact) * up) for effort, impact in points
    ]
    return tuple(apart(put, Box(0, 0, width, HEIGHT)))


def apart(marks: Sequence[tuple[float, float]], plane: Box) -> list[tuple[float, float]]:
    """Moves marks that are nearly on the same place apart, so that each number can be read."""
    free: list[tuple[float, float]] = []
    for x, y in marks:
        around = ((x + i * MARK_SIDE * 0.75, y + j * MARK_SIDE * 0.75) for i, j in _turns())
        free.append(next((at for at in around if _is_free(at, free, plane)), (x, y)))
    return free


def placed(
    marks: Sequence[tuple[float, float]], titles: Sequence[str | None], plane: Box
) -> tuple[Label | None, ...] | None:
    """A label for each title, so that none overlaps a mark or another label; None if that fails."""
    titled = [place for place, title in enumerate(titles) if title]
    orders = (
        sorted(titled, key=lambda place: -len(titles[place] or "")),
        sorted(titled, key=lambda place: marks[place]),
        sorted(titled, key=lambda place: marks[place], reverse=True),
        sorted(titled, key=lambda place: marks[place][1]),
    )
    for order in orders:
        labels = _placed_in_turn(order, marks, titles, plane)
        if labels is not None:
            return tuple(labels.get(place) for place in range(len(titles)))
    return None


def _rules(plane: Box) -> list[Box]:
    """The two lines through the middle, which labels avoid where they can."""
    across, down = plane.x + plane.width / 2, plane.y + plane.height / 2
    return [Box(plane.x, down - 4, plane.width, 8), Box(across - 4, plane.y, 8, plane.height)]


def _placed_in_turn(
    order: Sequence[int],
    marks: Sequence[tuple[float, float]],
    titles: Sequence[str | None],
    plane: Box,
) -> dict[int, Label] | None:
    taken = [Box(x - MARK_SIDE / 2, y - MARK_SIDE / 2, MARK_SIDE, MARK_SIDE) for x, y in marks]
    labels: dict[int, Label] = {}
    for place in order:
        tried = list(_candidates(*marks[place], titles[place] or ""))
        calm = (pair for pair in tried if _fits(pair[1], [*_rules(plane), *taken], plane))
        free = next(chain(calm, (pair for pair in tried if _fits(pair[1], taken, plane))), None)
        if free is None:
            return None
        labels[place] = free[0]
        taken.append(free[1])
    return labels


def _fits(box: Box, taken: list[Box], plane: Box) -> bool:
    return plane.holds(box) and not any(box.meets(other) for other in taken)


def _candidates(x: float, y: float, title: str) -> Iterator[tuple[Label, Box]]:
    """Beside the mark before above or below it; few lines before many."""
    for lines in dict.fromkeys(_wrapped(title)):
        width, height = max(map(len, lines)) * LETTER, len(lines) * LINE
        for side, ends_here, top in _spots(x, y, width, height):
            box = Box(side - width if ends_here else side, top, width, height)
            yield Label(lines, side, top + LINE * 0.76, ends_here), box


def _wrapped(title: str) -> Iterator[tuple[str, ...]]:
    """A word that is longer than a line is not broken; its label is as wide as the word."""
    return (tuple(wrap(title, letters, break_long_words=False)) for letters in LINE_LETTERS)


def _spots(x: float, y: float, width: float, height: float) -> Iterator[tuple[float, bool, float]]:
    """The label's x, whether the label ends there, and its upper edge."""
    half = MARK_SIDE / 2
    for step in STEPS:
        yield x + half + GAP, False, y - height / 2 + step
        yield x - half - GAP, True, y - height / 2 + step
    for top in (y - half - height - 2, y + half + 2):
        yield from ((x - width / 2, False, top), (x - half, False, top), (x + half, True, top))


def _turns() -> Iterator[tuple[int, int]]:
    yield from ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
    yield from ((2, 0), (-2, 0), (0, 2), (0, -2))


def _is_free(at: tuple[float, float], taken: list[tuple[float, float]], plane: Box) -> bool:
    near = MARK_SIDE * 0.7
    return plane.holds(
        Box(at[0] - MARK_SIDE / 2, at[1] - MARK_SIDE / 2, MARK_SIDE, MARK_SIDE)
    ) and all(abs(at[0] - x) > near or abs(at[1] - y) > near for x, y in taken)
