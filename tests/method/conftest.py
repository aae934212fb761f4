"""A vote that is on."""

import pytest

from app.method import vote
from app.vocabulary import Step
from tests.cast import Evening


@pytest.fixture
def proposals(meeting: Evening) -> dict[int, int]:
    """The proposal of each group, by the group's number; the vote is on and its first round open."""
    made = {
        1: meeting.propose("Amina", "Language café"),
        2: meeting.propose("Hodan", "Plain letters"),
        3: meeting.propose("Layla", "Evening library"),
    }
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    return made
