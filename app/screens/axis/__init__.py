"""The plane of effort and impact: where each places an idea, and where the group settles it."""

from typing import ClassVar

from app.frozen import frozen
from app.method import ideas
from app.reading.group_pieces import GroupPiece
from app.screens import on_plane
from app.screens.axis.on_phone import AxisIdea, Panel, axis_idea, panel
from app.screens.on_plane import (
    Labels,
    ListedTitle,
    PlacedMark,
    PointRow,
    Settled,
    SettledPoint,
    point,
)
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.wall.plane import Listing
from app.screens.wall.windows import rem
from app.screens.wall_look import WallLook, WallScreen
from app.texts import Saying, saying
from app.vocabulary import N_, Shown, Step


@frozen
class Tab(Part):
    """How far an idea is, on the tab that opens it. `is_first`: open at first."""

    template: ClassVar[str] = "axis/tab.html"
    group_number: int
    idea_id: int
    letter: str
    title: Said | None
    is_settled: bool
    has_placed: bool
    proposed: bool
    is_first: bool

    @property
    def id(self) -> str:
        return f"tab-{self.idea_id}"


@frozen
class Phone(PhoneScreen):
    """`tabs` and `panels`: one of each for every idea."""

    template: ClassVar[str] = "axis/phone.html"
    asks_again: ClassVar[int] = 45
    tabs: tuple[Tab, ...]
    panels: tuple[Panel, ...]

    @property
    def by_idea(self) -> tuple[tuple[Tab, Panel], ...]:
        return tuple(zip(self.tabs, self.panels, strict=True))


@frozen
class Wall(WallScreen):
    """`marks`: proposals come last, above the others."""

    template: ClassVar[str] = "axis/wall.html"
    step: ClassVar[Step] = Step.axis
    width: int
    height: int
    listing: Listing | None
    marks: tuple[PlacedMark, ...]
    labels: Labels | None
    listed: tuple[ListedTitle, ...]
    rows: tuple[PointRow, ...]
    settled: Settled | None

    @property
    def shows(self) -> Saying:
        if not self.rows:
            return Saying(N_("The plane, with no idea on it yet"))
        titled = N_("Settled points, with titles")
        return Saying(titled) if self.rows[0].title else super().shows

    @property
    def wide(self) -> float:
        return rem(self.width)

    @property
    def tall(self) -> float:
        return rem(self.height)

    @property
    def middle(self) -> tuple[float, float]:
        return self.width / 2, self.height / 2


def phone(look: PhoneLook) -> Phone:
    lines = [axis_idea(look, idea) for idea in look.group.standing_ideas]
    frame = look.frame(N_("Place the ideas"))
    return Phone(
        **frame | {"news": look.news(*(_told(lines) or (frame["bar"].title,)))},
        tabs=tuple(_tab(look, line, is_first=line is lines[0]) for line in lines),
        panels=tuple(panel(look, line) for line in lines),
    )


def _told(lines: list[AxisIdea]) -> tuple[Saying, ...]:
    """What a screen reader announces: what is placed, whose spread is shown, and what is settled."""
    shown = [line for line in lines if not line.hidden]
    told = (
        (N_("Saved. You have placed: %(ideas)s."), [line for line in shown if line.has_placed]),
        (
            N_("You see where your group stands: %(ideas)s. Talk about it."),
            [line for line in shown if line.is_being_settled],
        ),
        (
            N_("Your group has agreed on the position: %(ideas)s."),
            [line for line in shown if line.settled],
        ),
    )
    return tuple(
        saying(sentence, ideas=", ".join(line.letter for line in named))
        for sentence, named in told
        if named
    )


def _tab(look: PhoneLook, idea: AxisIdea, *, is_first: bool) -> Tab:
    return Tab(
        look.member.language,
        look.group_number or 1,
        idea.id,
        idea.letter,
        title=None if idea.hidden else idea.title,
        is_settled=idea.settled is not None and not idea.hidden,
        has_placed=idea.has_placed and not idea.hidden,
        proposed=idea.proposed and not idea.hidden,
        is_first=is_first,
    )


def wall(look: WallLook) -> Wall:
    titled = Shown.axis_titles in look.piece.shown
    points = [
        SettledPoint(
            group_number=group.number,
            letter=ideas.letter(idea),
            point=settled,
            proposed=idea.id in piece.proposed,
            title=look.say(idea.title_id, piece.words) if titled else None,
        )
        for group in look.piece.deciding
        for piece in (look.snapshot.group(group.id),)
        for idea in piece.shown
        if (settled := point(idea.effort, idea.impact))
    ]
    return Wall(
        **look.frame, **on_plane.drawn_from(look.language, points, look.both["second_language"])
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return sum(idea.effort is not None for idea in group.shown), len(group.shown)
