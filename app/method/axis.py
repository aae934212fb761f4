"""The impact–effort axis: members place each idea, the group settles its point, and proposes one or more."""

from dataclasses import dataclass, replace
from statistics import median_low

from app.db import Book
from app.method import alike
from app.method.act import Act, Member
from app.method.ideas import votes_begun
from app.method.people.sharing import keep_turn
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    bad_number,
    idea_gone,
    idea_hidden,
    no_group,
    not_settled,
    proposals_full,
    require,
    too_few_placed,
    voted_on,
)
from app.method.rules import is_open, meeting_of
from app.models import Idea, Meeting, Placement, Proposal
from app.settings import MeetingSettings
from app.vocabulary import FEWEST_TO_SPREAD, MAX_IDEAS_A_GROUP, Source

Place = tuple[int, int]


@dataclass(frozen=True)
class Spread:
    """The middle and the ends of at least three placements, each (effort, impact)."""

    median: Place
    low: Place
    high: Place


def spread(places: list[Place]) -> Spread | None:
    """None of fewer than three: nobody shall read a single person's point out of it."""
    if len(places) < FEWEST_TO_SPREAD:
        return None
    efforts, impacts = zip(*places, strict=True)
    return Spread(
        (median_low(efforts), median_low(impacts)),
        (min(efforts), min(impacts)),
        (max(efforts), max(impacts)),
    )


def place(act: Act, member: Member, idea_id: int, effort: int, impact: int) -> None:
    """Where this member sees the idea; placing again moves it."""
    idea = _own(act, member, "place", idea_id)
    _check(effort, impact)
    row = Placement(idea_id=idea.id, person_id=member.person_id, effort=effort, impact=impact)
    act.book.put(row, on=("idea_id", "person_id"))
    keep_turn(act, member.person_id)
    act.touch_group(idea.small_group_id)


def may_settle(placed: int) -> Refusal | None:
    return None if placed else too_few_placed


def settle(act: Act, member: Member, idea_id: int, effort: int, impact: int) -> None:
    """The group's own point: the only one that leaves the table."""
    idea = _own(act, member, "settle", idea_id)
    _check(effort, impact)
    for_table = member.source is Source.table_host
    require(None if for_table else may_settle(act.book.count(Placement, idea_id=idea.id)))
    act.book.change(Idea, {"id": idea.id}, effort=effort, impact=impact)
    _touch(act, idea)


def unsettle(act: Act, member: Member, idea_id: int) -> None:
    """Takes the point back, and with it the proposal."""
    idea = _own(act, member, "settle", idea_id)
    require(voted_on if votes_begun(act.book, act.meeting_id) else None)
    act.book.change(Idea, {"id": idea.id}, effort=None, impact=None)
    alike.take_down_idea(act, idea.id)
    _touch(act, idea)


def may_propose(idea: Idea, proposed: int, most: int) -> Refusal | None:
    """`proposed`: how many other ideas of the group stand in the way; `most`: the meeting's setting."""
    if idea.effort is None:
        return not_settled
    return proposals_full.saying(limit=proposed) if proposed >= most else None


def counted(others: int, most: int) -> int:
    """Of the group's other proposals that are not hidden those that stand in the way.

    Where one is the most, the earlier one gives way. After a merge there may be more than the meeting's setting; they
    all stay.
    """
    return 0 if most == 1 and others == 1 else others


def propose(act: Act, member: Member, idea_id: int) -> None:
    """Puts an idea up on the wall. Where one is the most, it takes the place of the group's earlier one; and that of
    a hidden one where there is no other.
    """
    idea = _own(act, member, "propose", idea_id)
    require(voted_on if votes_begun(act.book, act.meeting_id) else None)
    proposed = act.book.all(Proposal, small_group_id=idea.small_group_id)
    if idea.id in {row.idea_id for row in proposed}:
        return
    most = MeetingSettings.read(meeting_of(act.book, act.meeting_id).settings).proposals_a_group
    hidden = [row for row in proposed if _is_hidden(act.book, row)]
    shown = [row for row in proposed if row not in hidden]
    in_the_way = counted(len(shown), most)
    require(may_propose(idea, in_the_way, most))
    replaced = [] if in_the_way else shown
    too_many = max(0, len(proposed) - len(replaced) + 1 - most)
    for row in (*replaced, *hidden[:too_many]):
        alike.take_down(act, row)
    act.book.add(
        Proposal(meeting_id=act.meeting_id, idea_id=idea.id, small_group_id=idea.small_group_id)
    )
    _touch(act, idea)
    act.touch_meeting()


def withdraw(act: Act, member: Member, idea_id: int) -> None:
    idea = _own(act, member, "propose", idea_id)
    require(voted_on if votes_begun(act.book, act.meeting_id) else None)
    alike.take_down_idea(act, idea.id)
    _touch(act, idea)


def let_propose(act: Act, most: int) -> None:
    """How many ideas a group may propose; what is proposed already stays."""
    require(
        bad_number.saying(low=1, high=MAX_IDEAS_A_GROUP)
        if not 1 <= most <= MAX_IDEAS_A_GROUP
        else None
    )
    settings = MeetingSettings.read(meeting_of(act.book, act.meeting_id).settings)
    written = replace(settings, proposals_a_group=most).written()
    act.book.change(Meeting, {"id": act.meeting_id}, settings=written)
    act.touch_meeting()


def placements(book: Book, idea_id: int) -> dict[int, Place]:
    """By person: for the own point and for counting, never for showing another's."""
    return {row.person_id: (row.effort, row.impact) for row in book.all(Placement, idea_id=idea_id)}


def _is_hidden(book: Book, proposal: Proposal) -> bool:
    return book.count(Idea, id=proposal.idea_id, hidden=True) > 0


def _own(act: Act, member: Member, what: str, idea_id: int) -> Idea:
    require(is_open(act.book, act.meeting_id, what))
    if member.group_id is None:
        raise RefusedError(no_group)
    idea = act.book.one(Idea, id=idea_id)
    if idea is None or idea.small_group_id != member.group_id:
        raise NotYoursError
    require(idea_gone if idea.dropped else idea_hidden if idea.hidden else None)
    return idea


def _check(effort: int, impact: int) -> None:
    inside = 0 <= effort <= 100 and 0 <= impact <= 100
    require(None if inside else bad_number.saying(low=0, high=100))


def _touch(act: Act, idea: Idea) -> None:
    act.touch_group(idea.small_group_id)
    act.touch_console()
    act.touch_projector()
