"""In a real browser: what a hand means that presses twice at the console."""

import pytest
from playwright.sync_api import Locator, expect

from app.vocabulary import Step
from tests.evening.company import Company

pytestmark = [pytest.mark.evening, pytest.mark.long]


def middle(button: Locator) -> tuple[float, float]:
    box = button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_each_press_on_more_time_adds_its_minutes(company: Company) -> None:
    """As fast as the answers come: the browser counts the presses as one double click and more."""
    company.go_to(Step.sorting)
    console = company.console
    until = console.find("#five-more [name=until]")
    before = int(str(until.get_attribute("value")))
    x, y = middle(console.find("#five-more button"))
    console.page.mouse.move(x, y)
    for press in (1, 2, 3):
        console.page.mouse.down(click_count=press)
        console.page.mouse.up(click_count=press)
        expect(until).to_have_value(str(before + press * 300))


def test_enter_pressed_twice_leads_on_by_one_step(company: Company) -> None:
    company.go_to(Step.ideas)
    console = company.console
    onward = console.find("#onward button")
    onward.press("Enter")
    console.at(Step.axis)
    expect(onward).to_be_focused()
    onward.press("Enter")
    before = console.sequence
    console.add_five_minutes()  # by the mouse: what the key did is done before it
    expect(console.find("body")).not_to_have_attribute("data-sequence", before)
    console.at(Step.axis)
