"""An attacker who has only a meeting's files: the database, its log, the keys folder.

It infers who answered what from the order of writing: by comparing each commit in the log with the
one before, and by the position of rows in the pages, which shows their order even if their keys do
not.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEOPLE = ("survey_turn", "survey_form", "scope", "interest", "table_seat", "membership")
FRAME = 24
HEADER = 32
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Told:
    """A guess: `person` answered `said` to `question`, a level or words."""

    person: int
    question: int
    said: int | str


class Files:
    """The files of one meeting. `work`: a folder for copies."""

    def __init__(self, data: Path, work: Path) -> None:
        self._file = data / "meeting.db"
        self._log = data / "meeting.db-wal"
        self._work = work

    def told(self, people: set[int]) -> set[Told]:
        """The best guess for each person and question: by commits, else by positions."""
        guesses = [*self.by_places(people), *self.by_commits(people)]
        return set({(guess.person, guess.question): guess for guess in guesses}.values())

    def by_commits(self, people: set[int]) -> list[Told]:
        """Guesses that answers and a person's rows that one commit wrote belong together."""
        told = []
        before: dict[str, set[Row]] | None = None
        for state in self._states():
            if before is not None:
                told += _joined(before, state, people)
            before = state
        return told

    def by_places(self, people: set[int]) -> list[Told]:
        """Guesses that the n-th person of a table gave the n-th answer to a question."""
        best: list[Told] = []
        for table in PEOPLE:
            order = _once(
                cell for row in self.rows_as_written(table) for cell in row if cell in people
            )
            told = []
            for question, answers in self.answers_as_written().items():
                told += [Told(*pair) for pair in _paired(order, question, answers)]
            best = max(best, told, key=len)
        return best

    def answers_as_written(self) -> dict[int, list[int | str]]:
        """The answers to each question, in the order of the pages."""
        answers: dict[int, list[int | str]] = {}
        for row in self._named("survey_answer", self.rows_as_written("survey_answer")):
            if (said := row["words"] or row["level"]) is not None:
                answers.setdefault(row["survey_question_id"], []).append(said)
        return answers

    def rows_as_written(self, table: str) -> list[Row]:
        """A table's rows, page by page, in the order in which they were written into it."""
        with closing(sqlite3.connect(self.copied())) as database:
            root = database.execute(
                "SELECT rootpage, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE name = ?",
                (table,),
            ).fetchone()
            if root is None:
                return []
            keys = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")') if row[5]]
            by_key = ", ".join(keys)
            rows = database.execute(f'SELECT * FROM "{table}" ORDER BY {by_key}').fetchall()  # noqa: S608 -- our own names
        places = list(_Pages(self.copied().read_bytes()).cells(int(root[0])))
        # A page fills from its end, so the row that was written first lies last.
        written = sorted(zip(places, rows, strict=True), key=lambda both: (both[0][0], -both[0][1]))
        return [row for _, row in written]

    def _named(self, table: str, rows: list[Row]) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(self.copied())) as database:
            names = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        return [dict(zip(names, row, strict=True)) for row in rows]

    def copied(self) -> Path:
        """A copy of the database, with the log's content, in one file."""
        whole = self._work / "whole.db"
        if not whole.exists():
            half = Path(shutil.copy(self._file, self._work / "half.db"))
            if self._log.exists():
                shutil.copy(self._log, self._work / "half.db-wal")
            with closing(sqlite3.connect(half)) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            half.rename(whole)
        return whole

    def _states(self) -> Iterator[dict[str, set[Row]]]:
        """Yields the rows of every table after each commit that the log still holds."""
        log = self._log.read_bytes() if self._log.exists() else b""
        size = FRAME + int.from_bytes(log[8:12], "big")
        for end in range(HEADER + size, len(log) + 1, size):
            frame = log[end - size : end]
            if frame[8:16] == log[16:24] and int.from_bytes(frame[4:8], "big"):
                yield self._state(log[:end])

    def _state(self, log: bytes) -> dict[str, set[Row]]:
        file = Path(shutil.copy(self._file, self._work / "then.db"))
        (self._work / "then.db-wal").write_bytes(log)
        with closing(sqlite3.connect(file)) as database:
            names = [
                name
                for (name,) in database.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                )
            ]
            return {name: set(database.execute(f'SELECT * FROM "{name}"')) for name in names}  # noqa: S608 -- our own names


def _joined(
    before: dict[str, set[Row]], after: dict[str, set[Row]], people: set[int]
) -> list[Told]:
    new = {name: rows - before.get(name, set()) for name, rows in after.items()}
    who = {cell for table in PEOPLE for row in new.get(table, ()) for cell in row if cell in people}
    if len(who) != 1:
        return []
    person = who.pop()
    return [
        Told(person, row[1], said)
        for row in new.get("survey_answer", ())
        if (
            said := next(
                (cell for cell in row[2:] if isinstance(cell, int) or _is_words(cell)), None
            )
        )
    ]


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.startswith("words")


def _paired(
    order: list[int], question: int, answers: list[int | str]
) -> Iterator[tuple[int, int, int | str]]:
    if len(order) == len(answers):
        yield from ((person, question, said) for person, said in zip(order, answers, strict=True))


def _once(people: Iterator[int]) -> list[int]:
    return list(dict.fromkeys(people))


class _Pages:
    """The B-trees of a database file, see https://sqlite.org/fileformat2.html."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = int.from_bytes(content[16:18], "big")

    def cells(self, number: int) -> Iterator[tuple[int, int]]:
        """Yields page and offset of every row below a page, in the order of their keys."""
        page = self._content[(number - 1) * self._size : number * self._size]
        head = 100 if number == 1 else 0
        kind, count = page[head], int.from_bytes(page[head + 3 : head + 5], "big")
        is_leaf = kind in (0x0A, 0x0D)
        first = head + (8 if is_leaf else 12)
        for at in range(first, first + 2 * count, 2):
            place = int.from_bytes(page[at : at + 2], "big")
            if not is_leaf:
                yield from self.cells(int.from_bytes(page[place : place + 4], "big"))
            if kind != 0x05:
                yield number, place
        if not is_leaf:
            yield from self.cells(int.from_bytes(page[head + 8 : head + 12], "big"))
