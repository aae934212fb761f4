"""Who is at a phone, by its cookie: asked for at each act, so one statement tells all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import SelectBase, bindparam, select
from sqlmodel import col

from app.db import Book
from app.method.act import Member
from app.models import Device, Meeting, Membership, Person, QuietCall, Seat, TableSeat
from app.vocabulary import Source

_SEATS: Any = (
    select(
        col(Device.token_hash),
        col(Meeting.code),
        col(Device.id).label("device_id"),
        col(Device.turn),
        col(Device.hosts),
        col(Device.knows_table),
        col(QuietCall.answered_at),
        col(Seat.position),
        col(Seat.gone),
        col(Seat.taken_out),
        col(Person.id).label("person_id"),
        col(Person.language),
        col(Person.reads),
        col(Person.language_tie),
        col(TableSeat.number),
        col(Membership.small_group_id),
    )
    .join(Meeting, col(Meeting.id) == col(Device.meeting_id))
    .join(Seat, col(Seat.device_id) == col(Device.id))
    .join(Person, col(Person.id) == col(Seat.person_id))
    .outerjoin(
        Membership,
        (col(Membership.person_id) == col(Person.id)) & col(Membership.until).is_(None),
    )
    .outerjoin(TableSeat, col(TableSeat.person_id) == col(Person.id))
    .outerjoin(QuietCall, col(QuietCall.device_id) == col(Device.id))
    .where(col(Device.meeting_id) == bindparam("meeting_id"))
    .order_by(col(Device.id), col(Seat.position))
)
_AT_PHONE: SelectBase = _SEATS.where(col(Device.token_hash) == bindparam("hashed"))


@dataclass(frozen=True)
class SharedPhone:
    """Those who share a phone: by position, and the positions of those who take no part any more.

    `code`: of the meeting. `turn`, `hosts`, `knows_table`: see `Device`. `is_out`: it has been taken out, and its
    people take part again once it is heard of. `help_comes`: somebody is on the way to who called quietly.
    """

    code: str
    device_id: int
    members: tuple[tuple[int, Member], ...]
    gone: tuple[int, ...]
    turn: int | None
    hosts: bool
    is_out: bool
    knows_table: str | None
    help_comes: bool


def at_phone(book: Book, meeting_id: int, hashed: str) -> SharedPhone | None:
    """Those who share the phone of this cookie; None for a stranger."""
    return _sharing(meeting_id, book.rows(_AT_PHONE, hashed=hashed, meeting_id=meeting_id))


def at_phones(book: Book, meeting_id: int) -> Mapping[str, SharedPhone | None]:
    """The same of all phones of the meeting, by their cookies."""
    rows = book.rows(_SEATS, meeting_id=meeting_id)
    return {
        hashed: _sharing(meeting_id, [*seats])
        for hashed, seats in groupby(rows, lambda seat: seat.token_hash)
    }


def _sharing(meeting_id: int, seats: list[Any]) -> SharedPhone | None:
    sitting = [seat for seat in seats if seat.taken_out or not seat.gone]
    if not sitting:
        return None
    phone = sitting[0]
    source = Source.table_host if phone.hosts else Source.phone
    return SharedPhone(
        code=phone.code,
        device_id=phone.device_id,
        members=tuple((seat.position, _member(meeting_id, seat, source)) for seat in sitting),
        gone=tuple(seat.position for seat in seats if seat.gone and not seat.taken_out),
        turn=phone.turn,
        hosts=phone.hosts,
        is_out=any(seat.taken_out for seat in seats),
        knows_table=phone.knows_table,
        help_comes=phone.answered_at is not None,
    )


def _member(meeting_id: int, seat: Any, source: Source) -> Member:
    return Member(
        meeting_id,
        seat.person_id,
        seat.small_group_id,
        seat.language,
        source,
        seat.reads,
        seat.number,
        seat.language_tie,
    )
