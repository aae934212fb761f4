"""Restores a backup.

The former data is kept aside for a week, and all open pages take the restored state.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app import database_file, disk
from app.bootstrap import PlainRefusal
from app.data_folder import alone_to_replace, note_epoch
from app.database_file import ASIDE, NEW, RESTORED
from app.keeping import backup, shelf
from app.keeping.backup import NotWholeError
from app.settings import DATABASE, KEY


def restore(source: Path, data: Path) -> tuple[Path, Path | None]:
    """Returns the backup that was restored, and the folder with the former data, or None.

    `source`: see `whole_backup`.
    """
    file, _ = whole_backup(source)
    draft = database_file.beside(data / DATABASE, RESTORED)
    with alone_to_replace(data):
        backup.sweep(data)
        made_at, secret = _laid(file, draft)
        aside = _set_aside(data, draft)
        disk.private_file(data / KEY, lambda: secret)
        note_epoch(data, made_at * 1000)
        draft.replace(data / DATABASE)
        disk.settle_folder(data)
    return file, aside


def whole_backup(source: Path) -> tuple[Path, list[str]]:
    """The backup to restore: `source` itself, or the newest whole one in that folder or on that
    stick; and a sentence for each that was skipped. How new one is, it says itself: it may have
    been renamed or copied.
    """
    if not source.is_dir():
        return source, []
    try:
        return _newest_whole(source)
    except OSError as error:
        told = error.strerror or error
        raise PlainRefusal(f"The backups in {source} cannot be looked over: {told}.") from error


def _newest_whole(folder: Path) -> tuple[Path, list[str]]:
    made: list[tuple[int, Path]] = []
    skipped: list[str] = []

    @contextmanager
    def skipping(file: Path) -> Iterator[None]:
        try:
            yield
        except NotWholeError as error:
            skipped.append(f"{file} is skipped: {error}.")

    for file in shelf.looked_for(folder):
        with skipping(file):
            made.append((backup.made_at(file), file))
    for _, file in sorted(made, reverse=True):
        with skipping(file), backup.unpacked(file):
            return file, skipped
    none = f"In {folder} there is no backup that could be put back."
    raise PlainRefusal("\n".join([*skipped, none]))


def _laid(file: Path, draft: Path) -> tuple[int, bytes]:
    """Verifies the backup and copies its database to `draft`, beside the one that it will replace.

    Returns when the backup was made, and its key.
    """
    try:
        with backup.unpacked(file, draft.parent) as unpacked:
            disk.empty_file(draft)
            shutil.copyfile(unpacked.database, draft)
            disk.settle_file(draft)
            return unpacked.made_at, unpacked.secret
    except (NotWholeError, OSError) as error:
        draft.unlink(missing_ok=True)
        raise PlainRefusal(
            f"{file} cannot be put back: {error}. Nothing was changed in {draft.parent.resolve()}."
        ) from error


def _set_aside(data: Path, draft: Path) -> Path | None:
    """Moves the former key and database files into a folder; returns it, or None without any. The
    folder holds all of them before any is gone from its place.

    Its write-ahead log goes too: SQLite would replay a log that stays into the restored database.
    """
    former = [data / KEY, data / DATABASE, *database_file.belongings(data / DATABASE)]
    files = [file for file in former if file.exists() and file != draft]
    if not files:
        return None
    aside = data / f"{ASIDE}{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%f')}"
    draft_of_it = database_file.beside(aside, NEW)
    draft_of_it.mkdir(mode=0o700)
    for file in files:
        disk.keep_as(file, draft_of_it / file.name)
    disk.settle_folder(draft_of_it)
    draft_of_it.rename(aside)
    disk.settle_folder(data)
    for file in files:
        file.unlink()
    disk.settle_folder(data)
    return aside
