"""Calls for a facilitator: a table's raised hand, a table stuck on a card, a phone's quiet call."""

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act, Member
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.refusals import (
    NotYoursError,
    RefusedError,
    no_group,
)
from app.method.rules import own_row, own_table, within
from app.models import Device, Membership, QuietCall, Seat, SmallGroup, TableCall
from app.vocabulary import Call

# The phones at a table from which somebody has called quietly.
_QUIET = (
    select(QuietCall.device_id)
    .join(Seat, col(Seat.device_id) == col(QuietCall.device_id))
    .join(Membership, col(Membership.person_id) == col(Seat.person_id))
    .where(
        col(Membership.small_group_id) == bindparam("small_group_id"),
        col(Membership.until).is_(None),
        col(Seat.gone).is_(False),
    )
)
_ANSWERED = (
    select(Device.meeting_id)
    .join(QuietCall, col(QuietCall.device_id) == col(Device.id))
    .where(col(QuietCall.answered_at) <= bindparam("before"))
    .distinct()
)
_ANSWERED_HERE = (
    select(QuietCall.device_id)
    .join(Device, col(Device.id) == col(QuietCall.device_id))
    .where(
        col(QuietCall.answered_at) <= bindparam("before"),
        col(Device.meeting_id) == bindparam("meeting_id"),
    )
)


@done_by(Who.table, "hand", undone_by="hand/lowered", fixed={"kind": Call.hand})
def call(act: Act, member: Member, kind: Call) -> None:
    """Stored once, however often it is pressed. The table's own phones show it."""
    note(act, _of_table(member.group_id), kind)


@done_by(Who.table, "hand/lowered", undone_by="hand", fixed={"kind": Call.hand})
def take_back(act: Act, member: Member, kind: Call) -> None:
    """Refused if it was meant for the table before: this one would wait for nobody."""
    settle(act, own_table(member), kind)


@done_by(Who.phone, "need", undone_by="need/withdrawn")
def need(act: Act, device_id: int) -> None:
    """A quiet call. Facilitators see the table, or without one the tag of the phone.

    No other screen says a word about it, not even that of this phone.
    """
    act.book.put(QuietCall, ("device_id",), device_id=device_id)


@done_by(Who.phone, "need/withdrawn", undone_by="need")
def need_no_more(act: Act, device_id: int) -> None:
    """Takes the call back, also after it was answered. Does nothing if there is none."""
    forget_call(act, device_id)


def forget_call(act: Act, device_id: int) -> None:
    act.book.remove(QuietCall, device_id=device_id)


def note(act: Act, small_group_id: int, kind: Call) -> None:
    if act.book.one(TableCall, small_group_id=small_group_id, call=kind):
        return
    act.book.add(TableCall(small_group_id=small_group_id, call=kind, sequence=act.sequence))


def settle(act: Act, small_group_id: int, kind: Call) -> None:
    """Ends the call, also of the groups merged into it. Does nothing if there is none."""
    for group_id in within(act.book, small_group_id):
        act.book.remove(TableCall, small_group_id=group_id, call=kind)


def call_together(act: Act, kept_id: int, away_id: int) -> None:
    """After a merge the kept table calls for both. What the other one called for stays stored, and
    is not shown until the two are parted.
    """
    open_calls = standing_calls(act.book, kept_id)
    for row in act.book.all(TableCall, small_group_id=away_id):
        if row.call not in open_calls:
            act.book.make(TableCall, small_group_id=kept_id, call=row.call, sequence=row.sequence)


def call_apart(act: Act, kept_id: int, away_id: int) -> None:
    """Undoes `call_together`. A call that has ended meanwhile has ended for both."""
    for row in act.book.all(TableCall, small_group_id=away_id):
        at = {"small_group_id": kept_id, "call": row.call, "sequence": row.sequence}
        act.book.remove(TableCall, **at)


@done_by(
    Who.facilitator,
    "groups/{small_group_id}/visited",
    final="A table that still needs it calls again.",
)
def answer(act: Act, small_group_id: int) -> None:
    """The facilitator goes to the table: its calls end; quiet callers see that somebody comes."""
    own_row(act, SmallGroup, small_group_id)
    for kind in Call:
        settle(act, small_group_id, kind)
    for row in act.book.rows(_QUIET, small_group_id=small_group_id):
        _go_to(act, row.device_id)


@done_by(
    Who.facilitator,
    "people/{person_id}/visited",
    final="Who still needs somebody says so again.",
)
def answer_alone(act: Act, person_id: int) -> None:
    """The facilitator goes to somebody who has no group yet."""
    seat = act.book.one(Seat, person_id=person_id)
    if seat is None:
        raise NotYoursError
    _go_to(act, own_row(act, Device, seat.device_id).id)


def _go_to(act: Act, device_id: int) -> None:
    call = act.book.one(QuietCall, device_id=device_id)
    if call and call.answered_at is None:
        act.book.change(QuietCall, {"device_id": device_id}, answered_at=act.now)


def answered_before(book: Book, now: int) -> list[int]:
    """Meetings with a call answered so long ago that the facilitator must have arrived."""
    return [int(meeting_id) for meeting_id in book.column(_ANSWERED, before=_there(now))]


def forget_answered(act: Act) -> None:
    for row in act.book.rows(_ANSWERED_HERE, before=_there(act.now), meeting_id=act.meeting_id):
        forget_call(act, row.device_id)


def forget_all(act: Act) -> None:
    """Removes all calls of the meeting: it has ended, so nobody comes any more."""
    for device in act.book.all(Device, meeting_id=act.meeting_id):
        forget_call(act, device.id)
    for group in act.book.all(SmallGroup, meeting_id=act.meeting_id):
        act.book.remove(TableCall, small_group_id=group.id)


def standing_calls(book: Book, small_group_id: int) -> frozenset[Call]:
    """The calls of the whole table, without quiet calls of single phones."""
    return frozenset(row.call for row in book.all(TableCall, small_group_id=small_group_id))


def _there(now: int) -> int:
    return now - LIMIT.minutes_on_the_way * 60


def _of_table(small_group_id: int | None) -> int:
    if small_group_id is None:
        raise RefusedError(no_group)
    return small_group_id
