"""Of an erased text every screen, page and paper says so where words are needed, and nothing stands empty."""

import re
from collections.abc import Iterator

import pytest

from app.models import Idea, Meeting
from app.vocabulary import HALL_DOORS, Language, Step
from tests.faults.walking import OFFERED, pages_from, words_in
from tests.house import Browser, House
from tests.played import play
from tests.web.elements import Element, tree

# What says nothing, or nothing of what it leads to, without words.
SAYING = {"h1", "h2", "h3", "a", "button", "li", "dt", "th", "legend", "option", "summary"}
PAPERS = ("pack.pdf", "programme.pdf", "leader.docx", "survey-form.pdf")
ERASING = re.compile(r'action="([^"]+/kept/[a-z]+/[0-9-]+/erased)"')


@pytest.fixture
def desk(house: House) -> Browser:
    """The evening has been played and its page published; then each of its texts was erased."""
    play(house.evening)
    desk = house.desk()
    page = desk.ask("GET", f"{desk.path}/followup").text
    assert desk.send("followup/published", **dict(OFFERED.findall(page))).status_code == 303
    for form in ERASING.findall(desk.ask("GET", f"{desk.path}/kept").text):
        assert desk.ask("POST", form).status_code == 303
    return desk


def silent(page: str) -> list[Element]:
    return [*_silent_in(tree(page))]


def _silent_in(element: Element) -> Iterator[Element]:
    """Not of a drawing, which nobody hears."""
    if element.held.get("aria-hidden") == "true":
        return
    if element.tag in SAYING and not element.said and not _is_named(element):
        yield element
    for part in element.within:
        if isinstance(part, Element):
            yield from _silent_in(part)


def _is_named(element: Element) -> bool:
    parts = (element, *element.below())
    names = ("aria-label", "alt", "value")
    return any(part.held.get(name) for part in parts for name in names)


@pytest.mark.usefixtures("desk")
def test_no_heading_link_or_line_of_any_screen_is_empty(house: House) -> None:
    evening = house.evening
    doors = [house.opened(door) for door in HALL_DOORS]
    for step in Step:
        if step is Step.pause:
            continue
        evening.go_to(step)
        for browser in (house.phone("Amina"), house.browser(f"/{house.code}"), *doors):
            assert not silent(browser.get().text), (step, browser.path)


def test_no_heading_link_or_line_of_the_desk_and_of_what_is_published_is_empty(
    desk: Browser,
) -> None:
    for url, answer in pages_from(desk, desk.path, _is_page):
        if answer.headers["content-type"].startswith("text/html"):
            assert not silent(answer.text), url


def _is_page(url: str) -> bool:
    return "." not in url.partition("?")[0] and not url.startswith(("/guide", "/coordinator/lang"))


def test_every_paper_of_the_evening_is_made_and_says_what_was_erased(desk: Browser) -> None:
    for paper in PAPERS:
        answer = desk.ask("GET", f"{desk.path}/print/{paper}")
        assert answer.status_code == 200, paper
        assert "Erased text" in words_in(answer), paper
    asked = words_in(desk.ask("GET", f"{desk.path}/print/survey-form.pdf"))
    assert "Entirely true" not in asked, "nobody was asked that"
    memo = words_in(desk.ask("GET", f"{desk.path}/after/memo.pdf"))
    assert "1. Erased text\nWho starts it Erased text" in memo
    assert "2. Erased text\nWho starts it Not said yet" in memo, "it never was"


@pytest.mark.usefixtures("desk")
def test_who_reads_another_language_reads_it_in_that_one(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.proposals)
    change = {"unchecked_languages": Language.ar}
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, **change))
    assert "Raderad text" in house.phone("Amina").screen()
    assert "Poistettu teksti" in house.phone("Hodan").screen()
    arabic = house.phone("Amina")
    arabic.send("language", language=Language.ar)
    assert "نص ممحوّ" in arabic.screen()


def test_what_is_left_of_a_text_is_not_offered_to_be_erased(house: House, desk: Browser) -> None:
    page = desk.ask("GET", f"{desk.path}/kept").text
    assert ERASING.findall(page) == []
    assert "Erased text" not in tree(page).one("details", id="prepared").said
    assert house.evening.all(Idea), "its place stays"
