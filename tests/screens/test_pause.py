"""The screens of a pause: what the coordinator calls it, when it goes on, and what comes then."""

import pytest

from app.method import clock
from app.method.preparing import planning
from app.method.preparing.planning import PlannedRow
from app.vocabulary import Step
from tests.house import House
from tests.web.elements import tree

NAMED = {"sv": "Borgmästaren talar", "fi": "Pormestari puhuu"}


@pytest.fixture
def pause(house: House) -> int:
    """It is on, between the opening and the results."""
    row_id: int = house.evening.do(planning.add_pause)
    house.evening.do(planning.place_row, row_id, 2)
    house.evening.go_to(Step.pause)
    return row_id


def titles(house: House) -> list[str]:
    """What the wall calls it in its first language, and in its second."""
    wall = tree(house.projector().screen())
    return [wall.one("h1").said, wall.one(kind="title-second").said]


def test_a_pause_without_a_name_is_called_a_pause_also_when_its_name_was_taken_away(
    house: House, pause: int
) -> None:
    before = house.phone("Olena").screen()
    assert titles(house) == ["Paus", "Tauko"]
    assert tree(before).one(kind="title").said == "Pause"
    for names in (NAMED, dict.fromkeys(NAMED, "")):
        house.evening.do(planning.plan, {pause: PlannedRow(10, names)}, "")
    assert titles(house) == ["Paus", "Tauko"]
    assert house.phone("Olena").screen() == before


def test_its_name_stands_on_the_wall_in_both_languages_and_on_a_phone_in_its_own(
    house: House, pause: int
) -> None:
    house.evening.do(planning.plan, {pause: PlannedRow(5, NAMED)}, "")
    assert titles(house) == [NAMED["sv"], NAMED["fi"]]
    for name, words in (("Kirsi", NAMED["fi"]), ("Olena", NAMED["sv"])):
        assert tree(house.phone(name).screen()).one(kind="title").said == words


@pytest.mark.usefixtures("pause")
def test_a_phone_says_when_it_goes_on_and_what_is_next(house: House) -> None:
    phone, wall = house.phone("Olena"), house.projector()
    assert "We plan to continue at" in phone.screen()
    assert 'role="timer"' in wall.screen()
    house.evening.do(clock.stop_clock)
    assert "We plan to continue at" not in phone.screen()
    assert 'role="timer"' not in wall.screen()
    assert tree(phone.screen()).one(id="onwards").said == "Next: Results"
