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
    """How many people voted in a closed round: each gave one vote. `by_hand`: of them, by raised
    hand.
    """

    people: int
    by_hand: int


@frozen
class ToldResult:
    """What everybody may know of a `VoteResult`. `place`: 1 has most votes; equal ones share it.

    `votes` None: too few voted, so only the order is told, and `hands` is 0. Raised hands are seen
    by everybody, so the people who voted by phone must be enough by themselves.
    """

    place: int
    votes: int | None
    hands: int = 0


def told(counted: Collection[VoteResult]) -> dict[int, ToldResult]:
    """Results by proposal. If nobody voted, the zeros are told: they reveal nothing."""
    votes = [result.votes for result in counted]
    came = turnout(counted)
    by_phone = came.people - came.by_hand
    few = too_few(by_phone) if by_phone else came.people > 0 and too_few(came.people)
    return {
        result.proposal_id: ToldResult(
            1 + sum(more > result.votes for more in votes),
            None if few else result.votes,
            0 if few else result.hands,
        )
        for result in counted
    }


def turnout(counted: Collection[VoteResult]) -> Turnout:
    return Turnout(sum(result.votes for result in counted), sum(result.hands for result in counted))


def results(book: Book, round_id: int) -> list[VoteResult]:
    """Results of a closed round, most votes first. The order among equal votes means nothing."""
    tallies = book.all(Tally, order=("proposal_id",), vote_round_id=round_id)
    counted = [VoteResult(tally.proposal_id, tally.votes, tally.hands) for tally in tallies]
    return sorted(counted, key=lambda result: -result.votes)
