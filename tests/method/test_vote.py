"""Vote rounds: who may vote for what, what closing tells, and many at once."""

import pytest

from app.limits import LIMIT
from app.live.stamping import Touched
from app.method import (
    groups,
    ideas,
    proposals as proposing,
    sealing,
    vote,
    vote_counting,
    vote_tallies,
)
from app.method.acts import acts
from app.method.people import merging
from app.method.people.belonging import own_groups
from app.method.refusals import (
    NotYoursError,
    idea_gone,
    no_open_vote,
    no_proposals,
    own_group,
    step_closed,
    vote_void,
)
from app.method.vote_counting import OwnChoice
from app.method.vote_tallies import Turnout, VoteResult
from app.models import Ballot, Proposal, VoteRound
from app.models.scope import ScopeKind
from app.reading.snapshot import Snapshot
from app.screens import hung
from app.vocabulary import RoundState, Step
from tests.cast import Evening, bare_evening

AT_ONCE = 50


def newest(meeting: Evening) -> VoteRound:
    with meeting.reading() as book:
        vote_round = vote.newest_round(book, meeting.id)
    assert vote_round is not None
    return vote_round


def own_choice(meeting: Evening, name: str) -> OwnChoice:
    """As an act reads it; a screen, which goes by what is kept, knows the same."""
    person_id = meeting.people[name]
    with meeting.reading() as book:
        read = vote_counting.choice_of(book, meeting.keys, newest(meeting), person_id)
        shown = Snapshot(book, meeting.keys, meeting.id, {}).sealed(person_id).vote
    assert shown == read
    return read


def choice(meeting: Evening, name: str) -> int | None:
    (chosen,) = own_choice(meeting, name).proposals or (None,)
    return chosen


def is_choice_hidden(meeting: Evening, name: str) -> bool:
    return own_choice(meeting, name).is_hidden


def hide(meeting: Evening, proposal_id: int, *, hidden: bool = True) -> None:
    meeting.do(ideas.hide, idea_of(meeting, proposal_id), hidden=hidden)


def turnout(meeting: Evening) -> int:
    with meeting.reading() as book:
        return Snapshot(book, meeting.keys, meeting.id, {}).turnout.people


def came(meeting: Evening) -> Turnout:
    return vote_tallies.turnout(newest(meeting))


def test_a_vote_needs_a_proposal(meeting: Evening) -> None:
    meeting.go_to(Step.vote)
    meeting.refused(no_proposals, vote.open_round)


def test_a_hidden_idea_is_nothing_to_vote_on(meeting: Evening) -> None:
    proposal_id = meeting.propose("Amina", "Language café")
    meeting.do(ideas.hide, idea_of(meeting, proposal_id), hidden=True)
    meeting.go_to(Step.vote)
    meeting.refused(no_proposals, vote.open_round)


def test_nobody_votes_before_the_round_is_open_or_in_another_step(meeting: Evening) -> None:
    proposal_id = meeting.propose("Amina", "Language café")
    meeting.refused(step_closed, vote.cast, meeting.member("Hodan"), proposal_id)
    meeting.go_to(Step.vote)
    meeting.refused(no_open_vote, vote.cast, meeting.member("Hodan"), proposal_id)


def test_a_vote_is_saved_and_can_be_changed_and_taken_back(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    amina = meeting.member("Amina")
    meeting.do(vote.cast, amina, proposals[2])
    assert (choice(meeting, "Amina"), turnout(meeting)) == (proposals[2], 1)
    meeting.do(vote.cast, amina, proposals[3])
    assert (choice(meeting, "Amina"), turnout(meeting)) == (proposals[3], 1)
    meeting.do(vote.withdraw, amina)
    assert (choice(meeting, "Amina"), turnout(meeting)) == (None, 0)
    meeting.do(vote.withdraw, amina)


def test_nobody_votes_for_the_own_group(meeting: Evening, proposals: dict[int, int]) -> None:
    meeting.refused(own_group, vote.cast, meeting.member("Amina"), proposals[1])
    assert turnout(meeting) == 0


def test_who_has_sat_in_a_group_since_ideas_opened_cannot_vote_for_it(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(groups.move, meeting.people["Amina"], meeting.groups[2])
    meeting.refused(own_group, vote.cast, meeting.member("Amina"), proposals[1])
    meeting.refused(own_group, vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Amina"), proposals[3])


def test_who_left_a_group_before_ideas_opened_can_vote_for_it(meeting: Evening) -> None:
    meeting.do(groups.move, meeting.people["Börje"], meeting.groups[2])
    proposal_id = meeting.propose("Amina", "Language café")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Börje"), proposal_id)


def test_somebody_without_a_group_may_vote_for_all(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    with meeting.reading() as book:
        own = own_groups(book, meeting.id, person_id=1)
    assert own == frozenset()
    assert [vote.may_vote([group], own) for group in proposals] == [None, None, None]


def test_what_is_hidden_or_of_another_meeting_cannot_be_voted_for(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(ideas.hide, idea_of(meeting, proposals[2]), hidden=True)
    meeting.refused(idea_gone, vote.cast, meeting.member("Amina"), proposals[2])
    other = bare_evening(meeting.database, meeting.writer, "XRAN7A2")
    with pytest.raises(NotYoursError):
        other.do(vote.close_round, 1)
    with pytest.raises(NotYoursError):
        meeting.do(vote.cast, meeting.member("Amina"), 1)


def test_voting_wakes_the_voter_the_console_and_the_wall_alone(
    meeting: Evening, proposals: dict[int, int], announced: list[list[Touched]]
) -> None:
    own = {(ScopeKind.sealed, meeting.people["Amina"]), (ScopeKind.votes, 0)}
    announced.clear()
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.withdraw, member=meeting.member("Amina"))
    told = [{(touch.kind, touch.subject_id) for touch, _ in touched} for touched in announced]
    assert told == [own, own]


def test_closing_tells_every_proposal_most_votes_first(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    for name in ("Amina", "Börje", "Layla"):
        meeting.do(vote.cast, meeting.member(name), proposals[2])
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[1])
    with meeting.reading() as book:
        assert vote_tallies.results(book, newest(meeting).id) == []
    closed = meeting.do(vote.close_round, 1)
    assert closed == [
        VoteResult(proposals[2], 3),
        VoteResult(proposals[1], 1),
        VoteResult(proposals[3], 0),
    ]
    assert (newest(meeting).state, turnout(meeting)) == (RoundState.closed, 4)
    told = vote_tallies.told_results(closed, came(meeting)).values()
    assert [result.place for result in told] == [1, 2, 3]


def test_a_tie_is_a_tie_and_no_vote_is_no_winner(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[1])
    closed = meeting.do(vote.close_round, 1)
    told = vote_tallies.told_results(closed, came(meeting))
    first = {of for of, result in told.items() if result.place == 1}
    assert first == {proposals[1], proposals[2]}
    assert hung.is_tie(told)
    nobody = vote_tallies.told_results([VoteResult(1, 0), VoteResult(2, 0)], Turnout())
    assert not hung.is_tie(nobody)


def test_of_fewer_than_five_who_voted_by_phone_the_order_alone_is_told() -> None:
    few = vote_tallies.told_results(
        [VoteResult(1, 2, hands=1), VoteResult(2, 1), VoteResult(3, 1), VoteResult(4, 0)],
        Turnout(by_phone=3, by_hand=1),
    )
    assert [(result.place, result.votes, result.hands) for result in few.values()] == [
        (1, None, 0),
        (2, None, 0),
        (2, None, 0),
        (4, None, 0),
    ]
    enough = vote_tallies.told_results(
        [VoteResult(1, 3, hands=1), VoteResult(2, 2), VoteResult(3, 1)],
        Turnout(by_phone=5, by_hand=1),
    )
    assert [(result.place, result.votes, result.hands) for result in enough.values()] == [
        (1, 3, 1),
        (2, 2, 0),
        (3, 1, 0),
    ]
    seen = vote_tallies.told_results(
        [VoteResult(1, 9, hands=6), VoteResult(2, 4, hands=3)], Turnout(by_phone=4, by_hand=9)
    )
    assert [(result.place, result.votes, result.hands) for result in seen.values()] == [
        (1, None, 0),
        (2, None, 0),
    ], "without the hands that all have seen, four chose by phone"
    raised = vote_tallies.told_results(
        [VoteResult(1, 4, hands=4), VoteResult(2, 1, hands=1)], Turnout(by_hand=5)
    )
    assert [result.votes for result in raised.values()] == [4, 1], "what was raised was seen"
    nobody = vote_tallies.told_results([VoteResult(1, 0), VoteResult(2, 0)], Turnout())
    assert [result.votes for result in nobody.values()] == [0, 0]


def test_a_tap_settles_those_for_other_proposals_only_while_each_has_one_vote() -> None:
    """With several votes one that comes late would be lost, if another one was given meanwhile."""
    (cast,) = (act for act in acts() if act.path == "vote")
    assert ("proposal_id" in cast.about) is (LIMIT.votes > 1)


def test_of_two_votes_a_person_one_may_be_few_although_there_are_many_votes() -> None:
    counted = [VoteResult(1, 4), VoteResult(2, 4)]
    told = vote_tallies.told_results(counted, Turnout(by_phone=4))
    assert [result.votes for result in told.values()] == [None, None]
    told = vote_tallies.told_results(counted, Turnout(by_phone=5))
    assert [result.votes for result in told.values()] == [4, 4]


@pytest.mark.parametrize(
    ("choices", "each", "kept"),
    [((1,), 1, (3,)), ((1,), 2, (1, 3)), ((1, 2), 2, (2, 3)), ((3, 1), 2, (1, 3))],
)
def test_a_new_choice_takes_the_place_of_the_oldest_if_no_vote_is_left(
    choices: tuple[int, ...], each: int, kept: tuple[int, ...]
) -> None:
    assert vote_counting.with_newest(choices, 3, {1, 2, 3}, each) == kept


def test_a_choice_that_does_not_count_makes_room_before_one_that_does() -> None:
    """Else who is told of a vote that is left would lose another one by giving it."""
    assert vote_counting.with_newest((1, 2), 3, {1, 3}, each=2) == (1, 3)


def test_a_closed_round_takes_no_vote_and_closing_again_changes_nothing(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    closed = meeting.do(vote.close_round, 1)
    before = meeting.row.sequence
    meeting.refused(no_open_vote, vote.cast, meeting.member("Hodan"), proposals[1])
    meeting.refused(no_open_vote, vote.withdraw, meeting.member("Amina"))
    assert meeting.do(vote.close_round, 1) == closed
    assert meeting.row.sequence == before


def test_another_vote_is_a_new_round_and_the_old_one_stays(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    closed = meeting.do(vote.close_round, 1)
    meeting.do(vote.open_round)
    assert (newest(meeting).number, turnout(meeting)) == (2, 0)
    assert choice(meeting, "Amina") is None
    meeting.do(vote.cast, meeting.member("Amina"), proposals[3])
    assert meeting.do(vote.close_round, 2)[0] == VoteResult(proposals[3], 1)
    assert meeting.do(vote.close_round, 1) == closed


def test_whoever_moves_somebody_learns_nothing_of_their_vote(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    """A table's proposal is as it was before the vote, so those who come to it now have no part in it."""
    for name, number in (("Amina", 2), ("Börje", 3)):
        meeting.do(vote.cast, meeting.member(name), proposals[number])
    told = []
    for name in ("Amina", "Börje"):
        meeting.do(groups.move, meeting.people[name], meeting.groups[2])
        told.append(turnout(meeting))
    meeting.do(merging.merge, meeting.groups[3], meeting.groups[2])
    assert [*told, turnout(meeting)] == [2, 2, 2]
    assert choice(meeting, "Amina") == proposals[2]
    # What stands can be sent again; once it is given up, it cannot be chosen from that table.
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.withdraw, meeting.member("Amina"))
    meeting.refused(own_group, vote.cast, meeting.member("Amina"), proposals[2])
    assert VoteResult(proposals[3], 1) in meeting.do(vote.close_round, 1)


def test_a_vote_for_what_is_hidden_does_not_count_and_counts_again_when_it_is_shown(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[3])
    hide(meeting, proposals[2])
    assert (choice(meeting, "Amina"), turnout(meeting)) == (None, 1)
    assert is_choice_hidden(meeting, "Amina")
    assert not is_choice_hidden(meeting, "Hodan")
    hide(meeting, proposals[2], hidden=False)
    assert (choice(meeting, "Amina"), turnout(meeting)) == (proposals[2], 2)
    assert VoteResult(proposals[2], 1) in meeting.do(vote.close_round, 1)


def test_who_has_chosen_anew_meanwhile_keeps_the_new_choice(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    hide(meeting, proposals[2])
    meeting.do(vote.cast, meeting.member("Amina"), proposals[3])
    hide(meeting, proposals[2], hidden=False)
    assert (choice(meeting, "Amina"), turnout(meeting)) == (proposals[3], 1)


def test_what_is_hidden_when_the_vote_is_closed_has_no_place_in_the_round(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.do(vote.cast, meeting.member("Hodan"), proposals[3])
    hide(meeting, proposals[2])
    closed = meeting.do(vote.close_round, 1)
    assert closed == [VoteResult(proposals[3], 1), VoteResult(proposals[1], 0)]
    hide(meeting, proposals[2], hidden=False)
    assert meeting.do(vote.close_round, 1) == closed
    assert turnout(meeting) == 1


def test_while_another_groups_words_stand_there_a_joined_proposal_keeps_its_votes(
    meeting: Evening,
) -> None:
    kept, other = meeting.propose("Amina", "Coffee"), meeting.propose("Hodan", "Café")
    meeting.go_to(Step.proposals)
    meeting.do(proposing.join, kept, other)
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), kept)
    hide(meeting, kept)
    assert (choice(meeting, "Layla"), turnout(meeting)) == (kept, 1)
    hide(meeting, other)
    assert (choice(meeting, "Layla"), turnout(meeting)) == (None, 0)
    hide(meeting, kept, hidden=False)
    assert meeting.do(vote.close_round, 1) == [VoteResult(kept, 1)]


def test_going_back_and_forth_keeps_the_round_and_its_votes(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    meeting.go_to(Step.proposals)
    meeting.refused(step_closed, vote.cast, meeting.member("Amina"), proposals[3])
    meeting.go_to(Step.vote)
    assert choice(meeting, "Amina") == proposals[2]


def test_without_its_key_a_round_is_void_and_says_so(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])
    sealing.destroy_key(meeting.keys, newest(meeting).id)
    meeting.refused(vote_void, vote.cast, meeting.member("Hodan"), proposals[1])
    assert choice(meeting, "Amina") is None
    assert meeting.do(vote.close_round, 1) == []
    assert newest(meeting).state is RoundState.void
    assert meeting.all(Ballot) == []


def test_a_round_whose_key_is_lost_does_not_stand_in_the_way_of_a_new_one(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    sealing.destroy_key(meeting.keys, newest(meeting).id)
    meeting.do(vote.open_round)
    assert [row.state for row in sorted(meeting.all(VoteRound), key=lambda row: row.number)] == [
        RoundState.void,
        RoundState.open,
    ]
    meeting.do(vote.cast, meeting.member("Amina"), proposals[2])


def idea_of(meeting: Evening, proposal_id: int) -> int:
    return meeting.all(Proposal, id=proposal_id)[0].idea_id
