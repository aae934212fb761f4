"""The console tells soon that the wall is dark: the facilitator, who faces the room, does not see it."""

import pytest
from playwright.sync_api import expect

from tests.evening.hall import Hall

pytestmark = [pytest.mark.evening, pytest.mark.long, pytest.mark.timeout(120)]

PROMISED = 15_000


def test_a_lost_projector_is_told_within_fifteen_seconds(hall: Hall) -> None:
    """Whether its page is closed, or its line falls silent and nobody is told that it is gone."""
    lost = hall.console().find("#no-projector")
    wall = hall.wall()
    expect(lost).to_have_count(0)
    wall.page.close()
    expect(lost).to_be_visible(timeout=PROMISED)
    line = hall.line()
    hall.wall(line)
    expect(lost).to_have_count(0)
    with hall.watch.lost_lines():
        line.fall_silent()
        expect(lost).to_be_visible(timeout=PROMISED)
