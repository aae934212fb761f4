"""Carrying a meeting in one file from one installation to another one of the same version.

Its code and its links open it there too. A phone is recognised only at the address where it joined,
or by the code on its own page. Keys of open votes and surveys, and of paper forms that wait, are not
carried: those votes and surveys are void there, those forms lost. Anybody who has the file can open the meeting.
"""

import sqlite3
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import SelectBase, select
from sqlmodel import SQLModel

from app import links
from app.db import Book
from app.keeping.carried_file import (
    ROUNDS,
    SECRET,
    Rows,
    carried_tables,
    kinds,
    no_such_file,
    packed,
)
from app.method import contacts, wordings
from app.method.act import Act
from app.method.erasing.whole import erase_meeting, hangs_on, is_meetings, table_of, texts_of
from app.method.preparing.meeting import add_municipality, municipality_of
from app.method.refusals import Refusal, RefusedError, require
from app.method.rules import meeting_of
from app.models import (
    Contact,
    Device,
    FollowedAction,
    Link,
    Meeting,
    Municipality,
    Round,
    Text,
    Wording,
)
from app.vocabulary import N_, Language

code_taken = Refusal(
    "code_taken",
    N_("Another meeting here has the code of this one, %(code)s. Nothing was changed."),
)


def carried_out(book: Book, meeting_id: int, secret: bytes) -> bytes:
    """The file's content: all rows of the meeting and its round, and the secrets of its links."""
    meeting = meeting_of(book, meeting_id)
    rows: Rows = {}
    for kind in ROUNDS:
        key: dict[str, Any] = {"id" if kind is Round else "round_id": meeting.round_id}
        stored: list[Any] = book.all(kind, **key)
        rows[table_of(kind).name] = [row._asdict() for row in stored]
    for name, statement in _statements().items():
        rows[name] = [row._asdict() for row in book.rows(statement, meeting_id=meeting_id)]
    municipality = municipality_of(book, meeting_id)
    return packed(
        {
            "made_at": int(time.time()),
            "municipality": wordings.said(book, municipality.name_id),
            "rows": rows | _words_of(book, rows),
            "secrets": _secrets(book, meeting, rows, secret),
        }
    )


def _secrets(book: Book, meeting: Meeting, rows: Rows, secret: bytes) -> dict[str, dict[int, str]]:
    """By table and row: in plain text, what only this installation's key derives or opens.

    See `SECRET`.
    """
    followed = [FollowedAction(**row) for row in rows["followed_action"]]
    doors = book.all(Link, meeting_id=meeting.id)
    return {
        "link": {link.id: links.secret_of(secret, link) for link in doors},
        "contact": contacts.opened_by_id(book, meeting.id, secret),
        "followed_action": {
            action.agreed_action_id: links.of_owner(secret, action) for action in followed
        },
        "meeting": {meeting.id: links.of_sign_up(secret, meeting)},
    }


def there_of(book: Book, content: Mapping[str, Any]) -> Meeting | None:
    """The same meeting if it is here already, else None.

    Refuses if another meeting here has its code.
    """
    meeting = content["rows"]["meeting"][0]
    same, coded = book.one(Meeting, id=meeting["id"]), book.one(Meeting, code=meeting["code"])
    if coded and coded.id != meeting["id"]:
        require(code_taken.saying(code=meeting["code"]))
    return same


def bring_in(
    act: Act, content: Mapping[str, Any], secret: bytes, municipality_id: int | None = None
) -> int:
    """Adds the meeting, and first erases an earlier state of it that is here; returns its id.

    `municipality_id`: its new owner; None: see `_municipality`. Its sequence becomes greater than
    that of any page that is open here, so that every such page takes the new state.
    """
    rows: Rows = content["rows"]
    earlier, meeting = there_of(act.book, content), rows["meeting"][0]
    act.meeting_id = meeting["id"]
    act.sequence = max(earlier.sequence if earlier else 0, meeting["sequence"]) + 1
    connected = _connected(act.book, act.meeting_id)
    if earlier:
        erase_meeting(act)
    act.book.execute("PRAGMA defer_foreign_keys=ON")
    whose = municipality_id or _municipality(act, rows["round"][0], content["municipality"])
    rows["round"][0]["municipality_id"] = whose
    for row in (*rows["device"], *rows["link"]):
        row["present"] = row["id"] in connected
    try:
        for name in carried_tables():
            for row in rows[name]:
                act.book.add(kinds()[name](**_at_home(name, row, content, secret)))
    except sqlite3.IntegrityError as error:  # another meeting's row has the same primary key
        raise RefusedError(no_such_file) from error
    return int(meeting["id"])


def _connected(book: Book, meeting_id: int) -> set[int]:
    """Ids of the phones and links connected to this server; the file has those of the other one."""
    devices = book.all(Device, meeting_id=meeting_id, present=True)
    links_here = book.all(Link, meeting_id=meeting_id, present=True)
    return {row.id for row in devices} | {row.id for row in links_here}


def _at_home(
    name: str, row: dict[str, Any], content: Mapping[str, Any], secret: bytes
) -> dict[str, Any]:
    """The row as it is stored here: its secret sealed or kept under this installation's key."""
    if name not in SECRET:
        return row
    row_id: int = row[SECRET[name]]
    words = content["secrets"][name][str(row_id)]
    if name == Contact.__tablename__:
        return row | {"sealed": contacts.sealed_anew(secret, row_id, words)}
    brought = links.brought(secret, row_id, words)
    if name == Meeting.__tablename__:
        return row | {"address": "", "sign_up_brought": brought}
    return row | {"brought": brought}


def _municipality(act: Act, of_round: Mapping[str, Any], name: dict[str, str]) -> int:
    """Returns the id of the municipality with the same id; else of the one with the same name; else
    of the only one here; else of a new one. The sample's does not count.
    """
    municipalities = act.book.all(Municipality, is_sample=False)
    same = [
        municipality
        for municipality in municipalities
        if municipality.id == of_round["municipality_id"]
    ]
    named = [
        municipality
        for municipality in municipalities
        if wordings.said(act.book, municipality.name_id) == name
    ]
    matching = same or named or (municipalities if len(municipalities) == 1 else [])
    return matching[0].id if matching else add_municipality(act, name, Language.sv)


def _words_of(book: Book, rows: Rows) -> Rows:
    columns = {
        (name, column.name) for name in rows for column in texts_of(SQLModel.metadata.tables[name])
    }
    ids = {row[column] for name, column in columns for row in rows[name]} - {None}
    words: list[Any] = [
        wording for text_id in sorted(ids) for wording in book.all(Wording, text_id=text_id)
    ]
    return {
        str(Text.__tablename__): [{"id": text_id} for text_id in sorted(ids)],
        str(Wording.__tablename__): [wording._asdict() for wording in words],
    }


@cache
def _statements() -> dict[str, SelectBase]:
    """By table, the statement that selects the rows of a meeting."""
    return {
        name: select(table).where(hangs_on(table))
        for name, table in carried_tables().items()
        if is_meetings(table)
    }
