"""Many vote, open and close at the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore
from typing import Any

from app.method import vote
from app.method.act import Act
from app.method.people.sharing import nobodys_turn
from app.method.refusals import no_open_vote, vote_open
from app.method.vote_tallies import VoteResult
from app.models import Ballot, Idea, Proposal, SmallGroup, VoteRound
from app.models.column_kinds import new_id
from app.vocabulary import Step
from tests.cast import Evening
from tests.crowd import DONE, at_once, told
from tests.method.people.test_sharing import THREE

AT_ONCE = 50


def test_twenty_open_the_vote_at_once_and_one_does(meeting: Evening) -> None:
    meeting.propose("Amina", "Language café")
    meeting.go_to(Step.vote)
    codes = at_once(20, lambda _: told(lambda: meeting.do(vote.open_round)))
    assert sorted(codes) == [DONE, *[vote_open.code] * 19]
    assert len(meeting.all(VoteRound)) == 1


def test_twenty_votes_of_one_person_at_once_are_one_vote(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    amina = meeting.member("Amina")
    at_once(20, lambda turn: meeting.do(vote.cast, amina, proposals[2 + turn % 2]))
    assert len(meeting.all(Ballot)) == 1
    assert sum(result.votes for result in meeting.do(vote.close_round, 1)) == 1


def test_fifty_closes_and_fifty_votes_at_once_agree(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    guests = [f"Guest {turn}" for turn in range(AT_ONCE)]
    for guest in guests:
        meeting.join(guest)
    members = [meeting.member(guest) for guest in guests]
    choices = [foreign_proposal(meeting, proposals, member.group_id) for member in members]

    under_way = Semaphore(0)

    def cast(turn: int) -> str:
        answer = meeting.writer.submit(
            meeting.id, lambda act: vote.cast(act, members[turn], choices[turn])
        )
        under_way.release()
        return told(answer.result)

    def close(_: int) -> list[VoteResult]:
        under_way.acquire()  # some votes are under way, so that neither all nor none are in time
        return meeting.do(vote.close_round, 1)

    with ThreadPoolExecutor(2) as both:
        voting_crowd = both.submit(at_once, AT_ONCE, cast)
        closing_crowd = both.submit(at_once, AT_ONCE, close)
        votes, closes = voting_crowd.result(), closing_crowd.result()

    assert set(votes) <= {DONE, no_open_vote.code}
    assert closes == [closes[0]] * AT_ONCE
    acknowledged = Counter(
        choice for choice, answer in zip(choices, votes, strict=True) if answer == DONE
    )
    counted = {result.proposal_id: result.votes for result in closes[0]}
    assert counted == {proposal: acknowledged[proposal] for proposal in proposals.values()}
    assert acknowledged.total() > 0
    assert meeting.do(vote.close_round, 1) == closes[0]


def test_a_vote_on_a_shared_phone_takes_no_more_statements_where_more_is_proposed(
    meeting: Evening, proposals: dict[int, int]
) -> None:
    """It is judged under the lock, before the vote of everybody else."""
    meeting.share(*THREE)
    voter = meeting.member(THREE[0])
    others = [
        made for number, made in proposals.items() if meeting.groups[number] != voter.group_id
    ]

    def cast(act: Act, proposal_id: int) -> int:
        statements: list[str] = []
        nobodys_turn(act)
        act.book.connection.set_trace_callback(statements.append)
        vote.cast(act, voter, proposal_id)
        act.book.connection.set_trace_callback(None)
        return len(statements)

    meeting.do(cast, others[0])
    among_few = meeting.do(cast, others[1])
    meeting.do(_propose_more)
    assert meeting.do(cast, others[0]) == among_few


def _propose_more(act: Act) -> None:
    like: Any = act.book.all(Idea)[0]
    standing: Any = act.book.all(Proposal)[0]
    for number in range(10, 30):
        group = SmallGroup(meeting_id=act.meeting_id, number=number)
        idea = Idea(**like._asdict() | {"id": new_id(), "small_group_id": group.id})
        made = {"id": new_id(), "small_group_id": group.id, "idea_id": idea.id}
        for row in (group, idea, Proposal(**standing._asdict() | made)):
            act.book.add(row)


def foreign_proposal(meeting: Evening, proposals: dict[int, int], group_id: int | None) -> int:
    return next(made for number, made in proposals.items() if meeting.groups[number] != group_id)
