"""The stamps of a meeting: by scope, which act touched it last. Known ones are not read again."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.act import Touch
from app.models import Scope

_CHANGED = select(Scope.kind, Scope.subject_id, Scope.sequence).where(
    col(Scope.meeting_id) == bindparam("meeting_id"), col(Scope.sequence) > bindparam("since")
)


class Stamps(NamedTuple):
    """The stamps as of this sequence of the meeting."""

    sequence: int = 0
    by_scope: Mapping[Touch, int] = {}


def stamps(book: Book, meeting_id: int, sequence: int, known: Stamps) -> Stamps:
    """Returns the stamps at the sequence that the book reads. If that is older than what is
    `known`, nothing known is valid.
    """
    if known.sequence == sequence:
        return known
    before = known if known.sequence < sequence else Stamps()
    changed = book.rows(_CHANGED, meeting_id=meeting_id, since=before.sequence)
    newer = {Touch(meeting_id, row.kind, row.subject_id): row.sequence for row in changed}
    return Stamps(sequence, {**before.by_scope, **newer})
