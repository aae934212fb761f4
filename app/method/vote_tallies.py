"""How many have voted in a round, what was counted in it, and what of that everybody may know."""

from collections.abc import Collection

from app.db import Book
from app.frozen import frozen
from app.method.small_cells import too_few
from app.models import Tally, VoteRound
from app.texts import Saying, saying
from app.vocabulary import N_


@frozen
class VoteResult:
    """The count of one proposal. `hands`: how many of the votes were raised hands."""

    proposal_id: int
    votes: int
    hands: int = 0


@frozen
class Turnout:
    """How many people have voted in a round. `voters`: how many can, or could when it was closed."""

    by_phone: int = 0
    by_hand: int = 0
    voters: int = 0

    @property
    def people(self) -> int:
        return self.by_phone + self.by_hand

    @property
    def said(self) -> Saying:
        return saying(N_("%(done)s of %(total)s have voted"), done=self.people, total=self.voters)

    @property
    def said_on(self) -> Saying:
        """How that goes on after its number, where it stands large."""
        return saying(N_("of %(people)s have voted"), people=self.voters)


@frozen
class ToldResult:
    """What everybody may know of a `VoteResult`. `place`: 1 has most votes; equal ones share it.

    `votes` None: too few voted, so only the order is told, and `hands` is 0. Raised hands are seen
    by everybody, so the people who voted by phone must be enough by themselves.
    """

    place: int
    votes: int | None
    hands: int = 0


def told_results(counted: Collection[VoteResult], came: Turnout) -> dict[int, ToldResult]:
    """Results by proposal. If nobody voted, the zeros are told: they reveal nothing."""
    votes = [result.votes for result in counted]
    few = came.people > 0 and too_few(came.by_phone or came.by_hand)
    return {
        result.proposal_id: ToldResult(
            1 + sum(more > result.votes for more in votes),
            None if few else result.votes,
            0 if few else result.hands,
        )
        for result in counted
    }


def turnout(vote_round: VoteRound) -> Turnout:
    """As it was when the round was closed; of any other one zeros."""
    return Turnout(
        vote_round.voted_by_phone or 0, vote_round.voted_by_hand or 0, vote_round.voters or 0
    )


def results(book: Book, round_id: int) -> list[VoteResult]:
    """Results of a closed round, most votes first. The order among equal votes means nothing."""
    tallies = book.all(Tally, order=("proposal_id",), vote_round_id=round_id)
    counted = [VoteResult(tally.proposal_id, tally.votes, tally.hands) for tally in tallies]
    return sorted(counted, key=lambda result: -result.votes)
