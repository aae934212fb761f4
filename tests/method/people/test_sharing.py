"""A phone that several share: each is a person of the table, they stay together, and the turn goes round."""

from collections.abc import Collection

import pytest

from app.method import axis, groups, ideas, sorting, vote
from app.method.people import admitting, joining, merging, seating, sharing
from app.method.refusals import NotYoursError, joining_closed, last_at_phone, phone_full
from app.method.sorting_pack import pack_of
from app.models import Ballot, Device, Lean, Membership, Person, Seat, TableSeat
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.viewer import Participant, PhoneClaim, find
from app.vocabulary import Category, Language, Role, Step
from tests.cast import Evening

THREE = ("Maryam", "Tove", "Aino")


@pytest.fixture
def shared(meeting: Evening) -> Evening:
    meeting.share(*THREE)
    return meeting


def device(meeting: Evening) -> Device:
    seat = meeting.all(Seat, person_id=meeting.people["Maryam"])[0]
    return meeting.all(Device, id=seat.device_id)[0]


def phone(meeting: Evening) -> Participant:
    with meeting.reading() as book:
        viewer = find(book, b"cast", PhoneClaim(meeting.id, device(meeting).token_hash))
    assert isinstance(viewer, Participant)
    return viewer


def whose(meeting: Evening) -> str | None:
    """Whose turn it is by the screen; None: nobody's, or nothing is done by each alone."""
    viewer, keys = phone(meeting), meeting.keys
    with meeting.reading() as book:
        turn = turns.turn_of(Snapshot(book, keys, meeting.id, {}), viewer)
    return None if turn is None or turn.now is None else THREE[turn.now]


def groups_of(meeting: Evening, names: Collection[str]) -> set[int | None]:
    return {meeting.member(name).group_id for name in names}


def lean(meeting: Evening, *names: str, card: int | None = None) -> None:
    card = card or current(meeting)
    for name in names:
        meeting.do(sorting.lean, meeting.member(name), card, Category.more)


def current(meeting: Evening) -> int:
    group_id = meeting.member("Maryam").group_id or 0
    with meeting.reading() as book:
        return pack_of(book, meeting.id, group_id).current or 0


def test_each_of_them_is_a_person_with_a_role_of_the_own(meeting: Evening) -> None:
    roles = (Role.resident, Role.elected, Role.unsaid)
    meeting.share(*THREE, roles=roles)
    role_of = {person.id: person.role for person in meeting.all(Person)}
    assert tuple(role_of[meeting.people[name]] for name in THREE) == roles
    assert sorted(seat.position for seat in meeting.all(Seat, device_id=device(meeting).id)) == [
        0,
        1,
        2,
    ]


def test_late_they_are_placed_together(shared: Evening) -> None:
    assert len(groups_of(shared, THREE)) == 1
    assert None not in groups_of(shared, THREE)


def test_moved_they_move_together_and_back(shared: Evening) -> None:
    before = groups_of(shared, THREE)
    (old,) = before
    other = next(group for group in shared.groups.values() if group != old)
    shared.do(groups.move, shared.people["Tove"], other)
    assert groups_of(shared, THREE) == {other}
    shared.do(groups.move, shared.people["Aino"], old or 0)
    assert groups_of(shared, THREE) == before


def test_they_sit_at_one_table_and_are_formed_by_it(shared: Evening) -> None:
    shared.do(seating.sit_down, shared.people["Aino"], 4)
    assert {row.person_id for row in shared.all(TableSeat)} == {
        shared.people[name] for name in THREE
    }
    shared.do(seating.form_by_table)
    assert len(groups_of(shared, THREE)) == 1


def test_merged_and_parted_they_stay_together(shared: Evening) -> None:
    before = groups_of(shared, THREE)
    (own,) = before
    other = next(group for group in shared.groups.values() if group != own)
    merged = shared.do(merging.merge, other, own or 0)
    assert groups_of(shared, THREE) == {other}
    shared.do(merging.part, merged)
    assert groups_of(shared, THREE) == before


def test_who_has_joined_at_the_phone_while_tables_were_merged_goes_home_with_it(
    shared: Evening,
) -> None:
    before = groups_of(shared, THREE)
    (own,) = before
    other = next(group for group in shared.groups.values() if group != own)
    shared.do(joining.leave, device(shared).id, 2)
    merged = shared.do(merging.merge, other, own or 0)
    shared.do(joining.take_in, device(shared).id, Role.elected, Language.fi)
    shared.do(joining.come_back, device(shared).id, 2)
    shared.do(merging.part, merged)
    with shared.reading() as book:
        seats = shared.all(Seat, device_id=device(shared).id)
        assert {groups.group_of(book, seat.person_id) for seat in seats} == before


def test_the_table_waits_for_each_of_them(shared: Evening) -> None:
    shared.go_to(Step.sorting)
    group_id, card = shared.member("Maryam").group_id or 0, current(shared)
    with shared.reading() as book:
        others = sorting.present(book, group_id) - {shared.people[name] for name in THREE}
    names = [name for name, person in shared.people.items() if person in others]
    lean(shared, *names, "Maryam", "Tove")
    with shared.reading() as book:
        assert not pack_of(book, shared.id, group_id).is_closed(card)
    lean(shared, "Aino")
    with shared.reading() as book:
        assert pack_of(book, shared.id, group_id).is_closed(card)


def test_a_phone_that_is_away_keeps_nobody_waiting(shared: Evening) -> None:
    group_id = shared.member("Maryam").group_id or 0
    shared.do(joining.set_presence, device(shared).id, present=False)
    with shared.reading() as book:
        assert not {shared.people[name] for name in THREE} & sorting.present(book, group_id)


def test_leaning_goes_round_until_all_have_and_begins_anew_with_the_next_card(
    shared: Evening,
) -> None:
    shared.go_to(Step.sorting)
    asked = []
    while name := whose(shared):
        asked.append(name)
        lean(shared, name)
    assert asked == list(THREE)
    shared.do(sorting.decide, shared.member("Maryam"), current(shared), Category.more)
    assert whose(shared) == "Maryam"


def test_who_was_about_to_lean_is_still_asked_at_the_next_card(shared: Evening) -> None:
    shared.go_to(Step.sorting)
    lean(shared, "Maryam")
    shared.do(sorting.decide, shared.member("Tove"), current(shared), Category.more)
    assert whose(shared) == "Tove"
    lean(shared, "Tove")
    lean(shared, "Aino")
    assert whose(shared) == "Maryam"


def test_the_turn_can_be_taken_again_and_given_back(shared: Evening) -> None:
    shared.go_to(Step.sorting)
    lean(shared, "Maryam")
    shared.do(sharing.take_turn, device(shared).id, 0)
    assert whose(shared) == "Maryam"
    shared.do(sharing.take_turn, device(shared).id, None)
    assert whose(shared) == "Tove"
    shared.do(sharing.take_turn, device(shared).id, 0)
    lean(shared, "Maryam")
    assert whose(shared) == "Tove"


def test_what_comes_late_from_another_takes_nobodys_turn(shared: Evening) -> None:
    shared.go_to(Step.sorting)
    shared.do(sharing.take_turn, device(shared).id, 2)
    lean(shared, "Maryam")
    assert whose(shared) == "Aino"


@pytest.mark.parametrize("position", [3, -1])
def test_only_who_shares_the_phone_takes_its_turn(shared: Evening, position: int) -> None:
    with pytest.raises(NotYoursError):
        shared.do(sharing.take_turn, device(shared).id, position)


def test_placing_the_turn_stays_until_it_is_given_on(shared: Evening) -> None:
    shared.go_to(Step.ideas)
    idea = shared.do(ideas.write, shared.member("Maryam"), "A path", "", "")
    shared.go_to(Step.axis)
    for name in THREE:
        assert whose(shared) == name
        shared.do(axis.place, shared.member(name), idea, 20, 80)
        assert whose(shared) == name, "a slider that saves itself gives nothing on"
        shared.do(sharing.take_turn, device(shared).id, None)
    assert whose(shared) is None


def test_each_votes_in_turn_and_every_vote_counts(shared: Evening) -> None:
    (own,) = groups_of(shared, THREE)
    other = next(number for number, group in shared.groups.items() if group != own)
    proposal = shared.propose({1: "Amina", 2: "Hodan", 3: "Layla"}[other], "Evening library")
    shared.go_to(Step.vote)
    shared.do(vote.open_round)
    for name in THREE:
        assert whose(shared) == name
        shared.do(vote.cast, shared.member(name), proposal)
    assert whose(shared) is None
    assert len(shared.all(Ballot)) == 3
    assert [result.votes for result in shared.do(vote.close_round, 1)] == [3]


def test_somebody_else_shares_the_phone_at_the_same_table(meeting: Evening) -> None:
    meeting.share("Maryam")
    meeting.do(joining.take_in, device(meeting).id, Role.elected, Language.fi)
    seats = meeting.all(Seat, device_id=device(meeting).id)
    with meeting.reading() as book:
        assert len({groups.group_of(book, seat.person_id) for seat in seats}) == 1
    assert sorted(seat.position for seat in seats) == [0, 1]


def test_four_share_a_phone_and_not_five(shared: Evening) -> None:
    at = device(shared).id
    shared.do(joining.take_in, at, Role.elected, Language.fi)
    shared.refused(phone_full, joining.take_in, at, Role.elected, Language.fi)


def test_nobody_is_taken_in_while_joining_is_closed(shared: Evening) -> None:
    shared.do(admitting.open_joining, is_open=False)
    shared.refused(joining_closed, joining.take_in, device(shared).id, Role.elected, Language.fi)


def test_who_takes_no_part_any_more_is_waited_for_no_longer_and_comes_back(
    shared: Evening,
) -> None:
    shared.go_to(Step.sorting)
    (group_id,) = groups_of(shared, THREE)
    shared.do(joining.leave, device(shared).id, 1)
    assert shared.member("Tove").group_id is None
    lean(shared, "Maryam")
    assert whose(shared) == "Aino"
    with shared.reading() as book:
        assert shared.people["Tove"] not in sorting.present(book, group_id or 0)
        assert shared.people["Tove"] not in sharing.phones(book, shared.id)
    shared.do(joining.come_back, device(shared).id, 1)
    assert groups_of(shared, THREE) == {group_id}
    assert [len(shared.all(Lean)), whose(shared)] == [1, "Aino"]
    lean(shared, "Aino")
    assert whose(shared) == "Tove"


def test_forming_anew_leaves_out_who_takes_no_part(shared: Evening) -> None:
    shared.do(joining.leave, device(shared).id, 2)
    shared.do(groups.form, 4)
    belonging = {row.person_id for row in shared.all(Membership) if row.until is None}
    assert shared.people["Aino"] not in belonging
    assert shared.people["Tove"] in belonging


def test_the_last_one_at_a_phone_stays(shared: Evening) -> None:
    at = device(shared).id
    for position in (0, 1):
        shared.do(joining.leave, at, position)
    shared.refused(last_at_phone, joining.leave, at, 2)
    assert phone(shared).at(None).person_id == shared.people["Aino"]


def test_a_seat_of_another_phone_is_nobodys(shared: Evening) -> None:
    with pytest.raises(NotYoursError):
        shared.do(joining.leave, device(shared).id, 7)
