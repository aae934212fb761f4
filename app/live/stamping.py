"""Counts a meeting's acts and stamps the scopes that each touches: by these it is known which
screen is the newest.
"""

from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.act import Act, Touch
from app.models import Meeting, ProgrammeRow, Scope
from app.models.scope import OF_SOME, ScopeKind
from app.reading.scopes import NEVER_STAMPED, NEVER_TOLD
from app.reading.touching import touched
from app.vocabulary import Step

Touched = tuple[Touch, int]
GONE = 2**53  # the sequence of a deleted meeting: no screen is newer

_LOCKED_MEETING = (
    select(Meeting.sequence, Meeting.ended, ProgrammeRow.kind)
    .outerjoin(ProgrammeRow, col(ProgrammeRow.id) == col(Meeting.current_row_id))
    .where(col(Meeting.id) == bindparam("meeting_id"))
    .with_for_update(of=Meeting)
)


class Next(NamedTuple):
    """The number of the meeting's next act. `is_over`, `step`: see `Act`."""

    sequence: int
    is_over: bool = False
    step: Step | None = None


def next_number(book: Book, meeting_id: int | None) -> Next:
    if meeting_id is None:
        return Next(0)
    meeting = book.row(_LOCKED_MEETING, meeting_id=meeting_id)
    if meeting is None:
        return Next(GONE)
    return Next(meeting.sequence + 1, meeting.ended, meeting.kind)


def stamped(book: Book, act: Act) -> list[Touched]:
    """Returns the scopes that the act has touched and that wake screens, with their meeting's
    sequence. Stores that sequence for those scopes by which pieces are cached.
    """
    touches = touched(act)
    sequences = {
        meeting_id: _counted_on(book, act, meeting_id)
        for meeting_id in {touch.meeting_id for touch in touches}
    }
    kept = {_stamped_as(act, touch) for touch in touches if touch.kind not in NEVER_STAMPED}
    for touch in kept:
        if sequences[touch.meeting_id] != GONE:
            sequence = sequences[touch.meeting_id]
            book.put(Scope, Touch._fields, **touch._asdict(), sequence=sequence)
    told = (touch for touch in touches if touch.kind not in NEVER_TOLD)
    return [(touch, sequences[touch.meeting_id]) for touch in told]


def _stamped_as(act: Act, touch: Touch) -> Touch:
    """Returns the touch to stamp. After the meeting's end it is the whole meeting, so that no stamp
    tells which of its people acted last.

    The act that ends or reopens a meeting touches the whole of it anyway.
    """
    if touch.kind not in OF_SOME:
        return touch
    own = touch.meeting_id == act.meeting_id
    is_over = act.is_over if own else next_number(act.book, touch.meeting_id).is_over
    return Touch(touch.meeting_id, ScopeKind.meeting) if is_over else touch


def _counted_on(book: Book, act: Act, meeting_id: int) -> int:
    """Stores and returns the meeting's new sequence; what an act of no meeting, or of another one,
    has written counts too. Returns GONE if the meeting is deleted.
    """
    own = meeting_id == act.meeting_id
    sequence = act.sequence if own else next_number(book, meeting_id).sequence
    return sequence if book.change(Meeting, {"id": meeting_id}, sequence=sequence) else GONE
