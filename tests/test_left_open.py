"""Nothing stays open: not when the program stops while somebody reads, and not when its start fails."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from threading import Event
from time import monotonic

import psycopg
import pytest
from sqlalchemy import make_url

from app.db import Book, Database
from app.live.writer import Writer
from app.migrating import migrate
from app.models import Meeting
from tests.environment import PATIENCE
from tests.house import House
from tests.stage import Prepared, cast_on
from tests.test_start import LOCAL, run_inside

# For as long as this somebody is seen to wait.
A_WHILE = 0.3
OTHERS = (
    "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


def beside(url: str) -> psycopg.Connection:
    """A connection of another program to the same PostgreSQL database."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def until(what: str, url: str) -> None:
    """Asks again and again: PostgreSQL notices after a moment that a connection has been closed."""
    last = monotonic() + PATIENCE
    with beside(url) as other:
        while other.execute(f"SELECT {what}".encode()).fetchone() != (True,):
            assert monotonic() < last


def opened_in(folder: Path) -> set[str]:
    """The files of a folder, and the sockets, that this process has open."""
    names = set()
    for opened in Path("/proc/self/fd").iterdir():
        try:
            name = str(opened.readlink())
        except OSError:  # the one by which they are listed
            continue
        if name.startswith(("socket:", f"{folder}/")):
            names.add(name)
    return names


def assert_nothing_open(database: Database) -> None:
    if database.is_sqlite:
        file = Path(str(make_url(database.url).database))
        assert not [name for name in opened_in(file.parent) if name.startswith(str(file))]
    else:
        until(f"count(*) = 0 {OTHERS}", database.url)


def read(book: Book) -> None:
    book.count(Meeting)


def test_closing_waits_for_who_reads_whose_connection_is_then_closed(
    any_database: Database,
) -> None:
    begun, goes_on = Event(), Event()

    def read_for_long() -> None:
        with any_database.reading() as book:
            begun.set()
            goes_on.wait(PATIENCE)
            read(book)

    with ThreadPoolExecutor(2) as threads:
        reader = threads.submit(read_for_long)
        begun.wait(PATIENCE)
        closed = threads.submit(any_database.close)
        wait([closed], A_WHILE)
        was_closed_meanwhile = closed.done()
        goes_on.set()
        reader.result()
        closed.result()
    assert not was_closed_meanwhile
    assert_nothing_open(any_database)


def test_who_reads_when_all_is_closed_leaves_nothing_open(any_database: Database) -> None:
    with any_database.reading() as book:
        read(book)
    any_database.close()
    with any_database.reading() as book:
        read(book)
    assert_nothing_open(any_database)


def test_a_writer_whose_thread_cannot_start_leaves_no_connection(
    any_database: Database, keys: Path
) -> None:
    writer = Writer(any_database, keys, announce=lambda _: None)
    writer.start()
    writer.stop()
    with pytest.raises(RuntimeError):  # a thread starts once
        writer.start()
    assert_nothing_open(any_database)


def test_a_server_that_stops_while_it_looks_for_what_is_due_leaves_no_connection(
    fresh_postgres_url: str, keys: Path, open_house: Callable[..., House]
) -> None:
    migrate(fresh_postgres_url)
    cast = cast_on(fresh_postgres_url, keys)
    house = open_house(cast=cast, database_url=fresh_postgres_url, deadline_seconds=0.01)
    with ThreadPoolExecutor(1) as threads, beside(fresh_postgres_url) as other:
        other.execute("BEGIN")
        other.execute("LOCK TABLE device")
        until(f"count(*) > 0 {OTHERS} AND wait_event_type = 'Lock'", fresh_postgres_url)
        stopped = threads.submit(house.stop)
        wait([stopped], A_WHILE)
        other.execute("ROLLBACK")
        stopped.result()
    until(f"count(*) = 0 {OTHERS}", fresh_postgres_url)


def in_place_of_the_epoch(data: Path) -> None:
    (data / "epoch").mkdir()


def in_place_of_an_old_key(data: Path) -> None:
    key = data.with_name(f"{data.name}-keys") / "1.key"
    key.mkdir(parents=True)
    os.utime(key, (0, 0))


def without_a_table(data: Path) -> None:
    with closing(sqlite3.connect(data / "meeting.db")) as database:
        database.execute("DROP TABLE device")


@pytest.mark.parametrize("spoil", [in_place_of_the_epoch, in_place_of_an_old_key, without_a_table])
def test_a_start_that_fails_closes_what_it_has_opened(
    prepared: Prepared, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    data = Path(shutil.copytree(prepared.folder, tmp_path / "data"))
    spoil(data)
    before = opened_in(data)
    assert run_inside(*LOCAL, "--data", str(data), "--no-sample").returncode == 3
    assert opened_in(data) <= before
