"""The screens of the supper: when it goes on, and who sits where once the groups are formed."""

from app.method import clock, groups
from app.method.people import headcount
from app.models import ProgrammeRow
from app.vocabulary import Step
from tests.cast import Evening
from tests.house import House
from tests.screens.walls import tables_on
from tests.web.elements import tree

LEFT = 'role="timer"'


def test_until_the_groups_are_formed_a_phone_says_that_they_will_be_and_the_wall_tells_of_no_table(
    house: House, ungrouped: Evening
) -> None:
    ungrouped.go_to(Step.supper)
    phone, wall = house.phone("Ann", ungrouped), house.projector(of=ungrouped)
    assert "The small groups are formed soon." in phone.screen()
    assert "Sedan pratar vi i smågrupper." in wall.screen()
    assert tables_on(wall.screen()) == []


def test_groups_that_are_formed_during_the_meal_stand_on_the_wall_and_each_on_its_phones_at_once(
    house: House, ungrouped: Evening
) -> None:
    ungrouped.join("Bill")
    ungrouped.go_to(Step.supper)
    phone, wall = (of.wire() for of in (house.phone("Ann", ungrouped), house.projector(ungrouped)))
    ungrouped.do(groups.form, 1)
    phone.wait(lambda wire: "You are in group 1" in wire.screen)
    wall.wait(lambda wire: "Grupperna är bildade." in wire.screen)
    assert "sit down at your group's table" in phone.screen
    assert tables_on(wall.screen) == ["Grupp 1: 2 personer"]


def test_the_wall_tells_how_many_sit_at_each_table_and_a_phone_its_own_alone(house: House) -> None:
    evening = house.evening
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.go_to(Step.supper)
    told = ["Grupp 1: 4 personer", "Grupp 2: 6 personer", "Grupp 3: 5 personer"]
    assert tables_on(house.projector().screen()) == told
    olena = tree(house.phone("Olena").screen())
    assert [heading.said for heading in olena.all("h2", kind="lead")] == ["You are in group 1"]


def test_wall_and_phone_say_when_it_goes_on_and_without_a_clock_how_long_it_is_planned(
    house: House,
) -> None:
    evening, phone, wall = house.evening, house.phone("Olena"), house.projector()
    evening.go_to(Step.supper)
    assert "We plan to continue at" in phone.screen()
    assert LEFT in wall.screen()
    evening.do(clock.stop_clock)
    assert "We continue after the meal." in phone.screen()
    assert LEFT not in wall.screen()
    assert tree(wall.screen()).one(id="large-clock").said.startswith("10 minuter")


def test_where_no_groups_are_to_be_formed_nobody_is_promised_one(
    house: House, ungrouped: Evening
) -> None:
    ungrouped.go_to(Step.supper)
    (row,) = ungrouped.all(ProgrammeRow, meeting_id=ungrouped.id, kind=Step.groups)
    ungrouped.do(lambda act: act.book.remove(ProgrammeRow, id=row.id))
    phone, wall = house.phone("Ann", ungrouped).screen(), house.projector(of=ungrouped).screen()
    assert "We plan to continue at" in phone
    assert "groups are formed" not in phone
    assert "smågrupper" not in wall


def test_who_was_counted_at_a_table_is_told_of_on_the_wall_and_on_its_phones(
    house: House,
) -> None:
    """People without a phone: once they are counted, they sit there as much as everybody else."""
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.supper)
    evening.do(headcount.count_heads, evening.groups[2], 7)
    assert tables_on(wall.screen())[1] == "Grupp 2: 7 personer"
    evening.go_to(Step.groups)
    assert tables_on(wall.screen())[1] == "Grupp 2: 7/7"
    assert "7 henkilöä ryhmässänne" in house.phone("Hodan").screen()
