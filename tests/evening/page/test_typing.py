"""What a person has written or chosen, but not sent, stays through pushed screens."""

import pytest
from playwright.sync_api import Page, expect

from tests.evening.page.screens import note, of_seat, open_page, private, title, written_down
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening


def test_half_written_text_survives_a_push_with_and_without_focus(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "half of a")
    page.fill("[name=owner]", "The school")
    stub.push(note("Two", "somebody else's", 2, "Somebody"))
    title(page, "Two")
    assert page.input_value("textarea") == "half of a"
    assert page.input_value("[name=owner]") == "The school"
    assert page.evaluate("document.activeElement.name") == "owner"
    assert page.input_value("[name=revision]") == "1"


def test_an_untouched_field_shows_what_others_wrote(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "mine")
    stub.push(note("Two", "", 2, "The library"))
    title(page, "Two")
    assert page.input_value("[name=owner]") == "The library"
    assert page.input_value("textarea") == "mine"


def test_half_written_text_survives_a_reload_and_a_lost_line(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "half of a sentence")
    page.reload()
    expect(page.locator("textarea")).to_have_value("half of a sentence")
    assert page.input_value("[name=revision]") == "1"
    stub.wait_for(lambda: bool(stub.sockets))
    stub.screen = note("Back")
    stub.sequence += 1
    stub.close(1006 - 5)
    title(page, "Back")
    assert page.input_value("textarea") == "half of a sentence"


def test_a_saved_form_shows_the_servers_text_and_is_forgotten(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "  words  ")
    stub.after = note("Saved", "words", 2)
    page.click("text=Keep")
    title(page, "Saved")
    assert page.input_value("textarea") == "words"
    assert page.input_value("[name=revision]") == "2"
    page.reload()
    title(page, "Saved")
    assert page.input_value("textarea") == "words"


def test_what_is_written_while_a_save_is_under_way_stays(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "first")
    stub.after = note("Saved", "first", 2)
    stub.hold_answers()
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    page.fill("textarea", "first and more")
    stub.let_answers_go()
    title(page, "Saved")
    assert page.input_value("textarea") == "first and more"
    assert page.input_value("[name=revision]") == "2"


def test_a_refusal_says_why_and_takes_no_text_away(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "too long")
    stub.status, stub.notice = 409, "That is too long."
    page.click("text=Keep")
    expect(page.locator("#notice")).to_have_text("That is too long.")
    stub.push(note("Two"))
    title(page, "Two")
    expect(page.locator("#notice")).to_have_text("That is too long.")
    assert page.input_value("textarea") == "too long"


def test_a_draft_that_the_server_lent_stays_when_a_push_lacks_it(page: Page, stub: Stub) -> None:
    lent = note("One", "sent in vain").replace("<textarea", '<textarea data-draft="1"')
    open_page(page, stub, lent)
    stub.push(note("Two"))
    title(page, "Two")
    assert page.input_value("textarea") == "sent in vain"
    page.fill("textarea", "newer")
    stub.screen = lent
    page.reload()
    expect(page.locator("textarea")).to_have_value("newer")


def test_what_is_private_stays_in_its_field_and_is_written_down_nowhere(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, private(note("One")))
    page.fill("textarea", "reach me at home")
    assert "reach me" not in written_down(page)
    stub.push(private(note("Two")))
    title(page, "Two")
    assert page.input_value("textarea") == "reach me at home"
    stub.status, stub.notice = 409, "That is too long."
    page.click("text=Keep")
    expect(page.locator("#notice")).to_have_text("That is too long.")
    assert page.input_value("textarea") == "reach me at home"
    assert "reach me" not in written_down(page)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "on")
    assert page.input_value("textarea") == ""


def test_what_is_private_and_half_written_is_not_before_the_next_at_a_shared_phone(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, private(of_seat(note("One"), 0)))
    page.fill("textarea", "reach me at home")
    stub.push(private(of_seat(note("Two"), 1)))
    title(page, "Two")
    assert page.input_value("textarea") == ""
    assert "reach me" not in page.content() + written_down(page)
    stub.push(private(of_seat(note("Three"), 0)))
    title(page, "Three")
    assert page.input_value("textarea") == "reach me at home"


CHOICES = """<h1>{title}</h1><form id="survey" method="post" action="/ABC2345/survey"
 hx-post="/ABC2345/survey"><input type="radio" name="scale" value="1" {one}>
<input type="radio" name="scale" value="4" {four}><input type="checkbox" name="act" value="9">
<input type="range" name="effort" value="{range}">
<select name="owner"><option>a<option>b</select></form>
<details id="tab-1" name="tab" {open}><summary>Tab</summary>words</details>
<details id="tab-2" name="tab"><summary>Other tab</summary>words</details>"""


def test_choices_not_yet_sent_and_open_panels_survive_a_push(page: Page, stub: Stub) -> None:
    open_page(page, stub, CHOICES.format(title="One", one="checked", four="", range=50, open=""))
    page.check("[value='4']")
    page.check("[name=act]")
    page.fill("[name=effort]", "80")
    page.select_option("select", "b")
    page.click("text=Other tab")
    stub.push(CHOICES.format(title="Two", one="checked", four="", range=20, open="open"))
    title(page, "Two")
    expect(page.locator("[value='4']")).to_be_checked()
    expect(page.locator("[name=act]")).to_be_checked()
    assert page.input_value("[name=effort]") == "80"
    assert page.input_value("select") == "b"
    expect(page.locator("details[open]")).to_have_id("tab-2")


def test_a_choice_that_is_not_the_persons_own_follows_the_server(page: Page, stub: Stub) -> None:
    open_page(page, stub, CHOICES.format(title="One", one="", four="", range=50, open=""))
    page.check("[value='4']")
    stub.push(CHOICES.format(title="Two", one="", four="checked", range=50, open=""))
    title(page, "Two")
    stub.push(CHOICES.format(title="Three", one="checked", four="", range=30, open="open"))
    title(page, "Three")
    expect(page.locator("[value='1']")).to_be_checked()
    assert page.input_value("[name=effort]") == "30"
    expect(page.locator("details[open]")).to_have_id("tab-1")


PANEL = """<h1>{title}</h1><details id="piles"><summary>Piles</summary>{form}</details>"""
CLOSES = """<form id="reopen-7" method="post" action="/ABC2345/reopened" data-closes
 hx-post="/ABC2345/reopened"><button>Open again</button></form>"""


def test_a_panel_closes_when_its_form_is_saved(page: Page, stub: Stub) -> None:
    """Also if a frame removes the form before its answer comes."""
    open_page(page, stub, PANEL.format(title="One", form=CLOSES))
    page.click("summary")
    stub.hold_answers()
    stub.after = PANEL.format(title="Answered", form="")
    page.click("text=Open again")
    stub.wait_for(lambda: len(stub.posts) == 1)
    stub.push(PANEL.format(title="Pushed", form=""), stub.sequence)
    title(page, "Pushed")
    expect(page.locator("details[open]")).to_have_count(1)
    stub.let_answers_go()
    title(page, "Answered")
    expect(page.locator("details[open]")).to_have_count(0)


def test_an_answer_from_before_a_panel_was_shut_opens_it_no_more(page: Page, stub: Stub) -> None:
    """Only the page knows whether a panel is open; the answer was rendered for one that was."""
    asked_for = PANEL.replace('id="piles"', 'id="piles" data-opens {open}')
    open_page(page, stub, asked_for.format(title="One", form=CLOSES, open="open"))
    stub.after = asked_for.format(title="Answered", form="", open="open")
    page.click("text=Open again")
    title(page, "Answered")
    expect(page.locator("details[open]")).to_have_count(0)
    stub.push(asked_for.format(title="Late", form="", open="open"))
    title(page, "Late")
    expect(page.locator("details[open]")).to_have_count(0)
