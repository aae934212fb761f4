"""A table can call: by a raised hand that all at it see, or by a need that no screen there shows."""

from dataclasses import replace

import pytest

from app.limits import LIMIT
from app.live.stamping import Touched
from app.method.people import calls
from app.method.refusals import NotYoursError, no_group
from app.models import QuietCall, Seat, TableCall
from app.models.scope import ScopeKind
from app.reading import hall_numbers
from app.vocabulary import Call
from tests.cast import CAST, Evening

TABLE = {
    number: [name for name, (group, _, _) in CAST.items() if group == number] for number in (1, 2)
}


def touched_by(announced: list[list[Touched]]) -> set[ScopeKind]:
    return {touch.kind for touch, _ in announced[-1]}


def phone(meeting: Evening, name: str) -> int:
    return meeting.all(Seat, person_id=meeting.people[name])[0].device_id


def standing(meeting: Evening, number: int) -> frozenset[Call]:
    with meeting.reading() as book:
        return calls.standing_calls(book, meeting.groups[number])


def test_a_raised_hand_is_seen_at_the_table_and_at_the_console(
    meeting: Evening, announced: list[list[Touched]]
) -> None:
    meeting.do(calls.call, meeting.member("Amina"), Call.hand)
    assert touched_by(announced) == {ScopeKind.group_work, ScopeKind.calls}
    assert standing(meeting, 1) == {Call.hand}


def test_a_need_wakes_no_phone_but_its_own(
    meeting: Evening, announced: list[list[Touched]]
) -> None:
    meeting.do(calls.need, phone(meeting, "Amina"))
    assert touched_by(announced) == {ScopeKind.calls, ScopeKind.phone}


def test_calling_again_is_one_call(meeting: Evening) -> None:
    for name in ("Amina", "Börje", "Amina"):
        meeting.do(calls.call, meeting.member(name), Call.hand)
    assert len(meeting.all(TableCall)) == 1


def test_anybody_at_the_table_can_lower_the_hand(meeting: Evening) -> None:
    meeting.do(calls.call, meeting.member("Amina"), Call.hand)
    meeting.do(calls.take_back, meeting.member("Kirsi"), Call.hand)
    assert standing(meeting, 1) == frozenset()


def test_going_to_the_table_ends_all_its_calls_and_no_others(meeting: Evening) -> None:
    for name in ("Amina", "Hodan"):
        meeting.do(calls.call, meeting.member(name), Call.hand)
    meeting.do(calls.answer, meeting.groups[1])
    assert standing(meeting, 1) == frozenset()
    assert standing(meeting, 2) == {Call.hand}


def test_somebody_is_on_the_way_for_as_long_as_is_said_and_no_longer(meeting: Evening) -> None:
    meeting.do(calls.need, phone(meeting, "Amina"))
    meeting.do(calls.answer, meeting.groups[1])
    (call,) = meeting.all(QuietCall)
    assert call.answered_at is not None
    there = call.answered_at + LIMIT.minutes_on_the_way * 60
    with meeting.reading() as book:
        assert calls.answered_before(book, there - 1) == []
        assert calls.answered_before(book, there) == [meeting.id]


def test_a_table_of_another_meeting_cannot_be_answered(meeting: Evening) -> None:
    with pytest.raises(NotYoursError):
        meeting.do(calls.answer, 17)


def test_without_a_group_there_is_no_table_to_call_from(meeting: Evening) -> None:
    alone = replace(meeting.member("Amina"), group_id=None)
    meeting.refused(no_group, calls.call, alone, Call.hand)


def test_the_order_of_quiet_calls_is_the_same_whoever_of_a_table_called(meeting: Evening) -> None:
    """Else the console would tell something of the phone: its order would be that of ids there."""
    told = set()
    for first, second in ((first, second) for first in TABLE[1] for second in TABLE[2]):
        for name in (first, second):
            meeting.do(calls.need, phone(meeting, name))
        with meeting.reading() as book:
            told.add((*hall_numbers.calls(book, meeting.id),))
        for name in (first, second):
            meeting.do(calls.need_no_more, phone(meeting, name))
    assert len(told) == 1
