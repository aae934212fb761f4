"""How many taps a thing takes; what is seen of it in colours that are forced on the page; where keys lead."""

import pytest
from playwright.sync_api import Page, expect

from app.vocabulary import Step
from tests.evening.company import Company
from tests.evening.phone import Phone

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(300)]

IDEA = "Läxkafé på biblioteket"
COUNT = """() => {
  if (!("taps" in window)) addEventListener("click", (event) => { taps += event.isTrusted; }, true);
  window.taps = 0;
}"""


def taps(phone: Phone) -> int:
    return int(phone.page.evaluate("taps"))


def test_sorting_a_card_takes_one_tap_of_each_and_two_for_the_table(company: Company) -> None:
    company.go_to(Step.sorting)
    amina, other, _ = company
    for phone in (amina, other):
        phone.page.remove_locator_handler(phone.find("#go-on"))
        phone.page.evaluate(COUNT)
    amina.lean("more")
    amina.leans("more")
    assert taps(amina) == 1
    other.decide("less")
    expect(other.find("#just-decided")).to_be_visible()
    assert taps(other) == 2


def has_an_idea(company: Company) -> str:
    company.go_to(Step.ideas)
    amina, *_ = company
    if not amina.ideas.count():
        amina.write(IDEA)
    amina.has_ideas(1)
    company.go_to(Step.axis)
    return amina.idea_called(IDEA)


def test_placing_an_idea_takes_two_taps_at_most_and_settling_it_one(company: Company) -> None:
    idea = has_an_idea(company)
    amina, *_ = company
    amina.page.evaluate(COUNT)
    amina.place_on_plane(idea, 20, 80)
    amina.has_placed(idea, 1, 3)
    placed = taps(amina)
    assert placed <= 2
    amina.touch(f"#settle-button-{idea}")
    expect(amina.find(f"#propose-button-{idea}")).to_be_visible()
    assert taps(amina) - placed == 1
    amina.unsettle(idea)
    expect(amina.find(f"#settle-button-{idea}")).to_be_visible()


def drawn(page: Page, selector: str) -> bytes:
    return page.locator(selector).screenshot()


def test_in_forced_colours_a_slider_is_drawn_and_next_is_seen_to_be_a_button(
    company: Company,
) -> None:
    idea = has_an_idea(company)
    amina, *_ = company
    amina.turn_to(idea)
    page, slider = amina.page, f"#effort-{idea}"
    page.emulate_media(forced_colors="active")
    pictures = []
    for value in (10, 90):
        page.locator(slider).evaluate("(slider, value) => { slider.value = value }", value)
        pictures.append(drawn(page, slider))
    page.emulate_media(forced_colors="none")
    assert pictures[0] != pictures[1]
    console = company.console.page
    console.emulate_media(forced_colors="active")
    assert edge_of(console, ".next-button") >= 1
    assert edge_of(console, "[aria-current=step]") >= 1
    console.emulate_media(forced_colors="none")


def edge_of(page: Page, selector: str) -> float:
    """How thick the line around it is, which is seen whatever its ground is."""
    edge = "at => parseFloat(getComputedStyle(at).borderTopWidth) || parseFloat(getComputedStyle(at).outlineWidth)"
    return float(page.locator(selector).first.evaluate(edge))


def test_a_new_question_never_inherits_the_focus_of_the_last(company: Company) -> None:
    """Whoever answers by keys, and does not see the screen, hears the question before its answers."""
    company.go_to(Step.survey)
    amina, *_ = company
    first = amina.find("h2[data-begin]").get_attribute("data-read")
    amina.find('[name="level"]').first.focus()
    for key in ("Space", "Enter"):
        amina.page.keyboard.press(key)
    expect(amina.find(f"#question-{first}")).to_have_count(0)
    expect(amina.find("h2[data-begin]")).to_be_focused()
