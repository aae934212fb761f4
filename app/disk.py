"""Files as the disk holds them: written whole, read by their owner alone, locked, and destroyed."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from app import machine

# On macOS fsync returns before the disk has written; with this pragma SQLite asks for the real
# thing.
FULL_FSYNC = sys.platform == "darwin"

# The names of drafts that an interruption has left; see `_put`.
DRAFTS = ".*." + 16 * "[0-9a-f]"


def make_private(path: Path) -> None:
    """Let the owner alone read a file; Windows keeps the folder's own rights."""
    if not machine.WINDOWS and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)


def private_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the bytes of a file that its owner alone can read, made by `make` if it is missing.

    Two processes that come at once both get the bytes of the first.
    """
    if not path.exists():
        _put(path, make(), _place)
    make_private(path)
    return path.read_bytes()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that its owner alone can read. Whatever happens meanwhile, such as a full disk,
    it is the former one or this one.
    """
    _put(path, content, os.replace)


def _put(path: Path, content: bytes, place: Callable[[Path, Path], None]) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(
        draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    settle_folder(path.parent)


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, unless another process was first."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links, such as a memory stick
        if not path.exists():
            draft.replace(path)


def lock_file(path: Path) -> IO[bytes] | None:
    """Hold a file's lock until the returned file is closed; None if another process holds it.

    The system releases the lock when the process ends, however it ends.
    """
    file = path.open("ab")
    try:
        _lock(file)
    except OSError:
        file.close()
        return None
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def destroy_file(path: Path) -> None:
    """Overwrite a file and delete it, on the disk too. It may be gone already."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    settle_folder(path.parent)


def empty_file(path: Path) -> None:
    """Make a file that its owner alone can read, or empty the one that there is."""
    os.close(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    make_private(path)


def keep_as(path: Path, other: Path) -> None:
    """Give a file a second name, under which it stays when another takes its first one."""
    try:
        other.hardlink_to(path)
    except OSError:  # a disk without hard links, such as a memory stick
        empty_file(other)
        shutil.copyfile(path, other)
        settle_file(other)


def settle_file(path: Path) -> None:
    """Make sure that the disk holds all that was written to a file."""
    with path.open("r+b") as file:
        if sys.platform == "darwin":  # there fsync returns before the disk has written
            import fcntl

            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
        else:
            os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Make the disk hold what was put into a folder or taken from it; Windows does so by itself."""
    if machine.WINDOWS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
