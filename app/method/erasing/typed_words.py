"""Words that were typed and not saved yet: erased with the text that they are of."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from app.db import Book
from app.frozen import frozen
from app.method.act import Act
from app.method.erasing import whole
from app.method.preparing.content import PARTS
from app.method.preparing.ends import ENDS
from app.models import DeskDraft, Draft, Meeting, Person, SlideNote

_ENTRY = re.compile(r"[/_]")
_OF_FILE = "import"  # in the path of a form into which a whole file is pasted, or mended


@frozen
class ErasedText:
    """What its drafts are known by: their form or field names one of the `entries`, or they have
    its `words`. What is typed of a file may tell the same in any words.
    """

    entries: frozenset[str]
    words: Collection[str]

    def holds(self, name: str, typed: str = "") -> bool:
        """`name`: of a field, or the path of a form."""
        is_named = not {*self.entries, _OF_FILE}.isdisjoint(_ENTRY.split(name))
        return is_named or any(words and words in typed for words in self.words)


def forget(act: Act, erased: ErasedText) -> None:
    """Forgets it at the desk and on phones, whoever has typed it."""
    page = whole.OF_DESK.format(act.meeting_id)
    for draft in act.book.all(DeskDraft, page=page):
        _forget_at_desk(act, draft, erased)
    for person in act.book.all(Person, meeting_id=act.meeting_id):
        for row in act.book.all(Draft, person_id=person.id):
            if erased.holds(row.form, row.words):
                own = {"person_id": person.id, "form": row.form, "field": row.field}
                act.book.remove(Draft, **own)


def entries_of(book: Book, meeting_id: int, text_id: int) -> Iterator[str]:
    """By what the forms and fields name a text that was prepared: the id of its row, the theme of a
    note, or the page of what belongs to the meeting itself.
    """
    for kind in PARTS.values():
        for column in whole.texts_of(whole.table_of(kind)):
            held: dict[str, Any] = {column.name: text_id}
            rows: list[Any] = book.all(kind, **held)
            yield from (row.theme if kind is SlideNote else str(row.id) for row in rows)
    (meeting,) = book.all(Meeting, id=meeting_id)
    if text_id in (meeting.name_id, meeting.place_id):
        yield "basics"
    elif text_id in {getattr(meeting, column) for column in ENDS}:
        yield "ends"


def _forget_at_desk(act: Act, draft: DeskDraft, erased: ErasedText) -> None:
    own = {"coordinator_id": draft.coordinator_id, "path": draft.path}
    fields: dict[str, str] = json.loads(draft.fields)
    kept = {name: said for name, said in fields.items() if not erased.holds(name, said)}
    if erased.holds(draft.path) or (fields and not kept):
        act.book.remove(DeskDraft, **own)
    elif kept != fields:
        act.book.change(DeskDraft, own, fields=json.dumps(kept, ensure_ascii=False))
