"""Cuts the opening of a data folder at each of its steps: `python -m tests.cutting FOLDER [EVERY]`.

A step is an SQL statement, or an operation on a file of the folder. It cuts at every `EVERY`th
statement and at every sixth file operation, or at every `EVERY`th if that is more often. For each
cut, a process ends at that step as if killed; then another one opens the folder and finishes. If
every step is cut, between the two comes a process that is cut at another step.
"""

import gc
import os
import random
import secrets
import shutil
import sqlite3
import sqlite3.dbapi2
import sys
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from app.data_folder import alone_on, opened
from app.migrating import newest_revision
from app.settings import DATABASE, KEY

CUT = 9
FILED = {"os.remove", "os.rename", "os.link", "os.utime", "os.chmod", "os.mkdir", "open"}
Rows = dict[str, list[tuple[Any, ...]]]


def contents(file: Path) -> Rows:
    """All rows of every table, sorted."""
    with sqlite3.connect(file) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        rows = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 -- our own names
            for (name,) in tables.fetchall()
        }
    connection.close()
    return rows


def names(data: Path) -> set[str]:
    return {file.name for file in data.iterdir()}


def open_until(data: Path, cut: int) -> str:
    """Opens the folder in a process that ends before its step number `cut`; 0: it finishes.

    Returns the steps if it was not cut: `f` for a file operation, `s` for a statement.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _open_and_end(data, cut, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        taken = told.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in {0, CUT}:
        raise SystemExit("it could not be opened again")
    return taken


def _open_and_end(data: Path, cut: int, writer: int) -> NoReturn:
    taken: list[str] = []

    def step(kind: str) -> None:
        taken.append(kind)
        if len(taken) == cut:
            os._exit(CUT)

    class Traced(sqlite3.Connection):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self.set_trace_callback(lambda _: step("s"))

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        reads = event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in FILED and not reads and str(data) in str(arguments[0]):
            step("f")

    for module in (sqlite3, sqlite3.dbapi2):
        vars(module)["connect"] = partial(vars(module)["connect"], factory=Traced)
    sys.addaudithook(hear)
    try:
        with alone_on(data):
            opened(data, None, "http://hall.example")
        os.write(writer, "".join(taken).encode())
        os._exit(0)
    except Exception as error:  # noqa: BLE001 -- told to the test
        sys.stdout.write(f"{error!r}\n")
        sys.stdout.flush()
        os._exit(1)


def judge(data: Path, before: Rows, after: Rows, secret: bytes | None, kept: str | None) -> None:
    """Asserts what must hold when the last opening has finished."""
    assert contents(data / DATABASE) == after
    assert secret in {None, (data / KEY).read_bytes()}
    expected = {DATABASE, KEY, "server.lock"} | ({kept} if kept else set())
    assert names(data) == expected, names(data) ^ expected
    if kept:
        assert contents(data / kept) == before


def cuts(source: Path, every: int) -> int:
    """Cuts the opening of a copy of the folder, again and again; returns how often."""
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
        opened(data, None, "http://hall.example")
    shutil.rmtree(place)
    shutil.copytree(source, data)
    gc.freeze()
    steps = open_until(data, 0)
    after = contents(data / DATABASE)
    judge(data, before, after, None, kept)
    filed = [cut for cut, kind in enumerate(steps, 1) if kind == "f"][:: min(every, 6)]
    stated = [cut for cut, kind in enumerate(steps, 1) if kind != "f" and cut % every == 0]
    chosen = sorted(filed + stated)
    for cut in chosen:
        shutil.rmtree(place)
        shutil.copytree(source, data)
        assert not open_until(data, cut), f"it was not cut at step {cut}"
        if (data / DATABASE).exists():
            assert contents(_aside(data)) in (before, after), f"half made at step {cut}"
        secret = (data / KEY).read_bytes() if (data / KEY).exists() else None
        if every == 1:
            open_until(data, len(steps) - cut + 1)
        open_until(data, 0)
        judge(data, before, after, secret, kept)
    shutil.rmtree(place)
    return len(chosen)


def _aside(data: Path) -> Path:
    """A copy of the database, with its write-ahead log, to be read."""
    aside = data.with_name("aside")
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(data, aside)
    return aside / DATABASE


if __name__ == "__main__":
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    sys.stdout.write(f"{cuts(Path(sys.argv[1]), every)} cuts\n")
