"""What takes long at the desk: it is told how far it is, begun once, given to who asked, or fails aloud."""

import asyncio
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import httpx
import pytest

from app.method import accounts
from app.method.act import Act
from app.models import Coordinator
from app.papers.printing import typeset
from app.vocabulary import Language
from app.web.desk import making
from tests.environment import PATIENCE
from tests.house import Browser, House
from tests.papers import clerks_files as files

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """What is not there when it is asked for takes long."""
    monkeypatch.setattr(making, "AT_ONCE_SECONDS", 0)
    token = house.evening.sign_in()
    browser = house.browser("", {"coordinator": token})
    browser.path = f"/coordinator/meetings/{house.evening.id}"
    browser.headers.update(BROWSER)
    return browser


def _colleague(act: Act) -> str:
    made = Coordinator(login="bertil", password_hash="", language=Language.en)
    act.book.add(made)
    return accounts.sign_in(act, made.id)


@contextmanager
def others_print() -> Iterator[None]:
    """As long as both places are taken, no paper is set."""
    with typeset.PLACES, typeset.PLACES:
        yield


def where(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    return answer.headers["location"]


def ready(desk: Browser, page: str) -> str:
    """The page once nothing is under way any more."""
    until = time.monotonic() + PATIENCE
    while "data-moves" in (text := desk.ask("GET", page).text):
        assert time.monotonic() < until
    return text


def test_a_pack_that_takes_long_is_told_of_begun_once_and_given_to_who_asked(
    house: House, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST", 2)
    pack = f"{desk.path}/print/leader.pdf?language=sv"
    with others_print():
        page = where(desk.ask("GET", pack))
        assert where(desk.ask("GET", pack)) == page
        assert where(desk.ask("GET", f"{desk.path}/print/axis.pdf")) != page
        refused = desk.ask("GET", f"{desk.path}/print/signs.pdf")
        assert (refused.status_code, "Much is being made just now" in refused.text) == (409, True)
        told = desk.ask("GET", page).text
        assert re.search(r"<h1[^>]*>The file is being made", told)
        assert "The meeting leader" in told
        assert "seconds so far" in told
        assert re.search(r'<meta http-equiv="refresh"\s+content="1">', told)
        assert where(desk.ask("GET", f"{page}/it")) == page
    told = ready(desk, page)
    assert "It is ready" in told
    assert f'content="0;url={page}/it"' in told
    for _ in range(2):
        assert desk.ask("GET", f"{page}/it").content.startswith(b"%PDF")
    # Neither a colleague's nor, once signed out, anybody's.
    token = house.evening.writer.do(None, _colleague)
    colleague = house.browser("", {"coordinator": token})
    assert colleague.ask("GET", page).status_code == 404
    desk.ask("POST", "/coordinator/sign-out")
    assert "sign-in" in where(desk.ask("GET", f"{page}/it"))


def test_a_file_that_is_read_for_long_leads_on_and_a_broken_one_back_with_its_sentence(
    desk: Browser,
) -> None:
    at = f"{desk.path}/cards/import"

    def chosen(content: bytes) -> str:
        sent: Any = {"file": ("kort.xlsx", content, "application/octet-stream")}
        page = where(desk.ask("POST", at, files=sent))
        assert "It is ready" in ready(desk, page)
        return where(desk.ask("GET", f"{page}/it"))

    assert chosen(files.workbook_of_two_sheets()).startswith(f"{at}?saved=")
    refused = desk.ask("GET", chosen(files.workbook_of_two_sheets()[:900]))
    assert "This file is damaged" in refused.text


def test_what_fails_says_so_and_a_page_that_is_no_more_too(
    desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeset, "LONGEST_SECONDS", 0)
    page = where(desk.ask("GET", f"{desk.path}/print/leader.pdf"))
    told = ready(desk, page)
    assert "Something went wrong in the program" in told
    assert f'href="{desk.path}/print"' in told
    gone = desk.ask("GET", "/coordinator/making/none")
    assert (gone.status_code, "It is not here any more" in gone.text) == (404, True)


def held(kind: Any) -> Iterator[Any]:
    """The types of what a context holds, at any depth."""
    yield get_origin(kind) or kind
    inner = get_type_hints(kind) if is_dataclass(kind) else {}
    shown = [inner[field.name] for field in fields(kind)] if is_dataclass(kind) else get_args(kind)
    for each in shown:
        yield from held(each)


def test_a_page_tells_of_one_moment_and_holds_nothing_that_ends_while_it_is_rendered() -> None:
    assert not [kind for kind in held(making.MakingPage) if kind in (asyncio.Task, asyncio.Future)]
    assert asyncio.Task in held(making.BeingMade)
