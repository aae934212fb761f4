"""The second place for backups: a stick or a folder on another disk, chosen once.

It is recognised by the subfolder that the program makes there. The choice is a setting of this
machine, so it is a file in the data folder and in no backup.
"""

import errno
import os
from pathlib import Path

from app import disk
from app.vocabulary import N_, Word

SETTING = "second-place"
# The subfolder in the chosen place. Without it, another stick is there, or an empty mount point.
FOLDER = "more-of-this"


class Fault(Word):
    """Why no backup can be written to a place. "chosen": to one that somebody has just chosen."""

    missing = (
        "missing",
        N_(
            "The second place for backups is not there. Put the stick back; the next backup goes to it "
            "by itself."
        ),
        {"chosen": N_("There is no such folder on this computer. Write its whole path.")},
    )
    full = (
        "full",
        N_("The second place for backups is full. Make room there, or choose another one."),
        {"chosen": N_("That place is full. Make room there, or choose another one.")},
    )
    unwritable = (
        "unwritable",
        N_("The second place for backups cannot be written. Choose another one."),
        {"chosen": N_("That place cannot be written. Choose another one.")},
    )


class PlaceError(Exception):
    """Raised if no backup can be written to the second place."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def chosen(data: Path) -> Path | None:
    """The folder of backups in the second place; None if no place is chosen."""
    setting = data / SETTING
    return Path(setting.read_text("utf-8")) / FOLDER if setting.exists() else None


def choose(data: Path, place: Path) -> None:
    """Makes the subfolder, tries to write there, and stores the choice.

    Raises `PlaceError` if that fails.
    """
    try:
        if not place.is_absolute() or not place.is_dir():
            raise PlaceError(Fault.missing)
        (place / FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise PlaceError(fault_of(error)) from error
    if fault := tried(place / FOLDER):
        raise PlaceError(fault)
    disk.write_whole(data / SETTING, os.fspath(place.resolve()).encode())


def forget(data: Path) -> None:
    (data / SETTING).unlink(missing_ok=True)


def tried(folder: Path) -> Fault | None:
    """Tries to write a file there. Returns None if that works."""
    trial = folder / ".trial"
    try:
        if not folder.is_dir():
            return Fault.missing
        disk.empty_file(trial)
        trial.unlink()
    except OSError as error:
        return fault_of(error)
    return None


def fault_of(error: OSError) -> Fault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault.full
    gone = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR)
    return Fault.missing if error.errno in gone else Fault.unwritable


def is_other_disk(data: Path, folder: Path) -> bool:
    """Whether the folder is on another file system, and so survives the data's disk."""
    return data.stat().st_dev != folder.stat().st_dev
