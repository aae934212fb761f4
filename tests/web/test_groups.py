"""The groups by their doors: formed, merged and parted; people are moved."""

import re

from app.vocabulary import Step
from tests.cast import bare_evening
from tests.house import Browser, House, main_of, notice_of


def test_somebody_is_moved_and_moved_back(house: House, console: Browser) -> None:
    house.evening.go_to(Step.groups)
    person, groups = house.evening.people["Amina"], house.evening.groups
    before = house.evening.member("Amina").group_id
    other = next(group for group in groups.values() if group != before)
    for group in (other, before):
        console.tap(f"people/{person}/group", small_group_id=group)
        assert house.evening.member("Amina").group_id == group


def test_two_groups_are_merged_and_parted_again(house: House, console: Browser) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    kept, away = evening.groups[1], evening.groups[2]
    merged = main_of(console.tap("groups/merged", kept_id=kept, away_id=away).text)
    assert "Group 2 is a part of group 1." in merged
    assert evening.member("Hodan").group_id == kept
    (form,) = {*re.findall(r'action="/console/\d+/(merges/\d+/parted)"', merged)}
    parted = main_of(console.tap(form).text)
    assert "is a part of" not in parted
    assert evening.member("Hodan").group_id == away
    refused = console.tap("groups/merged", kept_id=kept, away_id=kept)
    assert refused.status_code == 409
    assert notice_of(refused.text)


def test_somebody_is_moved_in_any_step(house: House, console: Browser) -> None:
    house.evening.go_to(Step.sorting)
    assert "Move somebody" in console.screen()
    amina, third = house.evening.people["Amina"], house.evening.groups[3]
    assert console.tap("people/group", person_id=amina, small_group_id=third).status_code == 200
    assert house.evening.member("Amina").group_id == third
    house.evening.go_to(Step.groups)
    assert "Move somebody" not in console.screen()


def test_the_big_button_forms_the_groups_as_they_are_filled_in(house: House) -> None:
    state = house.app.state.house
    hall = bare_evening(state.database, state.writer, code="FARHA77")
    hall.join("Amina")
    hall.go_to(Step.groups)
    shown = house.console(of=hall).screen()
    assert 'id="form-now" form="form-groups"' in shown.partition('id="ground"')[2]
    assert "button-primary" not in shown.partition('id="form-groups"')[2].partition("</form>")[0]


def test_nothing_is_chosen_before_somebody_chooses_which_groups_become_one(house: House) -> None:
    house.evening.go_to(Step.sorting)
    merging = house.console().screen().partition('id="merge-groups"')[2].partition("</form>")[0]
    assert merging.count('<option value="">') == 2
    assert "selected" not in merging
