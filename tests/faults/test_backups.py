"""Backups of the real server while everybody acts: each is a whole state with all that was told as saved before it."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.data_folder import alone_on, opened_alone
from app.keeping import backup
from app.keeping.restoring import restore
from tests.environment import missing
from tests.faults.ledger import Hall, Told, acting, rest
from tests.faults.promises import Kept
from tests.faults.server import HOME, Served

pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]

ROUNDS = 20
APART = 0.2


def test_twenty_of_twenty_are_put_back_whole(
    hall: Hall, serve: Callable[..., Served], tmp_path: Path, seed: int, kept: Kept
) -> None:
    server, draws = serve(), random.Random(seed)  # noqa: S311 -- has to be repeatable
    known: list[tuple[Path, frozenset[str]]] = []

    def back_up_again_and_again(told: Told) -> None:
        for number in range(ROUNDS):
            rest(draws.uniform(0, 2 * APART))
            with told.lock:
                saved = frozenset(told.joins)
            to = tmp_path / f"stick-{number}"
            asked = [
                sys.executable,
                "-m",
                "app",
                "backup",
                "--data",
                str(hall.data),
                "--to",
                str(to),
            ]
            to.mkdir()
            subprocess.run(asked, cwd=HOME, check=True, capture_output=True)
            known.append((next(to.iterdir()), saved))

    told = acting(hall, server.address, seed, back_up_again_and_again)
    whole = sum(_is_whole_with(file, saved, tmp_path / file.stem) for file, saved in known)
    assert whole == ROUNDS
    assert len({len(saved) for _, saved in known}) > ROUNDS // 2, "it went on meanwhile"
    kept("backups", f"{whole} of {ROUNDS}, {told.acts} acts meanwhile")


def _is_whole_with(file: Path, saved: frozenset[str], data: Path) -> bool:
    """Put back and opened, it has all that was told as saved before it was begun, and nothing by halves."""
    with backup.unpacked(file):
        pass
    restore(file, data)
    with alone_on(data):
        opened_alone(data, None, "http://hall.example")
    with closing(sqlite3.connect(data / "meeting.db")) as book:
        there = {hashed for (hashed,) in book.execute("SELECT token_hash FROM device")}
        halves = book.execute(
            "SELECT count(*) FROM person WHERE id NOT IN (SELECT person_id FROM seat)"
        ).fetchone()[0]
        sound = book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        torn = book.execute("PRAGMA foreign_key_check").fetchall()
    return saved <= there and not halves and sound and not torn


def test_a_stick_that_is_full_or_pulled_out_is_told_and_served_again(hall: Hall) -> None:
    """On disks of their own, which only a system gives that lets us mount them for ourselves."""
    can = subprocess.run(
        [
            "/usr/bin/env",
            "unshare",
            "-rm",
            "mount",
            "-t",
            "tmpfs",
            "none",
            os.fspath(hall.data.parent),
        ],
        check=False,
        capture_output=True,
    )
    if can.returncode:
        missing("no disk of our own can be mounted here")
        return
    said = subprocess.run(
        [
            "/usr/bin/env",
            "unshare",
            "-rm",
            sys.executable,
            "-m",
            "tests.faults.stick",
            str(hall.data),
        ],
        cwd=HOME,
        check=False,
        capture_output=True,
        text=True,
    )
    assert said.stdout.split() == ["full", "good", "missing", "good", "unwritable"], said.stderr[
        -2000:
    ]
