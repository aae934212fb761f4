"""Next pressed by mistake, and then Back, leaves every screen as it was, in every step."""

import re
from collections.abc import Callable

import pytest

from app.method import clock, on_the_wall, programme
from app.models import ProgrammeRow
from app.vocabulary import Shown, Step
from tests.cast import Evening
from tests.faults.walking import Walk
from tests.house import House, main_of

# When a clock ends is stored anew, as many seconds from now as were left: perhaps a second later. The digests of
# parts follow from what is in them.
MOMENTS = re.compile(r'="\d{9,10}"|\b\d\d[:.]\d\d\b| data-v="[^"]*"')
ON_WALL = (Shown.picture, Shown.axis_titles)


@pytest.fixture
def walk(open_house: Callable[..., House]) -> Walk:
    house = open_house()
    return Walk(house, house.evening.sign_in())


def screens(walk: Walk) -> dict[str, str]:
    """Every screen, by its address and cookie."""
    return {
        f"{browser.path} {list(browser.cookies.items())}": MOMENTS.sub(
            "", main_of(browser.get().text)
        )
        for browser in walk.seen
    }


def neighbours(evening: Evening) -> list[int]:
    rows, now = evening.all(ProgrammeRow, meeting_id=evening.id), evening.row.current_row_id
    beside = (programme.next_row(rows, now), programme.row_before(rows, now))
    return [row.id for row in beside if row]


def lead_to(evening: Evening, *row_ids: int) -> None:
    for row_id in row_ids:
        evening.do(programme.go_to, row_id, evening.row.current_row_id)


def test_in_every_step_there_and_back_leaves_every_screen_as_it_was(walk: Walk) -> None:
    evening = walk.evening
    rows = evening.ids(ProgrammeRow)
    lead_to(evening, *rows)  # all have been on, and none is told as to come
    for what in ON_WALL:
        evening.do(on_the_wall.show, what)
    walked: set[Step] = set()
    for step in walk.steps():
        evening.do(clock.start_clock, 10)
        before, here = screens(walk), evening.row.current_row_id
        for row_id in neighbours(evening):
            lead_to(evening, row_id, here or 0)
            after = screens(walk)
            assert {at for at in before if before[at] != after[at]} == set(), step
        walked.add(step)
    assert len(walked) == len(rows)
