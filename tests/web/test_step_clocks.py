"""A step that is left by mistake has its clock again, on wall, phones and console alike."""

import re

import pytest

from app.hall_clock import hall_day
from app.limits import DAY
from app.method import ending
from app.method.act import Act
from app.method.held_day import stored_held_day
from app.models import Meeting, ProgrammeRow
from app.templating import clock_time
from app.vocabulary import Language, Step
from tests.house import Browser, House
from tests.web.at_console import go_on, hidden
from tests.web.elements import tree
from tests.web.markup import form_of

# A test takes no longer: what is awaited of a clock stands to within this.
MOMENT = 60


@pytest.fixture
def console(house: House) -> Browser:
    """Twenty minutes more than planned were given to the results."""
    house.evening.go_to(Step.results)
    console = house.console(Language.en)
    console.tap("clock/more", minutes=20, until=house.evening.row.clock_until)
    return console


def go_back(console: Browser) -> str:
    return console.tap("step", **hidden(console.screen(), "back")).text


def run_out(act: Act) -> None:
    """As it is a minute and a half after the clock has run out."""
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=act.now - 90)


def offered(console: Browser) -> str:
    """With how many minutes the console would start the clock."""
    return form_of(console.get(), f"{console.path}/clock")["minutes"]


def deadlines(house: House) -> list[int | None]:
    """Until when the clock runs on phone, wall and console."""
    screens = [
        browser.screen() for browser in (house.phone("Amina"), house.projector(), house.console())
    ]
    clocks = [re.search(r'data-until="(\d+)"', screen) for screen in screens]
    return [int(clock[1]) if clock else None for clock in clocks]


def same(before: list[int | None], after: list[int | None]) -> bool:
    return all(
        now is not None and was is not None and 0 <= now - was < MOMENT
        for was, now in zip(before, after, strict=True)
    )


def test_next_pressed_by_mistake_and_back_leave_every_clock_running(
    house: House, console: Browser
) -> None:
    before = deadlines(house)
    go_on(console)
    assert not same(before, deadlines(house)), "supper has a clock of its own"
    go_back(console)
    assert same(before, deadlines(house))


def test_a_step_that_was_looked_at_ahead_still_has_its_clock_when_its_time_comes(
    house: House, console: Browser
) -> None:
    go_on(console)
    supper = deadlines(house)
    go_back(console)
    go_on(console)
    assert same(supper, deadlines(house))


def test_a_clock_that_had_run_out_has_run_out_as_long(house: House, console: Browser) -> None:
    house.evening.do(run_out)
    before = deadlines(house)
    go_on(console)
    go_back(console)
    assert same(before, deadlines(house))


def test_a_clock_that_was_stopped_stays_so_and_keeps_its_time(
    house: House, console: Browser
) -> None:
    console.tap("clock/stopped")
    before = offered(console)
    go_on(console)
    go_back(console)
    assert deadlines(house) == [None, None, None]
    assert offered(console) == before == "30"


def test_a_clock_that_was_stopped_by_mistake_goes_on_as_the_console_offers_it(
    house: House, console: Browser
) -> None:
    before = deadlines(house)
    for _ in range(2):
        console.tap("clock/stopped")
    console.tap("clock", minutes=offered(console))
    assert same(before, deadlines(house))


def test_where_no_time_was_left_the_console_offers_what_is_planned(
    house: House, console: Browser
) -> None:
    house.evening.do(run_out)
    console.tap("clock/stopped")
    assert offered(console) == "10"


def test_the_step_that_is_on_keeps_its_clock_when_it_is_chosen_again(
    house: House, console: Browser
) -> None:
    before = deadlines(house)
    at = house.evening.row.current_row_id
    console.tap("step", row_id=at, seen_row_id=at)
    assert deadlines(house) == before


def test_a_step_that_was_looked_at_ahead_is_still_to_come(house: House, console: Browser) -> None:
    def rows() -> list[str]:
        return [row.said for row in tree(console.screen()).all("li", kind="row")]

    before, at = rows(), house.evening.row.current_row_id
    ahead = house.evening.all(ProgrammeRow, kind=Step.agreement)[0].id
    console.tap("step", row_id=ahead, seen_row_id=at)
    assert rows() != before
    console.tap("step", row_id=at, seen_row_id=ahead)
    assert rows() == before
    assert [row for row in before if "Finished" in row] == []


def test_a_step_that_was_tried_before_the_evening_begins_anew_with_its_day_and_its_whole_clock(
    house: House, console: Browser
) -> None:
    evening = house.evening

    def was_tried(act: Act) -> None:
        """Everything but the opening, five days before the evening, which is today."""
        act.book.change(Meeting, {"id": act.meeting_id}, starts_at=act.now, clock_until=None)
        for row in act.book.all(ProgrammeRow, meeting_id=act.meeting_id):
            left = {
                "clock_left": 7,
                "clock_goes_on": True,
                "began_sequence": row.began_sequence or 1,
            }
            tried = act.now - 5 * DAY
            act.book.change(ProgrammeRow, {"id": row.id}, began_at=tried, **left)

    evening.do(was_tried)
    (pause,) = evening.all(ProgrammeRow, kind=Step.supper)
    console.tap("step", row_id=pause.id, seen_row_id=evening.row.current_row_id)
    (begun,) = evening.all(ProgrammeRow, id=pause.id)
    until = evening.row.clock_until or 0
    assert begun.began_at is not None
    assert abs(until - begun.began_at - pause.minutes * 60) < MOMENT
    assert begun.began_sequence == 1
    evening.do(ending.end, ended=True)
    with evening.reading() as book:
        assert stored_held_day(book, evening.row) == hall_day(begun.began_at)


def test_without_script_the_clock_says_what_is_planned_which_stays_true_once_that_time_has_passed(
    house: House, console: Browser
) -> None:
    house.evening.do(run_out)
    planned = clock_time(house.evening.row.clock_until or 0)
    for browser, said in (
        (console, f"planned until {planned}"),
        (house.phone("Amina"), f"planerat till kl. {planned}"),
        (house.phone("Hodan"), f"suunniteltu päättyväksi klo {planned}"),
    ):
        (clock, *_) = tree(browser.screen()).all("time")
        assert clock.said == said
