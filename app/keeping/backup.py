"""One backup: a ZIP file with a snapshot of the database and the key file that belongs to it.

A backup with a missing or damaged part is rejected as a whole. It never holds the keys of open
votes and surveys. Anybody who has the file can open every link of its meetings.

It says itself which meetings were going on in it. Once one of them has ended, the backup still tells
who did what there, so the program destroys its own ones (`shelf.thin_out`).
"""

import json
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from app import disk
from app.data_folder import number_of_secret
from app.database_file import copy_of, is_whole, secret_number
from app.db import Database
from app.frozen import frozen
from app.migrating import revisions, stored_revision, url_of
from app.settings import DATABASE, KEY, KEY_BYTES
from app.trouble import told_apart

ABOUT = "about.json"
PROGRAM = "more-of-this"
ENTRIES = {DATABASE, KEY, ABOUT}
PEOPLE_IN = (
    "SELECT DISTINCT meeting_id FROM person JOIN meeting ON meeting.id = meeting_id WHERE NOT ended"
)
BENCH = ".making-"  # prefix of the temporary folder in which one is made or verified
# What is raised while a damaged or foreign file is unpacked: `zlib.error` for a changed byte,
# RuntimeError where it seems to be encrypted, OverflowError where it tells an endless time.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    OverflowError,
)
CHUNK = 1 << 20


class NotWholeError(Exception):
    """Raised if a file is no backup that can be restored. Its message is the end of a sentence."""


@frozen
class Backup:
    """A verified backup, unpacked in the temporary `folder`. `made_at`: UTC seconds."""

    folder: Path
    made_at: int

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def secret(self) -> bytes:
        return (self.folder / KEY).read_bytes()


def make(database: Database, key: Path, target: Path) -> None:
    """Copies the committed data, also while a server writes, and verifies the copy.

    Raises `NotWholeError`, `StoreError` or `OSError`; then no file `target` is made.
    """
    with temporary_folder(target.parent) as bench:
        _copy(database, bench / DATABASE)
        pack = bench / "pack"
        _pack(pack, bench / DATABASE, key)
        _put(pack, target)


def lay(backup: Path, target: Path) -> None:
    """Copies a backup to another place, and verifies it there before it gets its name."""
    with temporary_folder(target.parent) as bench:
        pack = bench / "pack"
        shutil.copyfile(backup, pack)
        _put(pack, target)


@contextmanager
def unpacked(file: Path, where: Path | None = None) -> Iterator[Backup]:
    """Unpacks a backup into a temporary folder and verifies it; raises `NotWholeError`.

    `where`: the parent of that folder; None: the system's folder for temporary files.
    """
    with temporary_folder(where) as bench:
        with _refusing_what_is_broken():
            backup = Backup(bench, _unpack(file, bench))
            _judge(bench)
        yield backup


def made_at(file: Path) -> int:
    """When a backup was made, by what it says itself, in UTC seconds; raises `NotWholeError`.

    Whether all of it is whole is not judged.
    """
    with _refusing_what_is_broken(), _opened(file) as whole, _reading():
        return _made_at(_told(whole.read(ABOUT)))


def going_on(file: Path) -> frozenset[int]:
    """The ids of the meetings that had not ended when the backup was made, and that people had joined;
    raises `NotWholeError`. One that an earlier version made names none.
    """
    with _refusing_what_is_broken(), _opened(file) as whole, _reading():
        return frozenset(_told(whole.read(ABOUT)).get("going_on", ()))


@contextmanager
def _refusing_what_is_broken() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise NotWholeError(
            "it is none of this program's backups, or a part is missing or damaged"
        ) from error


@contextmanager
def _reading() -> Iterator[None]:
    """A file that cannot be read is no whole backup, whatever the reason: a folder of that name, no
    permission, a stick that was pulled out.
    """
    try:
        yield
    except OSError as error:
        raise NotWholeError(f"it cannot be read: {error.strerror or error}") from error


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    with _reading():
        whole = zipfile.ZipFile(file)
    with whole:
        if set(whole.namelist()) != ENTRIES:
            raise zipfile.BadZipFile
        yield whole


def is_one(content: bytes) -> bool:
    """Whether these are the bytes of a backup; whether it could be put back is not judged."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as pack:
            return set(pack.namelist()) == ENTRIES
    except BROKEN:
        return False


def sweep(folder: Path) -> None:
    """Removes temporary folders that are left if the program was killed meanwhile."""
    for left in folder.glob(f"{BENCH}*"):
        _destroy_files(left)
        shutil.rmtree(left)


@contextmanager
def temporary_folder(where: Path | None = None) -> Iterator[Path]:
    """A folder whose files are destroyed at the end, since they hold everything of the meetings."""
    with tempfile.TemporaryDirectory(prefix=BENCH, dir=where) as folder:
        try:
            yield Path(folder)
        finally:
            with suppress(OSError):  # the disk has failed; what led here is what counts
                _destroy_files(Path(folder))


def _destroy_files(folder: Path) -> None:
    for file in filter(Path.is_file, folder.rglob("*")):
        disk.destroy_file(file)


def _copy(database: Database, copy: Path) -> None:
    """Takes the snapshot.

    Truncating the write-ahead log (at a vote's close) waits at the gate until it is made.
    """
    with told_apart(), database.gate.passing():
        copy_of(Path(str(database.engine.url.database)), copy)


def _pack(pack: Path, copy: Path, key: Path) -> None:
    about = {
        "program": PROGRAM,
        "made_at": int(time.time()),
        "revision": stored_revision(url_of(copy)),
        "going_on": _going_on(copy),
    }
    disk.empty_file(pack)
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
        whole.write(copy, DATABASE)
        whole.write(key, KEY)
        whole.writestr(ABOUT, json.dumps(about))


def _going_on(copy: Path) -> list[int]:
    with closing(sqlite3.connect(copy)) as connection:
        return [meeting_id for (meeting_id,) in connection.execute(PEOPLE_IN)]


def _put(pack: Path, target: Path) -> None:
    disk.settle_file(pack)
    with unpacked(pack, pack.parent):
        pass
    pack.replace(target)
    disk.settle_folder(target.parent)


def _unpack(file: Path, folder: Path) -> int:
    """Unpacks every entry, which checks its checksum.

    Returns when the backup was made, in UTC seconds.
    """
    with _opened(file) as whole:
        for name in ENTRIES:
            disk.empty_file(folder / name)
            with (folder / name).open("wb") as out:
                for chunk in _chunks(whole, name):
                    out.write(chunk)
    return _made_at(_told((folder / ABOUT).read_bytes()))


def _chunks(whole: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of an entry. Only what fails in here is the backup's fault, and not that of the
    disk to which it is unpacked.
    """
    with _reading():
        packed = whole.open(name)
    with packed:
        chunk = b"-"
        while chunk:
            with _reading():
                chunk = packed.read(CHUNK)
            yield chunk


def _told(about: bytes) -> dict[str, Any]:
    """What the backup says of itself."""
    said: dict[str, Any] = json.loads(about.decode("utf-8"))
    if said["program"] != PROGRAM:
        raise zipfile.BadZipFile
    return said


def _made_at(said: dict[str, Any]) -> int:
    return int(said["made_at"])


def _judge(folder: Path) -> None:
    """Verifies key and database as a start of the program does."""
    file, secret = folder / DATABASE, (folder / KEY).read_bytes()
    if len(secret) != KEY_BYTES or not is_whole(file):
        raise NotWholeError("what is in it is damaged")
    if secret_number(file) not in {0, number_of_secret(secret)}:
        raise NotWholeError("its key is not the one that its database was made with")
    try:
        revision = stored_revision(url_of(file))
        with closing(sqlite3.connect(file)) as connection:
            is_torn = connection.execute("PRAGMA foreign_key_check").fetchone() is not None
    except (DBAPIError, sqlite3.Error) as error:
        raise NotWholeError("what is in it is damaged") from error
    if revision is None or is_torn:
        raise NotWholeError("what is in it is damaged")
    if revision not in revisions():
        raise NotWholeError("it was made by a newer version of this program: start that one")
