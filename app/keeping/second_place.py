"""The second place for backups: a stick or a folder on another disk, chosen once and known again by its own folder.

It is a setting of this machine, so it lies beside the data and in no backup.
"""

import errno
import os
from enum import StrEnum
from pathlib import Path

from app import machine

SETTING = "second-place"
# In the place that was chosen: without it that is another stick, or the empty place where one was.
FOLDER = "more-of-this"


class Fault(StrEnum):
    """Why a place holds no new backup."""

    missing = "missing"
    full = "full"
    unwritable = "unwritable"


class PlaceError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def chosen(data: Path) -> Path | None:
    """The folder of backups there, or None where no place was chosen."""
    setting = data / SETTING
    return Path(setting.read_text("utf-8")) / FOLDER if setting.exists() else None


def choose(data: Path, place: Path) -> None:
    """Makes its folder there, and remembers it. Raises `PlaceError` where that cannot be."""
    if not place.is_absolute() or not place.is_dir():
        raise PlaceError(Fault.missing)
    try:
        (place / FOLDER).mkdir(exist_ok=True)
        trial = place / FOLDER / ".trial"
        machine.empty_file(trial)
        trial.unlink()
    except OSError as error:
        raise PlaceError(fault_of(error)) from error
    machine.empty_file(data / SETTING)
    (data / SETTING).write_text(os.fspath(place.resolve()), "utf-8")


def forget(data: Path) -> None:
    (data / SETTING).unlink(missing_ok=True)


def fault_of(error: OSError) -> Fault:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Fault.full
    gone = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTDIR)
    return Fault.missing if error.errno in gone else Fault.unwritable


def is_other_disk(data: Path, folder: Path) -> bool:
    """Whether it stays when the disk of the data does not."""
    return data.stat().st_dev != folder.stat().st_dev
