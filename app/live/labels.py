"""Where titles stand beside the marks on the wall's plane. A mark stays where its group put it; its label moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from textwrap import wrap

MARK = 80
"""All lengths in units of the wall's 1920 × 1080; `MARK` is a mark's height and width."""
LINE = 40
LETTER = 19.5
GAP = 10
STEPS = (0, -LINE / 2, LINE / 2, -LINE, LINE, -1.6 * LINE, 1.6 * LINE)


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Label:
    """`x`: the side that is nearest the mark; `y`: the baseline of the first of the `lines`."""

    lines: tuple[str, ...]
    x: float
    y: float
    ends_here: bool


def apart(marks: Sequence[tuple[float, float]], plane: Box) -> list[tuple[float, float]]:
    """Marks on the very same place are moved half a mark from each other, so that each is seen."""
    free: list[tuple[float, float]] = []
    for x, y in marks:
        around = ((x + i * MARK * 0.6, y + j * MARK * 0.6) for i, j in _turns())
        free.append(next((at for at in around if _is_free(at, free, plane)), (x, y)))
    return free


def placed(
    marks: Sequence[tuple[float, float]], titles: Sequence[str | None], plane: Box
) -> tuple[Label | None, ...] | None:
    """A label for every title, none across a mark or another label; None when that cannot be had."""
    taken = [Box(x - MARK / 2, y - MARK / 2, MARK, MARK) for x, y in marks]
    labels: list[Label | None] = []
    for (x, y), title in zip(marks, titles, strict=True):
        tried = _candidates(x, y, title) if title else iter(())
        found = next(((a, box) for a, box in tried if _fits(box, taken, plane)), None)
        if title and found is None:
            return None
        labels.append(found[0] if found else None)
        taken.extend([found[1]] if found else [])
    return tuple(labels)


def _fits(box: Box, taken: list[Box], plane: Box) -> bool:
    return plane.holds(box) and not any(box.meets(other) for other in taken)


def _candidates(x: float, y: float, title: str) -> Iterator[tuple[Label, Box]]:
    """One line before two before three; beside the mark before above or below it."""
    shapes = dict.fromkeys(tuple(wrap(title, width)) for width in (26, 22, 30, 18))
    for lines, step, ends_here in product(shapes, STEPS, (False, True)):
        width = max(map(len, lines)) * LETTER
        height = len(lines) * LINE
        side = x - MARK / 2 - GAP if ends_here else x + MARK / 2 + GAP
        top = y - height / 2 + step
        box = Box(side - width if ends_here else side, top, width, height)
        yield Label(lines, side, top + LINE * 0.76, ends_here), box


def _turns() -> Iterator[tuple[int, int]]:
    yield from ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
    yield from ((2, 0), (-2, 0), (0, 2), (0, -2))


def _is_free(at: tuple[float, float], taken: list[tuple[float, float]], plane: Box) -> bool:
    near = MARK * 0.5
    return plane.holds(Box(at[0] - MARK / 2, at[1] - MARK / 2, MARK, MARK)) and all(
        abs(at[0] - x) > near or abs(at[1] - y) > near for x, y in taken
    )
