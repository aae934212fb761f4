"""A folder of backups, named by when they were made: lists them, deletes surplus and old ones."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import disk
from app.keeping.backup import NotWholeError, going_on
from app.keeping.second_place import FOLDER
from app.limits import LIMIT

ENDING = ".backup"
NAMED = "%Y%m%dT%H%M%S.%fZ"
# An evening makes about fifty: at thirteen steps, and every few minutes (`LIMIT`) of three hours.
MOST = 60


def folder_of(data: Path) -> Path:
    """The program's own folder of backups, beside the data folder."""
    return data.with_name(f"{data.name}-backups")


def new_name(now: datetime) -> str:
    return now.strftime(NAMED) + ENDING


def made_at(backup: Path) -> datetime | None:
    """When a backup was made, read from its name; None if the program did not name it."""
    try:
        return datetime.strptime(backup.name.removesuffix(ENDING), NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def backups(folder: Path) -> list[Path]:
    """The backups in a folder that the program named, the newest last."""
    return sorted(file for file in folder.glob(f"*{ENDING}") if made_at(file) and file.is_file())


def looked_for(folder: Path) -> list[Path]:
    """All that may be a backup in a folder or on a stick, by its ending, whoever named it: also in
    the subfolder that the program makes on a stick. Raises OSError if the folder cannot be listed.
    """
    inside = folder / FOLDER
    there = [*folder.iterdir(), *(inside.iterdir() if inside.is_dir() else ())]
    return sorted(file for file in there if file.suffix == ENDING and not file.name.startswith("."))


def thin_out(
    folder: Path,
    now: datetime,
    newest: str,
    *,
    by_age: bool,
    over: Collection[int] = (),
) -> None:
    """Destroys the backups that are too many, too old, or of an evening that is over. The newest
    stays, whatever it is.

    `newest`: its name. Others have later ones if the clock was ahead when they were made; if there
    are too many, these go first. `by_age`: false while the clock is in doubt. `over`: the ids of
    the meetings that have ended. What was made while people were in one of them goes, also if another
    meeting goes on: it would tell who did what, and the newest, made after the end, holds both as they
    are.
    """
    files = backups(folder)
    stays = folder / newest if folder / newest in files else files[-1] if files else None
    made = [(file, made_at(file) or now) for file in files if file != stays]
    made.sort(key=lambda pair: (pair[1] <= now, pair[1]))
    too_many = len(made) + 1 - MOST
    for place, (file, at) in enumerate(made):
        is_old = by_age and now - at > timedelta(days=LIMIT.backup_days)
        if place < too_many or is_old or _tells_of(file, over):
            disk.destroy_file(file)


def _tells_of(file: Path, over: Collection[int]) -> bool:
    try:
        return not going_on(file).isdisjoint(over)
    except NotWholeError:  # nobody can put it back; it goes by its age
        return False
