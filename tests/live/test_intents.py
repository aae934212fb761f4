"""The memory of intents is bounded, and what was sealed leaves it with its key."""

import pytest

from app.live.intents import ACTS_REMEMBERED, Intent, Intents
from app.method.act import Act
from app.method.refusals import RefusedError
from app.models import Ballot, Operation, Survey, SurveyForm, VoteRound
from tests.cast import Evening, once


def meant(page: str, count: int = 1, end: str = "lean", seen: int = 0) -> Intent:
    return Intent(page=page, seen=seen, count=count, said=f"{page} {count}", holder="h", end=end)


def remember(act: Act, intents: Intents, intent: Intent) -> None:
    intents.remember(act.book, act, intent, changed=True)


def is_done(act: Act, intents: Intents, intent: Intent) -> bool:
    return intents.is_done(act.book, act.meeting_id, intent)


def test_of_what_says_a_wanted_end_the_newest_of_each_is_remembered_and_only_so_many(
    evening: Evening,
) -> None:
    intents = Intents(most=3)
    for count in range(1, 20):
        evening.do(remember, intents, meant("a", count))
    assert len(intents) == 1
    for number in range(20):
        evening.do(remember, intents, meant("a", end=f"end {number}"))
    assert len(intents) == 3
    assert evening.do(is_done, intents, meant("a", end="end 19"))
    assert not evening.do(is_done, intents, meant("a", end="end 1"))
    assert evening.all(Operation) == []


def test_what_was_added_is_known_for_as_long_as_so_many_acts_follow(evening: Evening) -> None:
    def add(name: str) -> bool:
        return (
            evening.writer.submit(evening.id, lambda _: None, intent=once(name)).result().repeated
        )

    def follow(act: Act, number: int) -> None:
        """As if so many acts had followed."""
        act.book.change(Operation, {"meeting_id": act.meeting_id}, sequence=act.sequence - number)

    assert [add("early"), add("early")] == [False, True]
    evening.do(follow, ACTS_REMEMBERED)
    assert [add("late"), add("early")] == [False, True]
    evening.do(follow, ACTS_REMEMBERED + 2)
    assert not add("newest")
    assert [row.intent for row in evening.all(Operation)] == [once("newest").digest]


def test_what_was_sealed_is_forgotten_with_its_key_and_no_other(evening: Evening) -> None:
    def sealed(act: Act, intents: Intents, intent: Intent) -> int:
        vote_round = VoteRound(meeting_id=act.meeting_id)
        act.book.add(vote_round)
        act.book.add(Ballot(vote_round_id=vote_round.id, pseudonym=b"1", sealed=b"1"))
        intents.remember(act.book, act, intent, changed=True)
        return vote_round.id

    def sealed_too(act: Act, intents: Intents, intent: Intent) -> None:
        survey = Survey(meeting_id=act.meeting_id)
        act.book.add(survey)
        act.book.add(SurveyForm(survey_id=survey.id, pseudonym=b"1", sealed=b"1"))
        intents.remember(act.book, act, intent, changed=True)

    intents = Intents()
    unsealed = evening.do(sealed, intents, meant("a", end="vote"))
    evening.do(sealed_too, intents, meant("a", end="survey"))
    evening.do(remember, intents, meant("a", end="lean"))
    intents.forget_sealed({unsealed})
    assert not evening.do(is_done, intents, meant("a", end="vote"))
    assert evening.do(is_done, intents, meant("a", end="survey"))
    assert evening.do(is_done, intents, meant("a", end="lean"))


def test_what_could_not_be_saved_was_not_done(evening: Evening) -> None:
    intents = Intents()
    evening.do(remember, intents, meant("a"))
    intents.saved()
    evening.do(remember, intents, meant("b", seen=2**40))
    evening.do(remember, intents, meant("b", count=2, seen=2**40))
    intents.not_saved()
    assert evening.do(is_done, intents, meant("a"))
    assert not evening.do(is_done, intents, meant("b", seen=2**40))


def test_an_older_one_of_another_page_is_refused(evening: Evening) -> None:
    intents = Intents()
    evening.do(remember, intents, meant("a"))
    with pytest.raises(RefusedError):
        evening.do(is_done, intents, meant("b", seen=0))
    assert not evening.do(is_done, intents, meant("b", seen=evening.row.sequence + 1))
