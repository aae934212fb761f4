"""Whoever asks for a page decides nothing by it: a person, a preview in a chat, a browser that fetches ahead. And
nobody can ask for what was hidden.
"""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from app.method import accounts, agreement, ideas
from app.models import Meeting, Proposal
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.faults.walking import Walk, pages_from, words_in
from tests.house import House
from tests.web.rows import everything

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]
OpenHouse = Callable[..., House]
# Who is there and by which address, and when a page was told of it last: nobody has decided that.
NOTED = {"scope", "reached", "link", "sign_in"}
FOREIGN = {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
# Each opens something to whoever has it, and is sent in chats.
HIDDEN = "Albatross"
# Where a text is found that is to be erased; and the console, where it is struck.
OF_WHOEVER_HIDES = ("/texts", "/console/")
SENT = ("/coming/", "/report/", "/public/", "/open/")


@pytest.fixture
def walk(open_house: OpenHouse) -> Walk:
    """After the evening, with all opened that there is."""
    house = open_house()
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    walk = Walk(house, token)
    for name, title in (("Amina", "Language café"), ("Hodan", "Plain letters")):
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
    found = dict(pages_from(walk.desk, walk.desk.path, walk.is_here))
    for browser in walk.seen:
        found |= pages_from(browser, browser.path, walk.is_here)
    return found


def test_asking_for_any_page_or_file_changes_nothing_that_anybody_decides(walk: Walk) -> None:
    before = decided(walk.evening)
    found = pages(walk)
    assert {one for one in SENT if any(url.startswith(one) for url in found)} == set(SENT)
    assert max(answer.status_code for answer in found.values()) < 500
    assert decided(walk.evening) == before


def test_what_is_sent_in_chats_is_safe_with_previews_and_other_sites(walk: Walk) -> None:
    anybody = walk.house.browser("/")
    before = decided(walk.evening)
    for url, page in pages(walk).items():
        if not url.startswith(SENT) or page.status_code != 200:
            continue
        asked = anybody.ask("GET", url)
        head = anybody.ask("HEAD", url)
        assert (head.status_code, head.content) == (asked.status_code, b""), url
        assert anybody.ask("GET", url, headers={"Sec-Purpose": "prefetch"}).status_code == 503, url
        assert anybody.ask("POST", url, headers=FOREIGN).status_code == 403, url
        assert anybody.ask("GET", url, headers={"Host": "elsewhere.example"}).status_code == 403, (
            url
        )
        mangled = anybody.ask("GET", f"{url.partition('?')[0]}.")
        assert mangled.headers.get("location") == url.partition("?")[0], url
    assert decided(walk.evening) == before


def test_what_is_hidden_is_on_no_page_and_in_no_file(walk: Walk) -> None:
    proposal = walk.evening.propose("Layla", HIDDEN)
    walk.evening.go_to(Step.agreement)
    shown = {url for url, answer in pages(walk).items() if HIDDEN in words_in(answer)}
    walk.evening.do(ideas.hide, idea_of(walk, proposal), hidden=True)
    walk.publish()
    still = {url for url, answer in pages(walk).items() if HIDDEN in words_in(answer)}
    assert len(shown) > len(OF_WHOEVER_HIDES), "else nothing was looked through"
    assert {url for url in still if not any(one in url for one in OF_WHOEVER_HIDES)} == set()


def idea_of(walk: Walk, proposal_id: int) -> int:
    return walk.evening.all(Proposal, id=proposal_id)[0].idea_id
