"""Cuts the opening of a data folder at each of its steps: `python -m tests.cutting FOLDER [EVERY]`.

A step is an SQL statement, or an operation on a file of the folder. It cuts at every `EVERY`th
statement and at every sixth file operation, or at every `EVERY`th if that is more often. A cut
leaves what the folder holds at that step; steps at which it holds the same are one cut. After each,
another process opens what is left and finishes. If every step is cut, between the two comes a
process that is killed at another step.
"""

import gc
import os
import random
import secrets
import shutil
import signal
import sqlite3
import sqlite3.dbapi2
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from app.data_folder import alone_on, opened_alone
from app.migrating import newest_revision
from app.settings import DATABASE, KEY

FILED = {"os.remove", "os.rename", "os.link", "os.utime", "os.chmod", "os.mkdir", "open"}
Rows = dict[str, list[tuple[Any, ...]]]


def contents(file: Path) -> Rows:
    """All rows of every table, sorted."""
    with closing(sqlite3.connect(file)) as connection, connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 -- our own names
            for (name,) in tables.fetchall()
        }
    connection.close()
    return rows


def names(data: Path) -> set[str]:
    return {file.name for file in data.iterdir()}


def opened_by(data: Path, at: Callable[[str], bool]) -> None:
    """Opens the folder in a process that waits at each of its steps until `at` has looked at the
    folder (`f`: a file operation is next, `s`: a statement), and is killed there if it returns
    False.
    """
    told, tells = os.pipe()
    waits, goes_on = os.pipe()
    child = os.fork()
    if not child:
        _open_and_end(data, tells, waits)
    os.close(tells)
    while kind := os.read(told, 1).decode():
        if not at(kind):
            os.kill(child, signal.SIGKILL)
            break
        os.write(goes_on, b".")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    for end in (told, waits, goes_on):
        os.close(end)
    if status not in {0, -signal.SIGKILL}:
        raise SystemExit("it could not be opened again")


def _open_and_end(data: Path, tells: int, waits: int) -> NoReturn:
    def step(kind: bytes) -> None:
        os.write(tells, kind)
        os.read(waits, 1)

    class Traced(sqlite3.Connection):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.set_trace_callback(lambda _: step(b"s"))

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in FILED and not reads and str(data) in str(arguments[0]):
            step(b"f")

    for module in (sqlite3, sqlite3.dbapi2):
        vars(module)["connect"] = partial(vars(module)["connect"], factory=Traced)
    sys.addaudithook(hear)
    try:
        with alone_on(data):
            opened_alone(data, None, "http://hall.example")
        os._exit(0)
    except Exception as error:  # noqa: BLE001 -- told to the test
        sys.stdout.write(f"{error!r}\n")
        sys.stdout.flush()
        os._exit(1)


def until(steps: int) -> Callable[[str], bool]:
    """Lets an opening come to its step of this number, and no further."""
    coming = count(1)
    return lambda _: next(coming) < steps


def to_its_end(_kind: str) -> bool:
    return True


def judge(data: Path, before: Rows, after: Rows, secret: bytes | None, kept: str | None) -> None:
    """Asserts what must hold when the last opening has finished."""
    assert contents(data / DATABASE) == after
    assert secret in {None, (data / KEY).read_bytes()}
    expected = {DATABASE, KEY, "server.lock"} | ({kept} if kept else set())
    assert names(data) == expected, names(data) ^ expected
    if kept:
        assert contents(data / kept) == before


def cuts(source: Path, every: int) -> int:
    """Cuts the opening of a copy of the folder, again and again; returns how often: once for all
    steps that leave the same.
    """
    # Migrations draw the same random numbers each time: every process starts with the same state.
    draws = random.Random(7)  # noqa: S311 -- has to be repeatable

    def drawn(exclusive_upper_bound: int) -> int:
        return draws.randrange(exclusive_upper_bound)

    secrets.randbelow = drawn
    place = source.with_name("cut")
    data = place / "data"
    before = contents(_aside(source)) if (source / DATABASE).exists() else {}
    was = before["alembic_version"][0][0] if before else newest_revision()
    kept = None if was == newest_revision() else f"{DATABASE}.before-{was}"
    shutil.copytree(source, data)
    with alone_on(data):  # once here, so that the forked processes find all modules loaded
        opened_alone(data, None, "http://hall.example")
    shutil.rmtree(place)
    shutil.copytree(source, data)
    gc.freeze()
    steps, left = _left_at(data, every)
    after = contents(data / DATABASE)
    judge(data, before, after, None, kept)
    for cut, folder in left.items():
        shutil.rmtree(data)
        shutil.copytree(folder, data)
        if (data / DATABASE).exists():
            assert contents(_aside(data)) in (before, after), f"half made at step {cut}"
        secret = (data / KEY).read_bytes() if (data / KEY).exists() else None
        if every == 1:
            opened_by(data, until(steps - cut + 1))
        opened_by(data, to_its_end)
        judge(data, before, after, secret, kept)
    shutil.rmtree(place)
    return len(left)


def _left_at(data: Path, every: int) -> tuple[int, dict[int, Path]]:
    """Opens the folder. Returns the number of steps; and by step, a copy of what a cut there leaves,
    once for all steps that leave the same.
    """
    number: Counter[str] = Counter()
    left: dict[int, Path] = {}
    known: set[bytes] = set()

    def look(kind: str) -> bool:
        is_chosen = number[kind] % (min(every, 6) if kind == "f" else every) == 0
        number[kind] += 1
        if is_chosen and (mark := _mark(data)) not in known:
            known.add(mark)
            copy = data.with_name(f"left-{number.total()}")
            left[number.total()] = shutil.copytree(data, copy)
        return True

    opened_by(data, look)
    return number.total(), left


def _mark(data: Path) -> bytes:
    """The same for folders that hold the same."""
    files = ((file.name, file.read_bytes()) for file in sorted(data.iterdir()))
    return blake2b(
        repr([(name, blake2b(words).digest()) for name, words in files]).encode()
    ).digest()


def _aside(data: Path) -> Path:
    """A copy of the database, with its write-ahead log, to be read."""
    aside = data.with_name("aside")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(data, aside)
    return aside / DATABASE


if __name__ == "__main__":
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.stdout.write(f"{cuts(Path(sys.argv[1]), every)} cuts\n")
