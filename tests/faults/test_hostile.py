"""What people type is text on every screen and in every file that goes out, whatever it looks like."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import SQLModel

from app import templating
from app.method import accounts
from app.method.cleaning import clean
from app.rehearsal.markup import read_screen
from app.vocabulary import Language
from tests.faults.hostile import FIRST, INSIDE, MARK, Writer, forms_of, more_than_text
from tests.faults.promises import Kept, Promises
from tests.faults.shares import share
from tests.faults.walking import Walk, pages_from
from tests.house import Browser, House

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]
ROUNDS = share(40)
OF_A_KIND = 3
# What waits for whoever typed it, as it was typed.
AS_TYPED = {"draft", "desk_draft", "brought_file"}
OpenHouse = Callable[..., House]


def whole(browser: Browser) -> str:
    """Its page with all panels open."""
    panels = read_screen(browser.get().text).panels
    return f"{browser.path}?open={'.'.join(panels)}" if panels else browser.path


def go_through(hall: Walk, writer: Writer, found: Counter[str]) -> int:
    """Once through the evening and all pages of the desk, writing wherever something can be written."""
    looked = 0
    for _ in hall.steps():
        for browser in hall.seen:
            url = whole(browser)
            answer = browser.ask("GET", url)
            found.update(more_than_text(answer))
            for form in forms_of(answer.text):
                writer.write(browser, url, form)
            looked += 1
    hall.open_all()
    for url, answer in pages_from(hall.desk, hall.desk.path, wanted(hall, writer)):
        assert answer.status_code < 500, url
        found.update(more_than_text(answer))
        for form in (
            forms_of(answer.text) if answer.headers["content-type"].startswith("text/html") else ()
        ):
            writer.write(hall.desk, url, form)
        looked += 1
    writer.round += 1
    return looked


def wanted(hall: Walk, writer: Writer) -> Callable[[str], bool]:
    """Of each kind of page some, and no paper where only short fields lack something: none has these alone."""
    asked = Counter[str]()
    files = r"|\.(pdf|docx|xlsx|pptx|zip)\b" if writer.is_long_done else ""
    unwritten = re.compile(f"^/guide/|^/coordinator/languages/{files}")

    def is_wanted(url: str) -> bool:
        if not hall.is_here(url) or unwritten.search(url):
            return False
        kind = re.sub(r"\d+", "0", url)
        asked[kind] += 1
        return asked[kind] <= OF_A_KIND

    return is_wanted


def halls_of(house: House) -> Iterator[Walk]:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    for _ in range(ROUNDS):
        yield Walk(house, token)


def test_what_people_type_is_text_on_every_screen_and_paper(
    open_house: OpenHouse, kept: Kept
) -> None:
    writer, found, looked = Writer(), Counter[str](), 0
    house = open_house()
    for hall in halls_of(house):
        looked += go_through(hall, writer, found)
        if writer.is_done:
            break
    kept(
        "hostile",
        f"{len(INSIDE) + len(FIRST)} strings, {writer.fields} fields, {looked:,} pages and files:"
        f" {sum(found.values())} more than text",
    )
    assert found == Counter()
    assert unclean(house) == set()
    assert writer.is_done or ROUNDS < 40, writer.behind


def unclean(house: House) -> set[tuple[str, str]]:
    """Tables and columns in which a word lies otherwise than it is seen."""
    with house.evening.reading() as book:
        return {
            (str(kind.__tablename__), name)
            for kind in SQLModel.__subclasses__()
            if kind.__tablename__ not in AS_TYPED
            for row in book.all(kind)
            for name, said in row._asdict().items()  # type: ignore[attr-defined]
            if isinstance(said, str) and MARK in said and clean(said) != said
        }


class Plain(templating._InOneLanguage):  # noqa: SLF001 -- what it does more is taken away
    """Templates that write whatever they are given."""

    def __init__(self, language: Language, **options: Any) -> None:
        super().__init__(language, **{**options, "autoescape": False})


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(templating, "_InOneLanguage", Plain)
    templating.forget_words()
    yield
    monkeypatch.undo()
    templating.forget_words()


@pytest.mark.usefixtures("unescaped")
def test_where_templates_do_not_escape_it_is_more_than_text(
    open_house: OpenHouse, promises: Promises
) -> None:
    found = Counter[str]()
    go_through(next(halls_of(open_house())), Writer(), found)
    promises.broken("hostile", f"not escaped, {sum(found.values())} in one round")
    assert found
