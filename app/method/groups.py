"""Small groups: how many, who sits in which, people who come late, and moves by the facilitator.

A group is never removed and a membership is never rewritten, so what people did stays with the
group they did it in.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method import vote_hands
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.groups_planning import SeatingPlan, at_last, people_of, plan
from app.method.people import stays
from app.method.people.headcount import add_heads, bring_heads, heads
from app.method.people.mixing import Placed, needing
from app.method.people.sharing import company, require_here
from app.method.people.telling import remember
from app.method.refusals import OvertakenError
from app.method.rules import live_group, number_of, within
from app.method.sent import Between, Known
from app.method.slow_acts import Planned
from app.method.sorting import close_if_all_leaned
from app.method.undoing import Back, Sent
from app.models import Membership, SmallGroup, TableCall
from app.vocabulary import Step

_CURRENT = select(Membership.id, Membership.small_group_id).where(
    col(Membership.person_id) == bindparam("person_id"), col(Membership.until).is_(None)
)

# Later, a press that comes late would mix people anew who are in the middle of something.
FORMING = (None, Step.opening, Step.results, Step.supper, Step.groups, Step.pause)
ALL_SIT, ONE_SITS = "groups", "people/{person_id}/group"


@done_by(
    Who.facilitator,
    "groups",
    adds=True,
    open_in=FORMING,
    end=ALL_SIT,
    final="Forming mixes anew; people are moved by hand.",
    planned=Planned(people_of, plan, at_last),
)
def form(
    act: Act,
    number: Annotated[int, Between(1, LIMIT.groups)],
    *,
    ties: bool = True,
    planned: Annotated[SeatingPlan | None, Known.plan] = None,
) -> None:
    """Without a plan it is made here, and all other acts wait for it."""
    people = people_of(act.book, act.meeting_id)
    carry_out(act, planned or plan(people, number, ties=ties), people, people)


def carry_out(act: Act, planned: SeatingPlan, basis: object, people: list[Placed]) -> None:
    """Forms the groups as planned. Raises OvertakenError if there is another basis now, or seats
    those who came meanwhile as late ones (see `SeatingPlan`).
    """
    if basis != planned.basis and not planned.at_last:
        raise OvertakenError
    known = [placed for placed in people if placed.person in planned.seats]
    _seat_all(act, known, planned.seats, planned.numbers)
    for newcomer in people:
        if newcomer.person not in planned.seats and newcomer.now not in planned.numbers:
            remember(act, {newcomer.person})
            stand_up(act, newcomer.person)
            place_late(act, newcomer.person)


def _seat_all(
    act: Act, people: list[Placed], seats: dict[int, int], numbers: frozenset[int]
) -> None:
    """Seats everybody in the group of their number in `seats`. `numbers`: of all groups."""
    remember(
        act, {moved.person for moved in people if moved.now not in (None, seats[moved.person])}
    )
    group_ids = with_numbers(act, numbers)
    for placed in people:
        if seats[placed.person] != placed.now:
            sit(act, placed.person, group_ids[seats[placed.person]])
    for number in sorted(group_ids.keys() - numbers):
        went = Counter(seats[placed.person] for placed in people if placed.now == number)
        sitting = {to: heads(act.book, group_ids[to]) for to in numbers}
        to = max(numbers, key=lambda candidate: (went[candidate], -sitting[candidate], -candidate))
        _leave(act, group_ids[number], group_ids[to])
    for group_id in group_ids.values():
        close_if_all_leaned(act, group_id)  # it may have waited for one who sits elsewhere now


def _leave(act: Act, dissolved_id: int, small_group_id: int) -> None:
    """Those without a phone go where most others of their table go, and take their heads and raised
    hands along. Nobody is left who has called.
    """
    bring_heads(act, dissolved_id, small_group_id)
    for group_id in within(act.book, dissolved_id):
        vote_hands.bring(act.book, act.meeting_id, group_id, small_group_id)
        act.book.change(SmallGroup, {"id": group_id}, headcount=None)
        act.book.remove(TableCall, small_group_id=group_id)


def place_late(act: Act, person_id: int, table: int | None = None) -> None:
    """Puts a person who comes late, with all who share the phone, into a group.

    It is the group of those at the phone who have one, else that of the person's table, else the
    one that needs people most. Before groups are formed, nothing happens.
    """
    groups = {group.number: group.id for group in live_groups(act.book, act.meeting_id)}
    if not groups or group_of(act.book, person_id) is not None:
        return
    people = people_of(act.book, act.meeting_id)
    group_id = groups[needing(people, person_id, groups, table)]
    late = [sharer for sharer in company(act.book, person_id) if group_of(act.book, sharer) is None]
    _sit_together(act, late, group_id)


def _group_before(act: Act, sent: Sent) -> Back | None:
    before, wanted = group_of(act.book, sent["person_id"]), sent["small_group_id"]
    if before in (None, wanted):
        return None
    return Back({**sent, "small_group_id": before}, {"number": number_of(act, wanted)})


@done_by(
    Who.facilitator,
    "people/group",
    end=ONE_SITS,
    part_of=ALL_SIT,
    undone_by=ITSELF,
    back=_group_before,
)
@done_by(
    Who.facilitator,
    "people/{person_id}/group",
    part_of=ALL_SIT,
    undone_by=ITSELF,
    back=_group_before,
)
def move(act: Act, person_id: int, small_group_id: int) -> None:
    """Moves a person, with all who share the phone. What they did in the old group stays there."""
    live_group(act, small_group_id)
    require_here(act, person_id)
    seats = {sharer: group_of(act.book, sharer) for sharer in company(act.book, person_id)}
    coming = {sharer: old for sharer, old in seats.items() if old != small_group_id}
    if not coming:
        return
    remember(act, coming)
    _sit_together(act, coming, small_group_id)
    for old in {group_id for group_id in coming.values() if group_id is not None}:
        close_if_all_leaned(act, old)  # the old table may have waited for them alone


def live_groups(book: Book, meeting_id: int) -> list[SmallGroup]:
    """The groups that are not dissolved, by number; none before they are formed."""
    return book.all(SmallGroup, order=("number",), meeting_id=meeting_id, dissolved=False)


def group_of(book: Book, person_id: int) -> int | None:
    stay = book.row(_CURRENT, person_id=person_id)
    return int(stay.small_group_id) if stay else None


def with_numbers(act: Act, numbers: frozenset[int]) -> dict[int, int]:
    """Returns group ids by number. Makes missing groups; dissolves surplus ones, removes none."""
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    known = {group.number: group for group in groups if group.merged_into is None}
    for group in known.values():
        act.book.change(SmallGroup, {"id": group.id}, dissolved=group.number not in numbers)
    for missing in numbers - known.keys():
        known[missing] = SmallGroup(meeting_id=act.meeting_id, number=missing)
        act.book.add(known[missing])
    return {group.number: group.id for group in known.values()}


def sit(act: Act, person_id: int, small_group_id: int) -> None:
    """Ends the person's membership and begins the next. People without a phone stay counted."""
    for current in act.book.rows(_CURRENT, person_id=person_id):
        act.book.change(Membership, {"id": current.id}, until=act.sequence)
        add_heads(act, current.small_group_id, -1)
    add_heads(act, small_group_id, 1)
    act.book.add(Membership(small_group_id=small_group_id, person_id=person_id, since=act.sequence))
    _forget_when(act)


def _sit_together(act: Act, people: Iterable[int], small_group_id: int) -> None:
    for person_id in people:
        sit(act, person_id, small_group_id)
    # Whoever comes back may have leaned on the card that lies there, and wait for nobody else.
    close_if_all_leaned(act, small_group_id)


def stand_up(act: Act, person_id: int) -> None:
    """Ends the person's membership without beginning another."""
    for current in act.book.rows(_CURRENT, person_id=person_id):
        group_id = current.small_group_id
        act.book.change(Membership, {"id": current.id}, until=act.sequence)
        add_heads(act, group_id, -1)
        close_if_all_leaned(act, group_id)  # the table may have waited for this person alone
        _forget_when(act)


def _forget_when(act: Act) -> None:
    """Whoever comes or goes once the meeting has ended leaves no trace of when that was."""
    if act.is_over:
        stays.blur(act)


def sit_again(act: Act, people: list[int], table: int | None = None) -> None:
    """Seats the people of one phone in their old group (following merges), or as if late."""
    old = _last_group(act.book, people[0])
    if old is None:
        place_late(act, people[0], table)
    else:
        _sit_together(act, people, old)


def _last_group(book: Book, person_id: int) -> int | None:
    stretches = book.all(Membership, order=("since",), person_id=person_id)
    group = book.one(SmallGroup, id=stretches[-1].small_group_id) if stretches else None
    while group and group.merged_into:
        group = book.one(SmallGroup, id=group.merged_into)
    return group.id if group and not group.dissolved else None
