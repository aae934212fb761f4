"""By keys, by ear, in colours that are forced on the page; and how many taps a thing takes."""

import pytest
from playwright.sync_api import Page, expect

from app.vocabulary import Step
from tests.evening.company import Company
from tests.evening.phone import Phone

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(300)]

COUNT = "() => { window.taps = 0; addEventListener('click', (event) => { taps += event.isTrusted; }, true); }"
IDEA = "Läxkafé på biblioteket"


def has_an_idea(company: Company) -> str:
    company.go_to(Step.ideas)
    amina, *_ = company
    if not amina.ideas.count():
        amina.write(IDEA)
    amina.has_ideas(1)
    company.go_to(Step.axis)
    return amina.idea_called(IDEA)


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


def test_placing_an_idea_takes_two_taps_at_most_and_settling_it_one(company: Company) -> None:
    idea = has_an_idea(company)
    amina, *_ = company
    amina.page.evaluate(COUNT)
    amina.find(f"#panel-{idea} [data-plane]").tap(position={"x": 60, "y": 20})
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


def test_in_forced_colours_sliders_are_drawn_and_speak_in_words(company: Company) -> None:
    idea = has_an_idea(company)
    amina, *_ = company
    slider = f"#effort-{idea}"
    amina.page.emulate_media(forced_colors="active")
    low, high = "input => { input.value = 10 }", "input => { input.value = 90 }"
    amina.find(slider).evaluate(low)
    at_the_low_end = drawn(amina.page, slider)
    amina.find(slider).evaluate(high)
    assert drawn(amina.page, slider) != at_the_low_end
    amina.page.emulate_media(forced_colors="none")
    amina.reach(slider)
    amina.page.keyboard.press("End")
    expect(amina.find(slider)).to_have_attribute("aria-valuetext", amina.say("a lot of work"))


def test_a_new_question_never_inherits_the_focus_of_the_last(company: Company) -> None:
    company.go_to(Step.survey)
    amina, *_ = company
    asked = amina.question
    radio = amina.find('[name="level"]').first
    radio.focus()
    amina.page.keyboard.press("Space")
    amina.page.keyboard.press("Enter")
    expect(amina.find(f"#{asked}")).to_have_count(0)
    expect(amina.find("h2[data-begin]")).to_be_focused()


def test_next_is_reached_at_once_and_an_act_whose_button_goes_leads_on(company: Company) -> None:
    console = company.console
    company.go_to(Step.groups)
    page = console.page
    page.evaluate("document.activeElement.blur()")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.locator('.skip-link[href="#go"]')).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('#go'))")
    console.reach("#stop-clock button")
    page.keyboard.press("Enter")
    expect(page.locator("#no-clock")).to_be_visible()
    assert not page.evaluate("document.activeElement.matches('h1, body')")
