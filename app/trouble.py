"""Why nothing can be read or saved just now: maps what the drivers report to the four causes that
people need to know.
"""

import errno
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.faults import tell
from app.vocabulary import N_, Word

S = TypeVar("S")
T = TypeVar("T")


class Trouble(Word):
    """full: no room on the disk. held: another program has locked the data. unreachable: the database server.

    broken: anything else; the data cannot be opened or written.
    "name": what the console says. It is no remark: Next does not work then either.
    """

    full = (
        "full",
        N_(
            "Nothing can be saved now: the disk is full on the computer that runs this program. "
            "Make room there; then it goes on by itself."
        ),
    )
    held = (
        "held",
        N_(
            "Nothing can be saved now: another program holds the data. Close it; then it goes on by itself."
        ),
    )
    unreachable = (
        "unreachable",
        N_(
            "Nothing can be saved now: the database server does not answer. "
            "It is asked again and again, and then it goes on by itself."
        ),
    )
    broken = (
        "broken",
        N_(
            "Nothing can be saved now: the data cannot be opened or written. Get whoever looks after "
            "the computer that runs this program."
        ),
    )


# For the terminal.
_IN_WORDS = {
    Trouble.full: "the disk is full",
    Trouble.held: "another program has locked the data",
    Trouble.unreachable: "the database server cannot be reached",
    Trouble.broken: "a database cannot be opened or written",
}


class StoreError(Exception):
    """What was asked could not be done, for a reason that lies in the store; it can be asked again later."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(_IN_WORDS[trouble])
        self.trouble = trouble


_OF_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.full,
    sqlite3.SQLITE_BUSY: Trouble.held,
    sqlite3.SQLITE_LOCKED: Trouble.held,
    sqlite3.SQLITE_PROTOCOL: Trouble.held,
    sqlite3.SQLITE_CANTOPEN: Trouble.broken,
    sqlite3.SQLITE_IOERR: Trouble.broken,
    sqlite3.SQLITE_READONLY: Trouble.broken,
    sqlite3.SQLITE_NOTADB: Trouble.broken,
}
# Of PostgreSQL, by the beginning of its code: https://www.postgresql.org/docs/current/errcodes-appendix.html
_OF_POSTGRESQL = {
    "53100": Trouble.full,
    "55P03": Trouble.held,
    "08": Trouble.unreachable,
    "57P": Trouble.unreachable,
    "25006": Trouble.broken,
    "53": Trouble.broken,
    "58": Trouble.broken,
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Returns None if the store is well, and the fault is in the query."""
    error = getattr(error, "orig", None) or error  # as SQLAlchemy wraps it
    if isinstance(error, StoreError):
        return error.trouble
    if isinstance(error, sqlite3.Error):
        return _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(error, OSError):
        return Trouble.full if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    return _of_postgresql(error)


def _of_postgresql(error: BaseException) -> Trouble | None:
    """By the attributes of its errors: the driver itself need not be installed."""
    code = getattr(error, "sqlstate", None)
    if code:
        return next(
            (why for begins, why in _OF_POSTGRESQL.items() if code.startswith(begins)), None
        )
    is_cut_off = type(error).__name__ in {"OperationalError", "InterfaceError", "ConnectionTimeout"}
    return Trouble.unreachable if is_cut_off else None


def as_told(error: Exception) -> Exception:
    """Returns a `StoreError` for a driver's error about the store; any other error as it is."""
    trouble = trouble_of(error)
    return error if trouble is None or isinstance(error, StoreError) else StoreError(trouble)


@contextmanager
def told_apart() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        told = as_told(error)
        if told is error:
            raise
        raise told from error


def of_each(items: Iterable[S], find: Callable[[S], Iterable[T]]) -> Iterator[T]:
    """Yields what is found for each item. A fault with one of them is logged, and the others are
    read all the same; but a `StoreError`, which all of them would meet, is raised.
    """
    for item in items:
        try:
            with told_apart():
                yield from [*find(item)]
        except StoreError:
            raise
        except Exception as fault:  # noqa: BLE001 -- the fault of this one, whatever it is
            tell("one of several could not be read", fault)
