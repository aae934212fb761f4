"""Who is to sit in which small group, planned before anybody is seated."""

import random
from dataclasses import replace

from sqlalchemy import bindparam, select as columns
from sqlmodel import col

from app.db import Book
from app.frozen import frozen
from app.method.interpreting import followed
from app.method.people.mixing import Placed, balanced, most_groups
from app.method.refusals import bad_number, no_people, require
from app.models import Membership, Person, Seat, SmallGroup

_PEOPLE = (
    columns(
        col(Person.id),
        col(Person.role),
        col(SmallGroup.number),
        col(Seat.device_id),
        col(Person.language),
        col(Person.reads),
        col(Person.language_tie),
    )
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .outerjoin(
        Membership,
        (col(Membership.person_id) == col(Person.id)) & col(Membership.until).is_(None),
    )
    .outerjoin(SmallGroup, col(SmallGroup.id) == col(Membership.small_group_id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
    .order_by(col(Person.id))
)


def people_of(book: Book, meeting_id: int) -> list[Placed]:
    """Everybody who takes part, in a stable order."""
    interpreters = {tag: row.interpreters for tag, row in followed(book, meeting_id).items()}
    return [
        Placed(
            person=row.id,
            role=row.role,
            now=row.number,
            phone=row.device_id,
            language=row.reads or row.language,
            wishes=row.language_tie,
            interpreters=interpreters.get(row.reads or row.language, 0),
        )
        for row in book.rows(_PEOPLE, meeting_id=meeting_id)
    ]


@frozen
class SeatingPlan:
    """The planned group number of each person. `numbers`: of all groups. `basis`: what it was
    planned from. `at_last`: it is carried out whoever has come, gone or moved meanwhile.
    """

    basis: object
    seats: dict[int, int]
    numbers: frozenset[int]
    at_last: bool = False


def plan(people: list[Placed], number: int, *, ties: bool = True) -> SeatingPlan:
    """Plan this many groups for all these people. People who can stay where they sit do.

    `ties`: seat people who asked for it with somebody of the same language, as far as there is one.
    Planning takes seconds for hundreds of people.
    """
    require(no_people if not people else None)
    most = most_groups(people)
    require(bad_number.saying(low=1, high=most) if not 1 <= number <= most else None)
    shuffled = random.SystemRandom().sample(people, len(people))
    seats = balanced(shuffled, number, ties=ties)
    return SeatingPlan(people, seats, frozenset(range(1, number + 1)))


def at_last(plan: SeatingPlan) -> SeatingPlan:
    return replace(plan, at_last=True)
