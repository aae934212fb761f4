"""Tables: where people sit, as told by the code on the table, and groups formed by tables."""

import random
from typing import Annotated

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.groups import ALL_SIT, FORMING, carry_out
from app.method.groups_planning import SeatingPlan, at_last, people_of
from app.method.people.mixing import Placed, by_table
from app.method.people.sharing import company, seats_at
from app.method.refusals import Refusal, require
from app.method.sent import Between, Known
from app.method.slow_acts import Planned
from app.models import Person, Seat, TableSeat
from app.vocabulary import N_

no_tables = Refusal(
    "no_tables", N_("Nobody has scanned the code of a table yet. Form mixed groups instead.")
)

_AT_TABLES = (
    select(TableSeat.person_id, TableSeat.number)
    .join(Person, col(Person.id) == col(TableSeat.person_id))
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
)


@done_by(Who.phone, "table", undone_by=ITSELF)
def take_table(act: Act, device_id: int, table: Annotated[int, Between(1, LIMIT.tables)]) -> None:
    """Seats the people at the phone at the table whose code it has read."""
    sit_down(act, seats_at(act.book, device_id)[0].person_id, table)


def sit_down(act: Act, person_id: int, number: int) -> None:
    """Stores the table of all who share the phone. Scanning the code of another table changes it.

    It does not change the group of those who have one.
    """
    for sharer in company(act.book, person_id):
        act.book.put(TableSeat, ("person_id",), person_id=sharer, number=number)


def get_up(act: Act, person_id: int) -> None:
    """Forgets the table."""
    act.book.remove(TableSeat, person_id=person_id)


def at_tables(book: Book, meeting_id: int) -> dict[int, int]:
    """The table of each person who takes part and has told one."""
    return {row.person_id: row.number for row in book.rows(_AT_TABLES, meeting_id=meeting_id)}


# Everybody who takes part, and the table of those who have told one.
_Seated = tuple[list[Placed], dict[int, int]]


def _seated(book: Book, meeting_id: int) -> _Seated:
    return people_of(book, meeting_id), at_tables(book, meeting_id)


def plan_by_table(seated: _Seated) -> SeatingPlan:
    """Plan a group of each table. Whoever is at none goes where they are needed."""
    people, tables = seated
    require(no_tables if not tables else None)
    shuffled = random.SystemRandom().sample(people, len(people))
    return SeatingPlan(seated, by_table(shuffled, tables), frozenset(tables.values()))


@done_by(
    Who.facilitator,
    "groups/by-table",
    adds=True,
    open_in=FORMING,
    end=ALL_SIT,
    final="Forming mixes anew; people are moved by hand.",
    planned=Planned(_seated, plan_by_table, at_last),
)
def form_by_table(act: Act, *, planned: Annotated[SeatingPlan | None, Known.plan] = None) -> None:
    """Forms a group of each table, with its number."""
    seated = _seated(act.book, act.meeting_id)
    carry_out(act, planned or plan_by_table(seated), seated, seated[0])
