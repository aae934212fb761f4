"""Who came to the meeting: everybody who joined, but for those who left before they sat in a group.

A phone that was tried beforehand did so, and somebody who joined anew to name another role.
"""

import random
from collections import Counter

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.act import Act
from app.method.rules import meeting_of
from app.models import Membership, Person, Seat
from app.vocabulary import Role

_LEFT_AT_ONCE = (
    select(Person.id)
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .outerjoin(Membership, col(Membership.person_id) == col(Person.id))
    .where(
        col(Person.meeting_id) == bindparam("meeting_id"),
        col(Seat.gone).is_(True),
        col(Membership.id).is_(None),
    )
)


def came(book: Book, meeting_id: int) -> Counter[Role]:
    """How many came in each role."""
    left = _left_at_once(book, meeting_id)
    people = book.all(Person, meeting_id=meeting_id)
    return Counter(person.role for person in people if person.id not in left)


def keep_counts(act: Act) -> None:
    """Keeps how many came in each role and how many sat at each table, but no link between the two
    and no language. To be done before seats go: these alone tell who left at once.
    """
    for person_id in _left_at_once(act.book, act.meeting_id):
        act.book.remove(Seat, person_id=person_id)
        act.book.remove(Person, id=person_id)
    people = act.book.all(Person, meeting_id=act.meeting_id)
    roles = random.SystemRandom().sample([person.role for person in people], len(people))
    nobodys = {"language": meeting_of(act.book, act.meeting_id).main_language, "reads": ""}
    for person, role in zip(people, roles, strict=True):
        act.book.change(Person, {"id": person.id}, role=role, language_tie=False, **nobodys)


def _left_at_once(book: Book, meeting_id: int) -> set[int]:
    return {row.id for row in book.rows(_LEFT_AT_ONCE, meeting_id=meeting_id)}
