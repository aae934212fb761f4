"""The file of a carried meeting: reads it, and validates all of it before any row is taken in.

Every foreign key in it must point to a row of the file itself, so no row can attach to another
meeting.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Enum, Table, TypeDecorator
from sqlmodel import SQLModel

from app import models
from app.keeping import backup
from app.languages import WRITTEN_TAGS
from app.method.erasing.whole import OF_ROUND, is_meetings, table_of
from app.method.refusals import Refusal, RefusedError, require
from app.method.sorting import DECISIONS
from app.migrating import newest_revision
from app.models import (
    BroughtFile,
    Decision,
    EarlierDecision,
    Meeting,
    Municipality,
    Reached,
    Round,
    Text,
    Wording,
)
from app.vocabulary import N_

PROGRAM = "more-of-this meeting"
ENDING = ".meeting"
# Not carried: uploads waiting at this desk.
LEFT_BEHIND = {BroughtFile.__tablename__}
# Carried, so that the other computer knows whether phones must come to another address there.
# Earlier files do not have them.
CAME_BY = str(Reached.__tablename__)
ROUNDS: tuple[type[SQLModel], ...] = (Round, *reversed(OF_ROUND))
ALONE: tuple[type[SQLModel], ...] = (Meeting, Round)
# Tables whose rows have a secret, and the column that names the row. The file holds each secret in
# plain text.
SECRET = {"link": "id", "contact": "id", "followed_action": "agreed_action_id", "meeting": "id"}
_HALF = re.compile("[\ud800-\udfff]")
Rows = dict[str, list[dict[str, Any]]]

no_such_file = Refusal(
    "no_such_file",
    N_(
        "This file is no meeting that was saved by this program, or a part of it is missing. Nothing was changed."
    ),
)
other_version = Refusal(
    "other_version",
    N_(
        "Another version of this program made this file. Use the same version on both computers. Nothing was changed."
    ),
)

backup_instead = Refusal(
    "backup_instead",
    N_(
        "This is a backup of the whole program, and not the file of a meeting. The desk's page of backups says how "
        "to go on with it on another computer. Nothing was changed."
    ),
)


def packed(whole: Mapping[str, Any]) -> bytes:
    told = {"program": PROGRAM, "revision": newest_revision(), **whole}
    return json.dumps(told, ensure_ascii=False, default=_in_letters).encode()


def read(file: bytes) -> dict[str, Any]:
    """Returns the content of such a file.

    Refuses another kind or version of file, and a damaged one.
    """
    try:
        content: dict[str, Any] = json.loads(file, object_hook=_out_of_letters)
        require(None if content["program"] == PROGRAM else no_such_file)
        require(None if content["revision"] == newest_revision() else other_version)
        content["rows"].setdefault(CAME_BY, [])
        _judge(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(no_meeting(file)) from error
    return content


def no_meeting(file: bytes) -> Refusal:
    """Why nothing can be read out of these bytes."""
    return backup_instead if backup.is_one(file) else no_such_file


@cache
def carried_tables() -> dict[str, Table]:
    """The carried tables by name, parents before the tables that refer to them."""
    above: tuple[type[SQLModel], ...] = (Text, Wording, *ROUNDS)
    first = [table_of(kind) for kind in above]
    of_meeting = [
        table
        for table in SQLModel.metadata.sorted_tables
        if is_meetings(table) and table.name not in LEFT_BEHIND
    ]
    return {table.name: table for table in (*first, *of_meeting)}


@cache
def kinds() -> dict[str, type[SQLModel]]:
    classes = (getattr(models, name) for name in models.__all__)
    return {str(kind.__tablename__): kind for kind in classes}


def _judge(content: Mapping[str, Any]) -> None:
    """Raises ValueError or the like if a row does not fit its table, or refers outside the file."""
    rows: Rows = content["rows"]
    ids = {name: {row.get("id") for row in rows[name]} for name in carried_tables()}
    ids[str(Municipality.__tablename__)] = {row["municipality_id"] for row in rows["round"]}
    named = content["municipality"]
    if (
        not (set(named) <= {*WRITTEN_TAGS} and _are_words(named.values()))
        or set(rows) != set(carried_tables())
        or any(len(rows[table_of(kind).name]) != 1 for kind in ALONE)
    ):
        raise ValueError
    for name, table in carried_tables().items():
        for row in rows[name]:
            _judge_row(table, row, ids)
    for kind in (Decision, EarlierDecision):
        for row in rows[table_of(kind).name]:
            _judge_decision(row)
    for name, key in SECRET.items():
        secrets = content["secrets"][name]
        is_whole = {str(row[key]) for row in rows[name]} == set(secrets)
        if not (is_whole and _are_words(secrets.values())):
            raise ValueError(name)


def _judge_decision(row: Mapping[str, Any]) -> None:
    if (row["category"], row["reason"]) not in DECISIONS.values():
        raise ValueError(row["reason"])


def _are_words(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) and _can_be_stored(value) for value in values)


def _judge_row(table: Table, row: Mapping[str, Any], ids: Mapping[str, set[Any]]) -> None:
    if set(row) != set(table.columns.keys()):
        raise ValueError(table.name)
    for column in table.columns:
        value = row[column.name]
        if not (is_missing(column, value) or is_its_own(column, value)):
            raise ValueError(column.name)
        for key in column.foreign_keys:
            if value is not None and value not in ids[key.column.table.name]:
                raise ValueError(column.name)


def is_missing(column: Column[Any], value: object) -> bool:
    return value is None and bool(column.nullable)


def is_its_own(column: Column[Any], value: object) -> bool:
    if isinstance(column.type, Enum):
        return value in column.type.enums
    # A TypeDecorator has the Python type of the column type that it wraps.
    told = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    kind = told.python_type
    is_one = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    return is_one and _can_be_stored(value)


def _can_be_stored(value: object) -> bool:
    """JSON allows lone surrogates and integers beyond 64 bits; the database stores neither."""
    if isinstance(value, str):
        return not _HALF.search(value)
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def _in_letters(value: object) -> object:
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    raise TypeError(type(value).__name__)


def _out_of_letters(value: dict[str, Any]) -> Any:
    return b64decode(value["bytes"]) if set(value) == {"bytes"} else value
