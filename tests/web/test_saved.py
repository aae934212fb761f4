"""The desk says that something is saved, and when; a page that is opened again much later does not."""

import re

import pytest

from app.templating import clock_time
from app.web.saved import TOLD_FOR
from tests.house import Browser, House

SAVED = re.compile(r"[?&]saved=(\d+)")


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
    return house.browser("/coordinator", {"coordinator": token, "language": "en"})


def to_saved_days(desk: Browser) -> str:
    return desk.send("safety/days", phones="7", words="90").headers["location"]


def test_what_is_saved_is_said_with_its_time(desk: Browser) -> None:
    page = to_saved_days(desk)
    (at,) = SAVED.findall(page)
    assert page.endswith("#days")
    assert f"Saved at {clock_time(int(at))}" in desk.ask("GET", page).text


def test_a_page_that_is_opened_again_much_later_says_nothing_of_it(desk: Browser) -> None:
    page = to_saved_days(desk)
    (at,) = map(int, SAVED.findall(page))
    for other in (at - TOLD_FOR, at + TOLD_FOR, 10**18, "", "now", "<b>"):
        again = desk.ask("GET", SAVED.sub(f"?saved={other}", page))
        assert again.status_code == 200
        assert "Saved at" not in again.text, other
