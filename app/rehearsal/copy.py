"""The marked copy of a meeting: what was prepared, made anew; and throwing it away, so that nothing of it remains."""

from functools import partial
from typing import Any

from sqlmodel import SQLModel

from app.db import Book, Database
from app.live.writer import Writer
from app.method import wordings
from app.method.act import Act
from app.method.erasing.whole import erase_rows, table_of, texts_of
from app.method.people.admitting import unused_code
from app.method.refusals import NotYoursError
from app.models import (
    Card,
    Link,
    Meeting,
    Principle,
    ProgrammeRow,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import HALL_DOORS

# What is prepared for a meeting; its round, with the gatherings and their results, is read and never changed.
PREPARED: tuple[type[SQLModel], ...] = (
    ProgrammeRow,
    Principle,
    Card,
    SuggestedAction,
    SurveyQuestion,
)
UNTOUCHED: dict[type[SQLModel], dict[str, Any]] = {
    ProgrammeRow: {"began_at": None, "began_sequence": None, "clock_left": None}
}


def make_copy(act: Act, meeting_id: int) -> int:
    """A meeting like this one in which nothing has happened, beginning now; returns its id."""
    found = act.book.one(Meeting, id=meeting_id, is_rehearsal=False)
    if found is None:
        raise NotYoursError
    copy_id = _again(
        act.book,
        Meeting,
        found,
        code=unused_code(act.book),
        starts_at=act.now,
        sequence=0,
        current_row_id=None,
        clock_until=None,
        joining_open=True,
        ended=False,
        reopened_at=None,
        is_rehearsal=True,
        picture_seen=False,
    )
    for kind in PREPARED:
        for row in act.book.all(kind, meeting_id=meeting_id):
            _again(act.book, kind, row, meeting_id=copy_id, **UNTOUCHED.get(kind, {}))
    for door in HALL_DOORS:
        act.book.add(Link(meeting_id=copy_id, door=door))
    return copy_id


def throw_away(act: Act, meeting_id: int) -> None:
    """Removes a rehearsal with all that hangs on it, on the disk too, and the keys of its votes and survey."""
    if act.book.one(Meeting, id=meeting_id, is_rehearsal=True) is None:
        return
    erase_rows(act, meeting_id)


def sweep(database: Database, writer: Writer) -> None:
    """At the program's start: throws away what a killed rehearsal has left."""
    with database.reading() as book:
        left = [meeting.id for meeting in book.all(Meeting, is_rehearsal=True)]
    for meeting_id in left:
        writer.do(None, partial(throw_away, meeting_id=meeting_id))


def _again(book: Book, kind: type[SQLModel], row: Any, **changed: Any) -> int:
    """The same row under a new key, with texts of its own; returns the key."""
    same = {name: value for name, value in row._asdict().items() if name != "id"}
    texts = {
        column.name: wordings.write(book, wordings.said(book, same[column.name]))
        for column in texts_of(table_of(kind))
        if same[column.name] is not None
    }
    made: Any = kind(**(same | texts | changed))
    book.add(made)
    return int(made.id)
