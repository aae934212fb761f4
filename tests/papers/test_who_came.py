"""Who came to the meeting is counted once, and stays the same when the phones are known no more."""

from collections import Counter

import pytest

from app.db import Database
from app.live.writer import Writer
from app.method import groups
from app.method.erasing.people import erase_phones
from app.method.people import changing, headcount, joining
from app.models import Person, SmallGroup
from app.papers.outcome import InTheRoom, MeetingResult
from app.papers.result import read_result
from app.reading import stored
from app.vocabulary import Language, Role
from tests.cast import Evening, bare_evening


@pytest.fixture
def bare(database: Database, writer: Writer) -> Evening:
    """Nobody has joined, and there are no groups."""
    return bare_evening(database, writer)


def result_of(meeting: Evening) -> MeetingResult:
    with meeting.reading() as book:
        return read_result(book, meeting.id, Language.sv)


def leaves(meeting: Evening, name: str) -> None:
    meeting.do(changing.leave, joining.token_hash(b"cast", f"{meeting.id}{name}"))


def test_with_the_phones_no_number_of_the_result_goes(bare: Evening) -> None:
    for number in range(7):
        bare.join(f"Resident {number}", language=Language.fi)
    bare.join("Tried beforehand")
    leaves(bare, "Tried beforehand")
    bare.do(groups.form, 2)
    leaves(bare, "Resident 6")
    for group in bare.all(SmallGroup):
        with bare.reading() as book:
            by_phone = len(headcount.members(book, group.id))
        bare.do(headcount.count_heads, group.id, by_phone + 2)
    before = result_of(bare)
    assert (before.people, before.without_phone) == (7, 4)
    assert before.roles == (InTheRoom(Role.resident, 7),)
    bare.do(erase_phones)
    assert result_of(bare) == before


@pytest.mark.usefixtures("replayable")
def test_once_the_phones_have_gone_nothing_tells_who_sat_where_or_reads_what(
    bare: Evening,
) -> None:
    roles = [role for role in Role if role is not Role.unsaid]
    people = [
        bare.join(f"Person {number}", roles[number % len(roles)], Language.ti)
        for number in range(20)
    ]
    bare.do(groups.form, 4)
    before = {person.id: person.role for person in bare.all(Person)}
    bare.do(erase_phones)
    after = {person.id: person.role for person in bare.all(Person)}
    assert before.keys() == after.keys() == {*people}
    assert Counter(before.values()) == Counter(after.values())
    assert sum(after[person] is not role for person, role in before.items()) > 10
    assert {(person.language, person.reads) for person in bare.all(Person)} == {(Language.sv, "")}
    with bare.reading() as book:
        assert not any(
            stored.group(book, bare.id, group.id).languages for group in bare.all(SmallGroup)
        )


def test_who_left_before_sitting_in_a_group_did_not_come(bare: Evening) -> None:
    for name in ("Amina", "Hodan"):
        bare.join(name)
    bare.share("Layla", "Pekka")
    leaves(bare, "Amina")
    assert result_of(bare).people == 3
    bare.do(joining.leave, bare.phone_of("Layla"), 1)
    assert result_of(bare).people == 2
    bare.do(joining.come_back, bare.phone_of("Layla"), 1)
    assert result_of(bare).people == 3
    bare.do(groups.form, 1)
    leaves(bare, "Hodan")
    assert result_of(bare).people == 3, "she sat in a group"
