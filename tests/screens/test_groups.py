"""The screens of the groups: a phone shows its table's number and shape, the wall how many of each table are there."""

from app.drawing import mark_of
from app.method import groups
from app.method.people import headcount, joining
from app.models import Device
from app.vocabulary import Step
from tests.cast import Evening
from tests.house import House
from tests.screens.walls import tables_on
from tests.web.elements import tree


def test_until_the_groups_are_formed_nobody_is_sent_anywhere(
    house: House, ungrouped: Evening
) -> None:
    ungrouped.go_to(Step.groups)
    phone, wall = house.phone("Ann", ungrouped), house.projector(of=ungrouped)
    assert "Stay where you are." in phone.screen()
    assert "Grupperna bildas strax." in wall.screen()
    assert tables_on(wall.screen()) == []


def test_a_phone_shows_the_number_and_shape_of_its_table_and_by_what_the_facilitator_finds_it(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.groups)
    for name, number in (("Olena", 1), ("Layla", 3)):
        screen = tree(house.phone(name).screen())
        assert screen.one("h2", kind="lead").said == f"You are in group {number}"
        assert "5 people in your group" in screen.said
        assert f"Your characters: {joining.seat_tag(evening.people[name])}" in screen.said
        labelled = "The shape on your group's table"
        (shape,) = (mark for mark in screen.all("svg") if mark.held.get("aria-label") == labelled)
        assert f"g{mark_of(number).shape}" in shape.held["class"].split()
        assert shape.said == str(number)


def test_the_wall_shows_every_table_with_how_many_of_it_are_there(house: House) -> None:
    evening, wall = house.evening, house.projector()
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.go_to(Step.groups)
    assert tables_on(wall.screen()) == ["Grupp 1: 4/4", "Grupp 2: 6/6", "Grupp 3: 5/5"]
    (hodan,) = evening.all(Device, token_hash=joining.token_hash(b"cast", f"{evening.id}Hodan"))
    evening.do(joining.set_presence, hodan.id, present=False)
    assert tables_on(wall.screen())[1] == "Grupp 2: 5/6"


def test_the_wall_counts_in_all_the_same_people_as_at_its_tables(house: House) -> None:
    """Also those who sit there without a phone."""
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.groups)
    evening.do(headcount.count_heads, evening.groups[2], 9)
    screen = wall.screen()
    at_tables = [int(told.rpartition("/")[2]) for told in tables_on(screen)]
    assert at_tables[1] == 9
    assert tree(screen).one(id="people").said.startswith(f"{sum(at_tables)} personer")
