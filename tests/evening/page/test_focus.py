"""Where the focus is after a screen has come."""

import pytest
from playwright.sync_api import Page, expect

from tests.evening.page.screens import lean, open_page, title
from tests.evening.page.stub import Stub

pytestmark = pytest.mark.evening

PANEL = """<h1 tabindex="-1">{title}</h1><details id="panel"><summary>Panel</summary>
<details id="line"><summary>Line</summary>{form}</details></details>"""
FORM = """<form id="drop" method="post" action="/ABC2345/drop"><button>Drop</button></form>"""
CARD = """<h1 tabindex="-1">{title}</h1><p>words</p><div id="{place}"><button id="decide">Decide</button></div>"""


def test_it_goes_on_at_the_new_screen_when_its_button_is_gone(page: Page, stub: Stub) -> None:
    open_page(page, stub, lean("One"))
    page.focus("[value=more]")
    stub.push('<h1 tabindex="-1">Two</h1>')
    title(page, "Two")
    expect(page.locator("h1")).to_be_focused()


def test_it_goes_on_at_the_panel_that_its_button_is_gone_from(page: Page, stub: Stub) -> None:
    open_page(page, stub, PANEL.format(title="One", form=FORM))
    page.click("text=Panel")
    page.click("text=Line")
    page.focus("text=Drop")
    stub.push(PANEL.format(title="Two", form=""))
    title(page, "Two")
    expect(page.locator("#line > summary")).to_be_focused()
    stub.push('<h1 tabindex="-1">Three</h1><details id="panel"><summary>Panel</summary></details>')
    title(page, "Three")
    expect(page.locator("#panel > summary")).to_be_focused()


@pytest.mark.parametrize("moving", ["moveBefore", "insertBefore"])
def test_it_stays_at_a_button_that_is_moved(page: Page, stub: Stub, moving: str) -> None:
    """Also in older browsers, in which an element that is moved loses the focus."""
    open_page(page, stub, CARD.format(title="One", place="ground"))
    if moving == "insertBefore":
        page.evaluate("delete Element.prototype.moveBefore")
    page.focus("#decide")
    stub.push(CARD.format(title="Two", place="talk"))
    title(page, "Two")
    expect(page.locator("#talk > #decide")).to_be_focused()


def test_it_stays_at_what_an_act_was_about_whose_button_is_gone(page: Page, stub: Stub) -> None:
    """After a clock is stopped, or an idea hidden, the next thing to do is in the same place."""
    clock = '<h1 tabindex="-1">{}</h1><div id="clock" tabindex="-1" data-stays>{}</div>'
    open_page(page, stub, clock.format("One", '<button id="stop">Stop</button>'))
    page.focus("#stop")
    stub.push(clock.format("Two", '<button id="start">Start</button>'))
    title(page, "Two")
    expect(page.locator("#clock")).to_be_focused()
