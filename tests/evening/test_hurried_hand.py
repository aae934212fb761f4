"""In a real browser: what a hand means that presses twice at the console."""

import pytest
from playwright.sync_api import Locator, Request, expect

from app.vocabulary import Step
from tests.evening.company import Company
from tests.evening.console import Console
from tests.evening.keys import takes_its_time

pytestmark = [pytest.mark.evening, pytest.mark.long]


def middle(button: Locator) -> tuple[float, float]:
    box = button.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_each_press_on_more_time_adds_its_minutes(company: Company) -> None:
    """As fast as the answers come: the browser counts the presses as one double click and more."""
    company.go_to(Step.sorting)
    console = company.console
    until = console.find("#more-5 [name=until]")
    before = int(str(until.get_attribute("value")))
    x, y = middle(console.find("#more-5 button"))
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


def posted_while_enter_is_held(console: Console) -> list[str]:
    """Holds it as long as nobody could mean: the keyboard repeats the key, after a while and fast."""
    posts: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            posts.append(request.url)

    console.page.on("request", note)
    keyboard = console.page.keyboard
    takes_its_time(console)  # what was pressed before is another press
    keyboard.down("Enter")
    for pause in (700, *[60] * 12):
        console.page.wait_for_timeout(pause)
        keyboard.down("Enter")
    keyboard.up("Enter")
    console.page.wait_for_timeout(300)
    return posts


def test_enter_held_down_leads_on_by_one_step(company: Company) -> None:
    company.go_to(Step.ideas)
    console = company.console
    console.find("#onward button").focus()
    assert len(posted_while_enter_is_held(console)) == 1
    company.all_at(Step.axis)
    expect(console.find("#notice")).to_be_empty()


@pytest.mark.parametrize("button", ["#more-5 button", "#stop-clock button", "#blank-up button"])
def test_enter_held_down_on_any_other_button_presses_it_once(company: Company, button: str) -> None:
    company.go_to(Step.ideas)
    console = company.console
    console.find(button).focus()
    assert len(posted_while_enter_is_held(console)) == 1
    expect(console.find("#notice")).to_be_empty()
    console.find("#more-2 button, #start-clock button").first.press("Enter")  # another press
    expect(console.find("#notice")).to_be_empty()
