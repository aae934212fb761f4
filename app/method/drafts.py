"""What a person sent and could not be saved as meant, kept until it is: pages without script have no memory.

Never of a survey answer, a vote or a contact: nobody may be able to find those by their person.
"""

from collections.abc import Mapping

from app.db import Book
from app.models import Draft

LONGEST = 4000


def keep(book: Book, person_id: int, form: str, fields: Mapping[str, str]) -> None:
    for field, words in fields.items():
        row = Draft(person_id=person_id, form=form, field=field, words=words[:LONGEST])
        book.put(row, on=("person_id", "form", "field"))


def forget(book: Book, person_id: int, form: str) -> None:
    book.remove(Draft, person_id=person_id, form=form)
