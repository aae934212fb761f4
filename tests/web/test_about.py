"""What is kept, and who sees it: said truly where people join, with whom to ask as the desk has it."""

from typing import Any

import pytest

from app.method import accounts
from app.vocabulary import Language
from tests.house import Browser, House


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    return house.browser(
        f"/coordinator/meetings/{house.evening.id}", {"coordinator": token, "language": "en"}
    )


def say(desk: Browser, **named: Any) -> str:
    fields: dict[str, Any] = {
        "municipality_sv": "Sundby",
        "name_sv": "Möte",
        "date": "2030-01-01",
        "time": "17.00",
        "main_language": "sv",
        "second_language": "fi",
    }
    return desk.send("basics", **fields, **named).headers["location"]


def test_whom_to_ask_and_the_privacy_notice_are_read_before_and_after_joining(
    house: House, desk: Browser
) -> None:
    contact, notice = "Dataskydd <b>, 09 123 45", "www.example.fi/tietosuoja"
    assert "saved=1" in say(desk, contact=contact, privacy_notice=notice)
    assert "09 123 45" in desk.ask("GET", f"{desk.path}/basics").text
    for browser in (house.phone("Amina"), house.browser(f"/{house.code}")):
        about = browser.ask("GET", f"/{house.code}/about").text
        assert "Sundby" in about
        assert "Dataskydd &lt;b&gt;, 09 123 45" in about
        assert f'href="https://{notice}"' in about


@pytest.mark.parametrize(
    "notice", ["javascript:alert(1)", "ftp://example.fi", "https://", "a b.fi"]
)
def test_what_is_no_address_on_the_web_is_no_link_on_a_phone(
    house: House, desk: Browser, notice: str
) -> None:
    assert "refused=" in say(desk, privacy_notice=notice)
    assert house.evening.row.privacy_notice == ""


def test_the_page_for_joining_says_what_the_program_does(house: House) -> None:
    page = house.browser(f"/{house.code}", {"language": "en"}).get().text
    for words in (
        "only if at least 5 people share it",
        "reads what you write in your own words",
        "not a secret election",
    ):
        assert words in page
