"""Whoever asks for a page decides nothing by it: a person, a preview in a chat, a browser that fetches ahead. And
nobody can ask for what was hidden.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import pytest

from app.method import agreement, ideas
from app.models import Meeting, Proposal
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.faults.walking import Walk, pages_from, words_in
from tests.house import Browser, House
from tests.web.rows import everything

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]
OpenHouse = Callable[..., House]
# Who is there and by which address, and when a page was told of it last: nobody has decided that.
NOTED = {"scope", "reached", "link", "sign_in"}
FOREIGN = {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
SHOWN, HIDDEN = "Plain letters", "Albatross"
# Where a text is found that is to be erased, the meeting as one file, and the console, where it is struck.
OF_WHOEVER_HIDES = re.compile(r"/kept(/carried)?$|^/console/\d+$")
# On so many pages at least stands what is like it and was not hidden.
AS_USUAL = 10
# Each opens something to whoever has it, and is sent in chats.
SENT = ("/coming/", "/report/", "/public/", "/open/")


@pytest.fixture
def walk(open_house: OpenHouse) -> Walk:
    """After the evening, with all opened that there is."""
    house = open_house()
    token = house.evening.sign_in()
    walk = Walk(house, token)
    for name, title in (("Amina", "Language café"), ("Hodan", SHOWN)):
        walk.evening.propose(name, title)
    walk.evening.go_to(Step.agreement)
    walk.evening.do(agreement.agree, "Language café", "Library", "", "", Language.sv)
    walk.open_all()
    return walk


def decided(evening: Evening) -> dict[str, list[Any]]:
    """All that is stored, but for what is noted of who asks."""
    meetings = [row._replace(sequence=0) for row in evening.all(Meeting)]  # type: ignore[attr-defined]
    kept = {name: rows for name, rows in everything(evening).items() if name not in NOTED}
    return {**kept, "meeting": sorted(meetings, key=repr)}


def pages(walk: Walk) -> dict[str, httpx.Response]:
    """By where it stands: what whoever asks is led to."""
    answers: dict[str, httpx.Response] = {}
    for browser in (walk.desk, *walk.seen):
        answers.update(
            pages_from(browser, browser.path, lambda url: url not in answers and walk.is_here(url))
        )
    return answers


def test_asking_for_any_page_or_file_changes_nothing_and_what_is_sent_in_chats_is_safe(
    walk: Walk,
) -> None:
    before = decided(walk.evening)
    answers = pages(walk)
    assert {start for start in SENT if any(url.startswith(start) for url in answers)} == set(SENT)
    assert max(answer.status_code for answer in answers.values()) < 500
    assert decided(walk.evening) == before
    sent = [url for url in answers if url.startswith(SENT) and answers[url].status_code == 200]
    for url in sent:
        is_safe_in_a_chat(walk.house.browser("/"), url)
    assert decided(walk.evening) == before


def is_safe_in_a_chat(anybody: Browser, url: str) -> None:
    """With previews, with other sites, and with what a chat makes of an address."""
    asked = anybody.ask("GET", url)
    head = anybody.ask("HEAD", url)
    assert (head.status_code, head.content) == (asked.status_code, b""), url
    assert anybody.ask("GET", url, headers={"Sec-Purpose": "prefetch"}).status_code == 503, url
    assert anybody.ask("POST", url, headers=FOREIGN).status_code == 403, url
    assert anybody.ask("GET", url, headers={"Host": "elsewhere.example"}).status_code == 403, url
    mangled = anybody.ask("GET", f"{url.partition('?')[0]}.")
    assert mangled.headers.get("location") == url.partition("?")[0], url


def test_what_is_hidden_is_on_no_page_and_in_no_file(walk: Walk) -> None:
    proposal = walk.evening.propose("Layla", HIDDEN)
    walk.evening.go_to(Step.agreement)
    walk.evening.do(ideas.hide, idea_of(walk, proposal), hidden=True)
    walk.publish()
    answers = pages(walk).values()
    assert len(telling(answers, SHOWN)) >= AS_USUAL
    assert not {url for url in telling(answers, HIDDEN) if not OF_WHOEVER_HIDES.search(url)}


def telling(answers: Iterable[httpx.Response], words: str) -> set[str]:
    """Where these stand."""
    return {answer.url.path for answer in answers if words in words_in(answer)}


def idea_of(walk: Walk, proposal_id: int) -> int:
    return walk.evening.all(Proposal, id=proposal_id)[0].idea_id
