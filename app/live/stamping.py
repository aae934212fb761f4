"""The meeting's sequence, and the stamps of what an act has touched: by these a screen is known to be the newest."""

from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.act import Act, Touch
from app.method.untracing import OF_SOME, forget_who_goes_now
from app.models import Meeting, Scope
from app.models.scope import ScopeKind
from app.reading.scopes import NEVER_STAMPED, NEVER_TOLD
from app.reading.touching import touched

Touched = tuple[Touch, int]
GONE = 2**53  # of a meeting that was thrown away: a sequence that no screen is newer than

_LOCKED_MEETING = (
    select(Meeting.sequence, Meeting.ended)
    .where(col(Meeting.id) == bindparam("meeting_id"))
    .with_for_update()
)


class Next(NamedTuple):
    """What the meeting's next act is. `is_over`: it comes after the end."""

    sequence: int
    is_over: bool = False


def next_act(book: Book, meeting_id: int | None) -> Next:
    if meeting_id is None:
        return Next(0)
    found = book.row(_LOCKED_MEETING, meeting_id=meeting_id)
    return Next(found.sequence + 1, found.ended) if found else Next(GONE)


def stamped(book: Book, act: Act) -> list[Touched]:
    """All that the act has touched, with the sequence of the meeting; on the disk where a piece is kept by it."""
    if act.is_over:
        forget_who_goes_now(act)
    found = touched(act.book, act.meeting_id) | act.woken
    sequences = {one: _counted_on(book, act, one) for one in {touch.meeting_id for touch in found}}
    kept = {_stamped_as(act, touch) for touch in found if touch.kind not in NEVER_STAMPED}
    for touch in kept:
        if sequences[touch.meeting_id] != GONE:
            stamp = touch._asdict() | {"sequence": sequences[touch.meeting_id]}
            book.put_values(Scope, Touch._fields, stamp)
    told = (touch for touch in found if touch.kind not in NEVER_TOLD)
    return [(touch, sequences[touch.meeting_id]) for touch in told]


def _stamped_as(act: Act, touch: Touch) -> Touch:
    """Once the meeting has ended, no stamp tells who of its people did something last: the whole is stamped.

    Of the meeting that the act itself ends it is anyhow, as it is when it is opened again.
    """
    if touch.kind not in OF_SOME:
        return touch
    own = touch.meeting_id == act.meeting_id
    is_over = act.is_over if own else next_act(act.book, touch.meeting_id).is_over
    return Touch(touch.meeting_id, ScopeKind.meeting) if is_over else touch


def _counted_on(book: Book, act: Act, meeting_id: int) -> int:
    """The meeting's sequence from now on; what an act of no meeting, or of another one, has written counts too."""
    own = meeting_id == act.meeting_id
    sequence = act.sequence if own else next_act(book, meeting_id).sequence
    return sequence if book.change(Meeting, {"id": meeting_id}, sequence=sequence) else GONE
