"""A frame may bring parts alone. After any fault the page shows the same as a fresh one."""

import pytest
from playwright.sync_api import Page, expect

from app.assembly import digested
from tests.evening.page.screens import open_page, title
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening


def two(first: str, second: str, heading: str = "Two parts") -> str:
    parts = "".join(
        digested(name, f'<div id="{name}"><p>{words}</p><input name="{name}"></div>').html
        for name, words in (("first", first), ("second", second))
    )
    return f"<h1>{heading}</h1>{parts}"


def parts_say(page: Page, first: str, second: str) -> None:
    expect(page.locator("#first p")).to_have_text(first)
    expect(page.locator("#second p")).to_have_text(second)


def test_parts_change_and_nothing_around_them(page: Page, stub: Stub) -> None:
    open_page(page, stub, two("one", "one"))
    page.fill("#first input", "half typed")
    page.evaluate("document.querySelector('#first').dataset.own = 'same element'")
    stub.push_parts(two("one", "two"), "second")
    parts_say(page, "one", "two")
    assert page.get_attribute("#first", "data-own") == "same element"
    assert page.input_value("#first input") == "half typed"
    assert stub.gets == ["page"], "nothing had to be asked for"


def test_a_page_that_lacks_a_part_asks_for_it(page: Page, stub: Stub) -> None:
    open_page(page, stub, two("one", "one"))
    stub.push_parts(two("two", "two"), "second")
    parts_say(page, "two", "two")
    assert stub.gets == ["page", "true"]


def test_parts_of_a_screen_that_the_page_does_not_show_bring_that_screen(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, "<h1>One</h1>")
    stub.push_parts(two("one", "two"), "second")
    title(page, "Two parts")
    parts_say(page, "one", "two")


def test_what_comes_under_a_finger_is_shown_whole_afterwards(page: Page, stub: Stub) -> None:
    open_page(page, stub, two("one", "one"))
    page.dispatch_event("#first input", "pointerdown", {"pointerId": 1})
    stub.push_parts(two("two", "one"), "first")
    stub.push_parts(two("two", "two"), "second")
    expect(page.locator("html")).to_have_attribute("data-heard", "3")
    parts_say(page, "one", "one")
    page.dispatch_event("#first input", "pointerup", {"pointerId": 1})
    parts_say(page, "two", "two")
    assert stub.gets == ["page"]


def holding(outer: str, inner: str) -> str:
    """A part that contains another one, whose words do not count for the outer part's digest."""
    held = digested("inner", f'<div id="inner"><input><p>{inner}</p></div>').html
    holder = digested("outer", f'<div id="outer"><h2>{outer}</h2>@</div>').html
    return f"<h1>One in another</h1>{holder.replace('@', held)}"


def test_of_a_part_in_another_what_came_last_is_shown_after_the_finger(
    page: Page, stub: Stub
) -> None:
    open_page(page, stub, holding("one", "one"))
    page.dispatch_event("#inner input", "pointerdown", {"pointerId": 1})
    stub.push_parts(holding("two", "two"), "outer")
    stub.push_parts(holding("two", "three"), "inner")
    stub.push_parts(holding("four", "four"), "outer")
    expect(page.locator("html")).to_have_attribute("data-heard", "4")
    page.dispatch_event("#inner input", "pointerup", {"pointerId": 1})
    expect(page.locator("#outer h2")).to_have_text("four")
    expect(page.locator("#inner p")).to_have_text("four")
    assert stub.gets == ["page"], "nothing had to be asked for"


def test_an_older_number_of_a_newer_start_is_shown(page: Page, stub: Stub) -> None:
    """As after a restore of an earlier backup under open pages."""
    open_page(page, stub, "<h1>One</h1>")
    stub.push("<h1>Ninety</h1>", 90)
    title(page, "Ninety")
    stub.epoch, stub.sequence = 2, 3
    stub.push("<h1>Put back</h1>")
    title(page, "Put back")
    stub.epoch = 1
    stub.push("<h1>Late, from before</h1>", 91)
    expect(page.locator("html")).to_have_attribute("data-heard", "4")
    title(page, "Put back")


def test_the_first_screen_of_a_line_is_shown_whatever_its_clock_says(
    page: Page, stub: Stub
) -> None:
    """Also if a heartbeat comes first, because the screen takes long to render."""
    stub.epoch = 5
    open_page(page, stub, "<h1>One</h1>")
    stub.epoch, stub.screen, stub.beats_first = 4, "<h1>Put back</h1>", True
    stub.close(1012)
    title(page, "Put back")
