"""The page tells what a form lacks in the person's language; the browser would use its own."""

import pytest
from playwright.sync_api import Page, expect

from tests.evening.page.screens import open_page, title
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening

FORM = """<h1>One</h1>
<form id="note-7" method="post" action="/ABC2345/note" hx-post="/ABC2345/note">
<textarea name="words" maxlength="8" required></textarea>
<label><input type="radio" name="role" value="resident" required>Resident</label>
<label><input type="radio" name="role" value="elected" required>Elected</label>
<button>Keep</button></form>"""


NUMBERS = """<h1>One</h1>
<form id="groups" method="post" action="/ABC2345/groups" hx-post="/ABC2345/groups">
<input name="number" type="number" min="1" max="40" value="8" data-wrong="Luku 1–40">
<input name="until" type="date">
<button>Form</button></form>"""


def told(page: Page, words: str) -> None:
    expect(page.locator("#notice")).to_have_text(words)


def test_the_page_itself_tells_the_first_thing_that_a_form_lacks_and_leads_there(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, FORM)
    page.click("text=Keep")
    told(page, "Täytä tämä")
    expect(page.locator("textarea")).to_be_focused()
    page.fill("textarea", "idea")
    page.click("text=Keep")
    told(page, "Täytä tämä")
    expect(page.locator("[value=resident]")).to_be_focused()
    page.check("[value=elected]")
    stub.after = "<h1>Two</h1>"
    page.click("text=Keep")
    title(page, "Two")
    told(page, "")
    assert stub.posts == [("note", {"words": "idea", "role": "elected"})]


def test_no_bubble_of_the_browser_stands_beside_what_the_page_tells(page: Page, stub: Stub) -> None:
    open_page(page, stub, FORM)
    page.evaluate(
        "document.forms[0].addEventListener('invalid', event => setTimeout(() => "
        "{ document.title = String(event.defaultPrevented) }), true)"
    )
    page.click("text=Keep")
    expect(page).to_have_title("true")


@pytest.mark.parametrize("typed", ["41", "0", "2.5", "-"])
def test_a_number_that_cannot_be_is_told_with_its_bounds(
    page: Page, stub: Stub, typed: str
) -> None:
    open_page(page, stub, NUMBERS)
    page.fill("[name=number]", "")
    page.locator("[name=number]").press_sequentially(typed)
    page.click("text=Form")
    told(page, "Luku 1–40")
    expect(page.locator("[name=number]")).to_be_focused()
    page.fill("[name=number]", "9")
    stub.after = "<h1>Two</h1>"
    page.click("text=Form")
    title(page, "Two")
    assert stub.posts == [("groups", {"number": "9", "until": ""})]


def test_half_a_date_that_may_be_left_empty_is_the_browsers_to_tell(page: Page, stub: Stub) -> None:
    """It lacks nothing: to "fill it in first" would be no way out for who wants no date."""
    open_page(page, stub, NUMBERS)
    page.evaluate(
        "addEventListener('invalid', event => setTimeout(() => "
        "{ document.title = String(event.defaultPrevented) }), true)"
    )
    page.locator("[name=until]").press_sequentially("1")
    page.click("text=Form")
    expect(page).to_have_title("false")
    told(page, "")
    assert stub.posts == []
    page.fill("[name=number]", "41")
    page.click("text=Form")
    expect(page).to_have_title("true")
    told(page, "Luku 1–40")


def test_a_field_that_is_full_says_so_until_there_is_room_again(page: Page, stub: Stub) -> None:
    open_page(page, stub, FORM)
    page.locator("textarea").press_sequentially("a long word")
    assert page.input_value("textarea") == "a long w"
    told(page, "Täynnä")
    page.locator("textarea").press("Backspace")
    told(page, "")
