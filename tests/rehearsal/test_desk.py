"""The coordinator's button: a rehearsal is begun, watched and stopped at the desk, and never is one of the meetings."""

import re
from collections.abc import Iterator

import pytest
from httpx import Response

from app.models import Meeting
from tests.house import Browser, House
from tests.rehearsal.test_copy import contents

NINE = {"phones": "9", "pace": "real"}


@pytest.fixture
def desk(house: House) -> Iterator[Browser]:
    """At the cast's meeting; whatever it rehearses is stopped afterwards."""
    token = house.evening.sign_in()
    browser = house.browser(f"/coordinator/meetings/{house.evening.id}", {"coordinator": token})
    yield browser
    browser.send("rehearsal/stopped")


def begin(desk: Browser, typed: dict[str, str]) -> Response:
    return desk.ask("POST", f"{desk.path}/rehearsal", data=typed)


def link(page: str, words: str) -> str:
    leads_to = re.search(rf'href="([^"]+)"[^>]*>{words}<', page)
    assert leads_to, page
    return leads_to[1]


def test_a_rehearsal_is_begun_watched_and_stopped(house: House, desk: Browser) -> None:
    before = contents(house.evening.database)
    begun = begin(desk, NINE)
    assert begun.status_code == 303
    page = desk.ask("GET", begun.headers["location"]).text
    assert "The evening is being rehearsed" in page
    path = link(page, "Watch the projector").partition("/open/")[2]
    wall = house.browser("/")
    assert wall.ask("GET", f"/open/{path}").headers["location"].startswith("/projector/")
    stopped = desk.ask("GET", desk.send("rehearsal/stopped").headers["location"]).text
    assert "The rehearsal was stopped" in stopped
    assert "so far" not in stopped
    assert wall.ask("GET", f"/open/{path}").status_code == 404
    assert contents(house.evening.database) == before


def test_the_console_of_a_rehearsal_says_that_it_is_one(house: House, desk: Browser) -> None:
    """It may stand open beside that of the evening itself, which looks the same."""
    page = desk.ask("GET", begin(desk, NINE).headers["location"]).text
    opened = link(page, "Watch the console").partition("/open/")[2]
    rehearsed = house.browser("/")
    rehearsed.path = rehearsed.ask("GET", f"/open/{opened}").headers["location"]
    assert 'id="rehearsal"' in rehearsed.screen()
    assert 'id="rehearsal"' not in house.console().screen()


def test_one_rehearsal_is_under_way_at_a_time(desk: Browser) -> None:
    begin(desk, NINE)
    refused = begin(desk, NINE)
    assert refused.status_code == 409
    assert "under way already" in refused.text


def test_a_rehearsal_stands_nowhere_among_the_meetings(house: House, desk: Browser) -> None:
    begin(desk, NINE)
    copy = next(meeting for meeting in house.evening.all(Meeting) if meeting.is_rehearsal)
    assert str(copy.id) not in desk.ask("GET", "/coordinator").text
    for tab in ("cards", "links", "after", "after/result.csv", "after/actions.json", "rehearsal"):
        there = f"/coordinator/meetings/{copy.id}/{tab}"
        assert desk.ask("GET", there).status_code == 404, there


@pytest.mark.parametrize("typed", [{"phones": "8"}, {"phones": "many"}, {"pace": "slow"}, {}])
def test_what_cannot_be_rehearsed_is_refused(desk: Browser, typed: dict[str, str]) -> None:
    answer = begin(desk, NINE | typed if typed else {})
    assert answer.status_code == 409
    assert "Begin the rehearsal" in answer.text
