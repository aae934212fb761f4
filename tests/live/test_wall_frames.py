"""What comes down the wall's socket in a full hall: what has changed, and not the hall."""

import re
from collections.abc import Callable

import pytest

from app.method import clock, on_the_wall, sorting, vote
from app.models import Card
from app.vocabulary import Category, Door, Language, Role, Step
from tests.cast import Evening
from tests.ears import Frame
from tests.house import House
from tests.live.full_hall import full_evening


class Wall:
    """Its socket, and the evening that it shows."""

    def __init__(self, house: House) -> None:
        self.evening: Evening = full_evening(house)
        self.evening.do(on_the_wall.speak, Language.sv, Language.fi)
        self._house = house

    def told(self, happens: Callable[[], object], door: Door = Door.projector) -> Frame:
        """What a wall that shows the step is told of it, once it shows something else."""
        wire = self._house.opened(door, of=self.evening).wire()
        before = wire.frames[0]
        assert before.whole
        happens()
        wire.wait(lambda wire: wire.screen != before.content)
        return next(frame for frame in wire.frames if frame.content != before.content)


@pytest.fixture
def wall(house: House) -> Wall:
    return Wall(house)


def test_a_decision_brings_the_wall_one_house_and_its_count(wall: Wall) -> None:
    evening = wall.evening
    evening.go_to(Step.sorting)
    member, card = evening.member("P055"), evening.ids(Card)[0]
    told = wall.told(lambda: evening.do(sorting.decide, member, card, Category.more))
    assert not told.whole
    assert told.size < 3_000
    assert re.search(r'id="count-12"[^>]*>\s*1/24\s*<', told.content)


def test_a_vote_brings_the_wall_the_sun_alone(wall: Wall) -> None:
    evening = wall.evening
    proposal = evening.propose("P000", "Plain letters")
    evening.propose("P010", "A café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    voter = evening.member("P100")
    told = wall.told(lambda: evening.do(vote.cast, voter, proposal))
    assert not told.whole
    assert told.size < 1_500
    assert ">1</text>" in told.content


def test_who_joins_brings_the_wall_a_number_and_a_row_of_windows(wall: Wall) -> None:
    told = wall.told(lambda: wall.evening.join("Late", Role.resident))
    assert not told.whole
    assert told.size < 4_000
    assert "<strong>201</strong>" in told.content


def test_more_time_brings_the_presenters_remote_its_clock_alone(wall: Wall) -> None:
    evening = wall.evening
    evening.go_to(Step.results)
    evening.do(clock.start_clock, 5)
    told = wall.told(lambda: evening.do(clock.add_minutes, 3), Door.presenter)
    assert not told.whole
    assert told.size < 500
