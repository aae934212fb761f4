"""Restores a backup.

The former data is kept aside for a week, and all open pages take the restored state.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from app import database_file, machine
from app.bootstrap import PlainRefusal
from app.data_folder import alone_to_replace, note_epoch
from app.database_file import ASIDE, RESTORED
from app.keeping import backup, shelf
from app.keeping.backup import NotWholeError
from app.keeping.second_place import FOLDER
from app.settings import DATABASE, KEY


def restore(source: Path, data: Path) -> tuple[Path, Path | None]:
    """Returns the backup that was restored, and the folder with the former data, or None."""
    file = newest_whole(source) if source.is_dir() else source
    draft = database_file.beside(data / DATABASE, RESTORED)
    with alone_to_replace(data):
        backup.sweep(data)
        made_at, secret = _laid(file, draft)
        aside = _set_aside(data, draft)
        machine.private_file(data / KEY, lambda: secret)
        note_epoch(data, made_at * 1000)
        draft.replace(data / DATABASE)
        machine.settle_folder(data)
    return file, aside


def newest_whole(folder: Path) -> Path:
    """The newest backup in a folder, or on a stick, that can be restored. Skips damaged ones."""
    for file in reversed(shelf.backups(folder) or shelf.backups(folder / FOLDER)):
        try:
            with backup.unpacked(file):
                return file
        except NotWholeError:
            continue
    raise PlainRefusal(f"In {folder} there is no backup that could be put back.")


def _laid(file: Path, draft: Path) -> tuple[int, bytes]:
    """Verifies the backup and copies its database to `draft`, beside the one that it will replace.

    Returns when the backup was made, and its key.
    """
    try:
        with backup.unpacked(file, draft.parent) as unpacked:
            machine.empty_file(draft)
            shutil.copyfile(unpacked.database, draft)
            machine.settle_file(draft)
            return unpacked.made_at, unpacked.secret
    except FileNotFoundError as error:
        raise PlainRefusal(f"There is no file {file}.") from error
    except (NotWholeError, OSError) as error:
        draft.unlink(missing_ok=True)
        raise PlainRefusal(
            f"{file} cannot be put back: {error}. Nothing was changed in {draft.parent.resolve()}."
        ) from error


def _set_aside(data: Path, draft: Path) -> Path | None:
    """Moves the former key and database files into a folder; returns it, or None without any.

    Its write-ahead log goes too: SQLite would replay a log that stays into the restored database.
    """
    former = [data / KEY, data / DATABASE, *database_file.belongings(data / DATABASE)]
    there = [file for file in former if file.exists() and file != draft]
    if not there:
        return None
    aside = data / f"{ASIDE}{datetime.now(UTC).strftime('%Y%m%dT%H%M%S')}"
    aside.mkdir(mode=0o700)
    for file in there:
        file.replace(aside / file.name)
    machine.settle_folder(aside)
    machine.settle_folder(data)
    return aside
