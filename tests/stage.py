"""Where the cast acts: an empty database, its writer, and the meeting of `tests.cast`."""

import os
import random
import shutil
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from app.migrating import migrate
from tests.cast import Evening, make_evening
from tests.environment import postgres_database


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The same for a test each time; `CHANCE` sets another seed, and what failed prints its own."""
    seed = int(os.environ.get("CHANCE") or zlib.crc32(request.node.nodeid.encode()))
    sys.stdout.write(f"CHANCE={seed}\n")
    return random.Random(seed)  # noqa: S311 -- has to be repeatable


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file without a row, made once; each test gets a copy."""
    made = tmp_path_factory.mktemp("empty") / "meeting.db"
    migrate(f"sqlite:///{made.as_posix()}")
    return made


@pytest.fixture
def database(empty_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    """On SQLite, in `tmp_path / "data"`: where `Settings.load` of that folder looks for it."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(empty_sqlite, data / "meeting.db")
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
    """The same test on both kinds of database."""
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
    """What the `writer` announced, a list for each commit."""
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
def meeting(database: Database, writer: Writer) -> Evening:
    return make_evening(database, writer)
