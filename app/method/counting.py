"""Which votes count as things stand: of people who take part, for a proposal that is shown and is not their own.

A vote that does not count is kept, and counts again when its voter is back or its proposal is shown again, unless the
voter has chosen anew. The turnout, the table's hands and the close go by this one rule.
"""

from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.db import Book
from app.method import sealing
from app.method.people.belonging import Belonging
from app.models import Ballot, Idea, Proposal, VoteRound

_VOTABLE = (
    select(func.coalesce(col(Proposal.joined_into), col(Proposal.id)).label("proposal_id"))
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
    return [row.proposal_id for row in book.rows(_VOTABLE, meeting_id=meeting_id)]


def by_phone(book: Book, keys: Path, vote_round: VoteRound) -> dict[int, int] | None:
    """While the round is open, what each vote is for, by its voter. None: they cannot be read."""
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    sealed = {
        ballot.mark: ballot.sealed for ballot in book.all(Ballot, vote_round_id=vote_round.id)
    }
    try:
        chosen = {
            person_id: sealing.unpacked(sealing.unseal(key, mark, sealed[mark]))
            for person_id, mark in _marks(book, vote_round, key).items()
            if mark in sealed
        }
    except InvalidTag:
        return None
    return _standing(book, vote_round, chosen)


def _marks(book: Book, vote_round: VoteRound, key: bytes) -> dict[int, bytes]:
    people = Belonging(book, vote_round.meeting_id).people
    return {person_id: sealing.mark(key, person_id) for person_id in people}


def _standing(book: Book, vote_round: VoteRound, chosen: dict[int, int]) -> dict[int, int]:
    shown = {*votable(book, vote_round.meeting_id)}
    belonging = Belonging(book, vote_round.meeting_id)
    return {
        person_id: proposal_id
        for person_id, proposal_id in chosen.items()
        if proposal_id in shown and belonging.may_choose(person_id, proposal_id)
    }
