"""A table wants somebody to come: a raised hand, a quiet call for one person, or a card that it cannot get past."""

from app.db import Book
from app.method.act import Act, Member
from app.method.declared import Who, done_by
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    meeting_ended,
    no_group,
    require,
)
from app.method.rules import meeting_of
from app.models import SmallGroup, TableCall
from app.vocabulary import N_, Call

# Not a refusal by meaning, but said in the same way: to the one who asked, and on no screen.
heard = Refusal(
    "heard", N_("The meeting leaders know. Somebody comes to your table without drawing attention.")
)


@done_by(Who.table, "hand", undone_by="hand/lowered", kind=Call.hand)
@done_by(Who.table, "need", final="Whoever came has come.", told=heard, kind=Call.need)
def call(act: Act, member: Member, kind: Call) -> None:
    """Said once, however often it is pressed. A hand stands on the table's own phones; a need on no screen there."""
    note(act, _table_of(act, member), kind)


@done_by(Who.table, "hand/lowered", undone_by="hand", kind=Call.hand)
def take_back(act: Act, member: Member, kind: Call) -> None:
    settle(act, _table_of(act, member), kind)


def _table_of(act: Act, member: Member) -> int:
    """Whose call it is; nobody comes any more once the meeting has ended."""
    require(meeting_ended if meeting_of(act.book, act.meeting_id).ended else None)
    if member.group_id is None:
        raise RefusedError(no_group)
    return member.group_id


def note(act: Act, small_group_id: int, kind: Call) -> None:
    if act.book.one(TableCall, small_group_id=small_group_id, call=kind):
        return
    act.book.add(TableCall(small_group_id=small_group_id, call=kind, sequence=act.sequence))


def settle(act: Act, small_group_id: int, kind: Call) -> None:
    """The call is over; where there was none, nothing happens."""
    act.book.remove(TableCall, small_group_id=small_group_id, call=kind)


@done_by(
    Who.facilitator,
    "groups/{small_group_id}/visited",
    final="A table that still needs it calls again.",
)
def answer(act: Act, small_group_id: int) -> None:
    """The facilitator goes to the table: all its calls are over."""
    if act.book.one(SmallGroup, id=small_group_id, meeting_id=act.meeting_id) is None:
        raise NotYoursError
    for kind in Call:
        settle(act, small_group_id, kind)


def standing(book: Book, small_group_id: int) -> frozenset[Call]:
    return frozenset(row.call for row in book.all(TableCall, small_group_id=small_group_id))
