"""A meeting that is ended with an open vote: the vote is closed by the same rules, and nobody's ballot is left."""

import gc

import pytest

from app.method import sealing, vote
from app.method.people import headcount
from app.models import Ballot, Proposal, Tally, VoteRound
from app.screens.vote import Choice
from app.vocabulary import Language, RoundState, Step
from tests.cast import Evening
from tests.house import Browser, House


@pytest.fixture
def console(house: House) -> Browser:
    """At the thanks; the vote was left open, and somebody has voted."""
    evening = house.evening
    proposal = evening.propose("Amina", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.do(vote.cast, evening.member("Layla"), proposal)
    evening.go_to(Step.thanks)
    return house.console(Language.en)


def rounds(evening: Evening) -> list[RoundState]:
    return [row.state for row in evening.all(VoteRound)]


@pytest.mark.parametrize("is_lost", [False, True], ids=["counted", "its key lost"])
def test_ending_the_meeting_ends_its_vote(house: House, console: Browser, *, is_lost: bool) -> None:
    evening = house.evening
    (opened,) = evening.all(VoteRound)
    assert "The vote is still open." in console.screen()
    if is_lost:
        sealing.destroy_key(evening.keys, opened.id)
    assert console.tap("ended").status_code == 200
    assert rounds(evening) == [RoundState.void if is_lost else RoundState.closed]
    assert [row.votes for row in evening.all(Tally)] == ([] if is_lost else [1])
    assert evening.all(Ballot) == []
    assert sealing.key_of(evening.keys, opened.id) is None
    assert console.tap("reopened").status_code == 200
    assert "The vote is still open." not in console.screen()
    assert len(rounds(evening)) == 1


def chosen_in_memory() -> list[Choice]:
    """What the program still has of screens that say for what somebody votes."""
    gc.collect()
    return [choice for choice in gc.get_objects() if isinstance(choice, Choice) and choice.chosen]


@pytest.mark.parametrize("way", ["vote/closed", "ended"])
def test_once_the_vote_is_closed_no_memory_says_who_chose_what(
    house: House, console: Browser, way: str
) -> None:
    house.evening.go_to(Step.vote)
    layla = house.phone("Layla")
    wire = layla.wire()
    layla.screen()
    assert chosen_in_memory()
    console.tap(way, **({"round_number": 1} if way == "vote/closed" else {}))
    wire.wait(lambda wire: len(wire.frames) > 1 or wire.closed)
    house.projector().screen()
    assert chosen_in_memory() == []


def test_a_meeting_whose_table_has_more_votes_than_people_is_not_ended_before_they_are_lowered(
    house: House, console: Browser
) -> None:
    evening, group = house.evening, house.evening.groups[3]
    (opened,) = evening.all(VoteRound)
    proposal = evening.all(Proposal)[0].id
    with evening.reading() as book:
        free = len(headcount.members(book, group)) - 1
    evening.go_to(Step.vote)
    evening.do(vote.raise_hands, group, proposal, free)
    others = [name for name in evening.people if evening.member(name).group_id == group]
    evening.do(vote.cast, evening.member(next(n for n in others if n != "Layla")), proposal)
    refused = console.tap("ended")
    assert refused.status_code == 409
    assert not evening.row.ended
    assert rounds(evening) == [RoundState.open]
    evening.do(vote.raise_hands, group, proposal, 0)
    assert console.tap("ended").status_code == 200
    assert [row.votes for row in evening.all(Tally, vote_round_id=opened.id)] == [2]
