"""Ideas with a settled place: drawn on the wall's plane, listed beside it, and in a table."""

from collections.abc import Sequence
from typing import Any, ClassVar

from app.frozen import frozen
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.wall import fitting, plane
from app.screens.wall_parts import WallPart
from app.vocabulary import Language


@frozen
class Point:
    """A place on the plane: 0 easy … 100 laborious, 0 small … 100 large impact."""

    effort: int
    impact: int


def point(effort: int | None, impact: int | None) -> Point | None:
    return None if effort is None or impact is None else Point(effort, impact)


@frozen
class SettledPoint:
    """An idea with its place. `title` None until the titles are revealed. Its mark, its listed
    title and its row each hold of it only what they show, so that none changes with another.
    """

    group_number: int
    letter: str
    point: Point
    proposed: bool
    title: Said | None


@frozen
class PlacedMark(Part):
    """An idea on the plane. `x`, `y`: its upper left corner."""

    template: ClassVar[str] = "axis/mark.html"
    number: int
    letter: str
    x: float
    y: float
    proposed: bool

    @property
    def id(self) -> str:
        return f"point-{self.number}-{self.letter}"


@frozen
class Labels(Part):
    """The titles on the plane, placed so that none covers another."""

    template: ClassVar[str] = "axis/labels.html"
    name: ClassVar[str] = "plane-labels"
    labels: tuple[plane.Label, ...]


@frozen
class ListedTitle(Part):
    """A title beside the plane. `letters`: it is cut after so many; `numbered`: its mark is so
    small that its number is written too.
    """

    template: ClassVar[str] = "axis/listed.html"
    number: int
    letter: str
    title: Said
    proposed: bool
    letters: int
    numbered: bool

    @property
    def id(self) -> str:
        return f"listed-{self.number}-{self.letter}"

    @property
    def cut(self) -> str:
        return fitting.cut(self.title.words, self.letters)


@frozen
class PointRow(Part):
    """The same as a row of a table, for those who do not see the plane."""

    template: ClassVar[str] = "axis/point_row.html"
    number: int
    letter: str
    title: Said | None
    point: Point

    @property
    def id(self) -> str:
        return f"placed-{self.number}-{self.letter}"


@frozen
class Settled(WallPart):
    template: ClassVar[str] = "axis/settled.html"
    name: ClassVar[str] = "settled"
    count: int


def drawn_from(
    language: Language, points: Sequence[SettledPoint], second_language: Language | None = None
) -> dict[str, Any]:
    """What a wall shows of the ideas that have a settled place."""
    drawn = plane.drawn(
        [(settled.point.effort, settled.point.impact) for settled in points],
        [settled.title.words if settled.title else None for settled in points],
    )
    marks = [
        _mark(language, settled, middle)
        for settled, middle in zip(points, drawn.marks, strict=True)
    ]
    labels = tuple(label for label in drawn.labels if label)
    return {
        "width": drawn.width,
        "height": drawn.height,
        "listing": drawn.listing,
        "marks": tuple(sorted(marks, key=lambda mark: mark.proposed)),
        "labels": Labels(language, labels) if labels else None,
        "listed": _listed(language, points, drawn.listing) if drawn.listing else (),
        "rows": tuple(
            PointRow(
                language,
                number=settled.group_number,
                letter=settled.letter,
                title=settled.title,
                point=settled.point,
            )
            for settled in points
        ),
        "settled": Settled(language, len(points), second_language=second_language)
        if points
        else None,
    }


def _mark(language: Language, settled: SettledPoint, middle: tuple[float, float]) -> PlacedMark:
    x, y = (round(at - plane.MARK_SIDE / 2, 1) for at in middle)
    return PlacedMark(
        language,
        number=settled.group_number,
        letter=settled.letter,
        x=x,
        y=y,
        proposed=settled.proposed,
    )


def _listed(
    language: Language, points: Sequence[SettledPoint], listing: plane.Listing
) -> tuple[ListedTitle, ...]:
    return tuple(
        ListedTitle(
            language,
            number=settled.group_number,
            letter=settled.letter,
            title=settled.title,
            proposed=settled.proposed,
            letters=listing.letters,
            numbered=listing.is_numbered,
        )
        for settled in points
        if settled.title
    )
