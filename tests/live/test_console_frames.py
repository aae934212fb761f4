"""What goes down to a console in a hall of forty tables: what one act has changed, and nothing else."""

import pytest

from app.method import sorting, vote
from app.models import Card
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.ears import Frame, Wire
from tests.house import House
from tests.live.full_hall import AT_A_TABLE, full_evening, name_of

PROPOSALS = 8


@pytest.fixture
def evening(house: House) -> Evening:
    """Two hundred people at forty tables."""
    return full_evening(house)


def console_of(house: House, evening: Evening) -> Wire:
    """Once it shows what is stored now."""
    wire = house.console(of=evening).wire()
    newest(wire, evening)
    return wire


def newest(console: Wire, evening: Evening) -> Frame:
    sequence = evening.row.sequence
    return console.wait(lambda wire: wire.frames[-1].sequence >= sequence).frames[-1]


def test_a_decision_brings_one_tables_line_and_what_is_counted(
    house: House, evening: Evening
) -> None:
    evening.go_to(Step.sorting)
    console, card = console_of(house, evening), evening.ids(Card)[0]
    evening.do(sorting.decide, evening.member(name_of(0)), card, Category.more)
    frame = newest(console, evening)
    assert not frame.whole
    assert frame.size < 4_000


def test_a_vote_brings_what_counts_votes_alone(house: House, evening: Evening) -> None:
    proposals = [
        evening.propose(name_of(table * AT_A_TABLE), f"A day in the park, number {table}")
        for table in range(PROPOSALS)
    ]
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    console = console_of(house, evening)
    assert len(console.screen) < 60_000
    evening.do(vote.cast, evening.member(name_of(199)), proposals[0])
    frame = newest(console, evening)
    assert not frame.whole
    assert frame.size < 1_000
    assert '<span class="big">1</span>' in frame.content
