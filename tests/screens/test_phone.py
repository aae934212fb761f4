"""What a phone shows in whatever step: the principles one tap away, what stands on the wall, and what is next."""

import re

import pytest

from app.method import on_the_wall
from app.method.preparing import planning
from app.models import Meeting
from app.vocabulary import Shown, Step
from tests.house import Browser, House


def test_the_principles_come_before_the_button_and_are_one_tap_away_all_evening(
    house: House,
) -> None:
    evening = house.evening
    page = house.browser(f"/{house.code}").get().text
    assert page.index('id="principles"') < page.index('id="role"') < page.index('id="join-button"')
    for step in (Step.opening, Step.results, Step.sorting):
        evening.go_to(step)
        assert 'id="principles-title"' in house.phone("Olena").screen(), step


def next_of(phone: Browser) -> str:
    onwards = re.search(
        r'id="onwards"[^>]*>\s*<p>Next: (.*?)<',
        phone.screen(),
    )
    return onwards[1] if onwards else ""


def said_onwards(phone: Browser) -> list[str]:
    """What stands there without script, with … for a time."""
    words = re.search(r'id="onwards".*?</div>', phone.screen(), re.DOTALL)
    assert words
    return without_script(words[0])


def without_script(part: str) -> list[str]:
    said = re.findall(r"(<[^<>]*>)([^<>]*\w[^<>]*)<", part)
    return [re.sub(r"[\d.]+$", "…", line) for tag, line in said if " hidden" not in tag]


def test_without_script_what_is_next_stays_true_once_its_time_has_passed(house: House) -> None:
    """Nothing on such a page notices it."""
    evening, phone = house.evening, house.phone("Olena")
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, starts_at=act.now - 6000))
    assert said_onwards(phone) == ["The meeting is planned to begin at …"]
    evening.go_to(Step.opening)
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, clock_until=act.now - 60))
    assert said_onwards(phone) == ["Next: Results", "Planned for about …"]


@pytest.mark.parametrize("step", [Step.supper, Step.pause])
def test_without_script_a_break_tells_of_a_plan_that_was_one_also_once_it_goes_on_for_longer(
    house: House, step: Step
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.do(planning.add_pause)
    evening.go_to(step)
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, clock_until=act.now - 60))
    ground = phone.screen().partition('class="ground')[2].partition('id="onwards"')[0]
    assert without_script(f"<{ground}") == ["We plan to continue at …"]


def test_who_looks_on_and_waits_is_told_when_it_begins_what_stands_on_the_wall_and_what_is_next(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    assert "The meeting is planned to begin at" in phone.screen()
    evening.go_to(Step.opening)
    assert next_of(phone) == "Results"
    principles = 'id="sky-opening-principles"'
    assert principles not in phone.screen()
    evening.do(on_the_wall.show, Shown.principles)
    assert principles in phone.screen()
    evening.go_to(Step.results)
    assert "Theme 1 of" in phone.screen()
    assert next_of(phone) == "Meal"
    evening.go_to(Step.supper)
    assert next_of(phone) == "Small groups"
