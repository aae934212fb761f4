"""A meeting led by somebody who does not see the console: by keys alone, and by what is heard, held word for word to
`led_by_ear.txt`.

Delete that file to have it written anew, and read it then as a person would who has nothing else.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.vocabulary import Step, Theme
from tests.evening.company import Company
from tests.evening.hall import Hall
from tests.evening.keys import KeyedConsole
from tests.evening.read_aloud import Reader

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(600)]

HEARD = Path(__file__).with_name("led_by_ear.txt")
IDEA, OWNER, FIRST_STEP = "Läxkafé på biblioteket", "Biblioteket", "Ett rum"


@pytest.fixture
def led(hall: Hall) -> Company:
    hall.is_planned_for_later()
    return Company(hall, hall.console(KeyedConsole), hall.wall())


def test_a_meeting_is_led_by_keys_and_by_ear(led: Company) -> None:
    console = led.console
    assert isinstance(console, KeyedConsole)
    reader = Reader(console, says_focus=True, skips="Program")
    begins(led, reader)
    sorts(led, reader)
    has_an_idea(led, reader)
    votes(led, reader)
    ends(led, reader)
    assert console.amiss == set()
    if not HEARD.exists():
        HEARD.write_text(reader.told, "utf-8")
        pytest.fail(f"{HEARD.name} is written: read it")
    assert reader.told == HEARD.read_text("utf-8")


def begins(led: Company, reader: Reader) -> None:
    console = led.console
    reader.reads("before the meeting")
    leads_to_next(led)
    for name in ("Amina", "Börje", "Kirsi"):
        phone = led.comes(name)
        phone.page.remove_locator_handler(phone.find("#go-on"))  # nobody waits for the next card
    led.next(Step.opening)
    reader.reads("opening")
    console.press("#blank-up button")
    expect(console.find("#blank-down")).to_be_visible()
    reader.hears("opening: the wall is blank")
    console.press("#blank-down button")
    expect(console.find("#blank-up")).to_be_visible()
    led.next(Step.results)
    console.show_theme(Theme.attitudes)
    reader.reads("results: a theme is shown")
    led.next(Step.supper)
    led.next(Step.groups)
    reader.reads("groups: none yet")
    console.form_groups(1)
    reader.hears("groups: formed")
    console.stop_clock()
    reader.hears("groups: the clock is stopped")
    console.start_clock(12)
    reader.hears("groups: the clock runs")
    console.runs_out_of_time()
    reader.hears("groups: the time is up")


def leads_to_next(led: Company) -> None:
    """The second link of the page: Next is not behind all the rows of the programme."""
    keyboard, console = led.console.page.keyboard, led.console
    keyboard.press("Tab")
    keyboard.press("Tab")
    expect(console.find(".skip-link[href='#onward']")).to_be_focused()
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(console.find("#next button")).to_be_focused()


def sorts(led: Company, reader: Reader) -> None:
    console = led.console
    led.next(Step.sorting)
    amina, other, _ = led
    reader.reads("sorting")
    amina.decide("more")
    expect(console.find("#step-title")).to_contain_text("1")
    other.raise_hand()
    expect(console.find("#calls > li")).to_have_count(1)
    reader.hears("sorting: a card is decided, a hand is raised")
    console.goes_to(1)
    reader.hears("sorting: I am going there")
    console.add_five_minutes()
    led.next(Step.picture)
    console.put_up("picture")
    reader.reads("picture: it is shown")


def has_an_idea(led: Company, reader: Reader) -> None:
    console = led.console
    led.next(Step.ideas)
    amina, *_ = led
    amina.write(IDEA)
    amina.has_ideas(1)
    console.sees(IDEA)
    console.hide(IDEA)
    reader.reads("ideas: one is hidden")
    console.show_again(IDEA)
    reader.hears("ideas: it is shown again")
    led.next(Step.axis)
    idea = amina.idea_called(IDEA)
    amina.place_by_sliders(idea, 20, 80)
    amina.settle(idea)
    amina.propose(idea)
    expect(amina.find(f"#withdraw-button-{idea}")).to_be_visible()
    console.put_up("titles")
    reader.reads("axis: with titles")


def votes(led: Company, reader: Reader) -> None:
    console = led.console
    led.next(Step.proposals)
    console.spotlight_next()
    expect(console.find("#wall-shows")).to_contain_text(IDEA)
    reader.reads("proposals: the first one is shown")
    led.next(Step.vote)
    reader.reads("vote: not open yet")
    console.open_vote()
    reader.hears("vote: open")
    console.close_vote()
    reader.reads("vote: closed")
    console.show_result()
    reader.hears("vote: the hall sees the result")


def ends(led: Company, reader: Reader) -> None:
    console = led.console
    led.next(Step.agreement)
    console.agree_on(IDEA)
    console.complete(0, OWNER, FIRST_STEP, "")
    expect(led.wall.main).to_contain_text(OWNER)
    console.sees(console.say("to be asked"), "#actions")
    reader.reads("agreement: an action")
    led.next(Step.survey)
    reader.reads("survey")
    console.next()
    led.wall.at(Step.thanks)
    led.wall.page.close()
    expect(console.find("#no-projector")).to_be_visible()
    reader.reads("thanks: the projector is lost")
    console.end()
    reader.hears("ended")


def test_the_wall_has_nothing_that_a_key_could_press(led: Company) -> None:
    """It is a picture: a keyboard at the projector does nothing to it."""
    led.console.next()
    led.wall.at(Step.opening)
    controls = "a[href], button, input, select, textarea, summary, form"
    assert led.wall.main.locator(controls).count() == 0
