"""Somebody who has all files of one ended meeting, and knows the program: who chose what, and who came before whom?

It tries every way at once: rows that name both; the order in which rows of people and rows of choices lie, by their
places in the pages, by their keys and by every number beside them; what was left of removed rows in the bytes; and
the keys, where there are any.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag

from app.method import sealing
from tests.files import Files

NEAR = 64
ID_BYTES = 8
Choice = int | str
# By the way in which it was found, of each person the choice.
Found = dict[str, dict[int, Choice]]


@dataclass
class Meeting:
    """What really was done in it. `choices`: by kind and person; `came`: the people, in their order."""

    came: list[int] = field(default_factory=list)
    devices: dict[int, int] = field(default_factory=dict)
    choices: defaultdict[str, dict[int, Choice]] = field(default_factory=lambda: defaultdict(dict))


class Attacker:
    """`people`: by id of person, device or seat. `values`: all that could be chosen, by kind."""

    def __init__(self, data: Path, keys: Path, work: Path) -> None:
        self._files = Files(data, work)
        self._bytes = b"".join(
            file.read_bytes() for file in sorted(data.iterdir()) if file.is_file()
        )
        self._keys = [key_file.read_bytes() for key_file in sorted(keys.iterdir())]
        with closing(sqlite3.connect(self._files.copied())) as database:
            self._tables = {
                name: [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
                for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
            }
            self._sealed = [
                (bytes(pseudonym), bytes(sealed))
                for table in ("ballot", "survey_form")
                for pseudonym, sealed in database.execute(f"SELECT pseudonym, sealed FROM {table}")  # noqa: S608 -- our own names
            ]
            self._of = {person: person for (person,) in database.execute("SELECT id FROM person")}
            for seat, device, person in database.execute(
                "SELECT id, device_id, person_id FROM seat"
            ):
                self._of |= {seat: person, device: person}
        self._rows = {name: self._files.rows_as_written(name) for name in self._tables}
        self._lists = [*self._ordered()]

    def orders(self) -> dict[str, list[int]]:
        """All people, in every order in which they stand somewhere."""
        return {
            name: list(dict.fromkeys(people))
            for name, rows in self._lists
            if len(set(people := [person for row in rows for person in self._people(row)])) > 2
        }

    def told(self, values: set[Choice]) -> Found:
        """Who chose which of these."""
        orders = self.orders()
        chosen = {
            name: said
            for name, rows in self._lists
            if (said := [value for row in rows for value in row if _is_one(value, values)])
        }
        guessed: Found = {
            f"{people} beside {choices}": dict(zip(order, said, strict=True))
            for people, order in orders.items()
            for choices, said in chosen.items()
            if len(order) == len(said)
        }
        guessed["rows that name both"] = dict(self._joined(values))
        guessed["bytes"] = dict(self._carved(values))
        guessed["keys"] = dict(self._unsealed(values))
        return {way: told for way, told in guessed.items() if told}

    def _ordered(self) -> Iterator[tuple[str, list[Any]]]:
        """The rows of each table in each order."""
        for table, rows in self._rows.items():
            yield f"{table} as written", rows
            for at, column in enumerate(self._tables[table]):
                if len({type(row[at]) for row in rows}) == 1 and isinstance(rows[0][at], int | str):
                    yield f"{table} by {column}", sorted(rows, key=lambda row, at=at: row[at])  # type: ignore[misc]

    def _people(self, row: Any) -> list[int]:
        return [self._of[value] for value in row if isinstance(value, int) and value in self._of][
            :1
        ]

    def _joined(self, values: set[Choice]) -> Iterator[tuple[int, Choice]]:
        for rows in self._rows.values():
            for row in rows:
                said = [value for value in row if _is_one(value, values)]
                if said and (people := self._people(row)):
                    yield people[0], said[0]

    def _carved(self, values: set[Choice]) -> Iterator[tuple[int, Choice]]:
        """A choice in the bytes behind somebody's id, before anybody else's."""
        wanted = {_packed(choice): choice for choice in values}
        people = {_packed(own_id): person for own_id, person in self._of.items()}
        at = sorted((place, own_id) for own_id in people for place in _places(self._bytes, own_id))
        for (place, own_id), (following, _) in pairwise([*at, (len(self._bytes), b"")]):
            near = self._bytes[place + ID_BYTES : min(following, place + NEAR)]
            said = [choice for packed, choice in wanted.items() if packed in near]
            if len(said) == 1:
                yield people[own_id], said[0]

    def _unsealed(self, values: set[Choice]) -> Iterator[tuple[int, Choice]]:
        for key in self._keys:
            of = {sealing.pseudonym(key, person): person for person in set(self._of.values())}
            for pseudonym, sealed in self._sealed:
                if pseudonym in of and (said := _said(key, pseudonym, sealed, values)) is not None:
                    yield of[pseudonym], said


def _said(key: bytes, pseudonym: bytes, sealed: bytes, values: set[Choice]) -> Choice | None:
    try:
        content = sealing.unseal(key, pseudonym, sealed)
    except InvalidTag:
        return None
    return next(
        (value for value in values if _packed(value) in content or str(value).encode() in content),
        None,
    )


def _is_one(value: Any, values: set[Choice]) -> bool:
    return isinstance(value, int | str) and value in values


def _packed(value: Choice) -> bytes:
    return value.encode() if isinstance(value, str) else value.to_bytes(ID_BYTES, "big")


def _places(content: bytes, wanted: bytes) -> Iterator[int]:
    at = content.find(wanted)
    while at >= 0:
        yield at
        at = content.find(wanted, at + 1)
