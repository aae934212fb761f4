"""A whole evening in engines that are not Chromium: two phones, the console, the wall and the remote, all in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsers import until_picture, until_thanks
from tests.browsers.company import gather
from tests.browsers.engine import Engine
from tests.house import House

pytestmark = [pytest.mark.long, pytest.mark.evening, pytest.mark.timeout(900)]


@pytest.mark.parametrize("kind", ["firefox", "webkit"])
def test_a_whole_evening(house: House, opens: Callable[[], Engine], pictures: Path) -> None:
    company = gather(house, opens, pictures)
    until_picture.all_come_in(company)
    until_picture.opening(company)
    until_picture.results(company)
    until_picture.supper(company)
    until_picture.small_groups(company)
    until_picture.sorting_cards(company)
    until_picture.the_picture(company)
    until_thanks.writing_ideas(company)
    until_thanks.on_the_axis(company)
    until_thanks.the_proposals(company)
    until_thanks.the_vote(company)
    until_thanks.what_is_agreed(company)
    until_thanks.the_survey(company)
    until_thanks.thanks(company)
