"""Fixtures for the method: an empty database, its writer, and the meeting of `tests.cast`."""

import os
import random
import secrets
import shutil
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from app.migrating import migrate
from app.settings import make_secret
from tests.cast import Evening, make_evening
from tests.environment import postgres_database

# The meeting's id, its people's ids by name, its groups' ids by number.
Cast = tuple[int, dict[str, int], dict[int, int]]


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers that are the same for a test each time.

    `CHANCE` sets the seed; it is printed too.
    """
    seed = int(os.environ.get("CHANCE") or zlib.crc32(request.node.nodeid.encode()))
    sys.stdout.write(f"CHANCE={seed}\n")
    return random.Random(seed)  # noqa: S311 -- has to be repeatable


@contextmanager
def drawn_by(seed: int) -> Iterator[None]:
    """What the program draws comes from the seed too: the ids of rows, and who is seated where."""
    drawn = random.Random(seed)  # noqa: S311 -- has to be repeatable
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "randbelow", drawn.randrange)
        patch.setattr(random, "SystemRandom", lambda: drawn)
        yield


@pytest.fixture
def replayable(chance: random.Random) -> Iterator[None]:
    """For whoever makes a meeting of their own: all that happens in it comes from the seed."""
    with drawn_by(chance.getrandbits(32)):
        yield


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file without a row, made once; each test gets a copy."""
    made = tmp_path_factory.mktemp("empty") / "meeting.db"
    migrate(f"sqlite:///{made.as_posix()}")
    return made


@dataclass(frozen=True)
class Prepared:
    folder: Path
    cast: Cast

    @property
    def file(self) -> Path:
        return self.folder / "meeting.db"


@pytest.fixture(scope="session")
def prepared(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A data folder with the cast in its meeting, made once; each server gets a copy."""
    folder = tmp_path_factory.mktemp("prepared")
    make_secret(folder)
    shutil.copy(empty_sqlite, folder / "meeting.db")
    return Prepared(folder, cast_on(f"sqlite:///{(folder / 'meeting.db').as_posix()}", folder))


def cast_on(url: str, keys: Path) -> Cast:
    """Makes the cast's meeting in a migrated database."""
    with opened(url, keys) as (database, writer):
        evening = make_evening(database, writer)
    return evening.id, evening.people, evening.groups


@contextmanager
def opened(url: str, keys: Path) -> Iterator[tuple[Database, Writer]]:
    """A migrated database with its writer."""
    database = Database(url)
    writer = Writer(database, keys, lambda _touched: None)
    writer.start()
    try:
        yield database, writer
    finally:
        writer.stop()
        database.close()


@pytest.fixture
def database(
    request: pytest.FixtureRequest, empty_sqlite: Path, tmp_path: Path
) -> Iterator[Database]:
    """An SQLite database in `tmp_path / "data"`, where `Settings.load` of that folder finds it.

    It holds the cast's meeting if the test uses the fixture `meeting`.
    """
    has_meeting = "meeting" in request.fixturenames
    made = request.getfixturevalue("prepared").file if has_meeting else empty_sqlite
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(made, data / "meeting.db")
    opened = Database(f"sqlite:///{(data / 'meeting.db').as_posix()}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """The name of a migrated database without a row, made once; each test gets a copy."""
    with postgres_database(postgres_url) as url:
        migrate(url)
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database: runs the test on both kinds."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    server, empty = map(request.getfixturevalue, ("postgres_url", "empty_postgres"))
    with postgres_database(server, empty) as url:
        opened = Database(url)
        yield opened
        opened.close()


@pytest.fixture
def announced() -> list[list[Touched]]:
    """What the `writer` has announced, one list per commit."""
    return []


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    folder = tmp_path / "data-keys"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def writer(database: Database, keys: Path, announced: list[list[Touched]]) -> Iterator[Writer]:
    started = Writer(database, keys, announced.append)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def meeting(database: Database, writer: Writer, prepared: Prepared) -> Evening:
    meeting, people, groups = prepared.cast
    return Evening(database, writer, meeting, dict(people), dict(groups))
