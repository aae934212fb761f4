"""Which votes count as things stand: those for a proposal whose words are shown, and that is not the voter's own.

So a vote for what is hidden does not count, and counts again when it is shown again, unless its voter has chosen anew.
"""

from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.db import Book
from app.method import sealing
from app.method.belonging import Belonging
from app.models import Ballot, Idea, Proposal, VoteRound

_VOTABLE = (
    select(func.coalesce(col(Proposal.joined_into), col(Proposal.id)))
    .join(Idea, col(Idea.id) == col(Proposal.idea_id))
    .where(
        col(Proposal.meeting_id) == bindparam("meeting_id"),
        col(Idea.hidden).is_(False),
        col(Idea.dropped).is_(False),
    )
    .distinct()
    .order_by(func.coalesce(col(Proposal.joined_into), col(Proposal.id)))
)


def votable(book: Book, meeting_id: int) -> list[int]:
    """Ids of the proposals that stand, for themselves or for others, with an idea that is not hidden."""
    return [row[0] for row in book.rows(_VOTABLE, meeting_id=meeting_id)]


def by_phone(book: Book, keys: Path, vote_round: VoteRound) -> dict[bytes, int] | None:
    """While the round is open, what each vote is for, by its voter's mark. None: they cannot be read."""
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    belonging = Belonging(book, vote_round.meeting_id)
    marks = {person_id: sealing.mark(key, person_id) for person_id in belonging.people}
    insiders = {
        proposal_id: {marks[person_id] for person_id in belonging.insiders(proposal_id)}
        for proposal_id in votable(book, vote_round.meeting_id)
    }
    found = {}
    try:
        for ballot in book.all(Ballot, vote_round_id=vote_round.id):
            chosen = sealing.unpacked(sealing.unseal(key, ballot.mark, ballot.sealed))
            if chosen in insiders and ballot.mark not in insiders[chosen]:
                found[ballot.mark] = chosen
    except InvalidTag:
        return None
    return found
