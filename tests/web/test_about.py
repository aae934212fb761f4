"""What is kept, and who sees it: said truly where people join, with whom to ask as the desk has it."""

import re
from pathlib import Path
from typing import Any

import pytest

from app import texts
from app.languages import PHONE_LANGUAGES, unchecked
from app.method.people import joining
from app.templating import TEMPLATES
from app.vocabulary import Language
from tests.house import Browser, House
from tests.web.elements import tree


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.sign_in()
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
    assert "saved=" in say(desk, contact=contact, privacy_notice=notice)
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


def test_who_is_told_which_languages_are_used_at_a_table_is_said(house: House) -> None:
    page = house.browser(f"/{house.code}", {"language": "en"}).ask("GET", f"/{house.code}/about")
    for words in (
        "Your table sees how many people at it use another language.",
        "They see at which tables these people sit. The meeting leaders see this too.",
        "The interpreters also read the ideas that these tables write.",
    ):
        assert words in page.text


def test_what_is_erased_by_itself_is_told_with_the_days_that_the_municipality_has_set(
    house: House, desk: Browser
) -> None:
    """What `erasing.retention` erases, and no sentence that says that it stays."""
    phone = house.browser(f"/{house.code}", {"language": "en"})
    for phones, words in (("1 day", "30 days"), ("7 days", "90 days")):
        page = phone.ask("GET", f"/{house.code}/about").text
        assert f"After {phones} we erase the code of your phone." in page
        assert f"After {words} we erase what your group wrote about the cards" in page
        kept = page[page.index("The municipality keeps") :]
        assert "the proposals and the agreed actions" in kept[: kept.index("not erased")]
        data = {"phones": "7", "words": "90"}
        assert (
            "saved=" in desk.ask("POST", "/coordinator/safety/days", data=data).headers["location"]
        )


def test_the_statement_of_accessibility_says_whom_to_tell(house: House, desk: Browser) -> None:
    """In the phone's own language, before and after joining; without an address of its own, the one for questions."""
    assert "saved=" in say(desk, contact="Dataskydd 1", accessibility_contact="webb@sundby.example")
    assert "webb@sundby.example" in desk.ask("GET", f"{desk.path}/basics").text
    assert f'href="/{house.code}/accessibility"' in desk.ask("GET", f"{desk.path}/basics").text
    for browser in (house.phone("Amina"), house.browser(f"/{house.code}")):
        assert (
            f'href="/{house.code}/accessibility"' in browser.ask("GET", f"/{house.code}/about").text
        )
        page = browser.ask("GET", f"/{house.code}/accessibility").text
        assert "webb@sundby.example" in page
        assert "inom 14 dagar" in page
        assert "www.tillganglighetskrav.fi" in page
    house.evening.do(joining.speak, house.evening.member("Layla"), Language.ar)
    arabic = house.phone("Layla").ask("GET", f"/{house.code}/accessibility").text
    assert texts.say("Accessibility", Language.ar) in arabic
    assert 'dir="rtl"' in arabic
    say(desk, contact="Dataskydd 1")
    assert "Dataskydd 1" in house.phone("Amina").ask("GET", f"/{house.code}/accessibility").text


def test_the_statement_claims_no_more_than_the_table_of_wcag() -> None:
    """Who changes what was tried changes both."""
    table = (Path(__file__).parent.parent / "WCAG.md").read_text("utf-8")
    stated = (TEMPLATES / "parts" / "accessibility.html").read_text("utf-8")
    tried = "No person with a screen reader has tried it." not in table
    assert ("Nobody who uses a screen reader has tried" in stated) is not tried


def test_the_statement_names_the_languages_that_no_native_reader_has_checked(house: House) -> None:
    """In the reader's own language, as a dictionary has their names; and no other language."""
    for reader in (Language.sv, Language.fi, Language.ru):
        house.evening.do(joining.speak, house.evening.member("Kirsi"), reader)
        page = house.phone("Kirsi").ask("GET", f"/{house.code}/accessibility").text
        named = {
            language
            for language in PHONE_LANGUAGES
            if re.search(rf"\b{texts.language_name(language.value, reader)}\b", page)
        }
        assert named == {*unchecked()}


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_what_is_kept_is_told_before_joining_in_every_language(house: House, language: str) -> None:
    stranger = house.browser(f"/{house.code}", {"language": language})
    assert f'href="/{house.code}/about"' in stranger.screen()
    page = stranger.ask("GET", f"/{house.code.lower()}/about")
    assert (page.status_code, f'<html lang="{language}"' in page.text) == (200, True)
    assert f'href="/{house.code}"' in page.text
    assert house.browser("/").ask("GET", "/ZZZZZZZ/about").status_code == 404


def test_what_is_kept_is_told_in_the_persons_own_language(house: House) -> None:
    phone = house.phone("Kirsi")
    assert f'href="/{house.code}/about"' in phone.screen()
    page = phone.ask("GET", f"{phone.path}/about").text
    assert '<html lang="fi"' in page
    assert joining.seat_tag(house.evening.people["Kirsi"]) in page


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
def test_a_sentence_that_ends_with_a_date_has_one_full_stop(
    house: House, language: Language
) -> None:
    house.evening.do(joining.speak, house.evening.member("Kirsi"), language)
    page = house.phone("Kirsi").ask("GET", f"/{house.code}/accessibility").text
    assert f'<html lang="{language}"' in page
    assert ".." not in tree(page).said
