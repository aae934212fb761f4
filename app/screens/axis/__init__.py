"""The plane of effort and impact: where each places an idea, and where the group settles it."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.method import axis, ideas
from app.method.preparing.ends import USUAL
from app.method.refusals import Refusal
from app.models import AxisSpread, Idea
from app.reading.group_pieces import GroupPiece
from app.screens import on_plane, phone_plane
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
from app.screens.phone_plane import MIDDLE, Spot, ZoneBox, between, spot
from app.screens.proposals import choice_refusal, votes_begun
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.turns import InTurn, PhoneTurn
from app.screens.wall.windows import rem
from app.screens.wall_look import WallLook, WallScreen
from app.texts import Saying, saying
from app.vocabulary import N_, Shown, Step, Word


@frozen
class AxisIdea:
    """`spread`: what the group was shown of its members' placements, drawn as `middle` and `apart`; it ends the
    placing. `settled`: the group's own point; `begin`: where it starts to settle one.

    `mine`: where this person has placed it; None on a shared phone, which shows only `has_placed`. `hidden`: its
    words are not shown here, and nothing can be done with it.
    """

    id: int
    letter: str
    title: Said
    hidden: bool
    placing: int
    mine: Spot | None
    has_placed: bool
    placed: int
    spread: AxisSpread | None
    middle: ZoneBox | None
    apart: ZoneBox | None
    settled: Spot | None
    begin: Spot | None
    proposed: bool
    show_refusal: Refusal | None
    settle_refusal: Refusal | None
    choice_refusal: Refusal | None
    is_voted_on: bool

    @property
    def efforts(self) -> tuple[Word, ...]:
        """Between which the members lie: two, or one if all lie in it."""
        return between(self.spread.least_effort, self.spread.most_effort) if self.spread else ()

    @property
    def impacts(self) -> tuple[Word, ...]:
        return between(self.spread.least_impact, self.spread.most_impact) if self.spread else ()

    @property
    def marked(self) -> Spot:
        """For which mark the words of the plane make room. A handle, which is moved on, may lie on them."""
        return self.settled or MIDDLE


@frozen
class Ends:
    """What the ends of the two sliders mean: the coordinator's words, or the usual ones."""

    effort: tuple[Said, Said]
    impact: tuple[Said, Said]


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
class Panel(Part, InTurn):
    """An idea: placed by one person, or settled by the group (`settles`). `here`: how many are asked to place it.

    `ends`: what the ends of each slider mean. `is_hosts`: on the table's own phone.
    """

    template: ClassVar[str] = "axis/panel.html"
    at: str
    group_number: int
    idea: AxisIdea
    here: int
    settles: bool
    ends: Ends
    turn: PhoneTurn | None
    is_hosts: bool

    @property
    def id(self) -> str:
        return f"panel-{self.idea.id}"

    @property
    def at_hand(self) -> Spot:
        """Where the handle and the sliders stand."""
        return (self.idea.begin if self.settles else self.idea.mine) or MIDDLE

    @property
    def all_have_placed(self) -> bool:
        return self.idea.placed >= self.here


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
    """`marks`: proposals come last, above the others. `columns`: of titles beside the plane, else 0."""

    template: ClassVar[str] = "axis/wall.html"
    step: ClassVar[Step] = Step.axis
    width: int
    height: int
    columns: int
    marks: tuple[PlacedMark, ...]
    labels: Labels | None
    listed: tuple[ListedTitle, ...]
    rows: tuple[PointRow, ...]
    settled: Settled | None

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
    lines = [_axis_idea(look, idea) for idea in look.group.standing]
    frame = look.frame(N_("Place the ideas"))
    return Phone(
        **frame | {"news": look.news(*(_told(lines) or (frame["bar"].title,)))},
        tabs=tuple(_tab(look, line, is_first=line is lines[0]) for line in lines),
        panels=tuple(_panel(look, line) for line in lines),
    )


def _told(lines: list[AxisIdea]) -> tuple[Saying, ...]:
    """What a screen reader announces: what is placed, whose spread is shown, and what is settled."""
    shown = [line for line in lines if not line.hidden]
    told = (
        (N_("Saved. You have placed: %(ideas)s."), [line for line in shown if line.has_placed]),
        (
            N_("You see where your group stands: %(ideas)s. Talk about it."),
            [line for line in shown if line.spread and not line.settled],
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


def _panel(look: PhoneLook, idea: AxisIdea) -> Panel:
    return Panel(
        look.member.language,
        look.at,
        look.group_number or 1,
        idea,
        here=len(look.group.asked),
        settles=look.is_nobodys or idea.spread is not None,
        ends=_ends(look),
        turn=look.turn,
        is_hosts=look.is_hosts,
    )


def _ends(look: PhoneLook) -> Ends:
    def end(column: str) -> Said:
        own = look.say(getattr(look.piece.meeting, column) or 0)
        language = look.member.language
        return own if own.words else Said(texts.say(USUAL[column], language), language)

    return Ends(
        (end("effort_low_id"), end("effort_high_id")),
        (end("impact_low_id"), end("impact_high_id")),
    )


def _axis_idea(look: PhoneLook, idea: Idea) -> AxisIdea:
    places = look.table.placements[idea.id]
    spread = look.table.spreads.get(idea.id)
    own = {} if look.is_nobodys else look.own.places
    mine = own.get(idea.id) if look.shows_chosen else None
    settled = spot(idea.effort, idea.impact)
    return AxisIdea(
        id=idea.id,
        letter=ideas.letter(idea),
        title=look.say(idea.title_id, look.group.words),
        hidden=idea.hidden,
        placing=idea.placing,
        mine=spot(*mine) if mine else None,
        has_placed=not spread and idea.id in own,
        placed=len(places.keys() & look.group.asked),
        spread=spread,
        middle=phone_plane.middle(spread) if spread else None,
        apart=phone_plane.apart(spread) if spread else None,
        settled=settled,
        begin=settled or (phone_plane.center(spread) if spread else None),
        proposed=idea.id in look.group.proposed,
        show_refusal=axis.may_show(len(places)),
        settle_refusal=axis.may_settle(len(places)),
        choice_refusal=choice_refusal(look, idea, placed_first=True),
        is_voted_on=votes_begun(look.piece),
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
        for group in look.piece.live_groups
        for piece in (look.snapshot.group(group.id),)
        for idea in piece.shown
        if (settled := point(idea.effort, idea.impact))
    ]
    return Wall(
        **look.frame, **on_plane.drawn_from(look.language, points, look.both["second_language"])
    )


def progress(group: GroupPiece) -> tuple[int, int]:
    return sum(idea.effort is not None for idea in group.shown), len(group.shown)
