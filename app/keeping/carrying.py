"""Carrying a meeting: one file with everything of it, out of one installation and into another one of the same version.

Its code and its links open it there too. Phones are known again only at the address where they joined. Keys of open
votes and surveys are not carried: those are void there. Whoever has the file can open the meeting.
"""

import json
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import SelectBase, Table, select
from sqlmodel import SQLModel

from app import links, models
from app.db import Book
from app.method import contacts, wordings
from app.method.act import Act
from app.method.erasing.whole import (
    OF_ROUND,
    erase_meeting,
    hangs_on,
    is_meetings,
    table_of,
    texts_of,
)
from app.method.preparing.meeting import municipality_of
from app.method.rules import meeting_of
from app.migrating import newest_revision
from app.models import Contact, Device, Link, Meeting, Municipality, Reached, Round, Text, Wording
from app.vocabulary import Language

PROGRAM = "more-of-this meeting"
ENDING = ".meeting"
# What another computer finds out by itself.
LEFT_BEHIND = {Reached.__tablename__}
ROUNDS: tuple[type[SQLModel], ...] = (Round, *reversed(OF_ROUND))
Rows = dict[str, list[dict[str, Any]]]


class NotCarriedError(Exception):
    """Why a file cannot be brought in, as the end of a sentence."""


def carried_out(book: Book, meeting_id: int, secret: bytes) -> bytes:
    """Everything of the meeting and its round, with the secrets of its links."""
    meeting = meeting_of(book, meeting_id)
    rows: Rows = {}
    for kind in ROUNDS:
        key: dict[str, Any] = {"id" if kind is Round else "round_id": meeting.round_id}
        found: list[Any] = book.all(kind, **key)
        rows[table_of(kind).name] = [row._asdict() for row in found]
    for name, statement in _statements().items():
        rows[name] = [row._asdict() for row in book.rows(statement, meeting_id=meeting_id)]
    municipality = municipality_of(book, meeting_id)
    whole = {
        "program": PROGRAM,
        "revision": newest_revision(),
        "made_at": int(time.time()),
        "municipality": wordings.said(book, municipality.name_id),
        "rows": rows | _words_of(book, rows),
        "links": {
            link.id: links.secret_of(secret, link) for link in book.all(Link, meeting_id=meeting_id)
        },
        "contacts": contacts.opened_by_id(book, meeting_id, secret),
    }
    return json.dumps(whole, ensure_ascii=False, default=_packed).encode()


def read(file: bytes) -> dict[str, Any]:
    """What such a file holds; raises `NotCarriedError`."""
    try:
        found: dict[str, Any] = json.loads(file, object_hook=_unpacked)
        is_ours = found["program"] == PROGRAM
    except (ValueError, KeyError, TypeError) as error:
        raise NotCarriedError("it is no meeting of this program, or a part is missing") from error
    if not is_ours:
        raise NotCarriedError("it is no meeting of this program")
    if found["revision"] != newest_revision():
        raise NotCarriedError("another version of this program made it: use the same one on both")
    return found


def bring_in(act: Act, found: Mapping[str, Any], secret: bytes) -> int:
    """Adds it, in the place of what there is of the same meeting; returns the meeting's id."""
    rows: Rows = found["rows"]
    meeting = rows["meeting"][0]
    there = act.book.one(Meeting, code=meeting["code"])
    if there and there.id != meeting["id"]:
        raise NotCarriedError(f"another meeting here has its code {meeting['code']}")
    act.meeting_id = meeting["id"]
    if there:
        erase_meeting(act)
    act.book.execute("PRAGMA defer_foreign_keys=ON")
    of_round = rows["round"][0]
    if not act.book.one(Municipality, id=of_round["municipality_id"]):
        of_round["municipality_id"] = _municipality(act, found["municipality"])
    for name in ("text", "wording", *(table_of(kind).name for kind in ROUNDS), *_statements()):
        for row in rows.get(name, ()):
            act.book.add(_kinds()[name](**_at_home(name, row, found, secret)))
    return int(meeting["id"])


def _at_home(
    name: str, row: dict[str, Any], found: Mapping[str, Any], secret: bytes
) -> dict[str, Any]:
    """The row as it is here: under this installation's key, with nobody connected."""
    if name == Link.__tablename__:
        words = found["links"][str(row["id"])]
        return row | {"present": False, "brought": links.brought(secret, row["id"], words)}
    if name == Contact.__tablename__:
        words = found["contacts"][str(row["id"])]
        return row | {"sealed": contacts.sealed_anew(secret, row["id"], words)}
    if name == Device.__tablename__:
        return row | {"present": False}
    return row | {"address": ""} if name == Meeting.__tablename__ else row


def _municipality(act: Act, name: Mapping[str, str]) -> int:
    """The one that has the name; else the only one of this installation's own; else a new one."""
    own = act.book.all(Municipality, is_sample=False)
    same = [one for one in own if wordings.said(act.book, one.name_id) == name]
    if same or len(own) == 1:
        return (same or own)[0].id
    made = Municipality(name_id=wordings.write(act.book, name), main_language=Language.sv)
    act.book.add(made)
    return made.id


def _words_of(book: Book, rows: Rows) -> Rows:
    columns = {
        (name, column.name) for name in rows for column in texts_of(SQLModel.metadata.tables[name])
    }
    ids = {row[column] for name, column in columns for row in rows[name]} - {None}
    words: list[Any] = [
        wording for one in sorted(ids) for wording in book.all(Wording, text_id=one)
    ]
    return {
        str(Text.__tablename__): [{"id": one} for one in sorted(ids)],
        str(Wording.__tablename__): [wording._asdict() for wording in words],
    }


@cache
def _statements() -> dict[str, SelectBase]:
    """By table, those above first, what finds the rows of a meeting."""
    tables = [table for table in SQLModel.metadata.sorted_tables if _is_carried(table)]
    return {table.name: select(table).where(hangs_on(table)) for table in tables}


def _is_carried(table: Table) -> bool:
    return is_meetings(table) and table.name not in LEFT_BEHIND


@cache
def _kinds() -> dict[str, type[SQLModel]]:
    found = (getattr(models, name) for name in models.__all__)
    return {str(kind.__tablename__): kind for kind in found}


def _packed(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    raise TypeError(type(value).__name__)


def _unpacked(found: dict[str, Any]) -> Any:
    return b64decode(found["bytes"]) if set(found) == {"bytes"} else found
