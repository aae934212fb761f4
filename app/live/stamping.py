"""The meeting's sequence, and the stamps of what an act has touched: by these a screen is known to be the newest."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.act import Act, Touch
from app.models import Meeting, Scope
from app.reading.scopes import NEVER_STAMPED
from app.reading.touching import touched

Touched = tuple[Touch, int]
GONE = 2**53  # of a meeting that was thrown away: a sequence that no screen is newer than

_LOCKED_MEETING = (
    select(Meeting.sequence).where(col(Meeting.id) == bindparam("meeting_id")).with_for_update()
)


def next_sequence(book: Book, meeting_id: int | None) -> int:
    if meeting_id is None:
        return 0
    found = book.row(_LOCKED_MEETING, meeting_id=meeting_id)
    return int(found.sequence) + 1 if found else GONE


def stamped(book: Book, act: Act) -> list[Touched]:
    """All that the act has touched, with the sequence of the meeting; on the disk where a piece is kept by it."""
    found = touched(act.book, act.meeting_id) | act.woken
    sequences = {one: _counted_on(book, act, one) for one in {touch.meeting_id for touch in found}}
    for touch in found:
        if touch.kind not in NEVER_STAMPED and sequences[touch.meeting_id] != GONE:
            scope = Scope(**touch._asdict(), sequence=sequences[touch.meeting_id])
            book.put(scope, on=("meeting_id", "kind", "subject_id"))
    return [(touch, sequences[touch.meeting_id]) for touch in found]


def _counted_on(book: Book, act: Act, meeting_id: int) -> int:
    """The meeting's sequence from now on; what an act of no meeting, or of another one, has written counts too."""
    own = meeting_id == act.meeting_id
    sequence = act.sequence if own else next_sequence(book, meeting_id)
    return sequence if book.change(Meeting, {"id": meeting_id}, sequence=sequence) else GONE
