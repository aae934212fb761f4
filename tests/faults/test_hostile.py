"""What people type is text on every screen and in every file that goes out, whatever it looks like."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlmodel import SQLModel

from app import templating
from app.method.acts import acts
from app.method.cleaning import clean
from app.method.doers import AT_A_PHONE, Who
from app.rehearsal.markup import read_screen
from app.vocabulary import Door, Language
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
# Forms that take no words of anybody's, and what alone they take.
TAKES_NO_WORDS = {
    "/console/0/tables/0/piles": "the numbers of cards",
    "/helper/0/tables/0/piles": "the numbers of cards",
    "/0/paper/piles": "the numbers of cards",
    "/coordinator/meetings/0/kept/erased": "the meeting's own code",
    "/0/moved": "a code that a phone shows",
    "/coordinator/safety/place": "a folder that is there",
    "/0/reads": "a language's tag",
    "/interpreter/0/turn": "a language's tag",
    "/console/0/wall": "which of all things, as the button says it",
}
OpenHouse = Callable[..., House]


def whole(browser: Browser) -> str:
    """Its page with all panels open, also those that lie in another."""
    url, opened = browser.path, set[str]()
    while panels := {*read_screen(browser.ask("GET", url).text).panels} - opened:
        opened |= panels
        url = f"{browser.path}?open={'.'.join(sorted(opened))}"
    return url


def through(hall: Walk, writer: Writer, escaped: Counter[str]) -> int:
    """What is written at the desk beforehand, and then in the hall, comes to all that is looked at behind."""
    is_wanted = wanted(hall, writer)
    looked = at_the_desk(
        hall, writer, escaped, lambda url: _is_of_meeting(hall, url) and is_wanted(url)
    )
    looked += in_the_hall(hall, writer, escaped)
    hall.open_all()
    looked += at_the_desk(hall, writer, escaped, wanted(hall, writer))
    writer.round += 1
    return looked


def _is_of_meeting(hall: Walk, url: str) -> bool:
    """A page of its own, and no paper."""
    return url.startswith(hall.desk.path) and "." not in url


def in_the_hall(hall: Walk, writer: Writer, escaped: Counter[str]) -> int:
    """Once through the evening, writing wherever something can be written; returns how many pages were looked at."""
    looked = 0
    for _ in hall.steps():
        for browser in hall.seen:
            url = whole(browser)
            answer = browser.ask("GET", url)
            escaped.update(more_than_text(answer))
            for form in forms_of(answer.text):
                escaped.update(writer.write(browser, url, form))
            looked += 1
    return looked


def at_the_desk(
    hall: Walk, writer: Writer, escaped: Counter[str], is_wanted: Callable[[str], bool]
) -> int:
    """The same on what the desk leads to."""
    looked = 0
    for url, answer in pages_from(hall.desk, hall.desk.path, is_wanted):
        assert answer.status_code < 500, url
        escaped.update(more_than_text(answer))
        for form in (
            forms_of(answer.text) if answer.headers["content-type"].startswith("text/html") else ()
        ):
            escaped.update(writer.write(hall.desk, url, form))
        looked += 1
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
    token = house.evening.sign_in()
    for _ in range(ROUNDS):
        yield Walk(house, token)


def test_what_people_type_is_text_on_every_screen_and_paper(
    open_house: OpenHouse, kept: Kept
) -> None:
    writer, escaped, looked = Writer(), Counter[str](), 0
    house = open_house()
    for hall in halls_of(house):
        looked += through(hall, writer, escaped)
        if writer.is_done:
            break
    kept(
        "hostile",
        f"{len(INSIDE) + len(FIRST)} strings, {writer.fields} fields, {looked:,} pages and files:"
        f" {sum(escaped.values())} more than text",
    )
    assert escaped == Counter()
    assert unclean(house) == set()
    assert writer.never_taken - TAKES_NO_WORDS.keys() == set()
    assert told_words() - writer.forms - TAKES_NO_WORDS.keys() == set()
    assert writer.is_done or ROUNDS < 40, writer.behind


def told_words() -> set[str]:
    """The forms of all acts that are told words."""
    doors = dict.fromkeys(AT_A_PHONE, "") | {Who.facilitator: f"/{Door.console}"}
    return {
        re.sub(r"{\w+}", "0", f"{doors.get(declared.who, f'/{declared.who}')}/0/{declared.path}")
        for declared in acts()
        if any(field.kind is str for field in declared.fields)
    }


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
    escaped = Counter[str]()
    in_the_hall(next(halls_of(open_house())), Writer(), escaped)
    promises.broken("hostile", f"not escaped, {sum(escaped.values())} in one evening")
    assert escaped
