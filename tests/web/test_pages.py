"""A whole page, packed and as it is."""

import re

from app.vocabulary import Step
from tests.house import Browser, House

PACKED, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
INTENT = re.compile(r'name="intent" value="([^"]+)"')


def test_a_page_says_the_same_packed_and_as_it_is(house: House) -> None:
    house.evening.go_to(Step.sorting)
    stranger = Browser(house, f"/{house.evening.row.code}")
    for browser in (house.phone("Amina"), house.console(), house.projector(), stranger):
        packed = browser.ask("GET", browser.path, headers=PACKED)
        plain = browser.ask("GET", browser.path, headers=PLAIN)
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert without_own(packed.text) == without_own(plain.text)


def test_pages_that_are_packed_together_are_each_a_page_of_its_own(house: House) -> None:
    """Two at one table to whom the same is shown: each form says which page it stands in."""
    house.evening.go_to(Step.sorting)
    pages = [house.phone("Amina").get().text for _ in range(2)]
    intents = [set(INTENT.findall(page)) for page in pages]
    assert [len(one) for one in intents] == [1, 1]
    assert intents[0] != intents[1]
    assert "\0" not in "".join(pages)


def without_own(page: str) -> str:
    return re.sub(r' data-now="\d+"', "", INTENT.sub("", page))
