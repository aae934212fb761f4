"""Hand votes: people without a phone raise a hand, and the facilitator counts them.

The facilitator counts each table's hands for each proposal. They are a table's count, not a
person's ballot. So they are not sealed, and they stay after the vote is closed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from app.db import Book
from app.frozen import frozen
from app.kept import found_once
from app.limits import LIMIT
from app.method.people import headcount
from app.method.refusals import Refusal, own_hands, too_many_hands
from app.method.vote_electorate import Electorate, Sitting
from app.method.vote_tallies import fewest_people
from app.models import HandVote, Proposal, VoteRound
from app.vocabulary import RoundState


@frozen
class VotingGroup:
    """A small group in an open round. `voted`: how many of its people have voted by phone.

    Only votes that count are in here. `hands`: hands by proposal. `hidden`: the same for proposals
    that have been hidden since.
    `within`: this group and those merged into it. `waiting`: its people who have not voted by
    phone.
    """

    id: int
    number: int
    headcount: int
    voted: int
    hands: Mapping[int, int]
    hidden: Mapping[int, int]
    within: frozenset[int]
    waiting: frozenset[int]
    electorate: Electorate

    @found_once
    def most(self) -> Mapping[int, int]:
        """How many of the table's people may still vote by hand, by proposal.

        Holds each proposal that can be chosen and is not the table's own.
        """
        able = self.waiting.intersection(self.electorate.choices)
        return {
            proposal_id: self.free - len(able & insiders)
            for proposal_id, insiders in self.electorate.insiders.items()
            if self.id not in self.electorate.owners[proposal_id]
        }

    @property
    def raised(self) -> int:
        """How many people raised their hands."""
        return fewest_people(self.hands.values())

    @property
    def free(self) -> int:
        """How many people can vote and have not done so by phone."""
        unable = len(self.waiting.difference(self.electorate.choices))
        return max(0, self.headcount - self.voted - unable)

    @property
    def votes_left(self) -> int:
        """How many votes those people have."""
        return self.free * LIMIT.votes

    @property
    def by_hand(self) -> int:
        """How many people are told to vote by hand: never more than have not voted by phone."""
        return min(self.raised, self.free)

    def room_for(self, proposal_id: int) -> int:
        """How many hands a proposal (a key of `most`) can have beside those for the others."""
        others = sum(self.hands.values()) - self.hands.get(proposal_id, 0)
        return max(0, min(self.most[proposal_id], self.votes_left - others))

    @property
    def is_over(self) -> bool:
        """More votes than people: since the hands were counted, phones voted or people moved."""
        return bool(self.hands) and may_raise(self, self.hands) is not None


def may_raise(table: VotingGroup, hands: Mapping[int, int]) -> Refusal | None:
    """For all hands of a table: no more votes than people, none for its own proposal."""
    raised = {proposal_id: votes for proposal_id, votes in hands.items() if votes}
    if raised.keys() - table.most.keys():
        return own_hands
    is_over = sum(raised.values()) > table.votes_left or any(
        votes > table.most[proposal_id] for proposal_id, votes in raised.items()
    )
    return too_many_hands.saying(group=table.number) if is_over else None


def store(book: Book, round_id: int, table: VotingGroup, proposal_id: int, votes: int) -> None:
    """Stores the table's count in place of the counts of the groups merged into it."""
    at = {"vote_round_id": round_id, "proposal_id": proposal_id}
    for group_id in table.within:
        book.remove(HandVote, small_group_id=group_id, **at)
    if votes:
        book.add(HandVote(small_group_id=table.id, votes=votes, **at))


def bring(book: Book, meeting_id: int, away_id: int, kept_id: int) -> None:
    """Those who go to another table while a round is open take along the hands they have raised."""
    for vote_round in book.all(VoteRound, meeting_id=meeting_id, state=RoundState.open):
        for row in book.all(HandVote, vote_round_id=vote_round.id, small_group_id=away_id):
            at = {"vote_round_id": vote_round.id, "proposal_id": row.proposal_id}
            there = book.one(HandVote, small_group_id=kept_id, **at)
            votes = row.votes + (there.votes if there else 0)
            book.put(HandVote, (*at, "small_group_id"), small_group_id=kept_id, votes=votes, **at)
            book.remove(HandVote, small_group_id=away_id, **at)


def counted(tables: Iterable[VotingGroup]) -> Counter[int]:
    """The hands of all tables, by proposal."""
    total: Counter[int] = Counter()
    for table in tables:
        total.update(table.hands)
    return total


def without_phones(book: Book, group_ids: Iterable[int]) -> dict[int, int]:
    """How many people without a phone sit in each of these groups."""
    return {
        group_id: headcount.heads(book, group_id) - len(headcount.members(book, group_id))
        for group_id in group_ids
    }


def able(unseen: Mapping[int, int], electorate: Electorate) -> int:
    """How many of the people without a phone, by group as `unseen`, have a proposal to choose."""
    return sum(people for group_id, people in unseen.items() if electorate.can_choose(group_id))


def tables(
    book: Book, vote_round: VoteRound, voted: Collection[int], electorate: Electorate
) -> list[VotingGroup]:
    """Every small group of an open round, by number. `voted`: those whose vote by phone counts."""
    return _Votes(book, vote_round, voted, electorate).tables()


class _Votes:
    def __init__(
        self, book: Book, vote_round: VoteRound, voted: Collection[int], electorate: Electorate
    ) -> None:
        meeting_id = vote_round.meeting_id
        self.electorate = electorate
        self.voted = {*voted}
        self.rows = book.all(HandVote, vote_round_id=vote_round.id)
        # A proposal that has been joined to another since has no hands of its own.
        proposals = book.all(Proposal, meeting_id=meeting_id) if self.rows else []
        self.owners = {
            row.id: electorate.belonging.groups(row.id) for row in proposals if not row.joined_into
        }

    def tables(self) -> list[VotingGroup]:
        return [self._table(table) for table in self.electorate.tables]

    def _table(self, table: Sitting) -> VotingGroup:
        group, here = table.group, table.here
        raised = self._raised(group.id, table.within)
        votable = self.electorate.votable
        return VotingGroup(
            group.id,
            group.number,
            headcount.sitting(group.headcount, len(here)),
            len(here & self.voted),
            {proposal_id: votes for proposal_id, votes in raised.items() if proposal_id in votable},
            {
                proposal_id: votes
                for proposal_id, votes in raised.items()
                if proposal_id not in votable
            },
            table.within,
            here - self.voted,
            self.electorate,
        )

    def _raised(self, group_id: int, within: Collection[int]) -> Counter[int]:
        """Hands for proposals of others, by proposal, of all groups that are one table now."""
        raised: Counter[int] = Counter()
        for row in self.rows:
            if row.small_group_id in within and group_id not in self.owners.get(
                row.proposal_id, (group_id,)
            ):
                raised[row.proposal_id] += row.votes
        return raised
