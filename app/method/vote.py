"""Vote rounds: opened, voted in, closed. Closing cannot be undone; another vote is a new round."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

from app.db import Book
from app.limits import LIMIT
from app.method import sealing, vote_counting, vote_hands
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.groups import live_groups
from app.method.people import headcount
from app.method.people.belonging import origins, own_groups
from app.method.people.sharing import nobodys_turn, pass_on
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    another_round,
    idea_gone,
    no_open_vote,
    no_proposals,
    own_group,
    require,
    too_many_votes,
    vote_open,
    vote_void,
    voted_meanwhile,
)
from app.method.rules import live_group, own_row
from app.method.sent import Between, MadeOn
from app.method.vote_counting import OwnChoice
from app.method.vote_electorate import Electorate, votable
from app.method.vote_hands import VotingGroup
from app.method.vote_tallies import VoteResult, results
from app.models import Ballot, Proposal, Tally, VoteRound
from app.vocabulary import RoundState, Step

HandsField = Annotated[int, Between(0, LIMIT.phones)]


def may_vote(proposing: Collection[int], own: Collection[int]) -> Refusal | None:
    """Nobody may vote for a proposal of a group that they have sat with; see `belonging`."""
    return own_group if set(proposing) & set(own) else None


def has_voted_in_full(choice: OwnChoice, choosable: Iterable[int]) -> bool:
    """Whether somebody who votes has no vote left, or no other proposal to give it to. `choosable`: those that they may
    choose, looked up only where a vote is left.
    """
    return bool(choice.proposals) and (not choice.left or choice.proposals.issuperset(choosable))


def may_open(votable: Collection[int], *, is_open: bool) -> Refusal | None:
    """`votable`: the proposals that could be voted for. `is_open`: a round is, and can be read."""
    if is_open:
        return vote_open
    return None if votable else no_proposals


@done_by(Who.facilitator, "vote/opened", adds=True, open_in={Step.vote}, undone_by="vote/closed")
def open_round(act: Act, after: MadeOn | None = None) -> None:
    """Opens a round. `after`: the newest one on the page, or 0; a late press is refused by it."""
    newest = newest_round(act.book, act.meeting_id)
    is_open = newest is not None and newest.state is RoundState.open
    if newest and is_open and not sealing.key_of(act.keys, newest.id):
        end_round(act, newest, RoundState.void)
        is_open = False
    require(may_open(votable(act.book, act.meeting_id), is_open=is_open))
    require(None if after in (None, newest.number if newest else 0) else voted_meanwhile)
    number = newest.number + 1 if newest else 1
    opened = VoteRound(meeting_id=act.meeting_id, number=number, votes_each=LIMIT.votes)
    act.book.add(opened)
    sealing.make_key(act.keys, opened.id)
    nobodys_turn(act)


# Whatever it is for, the newest tap of a person stands, since each has one vote. With several it is
# `about` the proposal, and `part_of` what takes all back, as an answer to the survey is.
@done_by(Who.person, "vote", open_in={Step.vote}, undone_by="vote/withdrawn")
def cast(act: Act, member: Member, proposal_id: int, round_number: MadeOn | None = None) -> None:
    """Votes, or changes the vote, while the round is open. `round_number`: the one meant."""
    vote_round, key = _open_round_and_key(act, round_number)
    own_row(act, Proposal, proposal_id)
    can_be_chosen = votable(act.book, act.meeting_id)
    require(None if proposal_id in can_be_chosen else idea_gone)
    named = vote_counting.named_by(act.book, act.keys, vote_round, member.person_id)
    if proposal_id not in named:
        own = own_groups(act.book, act.meeting_id, member.person_id)
        require(may_vote(origins(act.book, act.meeting_id, proposal_id), own))
    each = vote_round.votes_each
    choices = vote_counting.with_newest(named, proposal_id, can_be_chosen, each)
    vote_counting.cast(act.book, key, vote_round, member.person_id, choices)
    pass_on(act, member, partial(_is_done, act, vote_round))


@done_by(Who.person, "vote/withdrawn", open_in={Step.vote}, undone_by="vote")
def withdraw(act: Act, member: Member, round_number: MadeOn | None = None) -> None:
    """Takes the vote back while the round is open. Does nothing if there is none."""
    vote_round, key = _open_round_and_key(act, round_number)
    vote_counting.take_back(act.book, key, vote_round, member.person_id)


@done_by(
    (Who.facilitator, Who.helper),
    "vote/hands",
    about=("small_group_id", "proposal_id"),
    open_in={Step.vote},
    undone_by=ITSELF,
)
def raise_hands(
    act: Act,
    small_group_id: int,
    proposal_id: int,
    votes: HandsField,
    round_number: MadeOn | None = None,
) -> None:
    """Stores a table's hands for a proposal; 0 takes them back. Votes by phone come first."""
    vote_round, _ = _open_round_and_key(act, round_number)
    live_group(act, small_group_id)
    at_tables = hands_at_tables(act.book, act.keys, vote_round)
    table = next((group for group in at_tables if group.id == small_group_id), None)
    if table is None:
        raise NotYoursError
    own_row(act, Proposal, proposal_id)
    if votes > {**table.hidden, **table.hands}.get(proposal_id, 0):
        require(None if proposal_id in votable(act.book, act.meeting_id) else idea_gone)
        require(vote_hands.may_raise(table, {**table.hands, proposal_id: votes}))
    vote_hands.store(act.book, vote_round.id, table, proposal_id, votes)


def hands_at_tables(book: Book, keys: Path, vote_round: VoteRound | None) -> list[VotingGroup]:
    """The hands of every table while the round is open. Empty without the round's key."""
    if vote_round is None or vote_round.state is not RoundState.open:
        return []
    electorate = Electorate.of(book, vote_round.meeting_id)
    voted = vote_counting.by_phone(book, keys, vote_round, electorate)
    return [] if voted is None else vote_hands.voting_groups(book, vote_round, voted, electorate)


def may_close(at_tables: list[VotingGroup]) -> Refusal | None:
    """More votes than people: lower the hands, since no vote by phone is refused for them."""
    over = ", ".join(str(table.number) for table in at_tables if table.is_over)
    return too_many_votes.saying(groups=over) if over else None


@done_by(
    Who.facilitator,
    "vote/closed",
    final="The ballots are counted and gone; another vote is a new round.",
)
def close_round(act: Act, round_number: MadeOn) -> list[VoteResult]:
    """Counts, removes the ballots and destroys the key. Closing again returns the same results."""
    vote_round = act.book.one(VoteRound, meeting_id=act.meeting_id, number=round_number)
    if vote_round is None:
        raise NotYoursError
    if vote_round.state is RoundState.open:
        at_tables = hands_at_tables(act.book, act.keys, vote_round)
        require(may_close(at_tables))
        _close(act, vote_round, at_tables)
    return results(act.book, vote_round.id)


def close_with_meeting(act: Act, *, is_attended: bool = True) -> None:
    """Ends an open round with the meeting; void if unattended and with too many hands."""
    newest = newest_round(act.book, act.meeting_id)
    if newest is None or newest.state is not RoundState.open:
        return
    if not is_attended and may_close(hands_at_tables(act.book, act.keys, newest)):
        end_round(act, newest, RoundState.void)
    else:
        close_round(act, newest.number)


def _close(act: Act, vote_round: VoteRound, at_tables: list[VotingGroup]) -> None:
    electorate = Electorate.of(act.book, act.meeting_id)
    votes = vote_counting.by_phone(act.book, act.keys, vote_round, electorate)
    if votes is None:
        end_round(act, vote_round, RoundState.void)
        return
    by_phone, hands = vote_counting.counted(votes), vote_hands.counted(at_tables)
    for proposal_id in electorate.votable:
        raised = hands[proposal_id]
        tally = Tally(
            vote_round_id=vote_round.id,
            proposal_id=proposal_id,
            votes=by_phone[proposal_id] + raised,
            hands=raised,
        )
        act.book.add(tally)
    groups = [group.id for group in live_groups(act.book, act.meeting_id)]
    unseen = headcount.without_phones(act.book, groups)
    voters = electorate.number_of_voters(votes) + vote_hands.able(unseen, electorate)
    act.book.change(
        VoteRound,
        {"id": vote_round.id},
        voters=voters,
        voted_by_phone=len(votes),
        voted_by_hand=vote_hands.people(at_tables),
    )
    end_round(act, vote_round, RoundState.closed)


def newest_round(book: Book, meeting_id: int) -> VoteRound | None:
    rounds = book.all(VoteRound, order=("number",), meeting_id=meeting_id)
    return rounds[-1] if rounds else None


def _is_done(act: Act, vote_round: VoteRound, person_id: int) -> bool:
    choice = vote_counting.choice_of(act.book, act.keys, vote_round, person_id)
    return has_voted_in_full(choice, _choosable(act, person_id))


def _choosable(act: Act, person_id: int) -> Iterator[int]:
    own = own_groups(act.book, act.meeting_id, person_id)
    for proposal_id in votable(act.book, act.meeting_id):
        if may_vote(origins(act.book, act.meeting_id, proposal_id), own) is None:
            yield proposal_id


def _open_round_and_key(act: Act, number: int | None) -> tuple[VoteRound, bytes]:
    newest = newest_round(act.book, act.meeting_id)
    if newest is None or newest.state is not RoundState.open:
        raise RefusedError(no_open_vote)
    require(None if number in (None, newest.number) else another_round)
    key = sealing.key_of(act.keys, newest.id)
    if key is None:
        raise RefusedError(vote_void)
    return newest, key


def end_round(act: Act, vote_round: VoteRound, state: RoundState) -> None:
    act.book.remove(Ballot, vote_round_id=vote_round.id)
    act.book.change(VoteRound, {"id": vote_round.id}, state=state)
    act.destroy_key(vote_round.id)
