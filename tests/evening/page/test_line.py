"""The page shows the newest screen; it notices a lost connection, says so, and reconnects."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.evening.page.screens import cut, lean, open_page, title
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening


def test_an_older_frame_is_dropped(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.push("<h1>Seven</h1>", 7)
    stub.push("<h1>Six</h1>", 6)
    expect(page.locator("html")).to_have_attribute("data-heard", "3")
    title(page, "Seven")
    assert page.get_attribute("body", "data-sequence") == "7"


def test_an_older_answer_is_dropped_but_its_sentence_is_said(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    stub.hold_answers()
    stub.notice = "Saved."
    page.click("text=more")
    stub.wait_for(lambda: len(stub.posts) == 1)
    stub.push(lean("Newest"))
    title(page, "Newest")
    stub.let_answers_go()
    expect(page.locator("#notice")).to_have_text("Saved.")
    title(page, "Newest")


def test_a_missed_frame_is_fetched_at_the_next_beat(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.sequence, stub.screen = 5, "<h1>Two</h1>"
    stub.beat()
    title(page, "Two")
    assert stub.gets == ["page", "true"]
    stub.beat()
    stub.push("<h1>Three</h1>")
    title(page, "Three")
    assert stub.gets == ["page", "true"]


def test_a_socket_that_says_nothing_is_replaced(page: Page, stub: Stub) -> None:
    stub.silence = 300
    stub.screen = "<h1>One</h1>"
    page.goto(stub.address)
    stub.wait_for(lambda: stub.opened >= 3)


def test_a_socket_comes_back_whatever_closed_it(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    for code in (1000, 1001, 1008, 1011, 1012, 1013, 4000):
        opened = stub.opened
        stub.screen = f"<h1>{code}</h1>"
        stub.close(code)
        stub.wait_for(lambda opened=opened: stub.opened > opened and bool(stub.sockets))  # type: ignore[misc]
        title(page, str(code))
    assert stub.gets == ["page"]


def test_who_is_no_longer_in_the_meeting_gets_one_fresh_page(page: Page, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.refuses_sockets = True
    stub.close(4403)
    stub.wait_for(lambda: stub.gets.count("page") == 2)
    expect(page.locator("html")).to_have_attribute("data-link", "off")
    stub.wait_for(lambda: stub.opened >= 2)
    expect(page.locator("html")).to_have_attribute("data-link", "off")
    assert stub.gets == ["page", "page"]
    assert stub.opened == 2


def test_a_lost_line_is_said_and_unsaid(page: Page, context: BrowserContext, stub: Stub) -> None:
    open_page(page, stub, "<h1>One</h1>")
    cut(context, stub)
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-link", "off")
    stub.sequence, stub.screen = 9, "<h1>Nine</h1>"
    context.set_offline(False)
    title(page, "Nine")
    expect(page.locator("#offline")).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-link", "on")


def test_a_sentence_does_not_outlive_its_moment(page: Page, stub: Stub) -> None:
    stub.lasting = 300
    open_page(page, stub, lean("One"))
    stub.notice = "Nothing is open."
    page.click("text=more")
    said = page.locator("#notice")
    expect(said).to_have_text("Nothing is open.")
    expect(said).to_have_text("")


def test_a_page_of_an_upgraded_server_reloads_once_and_not_while_somebody_types(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, '<h1>One</h1><form id="own"><input name="words"></form>')
    page.fill("[name=words]", "half a")
    stub.built = "another"
    stub.beat()
    stub.push('<h1>Two</h1><form id="own"><input name="words"></form>')
    title(page, "Two")
    assert stub.gets == ["page"], "what is half-typed stays"
    page.fill("[name=words]", "")
    stub.beat()
    stub.wait_for(lambda: stub.gets == ["page", "page"])
    expect(page.locator("html")).to_have_attribute("data-link", "on")
    stub.beat()
    stub.push("<h1>Three</h1>")
    title(page, "Three")
    assert stub.gets == ["page", "page"], "once"


def test_where_no_socket_comes_through_the_page_asks_and_raises_no_alarm(
    own_page: Page, stub: Stub
) -> None:
    own_page.route_web_socket(re.compile("/live"), lambda socket: socket.close())
    stub.screen = "<h1>One</h1>"
    own_page.goto(stub.address)
    stub.wait_for(lambda: len(stub.gets) > 2)
    expect(own_page.locator("html")).to_have_attribute("data-link", "asked")
    expect(own_page.locator("#offline")).to_be_hidden()
    stub.sequence, stub.screen = 9, "<h1>Nine</h1>"
    title(own_page, "Nine")
    expect(own_page.locator("#offline")).to_be_hidden()
    assert stub.opened == 0
