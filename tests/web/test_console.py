"""What the facilitator can do from the console, each act with its inverse; and what is refused, in words."""

import pytest

from app.method.preparing import planning
from app.method.preparing.planning import PlannedRow
from app.method.refusals import clock_changed, others_first
from app.models import Meeting, ProgrammeRow
from app.templating import sentence
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of, notice_of
from tests.web.at_console import go_on, heading, hidden
from tests.web.elements import tree
from tests.web.tabs import Tab


def row(house: House) -> Meeting:
    return house.evening.row


def test_next_and_back_walk_the_programme_both_ways(console: Browser) -> None:
    headings = [heading(go_on(console)) for _ in range(3)]
    assert headings == ["Opening", "Results, theme by theme", "Meal"]
    back = console.tap("step", **hidden(console.screen(), "back"))
    assert heading(main_of(back.text)) == "Results, theme by theme"


def test_two_who_press_next_at_once_move_one_step(house: House, console: Browser) -> None:
    other = house.console(Language.sv)
    seen = hidden(console.screen(), "next")
    assert console.tap("step", **seen).status_code == 200
    late = other.tap("step", **seen)
    assert late.status_code == 409
    assert notice_of(late.text)
    assert 'data-step="opening"' in main_of(late.text)


def test_the_clock_is_started_lengthened_and_stopped(house: House, console: Browser) -> None:
    go_on(console)
    console.tap("clock", minutes=10)
    first = row(house).clock_until
    assert first
    console.tap("clock/more", minutes=5, until=first)
    assert row(house).clock_until == first + 300
    console.tap("clock/stopped")
    assert row(house).clock_until is None
    assert "No clock is running" in notice_of(console.tap("clock/more", minutes=2).text)


def test_two_consoles_that_add_to_one_clock_at_once_mean_the_same_minutes(
    house: House, console: Browser
) -> None:
    go_on(console)
    first, other = Tab(console), Tab(house.console(Language.en))
    seen = hidden(first.text, "more-5")
    for tab in (first, other):
        assert tab.browser.tap("clock/more", **tab.means(**seen)).status_code == 200
    assert row(house).clock_until == int(seen["until"]) + 300
    refused = other.browser.tap("clock/more", **other.means(**hidden(other.text, "more-2")))
    assert (refused.status_code, notice_of(refused.text)) == (
        409,
        sentence(others_first, Language.en),
    )
    other.read()  # whoever has seen the new end means five more
    later = other.means(**hidden(other.text, "more-5"))
    assert other.browser.tap("clock/more", **later).status_code == 200
    assert row(house).clock_until == int(seen["until"]) + 600


def test_who_adds_to_an_older_end_is_told_of_the_clock_alone(console: Browser) -> None:
    """The hand pressed the other button before the answer was there."""
    go_on(console)
    tab = Tab(console)
    five, two = (tab.means(**hidden(tab.text, form)) for form in ("more-5", "more-2"))
    assert console.tap("clock/more", **five).status_code == 200
    refused = console.tap("clock/more", **two)
    said = sentence(clock_changed, Language.en)
    assert (refused.status_code, notice_of(refused.text)) == (409, said)


@pytest.mark.parametrize("minutes", ["0", "241", "-1", "ten", "", "1e3", "٣"])
def test_a_clock_of_no_sensible_length_is_refused(console: Browser, minutes: str) -> None:
    refused = console.tap("clock", minutes=minutes)
    assert refused.status_code == 409
    assert "whole number" in notice_of(refused.text)


def test_joining_is_closed_and_opened(house: House, console: Browser) -> None:
    assert 'id="open-joining"' in main_of(console.tap("joining", state="closed").text)
    assert not row(house).joining_open
    assert 'id="close-joining"' in main_of(console.tap("joining", state="open").text)


def test_the_console_promises_to_let_people_in_only_while_it_does(console: Browser) -> None:
    promises = ("People join with the code on the wall", "Those who come late can join")
    assert [promise for promise in promises if promise not in console.screen()] == []
    closed = main_of(console.tap("joining", state="closed").text)
    assert [promise for promise in promises if promise in closed] == []
    assert "When all is ready, press “Begin: the opening”." in closed


def test_before_the_evening_the_console_names_the_button_with_which_it_begins(
    house: House, console: Browser
) -> None:
    opening = house.evening.all(ProgrammeRow, kind=Step.opening)[0]
    named = PlannedRow(opening.minutes, {Language.en: "The mayor speaks"})
    house.evening.do(planning.plan, {opening.id: named}, "")
    screen = tree(console.screen())
    button = screen.one("form", id="next").one("button").said
    assert "Next step: The mayor speaks" in button
    assert "When all is ready, press “Next step: The mayor speaks" in screen.said


def test_the_wall_speaks_the_languages_that_are_chosen(house: House, console: Browser) -> None:
    console.tap("wall/language", first="fi", second="sv")
    assert (row(house).main_language, row(house).second_language) == (Language.fi, Language.sv)
    console.tap("wall/language", first="sv", second="sv")
    assert row(house).second_language is None
    assert console.tap("wall/language", first="xx", second="").status_code == 404


def test_the_console_speaks_to_each_facilitator_in_the_own_language(
    house: House, console: Browser
) -> None:
    swedish = house.console(Language.sv)
    assert console.send("language", language="fi").status_code == 303
    assert 'lang="fi"' in console.get().text
    assert 'lang="sv"' in swedish.get().text


def test_the_meeting_is_ended_and_opened_again(house: House, console: Browser) -> None:
    house.evening.go_to(Step.thanks)
    console.tap("clock/stopped")
    assert 'id="start-clock"' in console.screen()
    ended = main_of(console.tap("ended").text)
    assert "The meeting has ended" in ended
    assert 'id="start-clock"' not in ended, "no clock would be seen anywhere"
    assert row(house).ended
    assert "The meeting has ended" not in main_of(console.tap("reopened").text)


def test_a_form_with_a_field_of_its_own_making_is_refused(console: Browser) -> None:
    assert console.tap("joining", state="closed", everything="now").status_code == 409


@pytest.mark.parametrize("door", ["phone", "projector", "stranger"])
def test_nobody_else_comes_in_by_the_console(house: House, door: str) -> None:
    came = {"phone": lambda: house.phone("Amina"), "projector": house.projector}.get(door)
    browser = came() if came else house.browser("/")
    path = f"/console/{house.evening.id}"
    assert browser.ask("GET", path).status_code == 404
    assert browser.ask("POST", f"{path}/ended", data={}).status_code == 404
    assert not row(house).ended
