"""A whole page, packed and as it is."""

import re

from app.method.people.joining import seat_tag
from app.vocabulary import Step
from tests.house import Browser, House

ALIKE = ("Amina", "Mikael")
PACKED, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
CODE = re.compile(r'<strong dir="ltr" translate="no">([^<]+)</strong>')
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
    """Of two to whom the same is shown: who sits there, by which code it comes back, and which page each form is in."""
    house.evening.go_to(Step.groups)
    pages = [house.phone(name).get().text for name in ALIKE]
    tags = [seat_tag(house.evening.people[name]) for name in ALIKE]
    own = [(*set(CODE.findall(page)), *set(INTENT.findall(page))) for page in pages]
    assert len({*own[0], *own[1]}) == 4
    assert [[tag in page for tag in tags] for page in pages] == [[True, False], [False, True]]
    told = [
        without_own(CODE.sub("", page.replace(tag, "")))
        for page, tag in zip(pages, tags, strict=True)
    ]
    assert told[0] == told[1]
    assert "\0" not in "".join(pages)


def without_own(page: str) -> str:
    return re.sub(r' data-now="\d+"', "", INTENT.sub("", page))
