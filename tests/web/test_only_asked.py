"""Whatever is only asked for changes nothing: an address alone is no act, whoever opens it."""

import re

import pytest

from app.vocabulary import HALL_DOORS, Step
from tests.house import Browser, House
from tests.web.elements import tree
from tests.web.rows import everything

# What differs from row to row, or names one of several choices, such as a language.
OWN = re.compile(r"\d+|(?<==)[^&]+|(?<=/)[a-z]{2,3}\b")


@pytest.fixture
def browsers(house: House) -> list[Browser]:
    """Everybody's, while a vote is open."""
    house.evening.propose("Amina", "Language café")
    house.evening.go_to(Step.vote)
    house.console().tap("vote/opened")
    doors = [house.opened(door) for door in HALL_DOORS]
    return [house.phone("Amina"), *doors, house.desk(), house.browser(f"/{house.code}")]


def led_to(browser: Browser, path: str) -> list[str]:
    """The addresses to which the answer leads, as they are asked for; those of a page itself by their fields alone."""
    answer = browser.ask("GET", path)
    assert answer.status_code < 500, path
    if answer.is_redirect:
        return [answer.headers["location"]]
    if not answer.headers["content-type"].startswith("text/html"):
        return []
    links = (link.held.get("href", "") for link in tree(answer.text).all("a"))
    return [path.partition("?")[0] + link if link.startswith("?") else link for link in links]


def test_no_address_that_a_page_leads_to_changes_anything(
    house: House, browsers: list[Browser]
) -> None:
    """One address of each kind."""
    known: set[str] = set()
    before = everything(house.evening)
    for browser in browsers:
        left = [browser.path]
        while left:
            path = left.pop().partition("#")[0]
            kind = OWN.sub("0", path)
            if path.startswith("/") and kind not in known:
                known.add(kind)
                left += led_to(browser, path)
                assert everything(house.evening) == before, path
    assert len(known) > 60
