"""Erasing a meeting: every row that belongs to it, its texts, and the keys of votes and surveys."""

from functools import cache
from typing import Any

from sqlalchemy import Column, ForeignKey, SelectBase, Table, bindparam
from sqlalchemy.sql import ClauseElement, ColumnElement, delete, select
from sqlmodel import SQLModel

from app.db import Book
from app.method import wordings
from app.method.act import Act
from app.method.rules import meeting_of
from app.models import (
    DeskDraft,
    Gathering,
    KeyResult,
    Meeting,
    PopulationGroup,
    Round,
    SlideNote,
    Survey,
    Text,
    VoteRound,
)

# Tables whose rows have a key of their own while they are open.
SEALED: tuple[type[VoteRound | Survey], ...] = (VoteRound, Survey)
# The tables of a round, dependent ones first.
OF_ROUND: tuple[type[SQLModel], ...] = (SlideNote, KeyResult, Gathering, PopulationGroup)
OF_DESK = "/coordinator/meetings/{}"


def erase_meeting(act: Act) -> None:
    """Erases the meeting and its desk drafts; also the round, if no other meeting belongs to it."""
    meeting = meeting_of(act.book, act.meeting_id)
    erase_rows(act, meeting.id)
    if not act.book.count(Meeting, round_id=meeting.round_id):
        _erase_round(act, meeting.round_id)
    for draft in act.book.all(DeskDraft, page=OF_DESK.format(meeting.id)):
        act.book.remove(DeskDraft, coordinator_id=draft.coordinator_id, path=draft.path)
    act.disorders = True


def erase_rows(act: Act, meeting_id: int) -> None:
    """Erases all rows that belong to the meeting itself, from the disk too."""
    for kind in SEALED:
        for sealed in act.book.all(kind, meeting_id=meeting_id):
            act.destroy_key(sealed.id)
    texts = _texts_of_rows(act.book, meeting_id)
    for statement in _statements()[1]:
        act.book.sweep(statement, meeting_id)
    for text_id in texts:
        wordings.remove(act.book, text_id)


def _texts_of_rows(book: Book, meeting_id: int) -> set[int]:
    return {
        row.text_id
        for statement in _statements()[0]
        for row in book.rows(statement, meeting_id=meeting_id)
    }


def texts_of_meeting(book: Book, meeting_id: int) -> set[int]:
    """The ids of all texts that belong to the meeting or its round."""
    text_ids = _texts_of_rows(book, meeting_id)
    round_id = meeting_of(book, meeting_id).round_id
    kinds: tuple[type[SQLModel], ...] = (*OF_ROUND, Round)
    for kind in kinds:
        key: dict[str, Any] = {"id" if kind is Round else "round_id": round_id}
        rows: list[Any] = book.all(kind, **key)
        text_ids |= {
            getattr(row, column.name) for row in rows for column in texts_of(table_of(kind))
        }
    return text_ids


def texts_of(table: Table) -> list[Column[Any]]:
    """The columns that hold the id of a text, as the table has them. The wordings of a text are
    removed with it.
    """
    texts = Text.__tablename__
    return [
        column
        for column in table.columns
        if any(key.column.table.name == texts for key in column.foreign_keys)
    ]


def table_of(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def _erase_round(act: Act, round_id: int) -> None:
    for kind in OF_ROUND:
        rows: list[Any] = act.book.all(kind, round_id=round_id)
        act.book.remove(kind, round_id=round_id)
        _erase_texts(act, kind, rows)
    rounds: list[Any] = act.book.all(Round, id=round_id)
    act.book.remove(Round, id=round_id)
    _erase_texts(act, Round, rounds)


def _erase_texts(act: Act, kind: type[SQLModel], rows: list[Any]) -> None:
    for row in rows:
        for column in texts_of(table_of(kind)):
            wordings.remove(act.book, getattr(row, column.name))


@cache
def _statements() -> tuple[list[SelectBase], list[ClauseElement]]:
    """Statements that find the texts of a meeting's rows, and those that delete the rows.

    Rows are deleted in dependency order. All statements are derived from the tables' metadata, so
    that a table that is added later is not forgotten.
    """
    tables = [table for table in SQLModel.metadata.sorted_tables if is_meetings(table)]
    texts = [
        select(column.label("text_id")).where(hangs_on(table), column.is_not(None))
        for table in tables
        for column in texts_of(table)
    ]
    return list(texts), [delete(table).where(hangs_on(table)) for table in reversed(tables)]


def is_meetings(table: Table) -> bool:
    """Whether each row of the table belongs to a meeting, or is one."""
    return table.name == Meeting.__tablename__ or _owner(table) is not None


@cache
def _owner(table: Table) -> ForeignKey | None:
    """The foreign key by which each row belongs to a meeting, directly or through other rows."""
    keys = sorted(table.foreign_keys, key=lambda key: (key.parent.nullable, key.parent.name))
    above = (key for key in keys if key.column.table is not table)
    return next((key for key in above if is_meetings(key.column.table)), None)


def hangs_on(table: Table) -> ColumnElement[bool]:
    """Condition: the row belongs to the meeting in the parameter `meeting_id`."""
    owner = _owner(table)
    if table.name == Meeting.__tablename__ or owner is None:
        return table.c.id == bindparam("meeting_id")
    above = owner.column.table
    return owner.parent.in_(select(above.c.id).where(hangs_on(above)))
