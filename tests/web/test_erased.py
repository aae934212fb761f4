"""Of an erased text every screen, page and paper says so where words are needed, and nothing stands empty."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.models import Idea, Meeting
from app.vocabulary import HALL_DOORS, Language, Step
from tests.faults.walking import OFFERED, pages_from, words_in
from tests.house import Browser, House, settings_of
from tests.played import play
from tests.stage import Prepared
from tests.web.elements import Element, tree

# What says nothing, or nothing of what it leads to, without words.
SAYING = {"h1", "h2", "h3", "a", "button", "li", "dt", "th", "legend", "option", "summary"}
PAPERS = ("pack.pdf", "programme.pdf", "leader.docx", "survey-form.pdf")
ERASING = re.compile(r'action="([^"]+/kept/[a-z]+/[0-9-]+/erased)"')


@dataclass(frozen=True)
class Erased:
    """A data folder, and what signs its coordinator in."""

    folder: Path
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def erased(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Erased:
    """The evening has been played and its page published; then each of its texts was erased."""
    data = tmp_path_factory.mktemp("erased") / "data"
    house = House(settings_of(prepared.folder, data), prepared.cast)
    play(house.evening)
    desk = house.desk()
    page = desk.ask("GET", f"{desk.path}/followup").text
    assert desk.send("followup/published", **dict(OFFERED.findall(page))).status_code == 303
    for form in ERASING.findall(desk.ask("GET", f"{desk.path}/kept").text):
        assert desk.ask("POST", form).status_code == 303
    house.close()
    return Erased(data, dict(desk.cookies))


@pytest.fixture
def house(erased: Erased, open_house: Callable[..., House]) -> House:
    """A server of this test's own, on a copy of that folder."""
    return open_house(like=erased.folder)


@pytest.fixture
def desk(erased: Erased, house: House) -> Browser:
    return house.browser(f"/coordinator/meetings/{house.evening.id}", erased.cookies)


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
    for url, answer in pages_from(desk, desk.path, looked_at()):
        if answer.headers["content-type"].startswith("text/html"):
            assert not silent(answer.text), url


def looked_at() -> Callable[[str], bool]:
    """Every page; of cards and other texts in a language of its own, one in each of these."""
    known: set[tuple[str, str]] = set()

    def is_new(url: str) -> bool:
        page, _, language = re.sub(r"chosen=\d+&", "", url).partition("?in=")
        is_known = bool(language) and (page, language) in known
        known.add((page, language))
        is_page = "." not in page and not page.startswith(("/guide", "/coordinator/lang"))
        return is_page and not is_known

    return is_new


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
