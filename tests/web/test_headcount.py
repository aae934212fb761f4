"""How many sit at each table, told at the console."""

import re

import pytest

from app.method import groups, vote
from app.method.people import headcount
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of, notice_of


@pytest.fixture
def console(house: House) -> Browser:
    house.evening.go_to(Step.sorting)
    return house.console(Language.en)


def test_the_console_tells_how_many_sit_at_a_table(house: House, console: Browser) -> None:
    group = house.evening.groups[2]
    before = opened(console, "heads")
    assert f'id="uncount-{group}"' not in before
    told = main_of(console.tap(f"groups/{group}/headcount?open=heads", headcount=7).text)
    assert "7 people" in told
    assert f'id="uncount-{group}"' in told
    console.tap(f"groups/{group}/headcount/cleared")
    assert opened(console, "heads") == before


def test_who_forms_fewer_groups_is_told_where_those_without_a_phone_are_counted(
    house: House,
) -> None:
    house.evening.go_to(Step.groups)
    console, said = house.console(Language.en), "of that table go. Ask them to go along."
    assert said not in console.screen()
    console.tap(f"groups/{house.evening.groups[3]}/headcount", headcount=8)
    assert said in console.screen()
    console.tap("groups", number=2)
    assert ">18</span>" in opened(console, "heads"), "15 with a phone, and 3"


def test_what_is_shown_of_a_table_that_others_came_to_can_be_saved_on_both_screens(
    house: House,
) -> None:
    evening = house.evening
    for number in (1, 2, 3):
        evening.do(headcount.count_heads, evening.groups[number], 5 + 12)
    evening.do(groups.form, 1)
    house.phone("Amina").tap("host")
    console, form = house.console(), f'id="headcount-{evening.groups[1]}"'
    for page, field in (
        (opened(console, "heads"), form),
        (house.phone("Amina").screen(), 'id="heads"'),
    ):
        (there,) = [tag for tag in re.findall(r"<input[^>]*>", page) if field in tag]
        assert (' value="51"' in there, ' max="51"' in there) == (True, True), there


def opened(console: Browser, panel: str) -> str:
    return main_of(console.ask("GET", f"{console.path}?open={panel}").text)


def test_what_is_in_a_shut_panel_is_not_sent(house: House, console: Browser) -> None:
    form = f'id="count-{house.evening.groups[2]}"'
    assert form not in console.screen()
    assert form in opened(console, "heads")


@pytest.mark.parametrize("number", ["4", "36", "x", ""])
def test_a_number_that_cannot_be_is_refused_in_words(
    house: House, console: Browser, number: str
) -> None:
    refused = console.tap(f"groups/{house.evening.groups[2]}/headcount", headcount=number)
    assert refused.status_code == 409
    assert "whole number" in notice_of(refused.text)


def test_without_script_it_comes_back_to_the_console(house: House, console: Browser) -> None:
    answer = console.send(f"groups/{house.evening.groups[2]}/headcount", headcount=7)
    assert (answer.status_code, answer.headers["location"]) == (303, console.path)


def test_while_a_vote_is_open_a_table_can_raise_as_many_hands_as_sit_there_by_then(
    house: House,
) -> None:
    evening, group = house.evening, house.evening.groups[1]
    evening.propose("Amina", "Café")
    other = evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    console = house.console(Language.en)

    def most() -> list[str]:
        panel = opened(console, f"hands-at-{group}")
        return re.findall(rf'<input[^>]* id="votes-{group}-{other}"[^>]* max="(\d+)"', panel)

    assert most() == ["5"]
    console.tap(f"groups/{group}/headcount", headcount=8)
    assert most() == ["8"]
    for name in ("Börje", "Kirsi"):
        evening.do(groups.move, evening.people[name], evening.groups[2])
    assert most() == ["6"]
    console.tap(f"groups/{group}/headcount/cleared")
    assert most() == ["3"]
