"""Drafts: words that could not be saved as sent, kept until they are.

They are kept here because pages without script have no memory. Never keeps a survey answer, a vote
or a contact: nobody may be able to find those by person. When the meeting ends all drafts are
removed, because they tell whoever has the files who wrote what.
"""

from collections.abc import Mapping

from app.db import Book
from app.method.act import Act
from app.method.rules import meeting_of
from app.models import Draft, Person

LONGEST = 4000
# Of a person's: more than all forms of an evening have fields. Whoever sends to ever new forms, of
# ideas that do not exist, fills no disk.
MOST = 200


def keep(act: Act, person_id: int, form: str, fields: Mapping[str, str]) -> bool:
    """Returns whether the words are kept: not once the meeting has ended, and not without bound."""
    others = [row for row in act.book.all(Draft, person_id=person_id) if row.form != form]
    if meeting_of(act.book, act.meeting_id).ended or len(others) + len(fields) > MOST:
        return False
    for field, words in fields.items():
        on, cut = ("person_id", "form", "field"), words[:LONGEST]
        act.book.put(Draft, on, person_id=person_id, form=form, field=field, words=cut)
    return True


def forget(book: Book, person_id: int, form: str) -> None:
    book.remove(Draft, person_id=person_id, form=form)


def forget_all(act: Act) -> None:
    for person in act.book.all(Person, meeting_id=act.meeting_id):
        act.book.remove(Draft, person_id=person.id)
