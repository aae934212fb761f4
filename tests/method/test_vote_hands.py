"""Hand votes: a table's hands count beside its phones' votes: never more than its people, never for its own idea."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.method import (
    groups,
    groups_planning,
    ideas,
    proposals as proposing,
    sealing,
    vote,
    vote_hands,
)
from app.method.people import headcount, merging
from app.method.refusals import (
    NotYoursError,
    idea_gone,
    no_open_vote,
    own_hands,
    step_closed,
    too_many_hands,
    too_many_votes,
    vote_void,
)
from app.method.rules import group_dissolved
from app.method.vote_tallies import VoteResult
from app.models import HandVote, Proposal, VoteRound
from app.vocabulary import RoundState, Step
from tests.cast import Evening
from tests.crowd import DONE, at_once, told

AT_ONCE = 50


def table(meeting: Evening, number: int) -> vote_hands.VotingGroup:
    rounds = sorted(meeting.all(VoteRound), key=lambda vote_round: vote_round.number)
    with meeting.reading() as book:
        tables = vote.hands_at_tables(book, meeting.keys, rounds[-1])
    return next(group for group in tables if group.number == number)


def raise_hands(meeting: Evening, group: int, proposal_id: int, votes: int) -> None:
    meeting.do(vote.raise_hands, meeting.groups[group], proposal_id, votes)


def seven_at_the_first_table(meeting: Evening) -> None:
    meeting.do(headcount.count_heads, meeting.groups[1], 7)


def test_hands_are_counted_beside_the_votes_by_phone_and_told_apart(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    seven_at_the_first_table(meeting)
    raise_hands(meeting, 1, proposals[2], 2)
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[3])
    assert meeting.do(vote.close_round, 1) == [
        VoteResult(proposals[2], 3, hands=2),
        VoteResult(proposals[3], 1),
        VoteResult(proposals[1], 0),
    ]


def test_a_new_number_replaces_the_old_one_and_nought_takes_the_hands_back(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    for votes in (3, 3, 1):
        raise_hands(meeting, 1, proposals[2], votes)
        assert table(meeting, 1).hands == {proposals[2]: votes}
    raise_hands(meeting, 1, proposals[2], 0)
    assert (table(meeting, 1).hands, meeting.all(HandVote)) == ({}, [])


def test_no_table_has_more_votes_than_its_people_can_give(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    seven_at_the_first_table(meeting)
    for name in ("Amina", "Börje", "Kirsi"):
        meeting.do(vote.cast, meeting.member(name), proposals[3])
    raise_hands(meeting, 1, proposals[2], 3)
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[1], proposals[3], 2)
    raise_hands(meeting, 1, proposals[3], 1)
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[1], proposals[2], 4)
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[2], proposals[1], 6)


def test_a_tables_own_proposals_take_no_hands_of_it(meeting: Evening) -> None:
    kept, other = meeting.propose("Amina", "Coffee"), meeting.propose("Hodan", "Café")
    third = meeting.propose("Layla", "Letters")
    meeting.go_to(Step.proposals)
    meeting.do(proposing.join, kept, other)
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    for number in (1, 2):
        meeting.refused(own_hands, vote.raise_hands, meeting.groups[number], kept, 1)
    raise_hands(meeting, 3, kept, 1)
    meeting.refused(idea_gone, vote.raise_hands, meeting.groups[3], other, 1)
    meeting.refused(own_hands, vote.raise_hands, meeting.groups[3], third, 1)


def test_who_sat_in_the_proposing_group_raises_no_hand_for_it_at_another_table(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    assert table(meeting, 2).headcount == 6
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[2], proposals[1], 6)
    raise_hands(meeting, 2, proposals[1], 5)
    raise_hands(meeting, 2, proposals[1], 0)
    raise_hands(meeting, 2, proposals[3], 6)


def test_a_vote_by_phone_is_never_refused_for_hands_but_the_vote_is_not_closed_until_they_are_lowered(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    raise_hands(meeting, 1, proposals[2], 5)
    meeting.do(vote.cast, meeting.member("Amina"), proposals[3])
    assert table(meeting, 1).is_over
    meeting.refused(too_many_votes, vote.close_round, 1)
    raise_hands(meeting, 1, proposals[2], 4)
    assert meeting.do(vote.close_round, 1)[:2] == [
        VoteResult(proposals[2], 4, hands=4),
        VoteResult(proposals[3], 1),
    ]


def test_where_each_has_two_votes_hands_tell_at_least_how_many_people_raised_them(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    """As another version may open the round: three hands are of two people, or of three."""
    meeting.do(lambda act: act.book.change(VoteRound, {"meeting_id": meeting.id}, votes_each=2))
    raise_hands(meeting, 1, proposals[2], 1)
    raise_hands(meeting, 1, proposals[3], 2)
    assert (table(meeting, 1).raised, table(meeting, 1).by_hand) == (3, 2)
    raise_hands(meeting, 1, proposals[2], 5)
    assert (table(meeting, 1).raised, table(meeting, 1).by_hand) == (7, 5)
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[1], proposals[2], 6)


def test_hands_of_tables_that_have_merged_are_one_tables_and_none_count_for_its_own_proposal(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    raise_hands(meeting, 1, proposals[2], 2)
    raise_hands(meeting, 2, proposals[3], 3)
    raise_hands(meeting, 1, proposals[3], 1)
    merged = meeting.do(merging.merge, meeting.groups[1], meeting.groups[2])
    assert table(meeting, 1).hands == {proposals[3]: 4}
    raise_hands(meeting, 1, proposals[3], 6)
    assert table(meeting, 1).raised == 6
    gone = meeting.groups[2]
    meeting.refused(group_dissolved, vote.raise_hands, gone, proposals[3], 1)
    assert meeting.do(vote.close_round, 1) == [
        VoteResult(proposals[3], 6, hands=6),
        *[VoteResult(proposal_id, 0) for proposal_id in sorted((proposals[1], proposals[2]))],
    ]
    meeting.do(merging.part, merged)


def test_hands_go_along_to_where_those_without_a_phone_go_when_fewer_groups_are_formed(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    seven_at_the_first_table(meeting)
    elsewhere = proposals[3]
    for group in (1, 2):
        raise_hands(meeting, group, elsewhere, 2)
    people = meeting.do(lambda act: groups_planning.people_of(act.book, act.meeting_id))
    two_of_them = {placed.person: placed.now or 2 for placed in people} | {
        placed.person: 2 for placed in people if placed.now == 1
    }
    planned = groups_planning.SeatingPlan(people, two_of_them, frozenset({2, 3}))
    meeting.do(groups.carry_out, planned, people, people)
    assert table(meeting, 2).hands == {elsewhere: 4}
    assert meeting.do(vote.close_round, 1)[0] == VoteResult(elsewhere, 4, hands=4)


def test_hands_are_raised_while_a_round_is_open_and_for_what_stands_on_the_wall(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    with pytest.raises(NotYoursError):
        raise_hands(meeting, 1, 1, 1)
    (hidden,) = meeting.all(Proposal, id=proposals[2])
    meeting.do(ideas.hide, hidden.idea_id, hidden=True)
    meeting.refused(idea_gone, vote.raise_hands, meeting.groups[1], proposals[2], 1)
    meeting.go_to(Step.proposals)
    meeting.refused(step_closed, vote.raise_hands, meeting.groups[1], proposals[3], 1)
    meeting.go_to(Step.vote)
    meeting.do(vote.close_round, 1)
    meeting.refused(no_open_vote, vote.raise_hands, meeting.groups[1], proposals[3], 1)


def test_hands_for_what_is_hidden_do_not_count_and_count_again_when_it_is_shown(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    (proposal,) = meeting.all(Proposal, id=proposals[2])
    raise_hands(meeting, 1, proposals[2], 3)
    meeting.do(ideas.hide, proposal.idea_id, hidden=True)
    assert (table(meeting, 1).hands, table(meeting, 1).hidden) == ({}, {proposals[2]: 3})
    meeting.refused(idea_gone, vote.raise_hands, meeting.groups[1], proposals[2], 4)
    raise_hands(meeting, 1, proposals[2], 2)
    raise_hands(meeting, 1, proposals[3], 4)
    meeting.do(ideas.hide, proposal.idea_id, hidden=False)
    assert table(meeting, 1).hands == {proposals[2]: 2, proposals[3]: 4}
    assert table(meeting, 1).is_over
    meeting.do(ideas.hide, proposal.idea_id, hidden=True)
    assert meeting.do(vote.close_round, 1) == [
        VoteResult(proposals[3], 4, hands=4),
        VoteResult(proposals[1], 0),
    ]


def test_who_voted_for_what_is_hidden_can_raise_a_hand_for_another(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    (proposal,) = meeting.all(Proposal, id=proposals[2])
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.refused(too_many_hands, vote.raise_hands, meeting.groups[1], proposals[3], 5)
    meeting.do(ideas.hide, proposal.idea_id, hidden=True)
    assert table(meeting, 1).voted == 0
    raise_hands(meeting, 1, proposals[3], 5)


def test_hands_stay_after_the_vote_is_closed_and_a_new_round_has_none(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    raise_hands(meeting, 1, proposals[2], 2)
    closed = meeting.do(vote.close_round, 1)
    assert [(row.small_group_id, row.votes) for row in meeting.all(HandVote)] == [
        (meeting.groups[1], 2)
    ]
    meeting.do(vote.open_round)
    assert table(meeting, 1).hands == {}
    assert meeting.do(vote.close_round, 1) == closed


def test_without_its_key_a_round_takes_no_hands_and_counts_none(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    raise_hands(meeting, 1, proposals[2], 2)
    (vote_round,) = meeting.all(VoteRound)
    sealing.destroy_key(meeting.keys, vote_round.id)
    meeting.refused(vote_void, vote.raise_hands, meeting.groups[1], proposals[2], 1)
    assert meeting.do(vote.close_round, 1) == []
    assert meeting.all(VoteRound)[0].state is RoundState.void


def test_fifty_closes_and_fifty_hands_at_once_are_one_tally(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    def hands(turn: int) -> str:
        return told(lambda: raise_hands(meeting, 1 + turn % 2, proposals[3], turn % 6))

    with ThreadPoolExecutor(2) as both:
        raising = both.submit(at_once, AT_ONCE, hands)
        closing = both.submit(at_once, AT_ONCE, lambda _: meeting.do(vote.close_round, 1))
        answers, closes = raising.result(), closing.result()
    assert set(answers) <= {DONE, no_open_vote.code}
    assert closes == [closes[0]] * AT_ONCE
    kept = sum(row.votes for row in meeting.all(HandVote))
    assert {row.proposal_id: (row.votes, row.hands) for row in closes[0]}[proposals[3]] == (
        kept,
        kept,
    )
