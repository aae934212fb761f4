"""What a round has counted, and what of that everybody may know."""

from collections.abc import Collection

from app.db import Book
from app.frozen import frozen
from app.method.small_cells import too_few
from app.models import Tally


@frozen
class VoteResult:
    """`hands`: how many of the votes were raised hands."""

    proposal_id: int
    votes: int
    hands: int = 0


@frozen
class ToldResult:
    """What everybody may know of a `VoteResult`. `place`: 1 is most votes; equal ones share theirs.

    `votes` None: so few voted that only the order is told; then of the `hands` nothing is. Hands are seen by all, so
    those who voted by phone are counted alone.
    """

    proposal_id: int
    place: int
    votes: int | None
    hands: int = 0


def told(counted: Collection[VoteResult]) -> dict[int, ToldResult]:
    """By proposal. That nobody voted tells nothing of anybody."""
    votes = [result.votes for result in counted]
    by_phone = sum(votes) - sum(result.hands for result in counted)
    few = too_few(by_phone) if by_phone else any(votes) and too_few(sum(votes))
    return {
        one.proposal_id: ToldResult(
            one.proposal_id,
            1 + sum(more > one.votes for more in votes),
            None if few else one.votes,
            0 if few else one.hands,
        )
        for one in counted
    }


def results(book: Book, round_id: int) -> list[VoteResult]:
    """Of a closed round, most votes first. Equal votes are a tie: their order means nothing."""
    tallies = book.all(Tally, order=("proposal_id",), vote_round_id=round_id)
    counted = [VoteResult(tally.proposal_id, tally.votes, tally.hands) for tally in tallies]
    return sorted(counted, key=lambda result: -result.votes)
