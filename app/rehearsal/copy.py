"""The marked copy of a meeting: what was prepared, made anew; and throwing it away, so that nothing of it remains."""

from functools import cache, partial
from typing import Any

from sqlalchemy import Column, ForeignKey, SelectBase, Table, bindparam
from sqlalchemy.sql import ClauseElement, ColumnElement, delete, select
from sqlmodel import SQLModel

from app.db import Book, Database
from app.live.writer import Writer
from app.method import sealing, wordings
from app.method.act import Act
from app.method.people.admitting import unused_code
from app.method.refusals import NotYoursError
from app.models import (
    Card,
    Link,
    Meeting,
    Principle,
    ProgrammeRow,
    SuggestedAction,
    Survey,
    SurveyQuestion,
    Text,
    VoteRound,
)
from app.vocabulary import Door

# What is prepared for a meeting; its round, with the gatherings and their results, is read and never changed.
PREPARED: tuple[type[SQLModel], ...] = (
    ProgrammeRow,
    Principle,
    Card,
    SuggestedAction,
    SurveyQuestion,
)
# What has a key of its own while it is open.
SEALED: tuple[type[VoteRound | Survey], ...] = (VoteRound, Survey)
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
    )
    for kind in PREPARED:
        for row in act.book.all(kind, meeting_id=meeting_id):
            _again(act.book, kind, row, meeting_id=copy_id, **UNTOUCHED.get(kind, {}))
    for door in Door:
        act.book.add(Link(meeting_id=copy_id, door=door))
    return copy_id


def throw_away(act: Act, meeting_id: int) -> None:
    """Removes a rehearsal with all that hangs on it, on the disk too, and the keys of its votes and survey."""
    if act.book.one(Meeting, id=meeting_id, is_rehearsal=True) is None:
        return
    for kind in SEALED:
        for sealed in act.book.all(kind, meeting_id=meeting_id):
            act.afterwards.append(partial(sealing.destroy_key, act.keys, sealed.id))
    texts = {
        row.text_id
        for statement in _statements()[0]
        for row in act.book.rows(statement, meeting_id=meeting_id)
    }
    for statement in _statements()[1]:
        act.book.sweep(statement, meeting_id)
    for text_id in texts:
        wordings.remove(act.book, text_id)
    act.erases = True


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
        for column in _texts_of(_table(kind))
        if same[column.name] is not None
    }
    made: Any = kind(**(same | texts | changed))
    book.add(made)
    return int(made.id)


@cache
def _statements() -> tuple[list[SelectBase], list[ClauseElement]]:
    """For a meeting: what finds the texts that its rows hold, and what deletes its rows, those below first.

    Drawn from the tables themselves, so that a table that is added later is not forgotten.
    """
    tables = [table for table in SQLModel.metadata.sorted_tables if _is_meetings(table)]
    texts = [
        select(column.label("text_id")).where(_hangs_on(table), column.is_not(None))
        for table in tables
        for column in _texts_of(table)
    ]
    return list(texts), [delete(table).where(_hangs_on(table)) for table in reversed(tables)]


def _is_meetings(table: Table) -> bool:
    return table.name == Meeting.__tablename__ or _owner(table) is not None


@cache
def _owner(table: Table) -> ForeignKey | None:
    """The key by which each row of a table hangs on a meeting, at once or by other rows."""
    keys = sorted(table.foreign_keys, key=lambda key: (key.parent.nullable, key.parent.name))
    above = (key for key in keys if key.column.table is not table)
    return next((key for key in above if _is_meetings(key.column.table)), None)


def _hangs_on(table: Table) -> ColumnElement[bool]:
    owner = _owner(table)
    if table.name == Meeting.__tablename__ or owner is None:
        return table.c.id == bindparam("meeting_id")
    above = owner.column.table
    return owner.parent.in_(select(above.c.id).where(_hangs_on(above)))


def _texts_of(table: Table) -> list[Column[Any]]:
    """The columns that hold the id of a text. A text's own wordings go with it."""
    keys = (key for key in table.foreign_keys if key.column.table.name == Text.__tablename__)
    return sorted((key.parent for key in keys), key=lambda column: column.name)


def _table(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]
