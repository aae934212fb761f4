"""The screens of the opening: the way in, and the principles large enough to be read from afar."""

from app.method.preparing.gatherings import Held, add_gathering, remove_gathering
from app.method.preparing.pattern import usual
from app.models import Gathering
from app.screens.wall import light
from app.vocabulary import Door, Language, Step
from tests.cast import Evening
from tests.house import House
from tests.screens.walls import lobby, whole
from tests.web.elements import tree


def test_a_closed_door_shows_no_way_in() -> None:
    shown = whole(lobby(3, is_open=False))
    assert 'id="qr"' not in shown
    assert "7PRM" not in shown


def test_nine_principles_in_two_languages_are_read_from_afar() -> None:
    lines = [(words[Language.sv], words[Language.fi]) for words in usual().principles]
    assert len(lines) == 9
    assert light.listed(lines) >= 38
    assert light.listed([(first, "") for first, _ in lines]) >= 48


def test_before_it_begins_the_wall_counts_who_has_come_and_shows_the_way_in(
    house: House, ungrouped: Evening
) -> None:
    wall = house.projector(of=ungrouped)
    assert tree(wall.screen()).one(id="people").said.startswith("1 person har gått med")
    ungrouped.join("Bill")
    screen = wall.screen()
    assert tree(screen).one(id="people").said.startswith("2 personer har gått med")
    assert 'id="qr"' in screen
    assert ungrouped.row.code == tree(screen).one(kind="code").said.replace(" ", "")


def test_the_sessions_that_were_held_stand_on_the_wall_in_both_languages_and_on_a_phone_in_its_own(
    house: House,
) -> None:
    house.evening.go_to(Step.opening)
    wall, phone = tree(house.projector().screen()), tree(house.phone("Olena").screen())
    held = [f"Somali ({language})" for language in ("sv", "fi", "en")]
    assert [words in wall.one(id="gathering-1").said for words in held] == [True, True, False]
    assert [words in phone.one(id="gathering-1").said for words in held] == [False, False, True]
    assert len(wall.all("li", id="gathering-")) == len(phone.all("li", id="gathering-")) == 5
    assert wall.one(id="totals").said.split()[0] == "5"
    assert "50" in wall.one(id="totals").said.split()


def test_of_a_session_without_place_or_manner_nothing_stands_but_what_is_known(
    house: House,
) -> None:
    evening = house.evening
    group_id = evening.all(Gathering)[0].population_group_id
    evening.do(add_gathering, Held(group_id, "2026-02-03", 10, {}, {}, {}))
    evening.go_to(Step.opening)
    phone, remote = house.phone("Olena"), house.opened(Door.presenter)
    assert "3 February 2026. 10 participants." in tree(phone.screen()).said
    assert "3 februari 2026. 10 deltagare." in tree(remote.screen()).said


def test_one_session_is_told_as_one_and_several_as_several(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.opening)
    phone, swedish = house.phone("Olena"), house.phone("Amina")
    assert "These discussion sessions have been held" in phone.screen()
    for gathering in evening.all(Gathering)[1:]:
        evening.do(remove_gathering, gathering.id)
    assert "This discussion session has been held" in phone.screen()
    assert "mötet har hållits" in swedish.screen()


def test_a_phone_shows_no_session_before_the_opening(house: House) -> None:
    phone = house.phone("Olena")
    assert "You have joined" in phone.screen()
    assert 'id="gathering-' not in phone.screen()
    house.evening.go_to(Step.opening)
    assert "You have joined" not in phone.screen()
    assert 'id="gathering-' in phone.screen()
