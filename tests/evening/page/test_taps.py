"""A tap does what the button says, exactly once, also if the connection is lost."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.evening.page.screens import (
    Finger,
    addition,
    cut,
    in_turn,
    lean,
    note,
    open_page,
    private,
    title,
    written_down,
)
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening


@pytest.mark.parametrize("means", ["mouse", "touch", "key"])
def test_a_pressed_button_does_what_it_said(page: Page, stub: Stub, means: str) -> None:
    open_page(page, stub, lean("One"))
    finger = Finger(page, means)
    finger.press("[value=more]")
    heard = int(page.get_attribute("html", "data-heard") or 0)
    stub.push(lean("Two", "close-the-vote"))
    stub.push(lean("Three", "close-the-vote"))
    expect(page.locator("html")).to_have_attribute("data-heard", str(heard + 2))
    title(page, "One")
    stub.after = lean("Four", "close-the-vote")
    finger.let_go()
    title(page, "Four")
    assert stub.posts == [("lean", {"leaning": "more"})]


def test_a_finger_that_slides_off_lets_the_newest_screen_in(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    finger = Finger(page, "mouse")
    finger.press("[value=more]")
    stub.push(lean("Two"))
    stub.push(lean("Three"))
    page.mouse.move(300, 300)
    finger.let_go()
    title(page, "Three")
    assert stub.posts == []


def test_an_answer_waits_for_a_finger_on_another_button(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One") + lean("").split("</h1>")[1])
    page.fill("textarea", " x ")
    stub.hold_answers()
    stub.after, stub.notice = note("Two", "x", 2) + lean("", "other").split("</h1>")[1], "Kept."
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    finger = Finger(page, "mouse")
    finger.press("[value=more]")
    expect(page.locator(".is-saving")).to_have_count(1)
    stub.let_answers_go()
    expect(page.locator(".is-saving")).to_have_count(0)  # the answer has come, and waits
    stub.hold_answers()
    title(page, "One")
    expect(page.locator("#notice")).to_be_empty()
    assert page.input_value("textarea") == " x "
    finger.let_go()
    title(page, "Two")
    expect(page.locator("#notice")).to_have_text("Kept.")
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert stub.posts[1] == ("lean", {"leaning": "more"})
    assert page.input_value("textarea") == "x"


def test_taps_without_a_line_are_each_sent_once_and_in_order_when_the_line_is_back(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, lean("One"))
    cut(context, stub)
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("form")).to_have_attribute("data-unsent", "")
    expect(page.locator("button.is-waiting")).to_have_text("more")
    for said in ("less", "less", "more"):
        page.click(f"text={said}")
        expect(page.locator(".is-saving")).to_have_count(0)
    stub.after = lean("Taken")
    context.set_offline(False)
    title(page, "Taken")
    expect(page.locator("#unsent")).to_be_hidden()
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less", "more"]
    counts = [int(intent.split(".")[2]) for intent in stub.intents]
    assert counts == sorted(set(counts))


def test_a_private_tap_without_a_line_is_sent_when_it_is_back_and_written_down_nowhere(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, private(lean("One")))
    cut(context, stub)
    page.click("text=less")
    expect(page.locator("#unsent")).to_be_visible()
    assert "less" not in written_down(page)
    stub.after = private(lean("Taken"))
    context.set_offline(False)
    title(page, "Taken")
    expect(page.locator("#unsent")).to_be_hidden()
    assert stub.posts == [("lean", {"leaning": "less"})]


def test_a_private_tap_does_not_outlive_its_page(page: Page, stub: Stub) -> None:
    open_page(page, stub, private(lean("One")))
    stub.status = 503
    page.click("text=less")
    expect(page.locator("#unsent")).to_be_visible()
    stub.status = 200
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "on")
    expect(page.locator("#unsent")).to_be_hidden()
    page.click("text=more")
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["less", "more"]


def test_a_post_whose_answer_was_lost_is_repeated_under_the_same_name(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, note("One"))
    page.fill("textarea", "an idea")
    stub.hold_answers()
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 1)
    stub.after = note("Kept")
    page.reload()
    stub.wait_for(lambda: len(stub.posts) == 2)
    stub.let_answers_go()
    title(page, "Kept")
    first, second = stub.posts
    assert first == second
    assert stub.intents[0] == stub.intents[1]
    assert re.fullmatch(r"[0-9a-f]{32}\.1\.1", stub.intents[0])
    page.fill("textarea", "an idea")
    page.click("text=Keep")
    stub.wait_for(lambda: len(stub.posts) == 3)
    assert stub.intents[2] != stub.intents[0]


def test_a_double_tap_is_one_tap_and_the_button_says_so(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    page.click("text=more")
    page.click("text=more", force=True)
    stub.push(lean("Two"))
    title(page, "Two")
    expect(page.locator(".is-saving[aria-disabled=true]")).to_have_text(["more"])
    stub.let_answers_go()
    expect(page.locator(".is-saving, [aria-disabled]")).to_have_count(0)
    page.click("text=less")
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less"]


def test_a_change_of_mind_before_the_answer_is_sent_after_it(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    page.click("text=more")
    page.click("text=less", force=True)
    stub.let_answers_go()
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less"]


def test_additions_made_without_a_line_are_each_sent_once(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, addition("One"))
    cut(context, stub)
    for words in ("an idea", "an idea", "another idea"):
        page.fill("textarea", words)
        page.click("text=Keep")
        expect(page.locator("#unsent")).to_be_visible()
        expect(page.locator(".is-saving")).to_have_count(0)
    context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert [said["words"] for _, said in stub.posts] == ["an idea", "another idea"]
    assert len(set(stub.intents)) == 2


def test_what_is_written_on_the_same_revision_is_sent_as_it_was_written_last(
    page: Page, context: BrowserContext, stub: Stub
) -> None:
    open_page(page, stub, note("One"))
    cut(context, stub)
    for words in ("an idea", "a better idea"):
        page.fill("textarea", words)
        page.click("text=Keep")
        expect(page.locator("#unsent")).to_be_visible()
        expect(page.locator(".is-saving")).to_have_count(0)
    context.set_offline(False)
    expect(page.locator("#unsent")).to_be_hidden()
    assert [said["words"] for _, said in stub.posts] == ["a better idea"]


def test_what_waits_goes_when_it_is_done_and_stays_when_it_is_not(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.status = 503
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    sent = len(stub.posts)
    page.reload()
    stub.wait_for(lambda: len(stub.posts) > sent)
    expect(page.locator("#unsent")).to_be_visible()
    assert "leaning=more" in written_down(page)
    stub.status = 409
    page.reload()
    expect(page.locator("#unsent")).to_be_hidden()
    assert "leaning=more" not in written_down(page)
    assert len(set(stub.intents)) == 1


def test_an_older_tap_that_waits_is_sent_as_soon_as_a_newer_one_is_done(
    own_page: Page, stub: Stub
) -> None:
    own_page.clock.install()
    open_page(own_page, stub, lean("One"))
    stub.status = 503
    own_page.click("text=more")
    expect(own_page.locator("#unsent")).to_be_visible()
    stub.status = 200
    own_page.click("text=less")
    own_page.clock.run_for(100)
    expect(own_page.locator("#unsent")).to_be_hidden()
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less", "more"]
    assert stub.intents[0] == stub.intents[2] != stub.intents[1]


def test_a_broken_server_takes_neither_the_screen_nor_the_tap(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.status, stub.screen = 503, "<h1>Broken</h1>"
    page.click("text=more")
    expect(page.locator("#unsent")).to_be_visible()
    title(page, "One")
    stub.status, stub.after = 200, lean("Mended")
    stub.close(1012)
    title(page, "Mended")
    expect(page.locator("#unsent")).to_be_hidden()


def test_what_could_not_be_saved_is_sent_again_though_the_line_was_never_lost(
    own_page: Page, stub: Stub
) -> None:
    own_page.clock.install()
    open_page(own_page, stub, lean("One"))
    stub.status, stub.notice = 503, "Not saved."
    own_page.click("text=more")
    expect(own_page.locator("#notice")).to_have_text("Not saved.")
    expect(own_page.locator("#unsent")).to_be_visible()
    expect(own_page.locator(".is-saving")).to_have_count(0)
    stub.status, stub.notice, stub.after = 200, "", lean("Saved")
    own_page.clock.run_for(10_000)
    title(own_page, "Saved")
    expect(own_page.locator("#unsent")).to_be_hidden()
    expect(own_page.locator("#notice")).to_be_empty()
    assert {said["leaning"] for _, said in stub.posts} == {"more"}


def test_the_second_half_of_a_double_tap_is_not_the_next_persons(page: Page, stub: Stub) -> None:
    open_page(page, stub, in_turn("One", 0))
    stub.after = in_turn("Two", 1)
    page.click("[value=more]")
    title(page, "Two")
    page.click("[value=more]")
    answered = page.evaluate("Date.now()")
    page.wait_for_function("answered => Date.now() - answered > 800", arg=answered)
    assert stub.posts == [("lean", {"seat": "0", "leaning": "more"})]
    stub.after = in_turn("Three", 2)
    page.click("[value=less]")
    title(page, "Three")
    assert stub.posts[1:] == [("lean", {"seat": "1", "leaning": "less"})]


@pytest.mark.parametrize("means", ["mouse", "touch"])
@pytest.mark.parametrize("becomes", ["lean-7", "lean-8"], ids=["the button", "the next thing"])
def test_the_second_half_of_a_double_click_does_not_do_what_has_come_to_its_place(
    page: Page, stub: Stub, means: str, becomes: str
) -> None:
    """The next card's Skip stands where this one's stood."""
    open_page(page, stub, lean("One"))
    stub.after = lean("Two", "close-the-vote").replace("lean-7", becomes)
    finger = Finger(page, means)
    finger.press("[value=more]")
    finger.let_go()
    title(page, "Two")
    finger.press("[value=close-the-vote]", again=True)
    finger.let_go()
    finger.press("[value=less]")
    finger.let_go()
    stub.wait_for(lambda: len(stub.posts) == 2)
    assert [said["leaning"] for _, said in stub.posts] == ["more", "less"]


def test_what_the_page_sends_by_itself_after_a_double_click_is_sent(page: Page, stub: Stub) -> None:
    open_page(page, stub, note("One"))
    send = "document.querySelector('textarea').form.requestSubmit()"
    page.fill("textarea", "x")
    page.evaluate(send)
    stub.wait_for(lambda: len(stub.posts) == 1)
    page.dblclick("h1")
    page.fill("textarea", "y")
    page.evaluate(send)
    stub.wait_for(lambda: len(stub.posts) == 2)
