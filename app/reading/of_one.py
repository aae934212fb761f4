"""Reads what is one person's own: the actions they want to take part in, and what they have
sealed.
"""

from functools import partial
from pathlib import Path

from app.db import Book
from app.method import survey, vote_counting
from app.method.vote_counting import OwnChoice
from app.models import Contact, Interest
from app.reading.group_pieces import PersonPiece, SealedPiece
from app.reading.meeting_pieces import MeetingPiece


def person(book: Book, person_id: int) -> PersonPiece:
    return PersonPiece(
        interests=frozenset(it.agreed_action_id for it in book.all(Interest, person_id=person_id)),
        contacts=frozenset(row.agreed_action_id for row in book.all(Contact, person_id=person_id)),
    )


def sealed(book: Book, keys: Path, meeting: MeetingPiece, person_id: int) -> SealedPiece:
    def choice() -> OwnChoice:
        if meeting.round is None:
            return OwnChoice()
        named = vote_counting.named_by(book, keys, meeting.round, person_id)
        can_be_chosen = meeting.later().votable if named else ()
        return vote_counting.judged(named, can_be_chosen, meeting.round.votes_each)

    answered = partial(survey.answered_by, book, keys, meeting.meeting.id, person_id)
    return SealedPiece(choice, answered)
