"""The impact–effort axis: members place each idea, and the group settles its point."""

from dataclasses import dataclass
from statistics import median_low
from typing import Annotated

from app.db import Book
from app.limits import LIMIT
from app.method import proposals
from app.method.act import Act, Member
from app.method.declared import ITSELF, Between, Who, done_by
from app.method.people.sharing import keep_turn
from app.method.refusals import Refusal, require, too_few_placed, voted_on
from app.method.rules import own_idea
from app.models import Idea, Placement
from app.vocabulary import Source, Step

Place = tuple[int, int]
OnAxis = Annotated[int, Between(0, 100)]


@dataclass(frozen=True)
class PlacementSpread:
    """The middle and the ends of at least three placements, each (effort, impact)."""

    median: Place
    low: Place
    high: Place


def spread(places: list[Place]) -> PlacementSpread | None:
    """None of fewer than three: nobody shall read a single person's point out of it."""
    if len(places) < LIMIT.fewest_to_spread:
        return None
    efforts, impacts = zip(*places, strict=True)
    return PlacementSpread(
        (median_low(efforts), median_low(impacts)),
        (min(efforts), min(impacts)),
        (max(efforts), max(impacts)),
    )


@done_by(Who.person, "ideas/{idea_id}/placement", open_in={Step.axis}, undone_by=ITSELF)
def place(act: Act, member: Member, idea_id: int, effort: OnAxis, impact: OnAxis) -> None:
    """Where this member sees the idea; placing again moves it."""
    idea = own_idea(act, member, idea_id)
    row = Placement(idea_id=idea.id, person_id=member.person_id, effort=effort, impact=impact)
    act.book.put(row, on=("idea_id", "person_id"))
    keep_turn(act, member.person_id)


def may_settle(placed: int) -> Refusal | None:
    return None if placed else too_few_placed


@done_by(
    Who.table, "ideas/{idea_id}/settled", open_in={Step.axis}, undone_by="ideas/{idea_id}/unsettled"
)
def settle(act: Act, member: Member, idea_id: int, effort: OnAxis, impact: OnAxis) -> None:
    """The group's own point: the only one that leaves the table."""
    idea = own_idea(act, member, idea_id)
    for_table = member.source is Source.table_host
    require(None if for_table else may_settle(act.book.count(Placement, idea_id=idea.id)))
    act.book.change(Idea, {"id": idea.id}, effort=effort, impact=impact)


@done_by(
    Who.table, "ideas/{idea_id}/unsettled", open_in={Step.axis}, undone_by="ideas/{idea_id}/settled"
)
def unsettle(act: Act, member: Member, idea_id: int) -> None:
    """Takes the point back, and with it the proposal."""
    idea = own_idea(act, member, idea_id)
    require(voted_on if proposals.votes_begun(act.book, act.meeting_id) else None)
    act.book.change(Idea, {"id": idea.id}, effort=None, impact=None)
    proposals.take_down_idea(act, idea.id)


def placements(book: Book, idea_id: int) -> dict[int, Place]:
    """By person: for the own point and for counting, never for showing another's."""
    return {row.person_id: (row.effort, row.impact) for row in book.all(Placement, idea_id=idea_id)}
