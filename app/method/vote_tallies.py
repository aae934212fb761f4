"""The counts of a closed round, and which of them everybody may know."""

from collections.abc import Collection

from app.db import Book
from app.frozen import frozen
from app.method.small_cells import too_few
from app.models import Tally


@frozen
class VoteResult:
    """The count of one proposal. `hands`: how many of the votes were raised hands."""

    proposal_id: int
    votes: int
    hands: int = 0


@frozen
class Turnout:
    """How many people voted in a closed round."""

    by_phone: int
    by_hand: int

    @property
    def people(self) -> int:
        return self.by_phone + self.by_hand


@frozen
class ToldResult:
    """What everybody may know of a `VoteResult`. `place`: 1 has most votes; equal ones share it.

    `votes` None: too few voted, so only the order is told, and `hands` is 0. Raised hands are seen
    by everybody, so the people who voted by phone must be enough by themselves.
    """

    place: int
    votes: int | None
    hands: int = 0


def told_results(counted: Collection[VoteResult], each: int) -> dict[int, ToldResult]:
    """Results by proposal. If nobody voted, the zeros are told: they reveal nothing.

    `each`: how many votes each person had in that round; the same below.
    """
    votes = [result.votes for result in counted]
    came = turnout(counted, each)
    few = came.people > 0 and too_few(came.by_phone or came.by_hand)
    return {
        result.proposal_id: ToldResult(
            1 + sum(more > result.votes for more in votes),
            None if few else result.votes,
            0 if few else result.hands,
        )
        for result in counted
    }


def turnout(counted: Collection[VoteResult], each: int) -> Turnout:
    return Turnout(
        fewest_people([result.votes - result.hands for result in counted], each),
        fewest_people([result.hands for result in counted], each),
    )


def fewest_people(votes: Collection[int], each: int) -> int:
    """How many people gave these votes, counted by proposal. Exact if each had one vote; if they
    had more, at least so many, so that few are never taken for enough.
    """
    return max(-(-sum(votes) // each), *votes, 0)


def results(book: Book, round_id: int) -> list[VoteResult]:
    """Results of a closed round, most votes first. The order among equal votes means nothing."""
    tallies = book.all(Tally, order=("proposal_id",), vote_round_id=round_id)
    counted = [VoteResult(tally.proposal_id, tally.votes, tally.hands) for tally in tallies]
    return sorted(counted, key=lambda result: -result.votes)
