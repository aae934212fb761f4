"""Who is at a phone, by its cookie: one statement, since each act asks it; a row for each seat."""

from typing import Any

from sqlalchemy import SelectBase, bindparam, select
from sqlmodel import col

from app.method.act import Member
from app.models import Device, Meeting, Membership, Person, QuietCall, Seat, TableSeat
from app.vocabulary import Source

SEATS: Any = (
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
AT_PHONE: SelectBase = SEATS.where(col(Device.token_hash) == bindparam("hashed"))


def member_at(seat: Any, meeting_id: int, *, is_alone: bool) -> Member:
    """The person in this seat, as acts need them."""
    return Member(
        meeting_id=meeting_id,
        person_id=seat.person_id,
        group_id=seat.small_group_id,
        language=seat.language,
        source=Source.table_host if seat.hosts else Source.phone,
        reads=seat.reads,
        table=seat.number,
        language_tie=seat.language_tie,
        knows_table=seat.knows_table,
        is_alone=is_alone,
    )
