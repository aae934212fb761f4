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


def next_number(book: Book, meeting_id: int) -> Next:
    if not meeting_id:
        return Next(0)
    meeting = book.row(_LOCKED_MEETING, meeting_id=meeting_id)
    if meeting is None:
        return Next(GONE)
    return Next(meeting.sequence + 1, meeting.ended, meeting.kind)


def stamped(book: Book, act: Act) -> list[Touched]:
    """Returns the scopes that the act has touched and that wake screens, with their meeting's
    sequence. Stores that sequence for the meeting, and for those scopes by which pieces are cached.
    """
    touches = touched(act)
    sequences, over = {}, set()
    for meeting_id in {touch.meeting_id for touch in touches}:
        # What an act of no meeting, or of another one, has written counts too.
        own = meeting_id == act.meeting_id
        number = Next(act.sequence, act.is_over) if own else next_number(book, meeting_id)
        is_there = book.change(Meeting, {"id": meeting_id}, sequence=number.sequence)
        sequences[meeting_id] = number.sequence if is_there else GONE
        if number.is_over:
            over.add(meeting_id)
    # After a meeting's end the whole of it is stamped, so that no stamp tells which of its people
    # acted last. The act that ends or reopens a meeting touches the whole of it anyway.
    kept = {
        Touch(touch.meeting_id, ScopeKind.meeting)
        if touch.kind in OF_SOME and touch.meeting_id in over
        else touch
        for touch in touches
        if touch.kind not in NEVER_STAMPED
    }
    for touch in kept:
        if (sequence := sequences[touch.meeting_id]) != GONE:
            book.put(Scope, Touch._fields, **touch._asdict(), sequence=sequence)
    told = (touch for touch in touches if touch.kind not in NEVER_TOLD)
    return [(touch, sequences[touch.meeting_id]) for touch in told]
