"""The proposals by their doors: joined, taken apart, and in which language they are written."""

import re

from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of
from tests.web.at_console import heading
from tests.web.elements import tree


def test_proposals_that_are_the_same_are_joined_and_taken_apart(
    house: House, console: Browser
) -> None:
    evening = house.evening
    cafe, coffee = evening.propose("Amina", "Café"), evening.propose("Hodan", "Coffee")
    evening.go_to(Step.proposals)
    both = tree(console.screen()).one("form", id="join-alike").all("select")
    assert [select.all("option")[0].held for select in both] == [{"value": ""}] * 2
    assert not any("selected" in option.held for select in both for option in select.all("option"))
    assert all("required" in select.held for select in both), "one press alone joins nothing"
    joined = main_of(console.tap("proposals/joined", kept_id=cafe, joined_id=coffee).text)
    assert heading(joined) == "1 proposal"
    (form,) = {*re.findall(r'action="/console/\d+/(proposals/\d+/apart)"', joined)}
    assert heading(main_of(console.tap(form).text)) == "2 proposals"
    evening.go_to(Step.vote)
    assert 'id="joining-alike"' in console.screen()


def test_proposals_in_a_language_that_half_of_the_people_do_not_read_are_told_before_the_vote(
    house: House,
) -> None:
    evening, console = house.evening, house.console(Language.en)
    evening.propose("Olena", "Evening bus")
    evening.propose("Hodan", "Kielikahvila")
    evening.go_to(Step.proposals)
    assert (
        "Proposals in a language that at least half of the people do not use on their phones: 2 of 2."
        in console.screen()
    )
