"""Hand votes: people without a phone raise a hand, and the facilitator counts them.

The facilitator counts each table's hands for each proposal. They are a table's count, not a
person's ballot. So they are not sealed, and they stay after the vote is closed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from app.db import Book
from app.frozen import frozen
from app.kept import found_once
from app.method.people import headcount
from app.method.refusals import Refusal, own_hands, too_many_hands
from app.method.vote_electorate import Electorate, Sitting
from app.models import HandVote, Proposal, VoteRound
from app.vocabulary import RoundState


@frozen
class VotingGroup:
    """A small group in an open round, as it sits. `by_phone`: its people who have voted by phone.
    `votes_each`: how many votes a person has.

    Only votes that count are in here. `hands`: hands by proposal. `hidden`: the same for proposals
    that have been hidden since.
    """

    sitting: Sitting
    by_phone: frozenset[int]
    electorate: Electorate
    votes_each: int
    hands: Mapping[int, int]
    hidden: Mapping[int, int]

    @property
    def id(self) -> int:
        return self.sitting.group.id

    @property
    def number(self) -> int:
        return self.sitting.group.number

    @property
    def voted(self) -> int:
        return len(self.by_phone)

    @property
    def headcount(self) -> int:
        return headcount.sitting(self.sitting.group.headcount, len(self.sitting.here))

    @found_once
    def waiting(self) -> frozenset[int]:
        """Its people who have not voted by phone."""
        return self.sitting.here - self.by_phone

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
        """How many hands are raised."""
        return sum(self.hands.values())

    @property
    def free(self) -> int:
        """How many people can vote and have not done so by phone."""
        unable = len(self.waiting.difference(self.electorate.choices))
        return max(0, self.headcount - self.voted - unable)

    @property
    def votes_left(self) -> int:
        """How many votes those people have."""
        return self.free * self.votes_each

    @property
    def by_hand(self) -> int:
        """How many people vote by hand: never more than have not voted by phone.

        Hands are counted by proposal, not by person, so this is the fewest people who can have
        raised them. While each has one vote that is their number; else it is only a bound, and may
        be told as nothing else.
        """
        fewest = max(-(-self.raised // self.votes_each), *self.hands.values(), 0)
        return min(fewest, self.free)

    def room_for(self, proposal_id: int) -> int:
        """How many hands a proposal (a key of `most`) can have beside those for the others."""
        others = self.raised - self.hands.get(proposal_id, 0)
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
    for group_id in table.sitting.within:
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


def people(tables: Iterable[VotingGroup]) -> int:
    """How many vote by hand, at all tables."""
    return sum(table.by_hand for table in tables)


def able(unseen: Mapping[int, int], electorate: Electorate) -> int:
    """How many of the people without a phone, by group as `unseen`, have a proposal to choose."""
    return sum(people for group_id, people in unseen.items() if electorate.can_choose(group_id))


def voting_groups(
    book: Book, vote_round: VoteRound, voted: Collection[int], electorate: Electorate
) -> list[VotingGroup]:
    """Every small group of an open round, by number. `voted`: those whose vote by phone counts."""
    voted = frozenset(voted)
    rows = book.all(HandVote, vote_round_id=vote_round.id)
    # A proposal that has been joined to another since has no hands of its own.
    proposals = book.all(Proposal, meeting_id=vote_round.meeting_id) if rows else []
    owners = {
        row.id: electorate.belonging.groups(row.id) for row in proposals if not row.joined_into
    }

    def raised(sitting: Sitting) -> Counter[int]:
        """Hands for proposals of others, by proposal, of all groups that are one table now."""
        total: Counter[int] = Counter()
        for row in rows:
            own = owners.get(row.proposal_id, (sitting.group.id,))
            if row.small_group_id in sitting.within and sitting.group.id not in own:
                total[row.proposal_id] += row.votes
        return total

    def table(sitting: Sitting) -> VotingGroup:
        hands, hidden = dict[int, int](), dict[int, int]()
        for proposal_id, votes in raised(sitting).items() if rows else ():
            (hands if proposal_id in electorate.votable else hidden)[proposal_id] = votes
        by_phone, each = sitting.here & voted, vote_round.votes_each
        return VotingGroup(sitting, by_phone, electorate, each, hands, hidden)

    return [table(sitting) for sitting in electorate.sittings]
