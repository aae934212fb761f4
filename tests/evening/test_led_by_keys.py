"""A meeting is led by keys alone: every step, its groups, its clock, its wall, its vote and what is agreed."""

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step, Theme
from tests.evening.company import Company
from tests.evening.hall import Hall
from tests.evening.keys import KeyedConsole

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(600)]

IDEA, OWNER, FIRST_STEP = "Läxkafé på biblioteket", "Biblioteket", "Ett rum"


@pytest.fixture
def led(hall: Hall) -> Company:
    return Company(hall, hall.console(KeyedConsole), hall.wall())


def test_a_meeting_is_led_by_keys_alone(led: Company) -> None:
    begins(led)
    sorts(led)
    has_an_idea(led)
    votes(led)
    agrees(led)


def begins(led: Company) -> None:
    console = led.console
    for name in ("Amina", "Börje", "Kirsi"):
        led.comes(name)
    led.next(Step.opening)
    console.press("#blank-up button")
    expect(console.find("#blank-down")).to_be_visible()
    console.press("#blank-down button")
    expect(console.find("#blank-up")).to_be_visible()
    led.next(Step.results)
    console.show_theme(Theme.attitudes)
    led.next(Step.supper)
    led.next(Step.groups)
    console.form_groups(1)
    console.stop_clock()
    console.start_clock(12)


def sorts(led: Company) -> None:
    console = led.console
    led.next(Step.sorting)
    amina, other, _ = led
    amina.decide("more")
    expect(console.find("#step-title")).to_contain_text("1")
    other.raise_hand()
    expect(console.find("#calls > li")).to_have_count(1)
    console.goes_to(1)
    console.add_five_minutes()
    led.next(Step.picture)
    console.put_up("picture")


def has_an_idea(led: Company) -> None:
    console = led.console
    led.next(Step.ideas)
    amina, *_ = led
    amina.write(IDEA)
    amina.has_ideas(1)
    console.sees(IDEA)
    console.hide(IDEA)
    console.show_again(IDEA)
    led.next(Step.axis)
    idea = amina.idea_called(IDEA)
    amina.place_by_sliders(idea, 20, 80)
    amina.settle(idea)
    amina.propose(idea)
    expect(amina.find(f"#withdraw-button-{idea}")).to_be_visible()
    console.put_up("titles")


def votes(led: Company) -> None:
    console = led.console
    led.next(Step.proposals)
    console.spotlight_next()
    expect(led.wall.find("#spotlit")).to_be_visible()
    led.next(Step.vote)
    console.open_vote()
    console.close_vote()
    console.show_result()


def agrees(led: Company) -> None:
    console = led.console
    led.next(Step.agreement)
    console.agree_on(IDEA)
    console.complete(0, OWNER, FIRST_STEP, "")
    expect(led.wall.main).to_contain_text(OWNER)
    led.next(Step.survey)


def test_the_wall_has_nothing_that_a_key_could_press(led: Company) -> None:
    """It is a picture: a keyboard at the projector does nothing to it."""
    led.console.next()
    led.wall.at(Step.opening)
    controls = "a[href], button, input, select, textarea, summary, form"
    assert led.wall.main.locator(controls).count() == 0
