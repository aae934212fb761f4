"""Forming the small groups: even, mixed, and nobody's earlier acts vanish."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from app.method import groups, groups_planning, sorting
from app.method.acts import acts
from app.method.people import calls, headcount, joining, seating
from app.method.refusals import NotYoursError, OvertakenError, bad_number, no_people
from app.method.sorting_pack import pack_of
from app.models import Card, Lean, Membership, Person, Seat, SmallGroup
from app.models.scope import ScopeKind
from app.vocabulary import Call, Category, Language, Role, Step
from tests.cast import CAST, Evening, bare_evening


def test_forming_seats_everybody_and_forming_again_moves_nobody(meeting: Evening) -> None:
    meeting.do(groups.form, 4)
    before = seated(meeting)
    meeting.do(groups.form, 4)
    assert seated(meeting) == before
    assert sorted(before) == sorted(meeting.people.values())
    assert sorted(Counter(before.values()).values()) == [3, 4, 4, 4]


def test_who_is_seated_elsewhere_is_waited_for_no_longer(meeting: Evening) -> None:
    """All others at the table have leaned, and see how the table leans."""
    meeting.go_to(Step.sorting)
    first, second = meeting.groups[1], meeting.groups[2]
    with meeting.reading() as book:
        card = pack_of(book, meeting.id, first).current or 0
    for name in ("Börje", "Kirsi", "Olena", "Mikael"):
        meeting.do(sorting.lean, meeting.member(name), card, Category.more)
    for name, (group, _, _) in CAST.items():
        at = 2 if name == "Amina" else group
        meeting.do(seating.sit_down, meeting.people[name], at)
    meeting.go_to(Step.groups)
    meeting.do(seating.form_by_table)
    assert meeting.member("Amina").group_id == second
    with meeting.reading() as book:
        assert pack_of(book, meeting.id, first).is_closed(card)


def test_who_comes_back_to_a_table_alone_is_waited_for_no_more(meeting: Evening) -> None:
    """Nobody else is there, and the own lean on the card that lies there is kept."""
    meeting.go_to(Step.sorting)
    with meeting.reading() as book:
        card = pack_of(book, meeting.id, meeting.groups[1]).current or 0
    meeting.do(sorting.lean, meeting.member("Amina"), card, Category.more)
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    for name in ("Börje", "Kirsi", "Olena", "Mikael"):
        meeting.do(groups.move, meeting.people[name], meeting.groups[3])
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[1])
    with meeting.reading() as book:
        assert pack_of(book, meeting.id, meeting.groups[1]).is_closed(card)


def test_groups_are_dissolved_and_taken_up_again_by_number_but_never_removed(
    meeting: Evening,
) -> None:
    meeting.do(groups.form, 2)
    assert live(meeting) == {1: meeting.groups[1], 2: meeting.groups[2]}
    assert set(seated(meeting).values()) == {meeting.groups[1], meeting.groups[2]}
    meeting.do(groups.form, 3)
    assert live(meeting) == meeting.groups
    assert len(meeting.all(SmallGroup, meeting_id=meeting.id)) == 3


def _comes(meeting: Evening) -> None:
    meeting.join("Anna")


def _goes(meeting: Evening) -> None:
    meeting.do(lambda act: act.book.change(Seat, {"person_id": meeting.people["Amina"]}, gone=True))


def _moves(meeting: Evening) -> None:
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])


def _wishes(meeting: Evening) -> None:
    amina = {"id": meeting.people["Amina"]}
    meeting.do(lambda act: act.book.change(Person, amina, language_tie=True))


def _speaks(meeting: Evening) -> None:
    meeting.do(joining.speak, meeting.member("Amina"), Language.fi)


def _sits_down(meeting: Evening) -> None:
    meeting.do(seating.sit_down, meeting.people["Amina"], 2)


@pytest.mark.parametrize("meanwhile", [_comes, _goes, _moves, _wishes, _speaks])
def test_what_was_planned_before_somebody_did_something_is_not_carried_out(
    meeting: Evening, meanwhile: Callable[[Evening], None]
) -> None:
    with meeting.reading() as book:
        planned = groups_planning.plan(groups_planning.people_of(book, meeting.id), 4)
    meanwhile(meeting)
    before = seated(meeting)
    with pytest.raises(OvertakenError):
        meeting.do(groups.form, 4, planned=planned)
    assert seated(meeting) == before
    meeting.do(groups.form, 4)
    assert seated(meeting).keys() >= people_of(meeting)


@pytest.mark.parametrize("meanwhile", [_comes, _goes, _moves, _sits_down])
def test_nor_is_what_was_planned_by_table(
    meeting: Evening, meanwhile: Callable[[Evening], None]
) -> None:
    for name, (group, _, _) in CAST.items():
        meeting.do(seating.sit_down, meeting.people[name], group)
    (act,) = (act for act in acts() if act.path == "groups/by-table")
    assert act.planned
    with meeting.reading() as book:
        planned = act.planned.plan(act.planned.read(book, meeting.id))
    meanwhile(meeting)
    before = seated(meeting)
    with pytest.raises(OvertakenError):
        meeting.do(seating.form_by_table, planned=planned)
    assert seated(meeting) == before
    meeting.do(seating.form_by_table, planned=act.planned.at_last(planned))
    assert seated(meeting).keys() >= people_of(meeting)


@pytest.mark.parametrize("meanwhile", [_comes, _goes, _moves, _wishes, _speaks])
def test_at_last_a_plan_is_carried_out_for_those_whom_it_knows_and_others_are_seated_as_late(
    meeting: Evening, meanwhile: Callable[[Evening], None]
) -> None:
    with meeting.reading() as book:
        planned = groups_planning.plan(groups_planning.people_of(book, meeting.id), 2)
    meanwhile(meeting)
    meeting.do(groups.form, 2, planned=replace(planned, at_last=True))
    sits = seated(meeting)
    assert sits.keys() >= people_of(meeting)
    for person, number in planned.seats.items():
        if person in people_of(meeting):
            assert sits[person] == meeting.groups[number]
    with meeting.reading() as book:
        live = {group.id for group in groups.live_groups(book, meeting.id)}
    assert {sits[person] for person in people_of(meeting)} == live


def people_of(meeting: Evening) -> set[int]:
    with meeting.reading() as book:
        return {placed.person for placed in groups_planning.people_of(book, meeting.id)}


def test_forming_wakes_everybody(meeting: Evening, announced: list[list[Touched]]) -> None:
    announced.clear()
    meeting.do(groups.form, 4)
    assert [touch.kind for touch, _ in announced[0]] == [ScopeKind.meeting]


def test_groups_cannot_be_formed_of_nobody_nor_be_more_than_the_people(
    database: Database, writer: Writer
) -> None:
    evening = bare_evening(database, writer)
    evening.refused(no_people, groups.form, 1)
    evening.join("Amina")
    evening.refused(bad_number, groups.form, 0)
    evening.refused(bad_number, groups.form, 2)
    evening.do(groups.form, 1)


def test_before_groups_are_formed_a_late_one_waits(database: Database, writer: Writer) -> None:
    evening = bare_evening(database, writer)
    evening.join("Amina")
    assert evening.member("Amina").group_id is None


def test_late_ones_go_where_they_are_most_needed(meeting: Evening) -> None:
    # All groups are five; the third has no civil servant and no organisation, the second no authority.
    meeting.join("Anna", Role.civil_servant)
    assert meeting.member("Anna").group_id == meeting.groups[3]
    meeting.join("Bo", Role.civil_servant)
    assert meeting.member("Bo").group_id == meeting.groups[1]
    meeting.join("Cia", Role.elected)
    assert meeting.member("Cia").group_id == meeting.groups[2]


def test_a_late_one_is_not_put_into_a_dissolved_group(meeting: Evening) -> None:
    meeting.do(groups.form, 2)
    meeting.join("Anna")
    assert meeting.member("Anna").group_id in {meeting.groups[1], meeting.groups[2]}


def test_moving_somebody_leaves_what_they_did_with_the_old_group(meeting: Evening) -> None:
    card_id = meeting.ids(Card)[0]
    meeting.go_to(Step.sorting)
    meeting.do(sorting.lean, meeting.member("Amina"), card_id, Category.more)
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    assert meeting.member("Amina").group_id == meeting.groups[2]
    (lean,) = meeting.all(Lean, person_id=meeting.people["Amina"])
    assert lean.small_group_id == meeting.groups[1]
    old, new = sorted(
        meeting.all(Membership, person_id=meeting.people["Amina"]), key=lambda row: row.since
    )
    assert (old.small_group_id, new.small_group_id) == (meeting.groups[1], meeting.groups[2])
    assert (old.until, new.until) == (new.since, None)


def test_a_move_wakes_both_groups_the_person_the_console_and_the_wall(
    meeting: Evening, announced: list[list[Touched]]
) -> None:
    announced.clear()
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    woken = {(touch.kind, touch.subject_id) for touch, _ in announced[0]}
    phone = meeting.all(Seat, person_id=meeting.people["Amina"])[0].device_id
    assert woken == {
        (ScopeKind.group, meeting.groups[1]),
        (ScopeKind.group, meeting.groups[2]),
        (ScopeKind.person, meeting.people["Amina"]),
        (ScopeKind.phone, phone),
        (ScopeKind.hall, 0),
    }


def test_moving_to_the_own_group_changes_nothing(meeting: Evening) -> None:
    before = meeting.row.sequence
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[1])
    assert meeting.row.sequence == before
    assert len(meeting.all(Membership, person_id=meeting.people["Amina"])) == 1


def test_nobody_is_moved_from_or_to_another_meeting(meeting: Evening) -> None:
    other = bare_evening(meeting.database, meeting.writer, "XRAN7A2")
    other.join("Amina")
    other.do(groups.form, 1)
    stranger, foreign = other.people["Amina"], other.member("Amina").group_id or 0
    with pytest.raises(NotYoursError):
        meeting.do(groups.move, stranger, meeting.groups[1])
    with pytest.raises(NotYoursError):
        meeting.do(groups.move, meeting.people["Amina"], foreign)


def test_the_members_of_a_group_are_those_who_sit_there_now(meeting: Evening) -> None:
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    with meeting.reading() as book:
        first = headcount.members(book, meeting.groups[1])
        second = headcount.members(book, meeting.groups[2])
    at_first = {meeting.people[name] for name, (group, _, _) in CAST.items() if group == 1}
    assert set(first) == at_first - {meeting.people["Amina"]}
    assert len(second) == 6


def seated(meeting: Evening) -> dict[int, int]:
    """Each person's group, by id."""
    with meeting.reading() as book:
        return {
            person: group.id
            for group in groups.live_groups(book, meeting.id)
            for person in headcount.members(book, group.id)
        }


def live(meeting: Evening) -> dict[int, int]:
    with meeting.reading() as book:
        return {group.number: group.id for group in groups.live_groups(book, meeting.id)}


def test_a_number_that_is_opened_again_has_no_call_of_those_who_sat_there(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    for name in meeting.people:
        meeting.do(calls.call, meeting.member(name), Call.hand)
    meeting.go_to(Step.groups)
    meeting.do(groups.form, 1)
    meeting.do(groups.form, 3)
    with meeting.reading() as book:
        opened = {group.number: group.id for group in groups.live_groups(book, meeting.id)}
        calling = {
            number for number, group_id in opened.items() if calls.standing_calls(book, group_id)
        }
    assert calling == {1}
