"""The impact–effort axis: members place each idea, see the spread; the group settles a point."""

from collections.abc import Collection, Iterable
from typing import Annotated, TypeVar

from app.db import Book
from app.limits import LIMIT
from app.method import proposals
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.people.sharing import keep_turn
from app.method.refusals import (
    Refusal,
    placed_anew,
    placing_closed,
    require,
    too_few_placed,
    too_few_to_show,
    voted_on,
)
from app.method.rules import own_idea
from app.method.sent import Between, MadeOn
from app.models import AxisSpread, Idea, Placement
from app.vocabulary import Effort, Impact, Source, Step, Word

Place = tuple[int, int]
OnAxis = Annotated[int, Between(0, LIMIT.plane)]
AnyWord = TypeVar("AnyWord", bound=Word)


def spread(idea_id: int, places: Collection[Place]) -> AxisSpread | None:
    """What may be shown of these placements: never one person's point; None for fewer than 3."""
    if may_show(len(places)):
        return None
    efforts, impacts = (sorted(values) for values in zip(*places, strict=True))
    middle = (len(places) - 1) // 2
    shown = AxisSpread(
        idea_id=idea_id,
        effort=zone(Effort, efforts[middle]),
        impact=zone(Impact, impacts[middle]),
    )
    if len(places) >= LIMIT.fewest_to_lie_apart:
        shown.least_effort, shown.most_effort = (zone(Effort, efforts[end]) for end in (0, -1))
        shown.least_impact, shown.most_impact = (zone(Impact, impacts[end]) for end in (0, -1))
    return shown


def zone(words: type[AnyWord], place: int) -> AnyWord:
    """Which zone a place is in: they are equally wide. Of 0…100: 0…33, 34…67, 68…100."""
    return list(words)[place * len(words) // (LIMIT.plane + 1)]


def middle_of(word: AnyWord) -> int:
    """The place in the middle of a zone. Of 0…100: 17, 50, 83."""
    words = list(type(word))
    return round(LIMIT.plane * (2 * words.index(word) + 1) / (2 * len(words)))


def may_place(*, is_shown: bool) -> Refusal | None:
    return placing_closed if is_shown else None


@done_by(Who.person, "ideas/{idea_id}/placement", open_in={Step.axis}, undone_by=ITSELF)
def place(
    act: Act,
    member: Member,
    idea_id: int,
    effort: OnAxis,
    impact: OnAxis,
    placing: MadeOn | None = None,
) -> None:
    """Stores where this member places the idea; movable until the group is shown the spread.

    `placing`: the number of the placing for which it is meant, see `Idea`; the same in the acts
    below.
    """
    idea = _as_meant(act, member, idea_id, placing)
    require(may_place(is_shown=act.book.count(AxisSpread, idea_id=idea.id) > 0))
    whose = {"idea_id": idea.id, "person_id": member.person_id}
    act.book.put(Placement, tuple(whose), **whose, effort=effort, impact=impact)
    keep_turn(act, member)


def may_show(placed: int) -> Refusal | None:
    return too_few_to_show if placed < LIMIT.fewest_to_spread else None


@done_by(Who.table, "ideas/{idea_id}/spread", open_in={Step.axis}, final="It has been seen.")
def show(act: Act, member: Member, idea_id: int, placing: MadeOn | None = None) -> None:
    """Somebody presses "show": placing closes, else a changed spread would reveal the next move."""
    idea = _as_meant(act, member, idea_id, placing)
    if act.book.count(AxisSpread, idea_id=idea.id):
        return
    places = placements(act.book, idea.id).values()
    require(may_show(len(places)))
    shown = spread(idea.id, places)
    if shown:
        act.book.add(shown)


@done_by(
    Who.table,
    "ideas/{idea_id}/placed-anew",
    open_in={Step.axis},
    final="Everybody places the idea anew.",
)
def place_anew(act: Act, member: Member, idea_id: int, placing: MadeOn | None = None) -> None:
    """Opens placing again, for all and from the beginning.

    If the earlier placements stayed, the difference between the two spreads could show what one
    person moved.
    """
    idea = _as_meant(act, member, idea_id, placing)
    if act.book.remove(AxisSpread, idea_id=idea.id):
        act.book.remove(Placement, idea_id=idea.id)
        act.book.change(Idea, {"id": idea.id}, placing=idea.placing + 1)


def may_settle(placed: int) -> Refusal | None:
    return None if placed else too_few_placed


@done_by(
    Who.table, "ideas/{idea_id}/settled", open_in={Step.axis}, undone_by="ideas/{idea_id}/unsettled"
)
def settle(
    act: Act,
    member: Member,
    idea_id: int,
    effort: OnAxis,
    impact: OnAxis,
    placing: MadeOn | None = None,
) -> None:
    """Stores the group's own point: the only one that others than the group see."""
    idea = _as_meant(act, member, idea_id, placing)
    for_table = member.source is Source.table_host
    require(None if for_table else may_settle(act.book.count(Placement, idea_id=idea.id)))
    act.book.change(Idea, {"id": idea.id}, effort=effort, impact=impact)


@done_by(
    Who.table, "ideas/{idea_id}/unsettled", open_in={Step.axis}, undone_by="ideas/{idea_id}/settled"
)
def unsettle(act: Act, member: Member, idea_id: int, placing: MadeOn | None = None) -> None:
    """Takes the group's point back, and with it the idea's proposal."""
    idea = _as_meant(act, member, idea_id, placing)
    require(voted_on if proposals.has_rounds(act.book, act.meeting_id) else None)
    act.book.change(Idea, {"id": idea.id}, effort=None, impact=None)
    proposals.take_down_idea(act, idea.id)


def _as_meant(act: Act, member: Member, idea_id: int, placing: int | None) -> Idea:
    """The group's idea. Refuses if the group has begun to place it anew since the page was made."""
    idea = own_idea(act, member, idea_id)
    require(None if placing in (None, idea.placing) else placed_anew)
    return idea


def placements(book: Book, idea_id: int) -> dict[int, Place]:
    """By person: for the person's own point and for counting. Never show it to anybody else."""
    return {row.person_id: (row.effort, row.impact) for row in book.all(Placement, idea_id=idea_id)}


def spreads(book: Book, ideas: Iterable[Idea]) -> dict[int, AxisSpread]:
    """The spread that the group has been shown, by idea."""
    return {row.idea_id: row for idea in ideas for row in book.all(AxisSpread, idea_id=idea.id)}
