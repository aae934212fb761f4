"""The database: connections with their pragmas, short read transactions, and the `Book` for all
reading and writing.

A `Book` runs statements that SQLAlchemy has compiled once, on the driver itself. Rows come back as
plain tuples with the column names of the model or of the statement. Read their columns by name,
never by position; a row cannot be changed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy import (
    Dialect,
    NullPool,
    PoolProxiedConnection,
    SelectBase,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine import Engine
from sqlalchemy.sql import ClauseElement
from sqlmodel import SQLModel

import app.models  # noqa: F401 -- makes the metadata whole
from app.disk import FULL_FSYNC
from app.faults import Lasting, tell
from app.gate import Gate
from app.sql_statements import (
    compiled,
    counting,
    deleting,
    inserting,
    new_row,
    reading,
    selecting,
    updating,
    values_of,
)
from app.trouble import StoreError, told_apart

AnyRow = TypeVar("AnyRow", bound=SQLModel)
P = ParamSpec("P")

LARGEST = 2**63 - 1
# Characters that mark, in rendered HTML, where something is put in later. Stored text never holds
# them.
GAP, BLANK = "\0", "\x7f"
# More statements than the program has. By default the driver keeps 128 prepared, and would have to
# prepare most of them again at each tap.
STATEMENTS = 2000
# Connections that are kept open for reading. More of them would only wait for each other, each with
# pages of its own in memory.
READERS = 20
# How long to wait for another program that has locked the data: a person waits that long for an
# answer.
HELD_MILLISECONDS = 2000
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={HELD_MILLISECONDS}",
    "secure_delete=ON",
    "trusted_schema=OFF",
    *(["fullfsync=ON"] if FULL_FSYNC else []),
)


@dataclass(eq=False)
class Book:
    """One open transaction, with methods for the tables. Their conditions are equalities; for
    anything else there are statements.
    """

    connection: Any
    dialect: Dialect

    def add(self, row: SQLModel) -> None:
        self._insert(type(row), row)

    def make(self, kind: Callable[P, AnyRow], /, *_: P.args, **values: P.kwargs) -> AnyRow:
        """Adds a row and returns it as it would be read. For rows that a whole hall adds at once:
        an object for each would cost more.

        `kind` is typed as the function that makes a row, so that the type checker knows the names
        of its values.
        """
        model = cast("type[SQLModel]", kind)
        row = cast("AnyRow", new_row(model, values))
        self._insert(model, row)
        return row

    def _insert(self, kind: type[SQLModel], row: Any) -> None:
        self._run(inserting(self.dialect, kind, ()), values_of(row))

    def put(
        self, kind: Callable[P, AnyRow], on: tuple[str, ...], /, *_: P.args, **values: P.kwargs
    ) -> AnyRow:
        """Adds a row, or updates the one with the same `on` columns (whose key stays). Returns the
        row as it would be added.
        """
        model = cast("type[SQLModel]", kind)
        row = new_row(model, values)
        self._run(inserting(self.dialect, model, on), row._asdict())
        return cast("AnyRow", row)

    def change(self, kind: type[SQLModel], equal: dict[str, Any], /, **values: Any) -> int:
        text = updating(self.dialect, kind, tuple(equal), tuple(values))
        named = {f"new_{name}": value for name, value in values.items()}
        return int(self._run(text, named | equal).rowcount)

    def remove(self, kind: type[SQLModel], /, **equal: Any) -> int:
        return int(self._run(deleting(self.dialect, kind, tuple(equal)), equal).rowcount)

    def all(
        self, kind: type[AnyRow], /, *, order: tuple[str, ...] = (), **equal: Any
    ) -> list[AnyRow]:
        return self.rows(selecting(kind, tuple(equal), order), **equal)

    def one(self, kind: type[AnyRow], /, **equal: Any) -> AnyRow | None:
        rows = self.all(kind, **equal)
        return rows[0] if rows else None

    def count(self, kind: type[SQLModel], /, **equal: Any) -> int:
        counted = self._run(counting(self.dialect, kind, tuple(equal)), equal)
        return int(counted.fetchone()[0])

    def rows(self, statement: SelectBase, /, **values: Any) -> list[Any]:
        """Runs a statement that lives as long as the program, compiled once. Each row has the names
        of its columns.

        Leaves out a row with a word that its enum does not have, and logs it, so that the other
        rows can still be read.
        """
        text, make, converters = reading(self.dialect, statement)
        rows = []
        for stored in self._run(text, values).fetchall():
            row = list(stored)
            try:
                for place, convert in converters:
                    if row[place] is not None:
                        row[place] = convert(row[place])
            except KeyError as fault:
                tell("a damaged row is left out", fault)
            else:
                rows.append(make(row))
        return rows

    def column(self, statement: SelectBase, /, **values: Any) -> list[Any]:
        """Returns the values of a statement with one column, whatever its name."""
        return [value for (value,) in self.rows(statement, **values)]

    def row(self, statement: SelectBase, /, **values: Any) -> Any:
        """Returns the first row; None if there is none."""
        return next(iter(self.rows(statement, **values)), None)

    def _sweep(self, statement: ClauseElement, values: dict[str, Any]) -> None:
        """Runs a statement without rows. An act says whose rows it writes; see `NotingBook`."""
        self._run(compiled(self.dialect, statement), values)

    def execute(self, words: str) -> None:
        """Runs transaction control (BEGIN, SAVEPOINT …), never a statement with values."""
        self.connection.execute(words)

    def _run(self, text: str, values: dict[str, Any]) -> Any:
        """Runs a compiled statement and returns the driver's cursor. A number that no column can
        hold becomes NULL, which equals no row on either database.
        """
        stored = dict(values)
        for name, value in values.items():
            if type(value) is int:
                if not -LARGEST <= value <= LARGEST:
                    stored[name] = None
            elif isinstance(value, str):
                words = value.value if isinstance(value, StrEnum) else value
                stored[name] = words.replace(GAP, "\ufffd").replace(BLANK, "\ufffd")
        return self.connection.execute(text, stored)


class Database:
    """The engine, with a pool of connections for readers, and the one connection of the writer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self.engine = _engine(url, pool_size=READERS)
        self.dialect = _dialect(self.engine.url.drivername)
        self.gate = Gate()
        self._unreadable = Lasting("the data cannot be read")

    @contextmanager
    def reading(self) -> Iterator[Book]:
        """Opens a read transaction, which sees one unchanging state. Keep it short; a closing vote
        waits for it.
        """
        try:
            with told_apart(), self._reading() as book:
                yield book
        except StoreError as error:
            self._unreadable.note(error.trouble)
            raise
        self._unreadable.note("")

    @contextmanager
    def _reading(self) -> Iterator[Book]:
        with self.gate.passing(), closing(self.engine.raw_connection()) as raw:
            book = Book(raw.driver_connection, self.dialect)
            book.execute(
                "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            )
            try:
                yield book
            finally:
                self._over(raw, book)

    def _over(self, raw: PoolProxiedConnection, book: Book) -> None:
        """Ends the transaction, so that the pool need not. A connection on which this fails is of
        no more use.
        """
        try:
            book.execute("ROLLBACK")
        except BaseException:
            raw.invalidate()
            raise

    def writing_connection(self) -> Any:
        """The writer's own driver connection, outside the pool; nobody else writes."""
        raw = self.engine.raw_connection()
        connection = raw.driver_connection
        raw.detach()
        return connection

    def forget_removed(self, connection: Any) -> bool:
        """Truncates the write-ahead log while no reader is inside, so that removed rows are nowhere
        on the disk.

        Returns False while another program reads the data. It does not wait for that one, since
        readers here would wait as long.
        """
        if not self.is_sqlite:
            return True
        with self.gate.closed():
            connection.execute("PRAGMA busy_timeout=0")
            try:
                is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.execute(f"PRAGMA busy_timeout={HELD_MILLISECONDS}")
        return not is_busy

    def close(self) -> None:
        """Waits until nobody reads: a connection that came back later would stay open. Who reads
        after that, as for an answer that nobody waits for any more, opens one for this alone.
        """
        with self.gate.closed():
            self.engine.dispose()
            self.engine = _engine(self.url, poolclass=NullPool)


def _engine(url: str, **pool: Any) -> Engine:
    if not url.startswith("sqlite"):
        # A server that was away is found again: each connection is tested before it is used.
        return create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            pool_reset_on_return=None,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 3, "options": f"-c lock_timeout={HELD_MILLISECONDS}"},
            **pool,
        )
    engine = create_engine(
        url,
        connect_args={
            "check_same_thread": False,
            "isolation_level": None,
            "cached_statements": STATEMENTS,
        },
        pool_reset_on_return=None,
        **pool,
    )

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    return engine


@cache
def _dialect(driver: str) -> Dialect:
    """Returns the same one for all databases of a kind, so that a statement is compiled once.
    Values are named, which both drivers can read.
    """
    kind: Callable[..., Dialect] = make_url(f"{driver}://").get_dialect()
    return kind(paramstyle="named" if driver == "sqlite" else "pyformat")
