"""An idea on a phone's plane: placed by one person, or settled by the group."""

from typing import ClassVar

from app import texts
from app.frozen import frozen
from app.method import axis, ideas
from app.method.preparing.ends import USUAL
from app.method.refusals import Refusal
from app.models import AxisSpread, Idea
from app.screens import phone_plane
from app.screens.phone_look import PhoneLook
from app.screens.phone_plane import MIDDLE, Spot, ZoneBox, between, spot
from app.screens.proposals import choice_refusal, vote_was_opened
from app.screens.screen import Part
from app.screens.speaker import Said
from app.screens.turns import InTurn, PhoneTurn, asked_to_place
from app.vocabulary import Word


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
    def is_being_settled(self) -> bool:
        """The group sees where it lies, and has not agreed yet."""
        return self.spread is not None and self.settled is None


@frozen
class Ends:
    """What the ends of the two sliders mean: the coordinator's words, or the usual ones."""

    effort: tuple[Said, Said]
    impact: tuple[Said, Said]


@frozen
class Panel(Part, InTurn):
    """An idea: placed by one person, or settled by the group (`settles`). `here`: how many are asked to place it.

    `ends`: what the ends of each slider mean. `asked`: how many ideas are to be placed. `is_hosts`: on the table's
    own phone.
    """

    template: ClassVar[str] = "axis/panel.html"
    plane: ClassVar[ZoneBox] = phone_plane.PLANE
    at: str
    group_number: int
    idea: AxisIdea
    here: int
    settles: bool
    ends: Ends
    asked: int
    turn: PhoneTurn | None
    is_hosts: bool

    @property
    def id(self) -> str:
        return f"panel-{self.idea.id}"

    @property
    def stays(self) -> bool:
        """One person has the phone for all ideas, and only then the next one."""
        turn = self.turn
        return self.asked > 1 and turn is not None and turn.is_awaited and not turn.is_done

    @property
    def at_hand(self) -> Spot:
        """Where the handle and the sliders stand."""
        return (self.idea.begin if self.settles else self.idea.mine) or MIDDLE

    @property
    def marked(self) -> Spot:
        """For which mark the words in the corners make room."""
        return self.idea.settled or self.at_hand

    @property
    def work_below(self) -> float:
        """How the words on the horizon make room for it. Under a finger the handle may pass below them."""
        settled = self.idea.settled
        return settled.work_below if settled else self.at_hand.work_below_handle

    @property
    def is_talked_over(self) -> bool:
        """The table sees where it lies, or has no phones on which people would place the idea alone."""
        return self.idea.spread is not None or (self.is_hosts and not self.here)

    @property
    def is_being_placed(self) -> bool:
        return self.idea.settled is None and not self.is_talked_over

    @property
    def hides_placing(self) -> bool:
        """A person has placed the idea on this shared phone, which does not show where."""
        has_told = self.turn is not None and self.turn.is_done
        return self.idea.has_placed and self.idea.mine is None and not has_told

    @property
    def offers_spread(self) -> bool:
        """The spread, from here: by somebody who has placed the idea, or on a phone that is nobody's."""
        idea = self.idea
        is_refused = idea.spread is not None or idea.show_refusal is not None
        return not is_refused and (idea.has_placed or self.settles)

    @property
    def is_act_awaited(self) -> bool:
        """All who are asked have placed the idea. On a phone that is nobody's, its own form comes first."""
        return self.idea.placed >= self.here and not self.settles

    @property
    def offers_own(self) -> bool:
        """Where this person has placed the idea can become the group's own point."""
        idea = self.idea
        return idea.mine is not None and idea.settled is None and not self.settles

    @property
    def may_settle_own(self) -> bool:
        return self.offers_own and self.idea.settle_refusal is None


def panel(look: PhoneLook, idea: AxisIdea) -> Panel:
    return Panel(
        look.member.language,
        look.at,
        look.group_number or 1,
        idea,
        here=len(look.group.asked),
        settles=look.is_nobodys or idea.spread is not None,
        ends=_ends(look),
        asked=len(asked_to_place(look.group, look.work)),
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


def axis_idea(look: PhoneLook, idea: Idea) -> AxisIdea:
    places = look.work.placements[idea.id]
    spread = look.work.spreads.get(idea.id)
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
        is_voted_on=vote_was_opened(look.piece),
    )
