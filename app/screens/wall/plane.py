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
WIDE, BESIDE_A_LIST, NARROW = 1720, 1088, 760
# A mark's height and width.
MARK_SIDE = 80
MARGIN = 52
MOST_LABELS = 7
# So many titles have room in one list with two lines each, and with one line each.
MOST_ON_TWO_LINES, MOST_ON_ONE_LINE = 9, 18
# A listed title of so many letters is shown whole.
WHOLE = 80
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
class Listing:
    """A way to list titles beside the plane. `style`: its class in the style sheet. `letters`: a
    title is cut after so many. `plane_width`: what it leaves to the plane. `is_numbered`: the marks
    in it are so small that the group's number is written too.
    """

    style: str
    letters: int
    plane_width: int
    is_numbered: bool = True


TWO_LINES = Listing("axis-list-two-lines", 60, BESIDE_A_LIST, is_numbered=False)
# The plane gives way, so that no title of two lines is cut.
LONG_TWO_LINES = Listing("axis-list-two-lines", WHOLE, NARROW, is_numbered=False)
ONE_LINE = Listing("axis-list-one-line", 29, BESIDE_A_LIST)
ONE_LINE_PAIR = Listing("axis-list-one-line-pair", 24, NARROW)
WHOLE_LIST = Listing("axis-list-whole", WHOLE, NARROW)
WHOLE_PAIR = Listing("axis-list-whole-pair", WHOLE, NARROW)


@frozen
class Plane:
    """`marks`: the middle of each. `listing`: of the titles, if they stand beside the plane."""

    width: int
    height: int
    marks: tuple[tuple[float, float], ...]
    labels: tuple[Label | None, ...]
    listing: Listing | None


def drawn(points: Sequence[tuple[int, int]], titles: Sequence[str | None]) -> Plane:
    """`points`: effort and impact, 0 to 100. `titles`: None where it is not revealed."""
    marks = _marks(points, WIDE)
    titled = sum(title is not None for title in titles)
    wide = Box(4, 4, WIDE - 8, HEIGHT - 8)
    labels = placed(marks, titles, wide) if titled <= MOST_LABELS else None
    if labels is not None:
        return Plane(WIDE, HEIGHT, marks, labels, listing=None)
    listing = _listing([title for title in titles if title is not None])
    marks = _marks(points, listing.plane_width)
    return Plane(listing.plane_width, HEIGHT, marks, (None,) * len(points), listing)


def _listing(titles: Sequence[str]) -> Listing:
    """Titles that are not cut before cut ones; one list before two."""
    if len(titles) <= MOST_ON_TWO_LINES:
        return LONG_TWO_LINES if max(map(len, titles)) > TWO_LINES.letters else TWO_LINES
    if sum(_heights(titles, A_LINE)) <= HEIGHT:
        return WHOLE_LIST
    if _lists(_heights(titles, A_SHORT_LINE)) <= 2:
        return WHOLE_PAIR
    return ONE_LINE if len(titles) <= MOST_ON_ONE_LINE else ONE_LINE_PAIR


def _heights(titles: Sequence[str], letters: int) -> list[int]:
    """Of titles that are not cut, in a list whose lines have so many letters."""
    return [ceil(len(title) / letters) * LISTED_LINE + LISTED_GAP for title in titles]


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
