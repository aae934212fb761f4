"""The columns of who takes part and by which phone, for the statements of all pieces."""

from typing import Any

from sqlmodel import col

from app.models import Device, Person
from app.reading.group_pieces import MemberPiece

# The columns that `member_of` reads.
MEMBER: tuple[Any, ...] = (
    col(Person.id).label("person_id"),
    col(Person.role),
    col(Device.present),
    col(Device.id).label("device_id"),
    col(Device.hosts),
)


def member_of(row: Any) -> MemberPiece:
    return MemberPiece(
        person_id=row.person_id,
        role=row.role,
        present=row.present,
        device_id=row.device_id,
        hosts=row.hosts,
    )
