"""Every act of an evening, and then acts drawn by chance in a second one, each followed by what is stored then:
`python -m tests.faults.evening DEFENCE DATA KEYS CAST SEED DRAWN`. Started to be looked at while it writes.
"""

import hashlib
import json
import os
import random
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.db import Database
from app.live.writer import Writer
from tests.cast import Evening, make_evening
from tests.faults.without import WITHOUT
from tests.screens.drawn import Draw
from tests.screens.test_pushed import whole_evening

TOLD = b"it is saved: "


@dataclass(frozen=True)
class Stored:
    """What is stored at one moment. `sealed`: the ids of what is open and holds something that was sealed.

    `keyed`: of what may have a key, as what is open does also when all have taken back what they had sealed, and a
    closed survey while forms on paper wait in it.
    """

    digest: str
    sealed: frozenset[int]
    keyed: frozenset[int]

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> "Stored":
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        told = hashlib.sha256()
        for (name,) in sorted(tables.fetchall()):
            rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608 -- our own names
            told.update(repr((name, sorted(map(repr, rows)))).encode())
        sealed = {
            row_id
            for of, table, rows in (
                ("vote_round_id", "vote_round", "ballot"),
                ("survey_id", "survey", "survey_form"),
            )
            for (row_id,) in connection.execute(
                f"SELECT id FROM {table} WHERE state = 'open' AND id IN (SELECT {of} FROM {rows})"  # noqa: S608
            )
        }
        keyed = connection.execute(
            "SELECT id FROM vote_round WHERE state = 'open' UNION SELECT id FROM survey WHERE state = 'open'"
            " UNION SELECT survey_id FROM survey_form"
        )
        return cls(told.hexdigest(), frozenset(sealed), frozenset(row_id for (row_id,) in keyed))

    @classmethod
    def told(cls, said: bytes) -> "Stored":
        digest, sealed, keyed = json.loads(said.removeprefix(TOLD))
        return cls(digest, frozenset(sealed), frozenset(keyed))

    def tell(self) -> None:
        said = json.dumps([self.digest, sorted(self.sealed), sorted(self.keyed)]).encode()
        os.write(sys.stdout.fileno(), TOLD + said + b"\n")


class ToldEvening(Evening):
    """Tells after each act what is stored."""

    def do(self, command: Any, *arguments: Any, **named: Any) -> Any:
        value = super().do(command, *arguments, **named)
        with self.reading() as book:
            Stored.read(book.connection).tell()
        return value


def play(evening: Evening, seed: int, drawn: int) -> None:
    second = make_evening(evening.database, evening.writer, "HETKE33")
    for _, act in whole_evening(evening):
        act()
    told = ToldEvening(second.database, second.writer, second.id, second.people, second.groups)
    told.propose("Amina", "Language café")
    draw = Draw(told, random.Random(seed), [])  # noqa: S311 -- has to be repeatable
    for _ in range(drawn):
        draw.act()


def main(defence: str, data: str, keys: str, cast: str, seed: str, drawn: str) -> None:
    WITHOUT[defence]()
    meeting, people, groups = json.loads(cast)
    database = Database(f"sqlite:///{Path(data).as_posix()}/meeting.db")
    writer = Writer(database, Path(keys), lambda _touched: None)
    writer.start()
    of_groups = {int(number): group_id for number, group_id in groups.items()}
    play(ToldEvening(database, writer, meeting, people, of_groups), int(seed), int(drawn))
    sys.stdout.flush()
    os._exit(0)  # as by a cut: nothing is tidied up


if __name__ == "__main__":
    main(*sys.argv[1:])
