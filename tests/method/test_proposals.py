"""Proposals that are the same become one, and are taken apart again until a vote opens."""

from collections.abc import Callable
from typing import Any

import pytest

from app.method import axis, ideas, proposals, vote
from app.method.act import Act, Member
from app.method.people import merging
from app.method.refusals import idea_gone, own_group, same_proposal, voted_on
from app.method.vote_electorate import Electorate
from app.models import Idea, Proposal
from app.reading.snapshot import Snapshot
from app.screens import hung
from app.screens.speaker import Speaker
from app.vocabulary import Language, Step
from tests.cast import Evening


@pytest.fixture
def three(meeting: Evening) -> dict[int, int]:
    """The proposal of each group, by the group's number; the wall is on."""
    made = {
        1: meeting.propose("Amina", "Language café"),
        2: meeting.propose("Hodan", "Coffee in two languages"),
        3: meeting.propose("Layla", "Evening library"),
    }
    meeting.go_to(Step.proposals)
    return made


def on_the_wall(meeting: Evening) -> list[tuple[int, list[int]]]:
    """The proposals as they hang: each one's group, and the groups of those joined into it."""
    with meeting.reading() as book:
        snapshot = Snapshot(book, meeting.keys, meeting.id, {})
        say = Speaker(snapshot.meeting, Language.sv)
        lines = [hung.proposal_line(say, *both) for both in hung.proposals(snapshot.meeting)]
    return [(line.group_number, [joined.group_number for joined in line.joined]) for line in lines]


def nobody_can_vote_for(meeting: Evening) -> list[int]:
    with meeting.reading() as book:
        return Electorate.of(book, meeting.id).without_voters(())


def test_one_stands_for_both_with_the_marks_of_both_and_is_taken_apart(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    assert on_the_wall(meeting) == [(1, [2]), (3, [])]
    meeting.do(proposals.take_apart, three[2])
    assert on_the_wall(meeting) == [(1, []), (2, []), (3, [])]


def test_nobody_of_any_of_its_groups_votes_for_a_joined_proposal(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    for name in ("Amina", "Hodan"):
        meeting.refused(own_group, vote.cast, meeting.member(name), three[1])
    meeting.do(vote.cast, meeting.member("Layla"), three[1])
    meeting.refused(voted_on, proposals.take_apart, three[2])
    meeting.refused(voted_on, proposals.join, three[1], three[3])
    results = meeting.do(vote.close_round, 1)
    assert {result.proposal_id: result.votes for result in results} == {three[1]: 1, three[3]: 0}


def test_what_was_joined_comes_along_into_a_third(meeting: Evening, three: dict[int, int]) -> None:
    meeting.do(proposals.join, three[1], three[2])
    meeting.do(proposals.join, three[3], three[1])
    assert on_the_wall(meeting) == [(3, [1, 2])]


def test_what_is_joined_to_a_joined_one_comes_to_the_one_that_stands_for_it(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    meeting.do(proposals.join, three[2], three[3])
    assert on_the_wall(meeting) == [(1, [2, 3])]
    before = meeting.row.sequence
    meeting.do(proposals.join, three[2], three[1])
    meeting.do(proposals.join, three[1], three[3])
    assert (on_the_wall(meeting), meeting.row.sequence) == ([(1, [2, 3])], before)


def test_the_one_that_stood_for_the_others_can_be_taken_out_too(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    meeting.do(proposals.join, three[1], three[3])
    meeting.do(proposals.take_apart, three[1])
    wall = on_the_wall(meeting)
    assert wall in ([(1, []), (2, [3])], [(1, []), (3, [2])])


def test_while_its_words_are_hidden_a_joined_one_shows_those_of_another_group(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    hide(meeting, three[1])
    assert on_the_wall(meeting) == [(2, [1]), (3, [])]
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), three[1])
    hide(meeting, three[2])
    assert on_the_wall(meeting) == [(3, [])]
    meeting.refused(idea_gone, vote.cast, meeting.member("Antti"), three[1])
    hide(meeting, three[1], hidden=False)
    assert on_the_wall(meeting) == [(1, [2]), (3, [])]
    assert {result.votes for result in meeting.do(vote.close_round, 1)} == {1, 0}


def hide(meeting: Evening, proposal_id: int, *, hidden: bool = True) -> None:
    (proposal,) = meeting.all(Proposal, id=proposal_id)
    meeting.do(ideas.hide, proposal.idea_id, hidden=hidden)


def test_a_proposal_that_is_taken_back_leaves_the_joined_one_standing(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    (proposal,) = meeting.all(Proposal, id=three[1])
    (idea,) = meeting.all(Idea, id=proposal.idea_id)
    meeting.do(proposals.withdraw, meeting.member("Amina"), idea.id)
    assert on_the_wall(meeting) == [(2, []), (3, [])]


@pytest.mark.parametrize("act", [ideas.drop, axis.unsettle, proposals.withdraw])
def test_a_proposal_that_is_taken_down_is_gone_from_what_is_kept_for_all_screens(
    meeting: Evening, act: Callable[[Act, Member, int], None]
) -> None:
    kept = dict[Any, Any]()
    meeting.propose("Hodan", "Coffee")
    mine = meeting.propose("Amina", "Language café")
    (idea_id,) = [row.idea_id for row in meeting.all(Proposal, id=mine)]
    assert idea_id in proposed(meeting, kept)
    meeting.do(act, meeting.member("Amina"), idea_id)
    assert proposed(meeting, kept) == proposed(meeting, {})


def proposed(meeting: Evening, kept: dict[Any, Any]) -> set[int]:
    """Ids of the ideas that are up, as screens are made of what is `kept`."""
    with meeting.reading() as book:
        return {*Snapshot(book, meeting.keys, meeting.id, kept).meeting.proposed}


def test_a_proposal_is_not_joined_with_itself(meeting: Evening, three: dict[int, int]) -> None:
    meeting.refused(same_proposal, proposals.join, three[1], three[1])


def test_it_is_known_when_nobody_is_left_to_vote_for_one(
    meeting: Evening, three: dict[int, int]
) -> None:
    meeting.do(proposals.join, three[1], three[2])
    assert nobody_can_vote_for(meeting) == []
    meeting.do(proposals.join, three[1], three[3])
    assert nobody_can_vote_for(meeting) == [three[1]]
    meeting.do(proposals.take_apart, three[3])
    meeting.do(merging.merge, meeting.groups[3], meeting.groups[2])
    assert nobody_can_vote_for(meeting) == [three[1]]
    meeting.join("Anna")
    assert nobody_can_vote_for(meeting) == [three[1]]
