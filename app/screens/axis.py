"""The plane of effort and impact: where each places an idea, and where the group settles it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.method import axis, ideas, proposals
from app.method.refusals import Refusal
from app.models import Idea
from app.reading.pieces import GroupPiece
from app.screens.phone_look import Host, PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.turns import Turn
from app.screens.wall import plane
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wording import Said
from app.settings import MeetingSettings
from app.vocabulary import N_, Language, Shown


@dataclass(frozen=True)
class Point:
    """A place on the plane: 0 easy … 100 laborious, 0 small … 100 large impact."""

    effort: int
    impact: int


@dataclass(frozen=True)
class AxisIdea:
    """`median`, `low`, `high`: of the members' placements, from three on. `settled`: the group's own point.

    `hidden`: it has no words here, and nothing can be done with it.
    """

    id: int
    letter: str
    title: Said
    hidden: bool
    mine: Point | None
    placed: int
    median: Point | None
    low: Point | None
    high: Point | None
    settled: Point | None
    proposed: bool
    settle_refusal: Refusal | None
    propose_refusal: Refusal | None


@dataclass(frozen=True)
class Tab(Part):
    """How far an idea is, on the tab that opens it. `is_first`: open at first."""

    template: ClassVar[str] = "axis/tab.html"
    group_number: int
    idea_id: int
    letter: str
    title: Said | None
    state: str
    proposed: bool
    is_first: bool

    @property
    def id(self) -> str:
        return f"tab-{self.idea_id}"


@dataclass(frozen=True)
class Panel(Part):
    """An idea on the plane: placed by one person, or settled by the group (`settles`). `here`: members to place it.

    `turn`, `host`: see `PhoneScreen`.
    """

    template: ClassVar[str] = "axis/panel.html"
    at: str
    group_number: int
    idea: AxisIdea
    here: int
    settles: bool
    turn: Turn | None
    host: Host | None

    @property
    def id(self) -> str:
        return f"panel-{self.idea.id}"


@dataclass(frozen=True)
class Phone(PhoneScreen):
    """`tabs` and `panels`: one of each an idea."""

    template: ClassVar[str] = "axis/phone.html"
    asks_again: ClassVar[int] = 0
    tabs: tuple[Tab, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class SettledPoint:
    """`title` None until the titles are revealed."""

    group_number: int
    letter: str
    point: Point
    proposed: bool
    title: Said | None


@dataclass(frozen=True)
class PlacedMark(Part):
    """An idea on the plane. `x`, `y`: its left upper corner."""

    template: ClassVar[str] = "axis/mark.html"
    number: int
    letter: str
    x: float
    y: float
    proposed: bool

    @property
    def id(self) -> str:
        return f"point-{self.number}-{self.letter}"


@dataclass(frozen=True)
class Labels(Part):
    """The titles on the plane, which give way to each other."""

    template: ClassVar[str] = "axis/labels.html"
    name: ClassVar[str] = "plane-labels"
    labels: tuple[plane.Label, ...]


@dataclass(frozen=True)
class ListedTitle(Part):
    """A title beside the plane. `letters`: as many as there is room for; `numbered`: its mark is small."""

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


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Settled(Part):
    template: ClassVar[str] = "axis/settled.html"
    name: ClassVar[str] = "settled"
    count: int


@dataclass(frozen=True)
class Wall(WallScreen):
    """`marks`: those of proposals last, above the others. `columns`: of the titles beside the plane, else 0."""

    template: ClassVar[str] = "axis/wall.html"
    width: int
    height: int
    columns: int
    marks: tuple[PlacedMark, ...]
    labels: Labels | None
    listed: tuple[ListedTitle, ...]
    rows: tuple[PointRow, ...]
    settled: Settled | None


def phone(look: PhoneLook) -> Phone:
    most = MeetingSettings.read(look.piece.meeting.settings).proposals_a_group
    lines = [_axis_idea(look, idea, most) for idea in look.group.standing]
    return Phone(
        **look.frame(N_("Place the ideas")),
        tabs=tuple(_tab(look, line, is_first=line is lines[0]) for line in lines),
        panels=tuple(_panel(look, line) for line in lines),
    )


def _tab(look: PhoneLook, idea: AxisIdea, *, is_first: bool) -> Tab:
    return Tab(
        look.member.language,
        look.group_number or 1,
        idea.id,
        idea.letter,
        title=None if idea.hidden else idea.title,
        state="" if idea.hidden else "settled" if idea.settled else "placed" if idea.mine else "",
        proposed=idea.proposed and not idea.hidden,
        is_first=is_first,
    )


def _panel(look: PhoneLook, idea: AxisIdea) -> Panel:
    return Panel(
        look.member.language,
        look.at,
        look.group_number or 1,
        idea,
        here=len(look.group.asked),
        settles=look.is_nobodys,
        turn=look.turn,
        host=look.host,
    )


def _axis_idea(look: PhoneLook, idea: Idea, most: int) -> AxisIdea:
    group = look.group
    places = look.table.placements[idea.id]
    spread = axis.spread(list(places.values()))
    mine = places.get(look.own_id or 0)
    others = proposals.counted(len(group.shown_proposed - {idea.id}), most)
    return AxisIdea(
        id=idea.id,
        letter=ideas.letter(idea),
        title=look.say(idea.title_id, group.words),
        hidden=idea.hidden,
        mine=point(*mine) if mine else None,
        placed=len(places),
        median=point(*spread.median) if spread else None,
        low=point(*spread.low) if spread else None,
        high=point(*spread.high) if spread else None,
        settled=point(idea.effort, idea.impact),
        proposed=idea.id in group.proposed,
        settle_refusal=axis.may_settle(len(places)),
        propose_refusal=proposals.may_propose(idea, others, most),
    )


def wall(look: WallLook) -> Wall:
    titled = Shown.axis_titles in look.piece.shown
    points = [
        SettledPoint(
            group_number=group.number,
            letter=ideas.letter(idea),
            point=found,
            proposed=idea.id in piece.proposed,
            title=look.say(idea.title_id, piece.words) if titled else None,
        )
        for group in look.piece.live_groups
        for piece in (look.snapshot.group(group.id),)
        for idea in piece.shown
        if (found := point(idea.effort, idea.impact))
    ]
    return Wall(**look.frame, **on_plane(look.language, points))


def on_plane(language: Language, points: Sequence[SettledPoint]) -> dict[str, Any]:
    """What a wall shows of the ideas that have their place."""
    drawn = plane.drawn(
        [(one.point.effort, one.point.impact) for one in points],
        [one.title.words if one.title else None for one in points],
    )
    marks = [_mark(language, one, middle) for one, middle in zip(points, drawn.marks, strict=True)]
    labels = tuple(label for label in drawn.labels if label)
    return {
        "width": drawn.width,
        "height": drawn.height,
        "columns": drawn.columns,
        "marks": tuple(sorted(marks, key=lambda mark: mark.proposed)),
        "labels": Labels(language, labels) if labels else None,
        "listed": _listed(language, points, drawn) if drawn.listed else (),
        "rows": tuple(
            PointRow(language, one.group_number, one.letter, one.title, one.point) for one in points
        ),
        "settled": Settled(language, len(points)) if points else None,
    }


def _mark(language: Language, one: SettledPoint, middle: tuple[float, float]) -> PlacedMark:
    x, y = (round(at - plane.MARK / 2, 1) for at in middle)
    return PlacedMark(language, one.group_number, one.letter, x, y, one.proposed)


def _listed(
    language: Language, points: Sequence[SettledPoint], drawn: plane.Plane
) -> tuple[ListedTitle, ...]:
    return tuple(
        ListedTitle(
            language,
            one.group_number,
            one.letter,
            one.title,
            one.proposed,
            letters=drawn.letters,
            numbered=drawn.columns > 1,
        )
        for one in points
        if one.title
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return sum(idea.effort is not None for idea in group.shown), len(group.shown)


def point(effort: int | None, impact: int | None) -> Point | None:
    return None if effort is None or impact is None else Point(effort, impact)
