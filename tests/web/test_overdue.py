"""A meeting that nobody has ended ends by itself three days after its day, also if the program was off meanwhile."""

import re
import time
from collections.abc import Callable

import pytest

from app.method import overdue, sorting, vote
from app.method.act import Act
from app.models import Ballot, Card, Device, HandVote, Lean, Meeting, ProgrammeRow, VoteRound
from app.vocabulary import Category, RoundState, Step
from tests.cast import Evening
from tests.environment import DAY
from tests.house import House


def days_ago(evening: Evening, days: float) -> None:
    """As if all of it had been so long ago."""

    def shift(act: Act) -> None:
        then = act.now - int(days * DAY)
        act.book.change(Meeting, {"id": evening.id}, starts_at=then, reopened_at=None)
        for row in act.book.all(ProgrammeRow, meeting_id=evening.id):
            if row.began_at is not None:
                act.book.change(ProgrammeRow, {"id": row.id}, began_at=then)

    evening.do(shift)


def voted(house: House) -> int:
    """A vote by phone in an open round; and a lean."""
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(sorting.lean, evening.member("Amina"), evening.ids(Card)[0], Category.more)
    proposal = evening.propose("Hodan", "Evening library")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    assert house.phone("Amina").tap("vote", proposal_id=proposal).status_code == 200
    return proposal


def test_while_the_program_runs_and_not_before_its_time(open_house: Callable[..., House]) -> None:
    house = open_house(deadline_seconds=0.05)
    evening = house.evening
    voted(house)
    wall, phone = house.projector().wire(), house.phone("Amina")
    days_ago(evening, 2.9)
    with evening.reading() as book:
        assert [*overdue.overdue(book, evening.do(lambda act: act.now))] == []
    days_ago(evening, 3.1)
    wall.wait(lambda _: evening.row.ended)
    assert (evening.all(Lean), evening.all(Ballot)) == ([], [])
    assert [vote_round.state for vote_round in evening.all(VoteRound)] == [RoundState.closed]
    assert 'data-step="ended"' in phone.screen()
    console = house.console()
    assert console.tap("reopened").status_code == 200
    assert not evening.row.ended, "whoever opens it again has three days again"
    with evening.reading() as book:
        assert [*overdue.overdue(book, evening.do(lambda act: act.now))] == []


def test_passed_while_the_program_was_off_and_what_cannot_be_counted_is_void(house: House) -> None:
    proposal, evening = voted(house), house.evening
    table = evening.groups[1]

    def too_many(act: Act) -> None:
        (opened,) = act.book.all(VoteRound)
        act.book.add(
            HandVote(vote_round_id=opened.id, small_group_id=table, proposal_id=proposal, votes=9)
        )

    evening.do(too_many)
    days_ago(evening, 30)
    house.stop()
    house.start()
    assert house.evening.row.ended
    assert [vote_round.state for vote_round in house.evening.all(VoteRound)] == [RoundState.void]
    assert (house.evening.all(Ballot), house.evening.all(Lean)) == ([], [])


def test_one_that_has_not_begun_may_be_of_another_day(house: House) -> None:
    evening = house.evening
    days_ago(evening, 30)
    now = evening.do(lambda act: act.now)
    with evening.reading() as book:
        assert [*overdue.overdue(book, now)] == [], "phones are in"
    evening.do(lambda act: act.book.change(Device, {"meeting_id": evening.id}, present=False))
    with evening.reading() as book:
        assert [*overdue.overdue(book, now)] == [evening.id], "people have come, and have left"


def test_a_clock_that_jumps_ahead_ends_no_evening_while_people_are_in(
    open_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(deadline_seconds=0.02, beat_seconds=0.1)
    evening, right = house.evening, time.time
    evening.go_to(Step.sorting)
    wire = house.phone("Amina").wire()
    monkeypatch.setattr(time, "time", lambda: right() + 3650 * DAY)
    heard = len(wire.beats)
    wire.wait(lambda wire: len(wire.beats) > heard + 2)
    assert not evening.row.ended
    evening.do(lambda act: act.book.change(Device, {"meeting_id": evening.id}, present=False))
    wire.wait(lambda _: evening.row.ended)


def test_what_the_wall_tells_of_a_vote_is_never_more_than_there_are_people(house: House) -> None:
    proposal, evening = voted(house), house.evening
    evening.do(vote.raise_hands, evening.groups[1], proposal, 4)
    house.phone("Kirsi").tap("vote", proposal_id=proposal)
    with evening.reading() as book:
        tables = vote.hands_at_tables(book, evening.keys, vote.newest_round(book, evening.id))
    assert [table.is_over for table in tables] == [True, False, False]
    told = re.search(r'class="sun-number"[^>]*>(\d+)<', house.projector().screen())
    assert told
    assert int(told[1]) == tables[0].headcount
