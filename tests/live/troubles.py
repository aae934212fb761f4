"""What can keep anything from being saved, done to a store and taken away again."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from app.db import Database
from app.live.writer import Writer
from app.method.act import Act

BALLAST = 400_000


def path_of(database: Database) -> Path:
    return Path(str(database.engine.url.database))


def elsewhere(path: Path) -> closing[sqlite3.Connection]:
    """The same data, opened by another program."""
    return closing(sqlite3.connect(path, isolation_level=None))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program is about to write, and does not come to an end."""
    with elsewhere(path) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def no_room(path: Path, writer: Writer) -> Iterator[None]:
    """The writer's data may not grow by a page; afterwards there is room in it again."""

    def stop_growing(act: Act) -> None:
        act.book.execute("PRAGMA max_page_count=1")  # as many as there are

    with elsewhere(path) as other:
        other.execute("CREATE TABLE ballast AS SELECT zeroblob(?) AS words", (BALLAST,))
        writer.do(None, stop_growing)
        yield
        other.execute("DELETE FROM ballast")


@contextmanager
def nothing_opens() -> Iterator[None]:
    """This process can open no file more."""
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(file.name) for file in Path("/proc/self/fd").iterdir())
    with ExitStack() as opened:
        opened.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (few, most))
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(few, highest + 4), most))
        with suppress(OSError):
            while True:
                opened.enter_context(Path("/dev/null").open("rb"))
        yield
