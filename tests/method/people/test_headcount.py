"""How many sit at a table: as told, never fewer than its members; who moves takes the own head along."""

import pytest

from app.method import groups, ideas
from app.method.people import headcount, joining, merging, seating
from app.method.refusals import NotYoursError, bad_number
from app.models import Seat, SmallGroup
from app.vocabulary import Language, Role, Step
from tests.cast import CAST, Evening


def heads(meeting: Evening, number: int) -> int:
    with meeting.reading() as book:
        return headcount.heads(book, meeting.groups[number])


def tell(meeting: Evening, number: int, people: int | None) -> None:
    meeting.do(headcount.count_heads, meeting.groups[number], people)


def stored(meeting: Evening) -> list[tuple[int, int | None]]:
    return sorted((group.number, group.headcount) for group in meeting.all(SmallGroup))


def test_a_table_that_tells_nothing_has_as_many_as_its_phones_tell(meeting: Evening) -> None:
    assert heads(meeting, 1) == 5


def test_more_people_than_phones_are_told_and_taken_back(meeting: Evening) -> None:
    before = stored(meeting)
    tell(meeting, 1, 8)
    assert [heads(meeting, number) for number in (1, 2)] == [8, 5]
    tell(meeting, 1, None)
    assert stored(meeting) == before


@pytest.mark.parametrize("people", [4, 0, -1, 36])
def test_fewer_than_its_members_or_too_many_are_refused(meeting: Evening, people: int) -> None:
    meeting.refused(bad_number, headcount.count_heads, meeting.groups[1], people)
    assert heads(meeting, 1) == 5


def test_a_table_of_everybody_can_tell_who_has_no_phone_too(meeting: Evening) -> None:
    for number in range(30):
        meeting.join(f"Late {number}")
    meeting.do(groups.form, 1)
    tell(meeting, 1, 47)
    assert heads(meeting, 1) == 47


def test_a_table_that_others_came_to_tells_whatever_it_has_and_fewer_and_no_more(
    meeting: Evening,
) -> None:
    for number in (1, 2, 3):
        tell(meeting, number, 5 + 12)
    meeting.do(groups.form, 1)
    assert heads(meeting, 1) == 15 + 3 * 12
    meeting.refused(bad_number, headcount.count_heads, meeting.groups[1], 15 + 3 * 12 + 1)
    for people in (15 + 3 * 12, 15 + 3 * 12 - 1):
        tell(meeting, 1, people)
        assert heads(meeting, 1) == people


def test_as_many_as_the_phones_tell_is_nothing_to_keep(meeting: Evening) -> None:
    before = stored(meeting)
    tell(meeting, 1, 5)
    assert stored(meeting) == before


def test_who_moves_takes_the_own_head_along_and_brings_it_back(meeting: Evening) -> None:
    tell(meeting, 1, 7)
    tell(meeting, 2, 6)
    before = stored(meeting)
    amina = meeting.people["Amina"]
    meeting.do(groups.move, amina, meeting.groups[2])
    assert [heads(meeting, number) for number in (1, 2)] == [6, 7]
    meeting.do(groups.move, amina, meeting.groups[3])
    assert [heads(meeting, number) for number in (1, 2, 3)] == [6, 6, 6]
    meeting.do(groups.move, amina, meeting.groups[1])
    assert stored(meeting) == before


def test_a_late_one_takes_nobodys_place(meeting: Evening) -> None:
    tell(meeting, 3, 6)
    for late, expected in (("one", 7), ("another", 8)):
        hashed = joining.token_hash(b"cast", late)
        meeting.do(joining.join, hashed, Role.resident, Language.sv, 3)
        assert heads(meeting, 3) == expected


@pytest.mark.parametrize("made", ["", "Made together"])
def test_merged_all_heads_come_and_parted_they_go_back(meeting: Evening, made: str) -> None:
    tell(meeting, 1, 6)
    tell(meeting, 2, 8)
    before = stored(meeting)
    merged = meeting.do(merging.merge, meeting.groups[1], meeting.groups[2])
    assert heads(meeting, 1) == 14
    if made:
        meeting.go_to(Step.ideas)
        meeting.do(ideas.write, meeting.member("Amina"), made, "", "")
    meeting.do(merging.part, merged)
    assert stored(meeting) == before


def all_heads(meeting: Evening) -> int:
    with meeting.reading() as book:
        return sum(
            headcount.heads(book, group.id) for group in groups.live_groups(book, meeting.id)
        )


def test_who_has_no_phone_is_counted_however_many_groups_are_formed(meeting: Evening) -> None:
    tell(meeting, 1, 6)
    tell(meeting, 3, 8)
    for number in (2, 1, 3, 2, 3):
        meeting.do(groups.form, number)
        assert all_heads(meeting) == 15 + 1 + 3


def test_who_has_no_phone_goes_where_most_of_the_table_go(meeting: Evening) -> None:
    tell(meeting, 3, 8)
    for name, table in CAST.items():
        number = 2 if name in {"Layla", "Leena", "Antti"} else min(table[0], 2)
        number = 1 if name in {"Svetlana", "Rolf"} else number
        phone = meeting.all(Seat, person_id=meeting.people[name])[0].device_id
        meeting.do(seating.take_table, phone, number)
    meeting.do(seating.form_by_table)
    assert [heads(meeting, number) for number in (1, 2)] == [7, 8 + 3]
    assert heads(meeting, 3) == 0


@pytest.mark.parametrize("number", [2, 1])
def test_nobody_is_counted_twice_where_groups_that_were_one_part_after_that(
    meeting: Evening, number: int
) -> None:
    tell(meeting, 2, 7)
    merged = meeting.do(merging.merge, meeting.groups[3], meeting.groups[2])
    meeting.do(groups.form, number)
    assert all_heads(meeting) == 15 + 2
    meeting.do(groups.form, 3)
    meeting.do(merging.part, merged)
    assert all_heads(meeting) == 15 + 2


def test_only_a_group_of_this_meeting_is_counted(meeting: Evening) -> None:
    with pytest.raises(NotYoursError):
        meeting.do(headcount.count_heads, 1, 6)
