"""How many sit at a small group's table: its members, and people without a phone."""

from collections.abc import Iterable
from typing import Annotated

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.refusals import bad_number, require
from app.method.rules import live_group
from app.method.sent import Between
from app.models import Membership, SmallGroup

_MEMBERS = (
    select(Membership.person_id)
    .where(
        col(Membership.small_group_id) == bindparam("small_group_id"),
        col(Membership.until).is_(None),
    )
    .order_by(col(Membership.person_id))
)

HeadsField = Annotated[int | None, Between(1, LIMIT.phones)]


def members(book: Book, small_group_id: int) -> list[int]:
    """Ids of the people who belong to the group now."""
    return [row.person_id for row in book.rows(_MEMBERS, small_group_id=small_group_id)]


def sitting(told: int | None, known: int) -> int:
    """How many sit at a table: the number told, but never fewer than its members."""
    return max(told or 0, known)


def heads(book: Book, small_group_id: int) -> int:
    group = book.one(SmallGroup, id=small_group_id)
    return sitting(group.headcount if group else None, len(members(book, small_group_id)))


def without_phones(book: Book, group_ids: Iterable[int]) -> dict[int, int]:
    """How many people without a phone sit in each of these groups."""
    return {
        group_id: heads(book, group_id) - len(members(book, group_id)) for group_id in group_ids
    }


def most_heads(told: int | None, known: int) -> int:
    """How many may be told; always what is told now, since people of other tables may have come."""
    return max(told or 0, known + LIMIT.without_phone)


@done_by(
    Who.facilitator,
    "groups/{small_group_id}/headcount",
    undone_by="groups/{small_group_id}/headcount/cleared",
)
@done_by(
    Who.facilitator,
    "groups/{small_group_id}/headcount/cleared",
    undone_by="groups/{small_group_id}/headcount",
    fixed={"headcount": None},
)
def count_heads(act: Act, small_group_id: int, headcount: HeadsField) -> None:
    """Stores how many sit at the table, also without a phone. None: as many as have phones."""
    group = live_group(act, small_group_id)
    known = len(members(act.book, group.id))
    if headcount is not None:
        most = most_heads(group.headcount, known)
        is_possible = known <= headcount <= most
        require(None if is_possible else bad_number.saying(low=known, high=most))
    told = headcount if headcount is not None and headcount > known else None
    act.book.change(SmallGroup, {"id": group.id}, headcount=told)


def add_heads(act: Act, small_group_id: int, number: int) -> None:
    """Changes a told headcount, as a person comes or goes. Without one, members are counted."""
    group = act.book.one(SmallGroup, id=small_group_id)
    if group and group.headcount is not None:
        act.book.change(SmallGroup, {"id": group.id}, headcount=group.headcount + number)


def bring_heads(act: Act, away_id: int, kept_id: int) -> None:
    """After a table's members have moved to another one, counts its people without a phone there.

    Their number stays with the old group as well, for when the groups are parted.
    """
    if without_phone := heads(act.book, away_id):
        together = heads(act.book, kept_id) + without_phone
        act.book.change(SmallGroup, {"id": kept_id}, headcount=together)


def return_heads(act: Act, away_id: int, kept_id: int) -> None:
    """Before a table's members go back to it from another one: its people without a phone go back
    too, but no more than were last counted at the table of both.
    """
    together = heads(act.book, kept_id) - len(members(act.book, kept_id))
    without_phone = min(heads(act.book, away_id), together)
    add_heads(act, kept_id, -without_phone)
    act.book.change(SmallGroup, {"id": away_id}, headcount=without_phone or None)
