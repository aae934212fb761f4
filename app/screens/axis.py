"""The plane of effort and impact: where each places an idea, and where the group settles it."""

from dataclasses import dataclass
from typing import ClassVar

from app.method import axis, ideas, proposals
from app.method.refusals import Refusal
from app.models import Idea
from app.reading.pieces import GroupPiece
from app.screens import on_plane
from app.screens.on_plane import (
    Labels,
    ListedTitle,
    PlacedMark,
    Point,
    PointRow,
    Settled,
    SettledPoint,
)
from app.screens.phone_look import Host, PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.turns import PhoneTurn
from app.screens.wall_look import WallLook, WallScreen
from app.vocabulary import N_, Shown


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
    turn: PhoneTurn | None
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
    most = look.piece.meeting.proposals_a_group
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
    return Wall(**look.frame, **on_plane.drawn_from(look.language, points))


def progress(group: GroupPiece) -> tuple[int, int]:
    return sum(idea.effort is not None for idea in group.shown), len(group.shown)


def point(effort: int | None, impact: int | None) -> Point | None:
    return None if effort is None or impact is None else Point(effort, impact)
