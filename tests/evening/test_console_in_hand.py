"""In a real browser: Enter on the console leads on and skips nothing; what is opened or not yet saved is seen."""

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step, Theme
from tests.evening.company import Company
from tests.evening.hall import Hall
from tests.evening.keys import takes_its_time

pytestmark = [pytest.mark.evening, pytest.mark.long]

# Whole and in front: neither outside the window nor under the ground.
IN_FRONT = """(one) => {
  const box = one.getBoundingClientRect();
  const at = (y) => document.elementFromPoint((box.left + box.right) / 2, y);
  return [box.top + 2, box.bottom - 2].every((y) => one.contains(at(y)));
}"""


# A panel that is long, as after many groups or rounds.
FAR_BELOW = """(step) => {
  const long = new CSSStyleSheet();
  long.replaceSync("#step::after { content: ''; display: block; block-size: 3000px }");
  document.adoptedStyleSheets = [long];
  step.scrollTop = 2000;
  if (!step.scrollTop) scrollTo(0, 2000);
}"""


MORE_ROWS = """(last, more) => {
  for (let row = 0; row < more; row++) last.after(last.cloneNode(true));
}"""


def test_enter_pressed_again_shows_each_theme_and_then_goes_on(company: Company) -> None:
    """As by the mouse, which stays on the large button too."""
    company.go_to(Step.opening)
    console = company.console
    console.find("#next button").press("Enter")
    console.at(Step.results)
    onward = console.find("#onward button")
    for theme in list(Theme)[1:]:
        expect(onward).to_be_focused()
        takes_its_time(console)
        onward.press("Enter")
        console.shows(theme)
    expect(console.find("#next button")).to_be_focused()
    expect(onward).to_have_count(1)


def test_a_panel_that_is_opened_is_not_under_the_ground(company: Company) -> None:
    company.go_to(Step.sorting)
    console = company.console
    console.page.set_viewport_size({"width": 1366, "height": 600})
    try:
        panel = console.find("#step details.panel").last
        panel.locator("summary").click()
        for shown in (panel.locator("summary"), panel.get_by_role("button")):
            expect(shown).to_be_in_viewport(ratio=1)
            assert shown.evaluate(IN_FRONT)
    finally:
        console.page.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_heading_is_in_view_once_something_else_leads_on(
    company: Company, width: int, height: int
) -> None:
    """From far below, where its own panel has been scrolled to, or on a phone the whole page."""
    company.go_to(Step.picture)
    console = company.console
    console.page.set_viewport_size({"width": width, "height": height})
    heading = console.find("#step-title")
    try:
        console.find("#step").evaluate(FAR_BELOW)
        expect(heading).not_to_be_in_viewport()
        console.put_up("picture")
        expect(heading).to_be_in_viewport(ratio=1)
        console.take_down("picture")
    finally:
        console.page.set_viewport_size({"width": 1366, "height": 768})


@pytest.mark.parametrize(
    ("more", "width", "height"), [(1, 1366, 768), (6, 1366, 768), (1, 768, 1024), (1, 683, 384)]
)
def test_how_the_evening_keeps_its_time_is_read_below_all_steps(
    hall: Hall, more: int, width: int, height: int
) -> None:
    """Also with more steps than usual, on a tablet, and at 200 %."""
    console = hall.console()
    console.page.set_viewport_size({"width": width, "height": height})
    delay, last = console.find("#delay"), console.find(".rows > li").last
    expect(delay).to_have_text(console.say("not begun"))
    last.evaluate(MORE_ROWS, more)
    if width > 700:
        assert delay.evaluate(IN_FRONT)
    if (more, width) == (1, 1366):
        assert last.evaluate(IN_FRONT)
    for shown in (last.locator("summary"), delay):
        shown.scroll_into_view_if_needed()
        shown.evaluate("one => one.scrollIntoView({ block: 'nearest' })")
        assert shown.evaluate(IN_FRONT)


def test_what_is_written_of_an_action_and_not_saved_says_so(company: Company) -> None:
    company.go_to(Step.agreement)
    console = company.console
    console.agree("Läxkafé på biblioteket", "Biblioteket", "Boka ett rum", "2027-01-31")
    form = console.find("#actions form.action-fields").last
    unsaved = form.get_by_text(console.say("Not saved yet"))
    expect(unsaved).to_be_hidden()
    form.locator("[name=first_step]").fill("Boka två rum")
    expect(unsaved).to_be_visible()
    form.get_by_role("button", name=console.say("Save")).click()
    expect(unsaved).to_be_hidden()
