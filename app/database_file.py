"""The database as a file: it is checked, and replaced in one step by another that is whole.

Tables are made and changed in a draft beside it. Whenever the program is interrupted, the database
file is either the old one or the new one, and no write-ahead log of another file lies beside it.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app import disk
from app.bootstrap import PlainRefusal
from app.limits import DAY, LIMIT

HEAD = b"SQLite format 3\0"
NEW = ".new"  # the draft of a first start
CHANGED = ".changed"  # the draft of an upgrade
RESTORED = ".restored"  # a backup that is being put back
ASIDE = "aside-"  # a folder with what there was before a backup was put back
FORMER = ".before-"  # what there was before an upgrade, followed by its revision
KEPT_SECONDS = LIMIT.aside_days * DAY
# Why SQLite could not look: these errors say nothing about the file.
UNANSWERED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
SPARE_BYTES = 16 * 2**20


def begin(file: Path) -> None:
    """Make the draft of a new file. Until the file is whole, the draft tells that nothing is
    missing.
    """
    disk.empty_file(beside(file, NEW))
    disk.settle_folder(file.parent)


@contextmanager
def making(file: Path) -> Iterator[Path]:
    """Yield an empty draft, which gets the file's name when all is done. After an interruption or a
    failure it can be begun again.
    """
    begin(file)
    draft = beside(file, NEW)
    yield draft
    _put_in_place(draft, file)


@contextmanager
def changing(file: Path, revision: str) -> Iterator[Path]:
    """Yield a copy, which replaces the file when all is done. The old file is kept, named by its
    revision.
    """
    _judge_room(file)
    draft = beside(file, CHANGED)
    try:
        with closing(_held(file)) as source:
            _copy(source, draft)
            yield draft
            if not is_whole(draft):
                raise sqlite3.DatabaseError("the upgraded copy is not whole")
        _keep(file, former_of(file, revision))
        _put_in_place(draft, file)
    finally:
        disk.destroy_file(draft)


def copy_of(file: Path, copy: Path) -> None:
    """Copy all that is saved by now, as of one moment, without a log. Others can go on writing
    meanwhile.
    """
    with closing(sqlite3.connect(file)) as source:
        _copy(source, copy)
    with closing(sqlite3.connect(copy)) as alone:
        alone.execute("PRAGMA journal_mode=DELETE")


def is_whole(file: Path) -> bool:
    """Whether all pages of the file fit each other. Nobody else may have it open."""
    try:
        with closing(_reading(file)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchall() == [(b"ok",)]
    except (
        sqlite3.DatabaseError,
        UnicodeDecodeError,
    ) as error:  # the complaint itself can be damaged
        if getattr(error, "sqlite_errorcode", 0) in UNANSWERED:
            raise
        return False


def secret_number(file: Path) -> int:
    """The number of the secret that the program left in the file; 0: none yet."""
    with closing(_reading(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def set_secret_number(file: Path, number: int) -> None:
    """Leave a number of 31 bits in the file."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version={number:d}")


def sweep(file: Path, *, by_age: bool) -> None:
    """Remove what an interrupted start has left; and, once its week is over, what was kept before
    an upgrade or a restore.

    `by_age` is False while nobody has said that the clock is right: the second is not removed then.
    """
    for ending in (NEW, CHANGED, RESTORED) if file.exists() else ():
        disk.destroy_file(beside(file, ending))
    if by_age:
        _sweep_old(file)


def _sweep_old(file: Path) -> None:
    for former in filter(_is_past, file.parent.glob(f"{file.name}{FORMER}*")):
        _forget(former)
    for aside in filter(_is_past, file.parent.glob(f"{ASIDE}*")):
        for inside in aside.iterdir():
            _forget(inside)
        aside.rmdir()


def has_aside(file: Path) -> bool:
    """Whether there is still what there was before a backup was put back."""
    return any(file.parent.glob(f"{ASIDE}*"))


def _is_past(former: Path) -> bool:
    """Also true for a time in the future: a clock that was wrong must not keep it for years."""
    return abs(time.time() - former.stat().st_mtime) > KEPT_SECONDS


def belongings(file: Path) -> list[Path]:
    """Whatever lies beside the file by its name, except the draft of a first start."""
    return sorted(set(file.parent.glob(f"{file.name}?*")) - {beside(file, NEW)})


def former_of(file: Path, revision: str) -> Path:
    return beside(file, FORMER + revision)


def beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _reading(file: Path) -> sqlite3.Connection:
    """A connection that changes nothing, except that a rollback journal has to be rolled back
    first.
    """
    if beside(file, "-journal").exists():
        how = "mode=rw"
    else:
        how = "mode=ro" if beside(file, "-wal").exists() else "immutable=1"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)
    connection.text_factory = bytes  # damaged words are not even text
    return connection


def _held(file: Path) -> sqlite3.Connection:
    """A connection that keeps others out. All that was in the write-ahead log is in the file by
    then.
    """
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")  # the lock stays when the transaction has ended
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _copy(source: sqlite3.Connection, draft: Path) -> None:
    disk.empty_file(draft)
    with closing(sqlite3.connect(draft)) as target:
        target.execute("PRAGMA synchronous=OFF")  # it is synced as a whole later, or thrown away
        source.backup(target)


def _judge_room(file: Path) -> None:
    """Raises PlainRefusal if the disk is too full: changing a table needs the space of the table
    once more.
    """
    needed = 2 * file.stat().st_size + SPARE_BYTES
    free = shutil.disk_usage(file.parent).free
    if free < needed:
        raise PlainRefusal(
            f"The upgrade of {file} needs {needed // 2**20} MB of free space on its disk, which has"
            f" {free // 2**20} MB: make room, and start again."
        )


def _keep(file: Path, former: Path) -> None:
    if former.exists() and not former.samefile(file):
        _forget(former)
    if not former.exists():
        disk.keep_as(file, former)
    disk.make_private(former)
    os.utime(former)  # its week begins
    disk.settle_folder(file.parent)


def _forget(former: Path) -> None:
    """An upgrade or a restore may have been interrupted after it gave a file, the database or the
    key, this second name, and the file be in use. Then only the name is removed.
    """
    if former.stat().st_nlink > 1:
        former.unlink()
    else:
        disk.destroy_file(former)


def _put_in_place(draft: Path, file: Path) -> None:
    """Nobody has either file open. A log that was left beside the old file would be read into the
    new one.
    """
    for ending in ("-wal", "-shm", "-journal"):
        beside(file, ending).unlink(missing_ok=True)
    disk.settle_file(draft)
    draft.replace(file)
    disk.settle_folder(file.parent)
