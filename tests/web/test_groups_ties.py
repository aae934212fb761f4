"""Sitting with somebody who speaks the own language: asked for on joining or later, left again, kept in forming."""

import pytest

from app.method import groups
from app.models import Person
from app.vocabulary import Language, Role, Step
from tests.cast import Evening, bare_evening
from tests.house import Browser, House, notice_of

ASK = "I would like to sit with somebody who speaks my language"


@pytest.fixture
def evening(house: House) -> Evening:
    """A meeting in which no groups are formed yet; eight speak Swedish, and two English."""
    made = bare_evening(
        house.app.state.house.database, house.app.state.house.writer, code="BRDHA22"
    )
    for place in range(8):
        made.join(f"P{place}", [Role.resident, Role.elected][place % 2])
    for name in ("Ann", "Bill"):
        made.join(name, Role.resident, Language.en)
    return made


@pytest.fixture
def console(house: House, evening: Evening) -> Browser:
    evening.go_to(Step.groups)
    return house.console(Language.en, evening)


def asks(evening: Evening, name: str) -> bool:
    return evening.all(Person, id=evening.people[name])[0].language_tie


def together(evening: Evening, *names: str) -> bool:
    return len({evening.member(name).group_id for name in names}) == 1


def test_it_is_asked_for_on_joining(house: House, evening: Evening) -> None:
    before = set(evening.people.values())
    newcomer = house.browser(f"/{evening.row.code}", {"language": "en"})
    assert ASK in newcomer.screen()
    newcomer.join(role="resident", tie="1")
    (person,) = [row for row in evening.all(Person, meeting_id=evening.id) if row.id not in before]
    assert person.language_tie
    assert "You would like to sit with somebody" in newcomer.screen()


def test_it_is_asked_for_later_and_left_again(house: House, evening: Evening) -> None:
    ann = house.phone("Ann", evening)
    console, before = house.console(Language.en, evening), ann.screen()
    desk = console.screen()
    assert ann.tap("tie").status_code == 200
    assert asks(evening, "Ann")
    assert ann.screen() != before
    assert ann.send("tie/withdrawn").status_code == 303
    assert (ann.screen(), console.screen()) == (before, desk)
    assert not asks(evening, "Ann")


def test_once_the_groups_are_formed_it_is_too_late(house: House, evening: Evening) -> None:
    evening.do(groups.form, 2)
    ann = house.phone("Ann", evening)
    assert ASK not in ann.screen()
    refused = ann.tap("tie")
    assert (refused.status_code, "formed already" in notice_of(refused.text)) == (409, True)
    assert not asks(evening, "Ann")


def test_the_facilitator_sees_how_many_ask_and_keeps_the_ties(
    house: House, evening: Evening, console: Browser
) -> None:
    assert 'type="checkbox" name="ties"' not in console.screen()
    house.phone("Ann", evening).tap("tie")
    assert "1 person would like to sit with somebody" in console.screen()
    for _ in range(3):
        console.tap("groups", number=5, ties="1")
        assert together(evening, "Ann", "Bill")
        console.tap("groups", number=1)


def test_formed_without_ties_roles_come_first(
    house: House, evening: Evening, console: Browser
) -> None:
    house.phone("Ann", evening).tap("tie")
    console.tap("groups", number=5)
    residents = {evening.member(name).group_id for name in ("P0", "P2", "P4", "Ann", "Bill")}
    assert len(residents) >= 4
