"""Tells a table that it has become another one: its phones show the mark until one confirms.

Each phone's former table is stored. So a phone that is back at the same table, unchanged, has
nothing to confirm.
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from sqlalchemy import bindparam, select as columns
from sqlmodel import col

from app.db import Book
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.refusals import require
from app.method.rules import another_table, meeting_of, step_of
from app.method.sent import MadeExactlyOn
from app.models import Device, Membership, Seat, SmallGroup
from app.vocabulary import Step

_AT_TABLES = (
    columns(
        col(Seat.person_id), col(Device.id), col(Device.knows_table), col(Membership.small_group_id)
    )
    .join(Device, col(Device.id) == col(Seat.device_id))
    .join(Membership, col(Membership.person_id) == col(Seat.person_id))
    .where(
        col(Device.meeting_id) == bindparam("meeting_id"),
        col(Membership.until).is_(None),
        col(Seat.gone).is_(False),
    )
)
_SITS_SINCE = columns(col(Membership.since)).where(
    col(Membership.person_id) == bindparam("person_id"), col(Membership.until).is_(None)
)
_SAT = columns(col(Membership.small_group_id)).where(
    col(Membership.person_id) == bindparam("person_id"),
    col(Membership.since) <= bindparam("seen"),
    col(Membership.until) > bindparam("seen"),
)
_SITS_AT = (
    columns(col(SmallGroup.number))
    .join(Membership, col(Membership.small_group_id) == col(SmallGroup.id))
    .join(Seat, col(Seat.person_id) == col(Membership.person_id))
    .where(
        col(Seat.device_id) == bindparam("device_id"),
        col(Membership.until).is_(None),
        col(Seat.gone).is_(False),
    )
)


class Joinable(Protocol):
    """A small group, and the one that it has become a part of."""

    @property
    def id(self) -> int: ...
    @property
    def merged_into(self) -> int | None: ...


def at_table(groups: Sequence[Joinable], small_group_id: int) -> str:
    """The ids of the groups that are one at this table, its own first; stored as `knows_table`."""
    inside = [small_group_id]
    for kept_id in inside:
        inside += sorted(group.id for group in groups if group.merged_into == kept_id)
    return " ".join(map(str, inside))


def remember(act: Act, people: Collection[int]) -> None:
    """Call it before the people's table changes. In step `groups` phones that are there show the mark
    anyway; of those that are not, see `shown_on`.
    """
    if step_of(act.book, meeting_of(act.book, act.meeting_id)) is Step.groups:
        return
    groups: Sequence[Joinable] = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    for row in act.book.rows(_AT_TABLES, meeting_id=act.meeting_id):
        if row.person_id in people and row.knows_table is None:
            known = at_table(groups, row.small_group_id)
            act.book.change(Device, {"id": row.id}, knows_table=known)


def shown_on(book: Book, person_id: int, seen: int) -> str | None:
    """As `knows_table`, of a page that showed the meeting's sequence `seen`; None if the person has
    sat where they sit now since before. A phone that was away while groups were formed anew has not
    shown the mark, and what it sends late is meant for the table before.
    """
    sits = book.row(_SITS_SINCE, person_id=person_id)
    if sits is None or sits.since <= seen:
        return None
    then = book.row(_SAT, person_id=person_id, seen=seen)
    return str(then.small_group_id) if then else None


@done_by(Who.phone, "mark/seen", final="It has been read.")
def see(act: Act, device_id: int, mark: MadeExactlyOn | None = None) -> None:
    """Somebody at the phone confirms the new mark. `mark`: its number. If it is another one by now,
    that one is shown first.
    """
    sits = act.book.row(_SITS_AT, device_id=device_id)
    require(another_table if sits and mark not in (None, sits.number) else None)
    act.book.change(Device, {"id": device_id}, knows_table=None)
