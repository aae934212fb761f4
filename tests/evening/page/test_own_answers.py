"""Only the program's own answer tells what is saved, refused or gone.

A box's answer counts as no connection.
"""

import pytest
from _pytest.mark import ParameterSet
from playwright.sync_api import Page, expect

from tests.evening.page.screens import lean, note, open_page, private, title, written_down
from tests.evening.page.stub import Box, Stub

pytestmark = pytest.mark.evening


def seldom(said: object) -> ParameterSet:
    return pytest.param(said, marks=pytest.mark.long)


# No box's answer has the program's mark. Of each kind one is in the everyday tests.
STATUSES = (200, 404, 429, 503, *map(seldom, (403, 408, 425, 511)))
BOXES = {
    "200": Box(200),
    "404": Box(404),
    "503": Box(503),
    "302 to its terms": Box(302, "/terms"),
    "302 to the page itself": Box(302, "/ABC2345"),
}
SELDOM = {str(status): Box(status) for status in (403, 408, 425, 429, 511)} | {
    "302 to another place": Box(302, "http://localhost:9/terms"),
}
every_box = pytest.mark.parametrize(
    "box", [*BOXES.values(), *map(seldom, SELDOM.values())], ids=[*BOXES, *SELDOM]
)


def is_said_to_be_lost(page: Page) -> None:
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("#offline")).to_be_visible()


def is_said_no_more(page: Page) -> None:
    expect(page.locator("#unsent")).to_be_hidden()
    expect(page.locator("#offline")).to_be_hidden()


@every_box
def test_a_tap_that_a_box_answers_is_kept_and_said_and_sent_again(
    page: Page, stub: Stub, box: Box
) -> None:
    open_page(page, stub, lean("One"))
    stub.box = box
    page.click("text=more")
    is_said_to_be_lost(page)
    title(page, "One")
    assert stub.posts == []
    stub.box, stub.after = None, lean("Taken")
    stub.close(1012)
    title(page, "Taken")
    is_said_no_more(page)
    assert stub.posts == [("lean", {"leaning": "more"})]
    assert stub.gets.count("page") == 1


@every_box
def test_words_that_a_box_answers_stay_in_their_field_and_in_the_tab(
    page: Page, stub: Stub, box: Box
) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "ten minutes' work")
    stub.box = box
    page.click("text=Keep")
    is_said_to_be_lost(page)
    assert page.input_value("textarea") == "ten minutes' work"
    page.reload()
    expect(page.locator("textarea")).to_have_value("ten minutes' work")
    stub.box, stub.after = None, note("Saved", "ten minutes' work", 2)
    stub.wait_for(lambda: bool(stub.sockets))
    stub.close(1012)
    title(page, "Saved")
    is_said_no_more(page)
    (said,) = {said["words"] for _, said in stub.posts}
    assert said == "ten minutes' work"
    assert "ten minutes" not in written_down(page)


def test_private_words_that_a_box_answers_stay_in_their_field(page: Page, stub: Stub) -> None:
    open_page(page, stub, private(note("One")))
    page.fill("textarea", "reach me at home")
    stub.box = BOXES["200"]
    page.click("text=Keep")
    is_said_to_be_lost(page)
    assert page.input_value("textarea") == "reach me at home"
    assert "reach me" not in written_down(page)
    stub.box, stub.after = None, private(note("Saved", "", 2))
    stub.close(1012)
    title(page, "Saved")
    is_said_no_more(page)
    assert page.input_value("textarea") == ""


@pytest.mark.parametrize("status", STATUSES)
def test_a_screen_that_a_box_brings_is_not_shown_and_the_page_stays(
    page: Page, stub: Stub, status: int
) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.box = Box(status)
    stub.sequence, stub.screen = 5, "<h1>Two</h1>"
    stub.beat()
    stub.wait_for(lambda: "GET" in stub.boxed)
    expect(page.locator("#offline")).to_be_visible()
    title(page, "One")
    stub.box = None
    stub.beat()
    title(page, "Two")
    expect(page.locator("#offline")).to_be_hidden()
    assert stub.gets == ["page", "true"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_page_that_the_program_says_is_gone_is_asked_for_anew(
    page: Page, stub: Stub, status: int
) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.fresh_status = status
    stub.sequence, stub.screen = 5, "<h1>Two</h1>"
    stub.beat()
    title(page, "Two")
    assert stub.gets == ["page", "true", "page"]


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_what_the_program_itself_puts_off_is_sent_again(
    page: Page, stub: Stub, status: int
) -> None:
    open_page(page, stub, lean("One"))
    stub.status, stub.screen = status, "<h1>Too much</h1>"
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("#offline")).to_be_hidden()
    title(page, "One")
    stub.status, stub.after = 200, lean("Taken")
    stub.close(1012)
    title(page, "Taken")
    expect(page.locator("#unsent")).to_be_hidden()
    assert len(stub.posts) >= 2  # after a 408 browsers retry by themselves, too
    assert {said["leaning"] for _, said in stub.posts} == {"more"}


@pytest.mark.parametrize("status", [403, 404, 409])
def test_a_refusal_of_the_program_is_final(page: Page, stub: Stub, status: int) -> None:
    open_page(page, stub, lean("One"))
    stub.status, stub.notice, stub.screen = status, "Not open now.", lean("Two")
    stub.sequence = 2
    page.click("text=more")
    title(page, "Two")
    expect(page.locator("#notice")).to_have_text("Not open now.")
    is_said_no_more(page)
    assert written_down(page).count("more") == 0
