"""Opening a data folder: nothing that is missing or damaged in it is silently made anew.

What is lost of a folder is reported before anything is made or changed. A first start that was
interrupted is recognised by the draft that it left, and continues.
"""

import hmac
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy.exc import DBAPIError

from app import database_file, disk
from app.bootstrap import PlainRefusal, tell_progress
from app.limits import DAY, LIMIT
from app.migrating import (
    NewerDatabaseError,
    StrangeDatabaseError,
    migrate,
    newest_revision,
    stored_revision,
    url_of,
)
from app.settings import DATABASE, KEY, KEY_BYTES, Settings, make_secret

# The file with the address at which the server on this data folder was last reached, so that
# `sample` can print links.
ADDRESS = "address"
# The file with the epoch of the last start, see `Show`.
EPOCH = "epoch"
# The file with the time (UTC seconds) until which the computer's clock has run as it should.
CLOCK = "clock"
CLOCK_NOTED_SECONDS = 60 * 60
# The program can have been off for this long without anybody being asked whether the date is right.
JUMP_SECONDS = LIMIT.jump_days * DAY
LOCK = "server.lock"
WAY_ON = "put a backup back with `python3 -m app restore`, or choose an empty folder with --data."


@contextmanager
def alone_on(data: Path) -> Iterator[None]:
    """Hold the data folder against a second server. Raises PlainRefusal if something of it
    is lost.
    """
    held = _lock(data)
    if held is None:
        raise PlainRefusal(f"Another server already runs on the data folder {data.resolve()}.")
    with held:
        yield


@contextmanager
def alone_to_replace(data: Path) -> Iterator[None]:
    """Hold the data folder, of which something may be lost, in order to put it back."""
    with _in_words(data):
        data.mkdir(parents=True, exist_ok=True)
        held = disk.lock_file(data / LOCK)
    if held is None:
        raise PlainRefusal(
            f"A server runs on the data folder {data.resolve()}: stop it with Ctrl-C first."
        )
    with held:
        yield


def opened_alone(
    data: Path, base_url: str | None, reached_at: str, *, everywhere: bool = False
) -> Settings:
    """Bring folder, secret and database to this version's shape. The caller must hold the folder
    alone.
    """
    file = data / DATABASE
    with _in_words(data):
        if file.exists():
            _judge_whole(data)
        else:
            database_file.begin(file)
            make_secret(data)
        _sweep(data)
        settings = Settings.load(data, base_url=base_url, address=reached_at, everywhere=everywhere)
        if former := migrate(settings.database_url):
            tell_progress(
                f"The data has this version's shape now; for a week it stays as it was in {former}."
            )
        if not database_file.secret_number(file):
            database_file.set_secret_number(file, number_of_secret(settings.secret))
    return settings


def opened_beside(data: Path, base_url: str | None, reached_at: str) -> Settings:
    """Open the folder beside a running server, whose data is left in the shape that it has."""
    with _in_words(data):
        _judge_there(data)
        if not _has_this_shape(data / DATABASE):
            raise PlainRefusal(
                f"The server on the data folder {data.resolve()} is still starting, or of another"
                " version than this program: try again when one of this version runs."
            )
        return Settings.load(data, base_url=base_url, address=reached_at)


def opened_or_beside(data: Path, base_url: str | None, reached_at: str) -> Settings:
    """Open the folder in either way, since a server may run on it."""
    held = _lock(data)
    if held is None:
        return opened_beside(data, base_url, reached_at)
    with held:
        return opened_alone(data, base_url, reached_at)


def note_address(data: Path, reached_at: str) -> None:
    """Store where the server is reached. Raises PlainRefusal if nothing can be written."""
    with _in_words(data):
        disk.write_whole(data / ADDRESS, reached_at.encode())


def opened_as_noted(data: Path, base_url: str | None, *, makes: bool = False) -> Settings:
    """Open the folder, also beside a running server, whose links begin with its own address.

    Raises PlainRefusal if there is no data in it, as in a folder that was mistyped; `makes`: makes
    it then.
    """
    with _in_words(data):
        _judge_there(data)
    if not makes and not (data / DATABASE).exists():
        raise PlainRefusal(f"There is no data in {data.resolve()}; name the folder with --data.")
    noted = data / ADDRESS
    reached_at = base_url or (noted.read_text("utf-8") if noted.exists() else "")
    return opened_or_beside(data, base_url, reached_at or Settings.address)


def note_epoch(data: Path, least: int = 0) -> int:
    """Store and return a number greater than each before it on this data, and than `least`,
    whatever the clock says.
    """
    before = _number_in(data / EPOCH, otherwise=0)
    epoch = max(int(time.time() * 1000), before + 1, least + 1)
    disk.write_whole(data / EPOCH, str(epoch).encode())
    return epoch


def clock_has_jumped(data: Path, now: int) -> bool:
    """Whether `LIMIT.jump_days` or more seem to have passed at once. Then nothing is erased by its age
    before somebody confirms the date.
    """
    return now - _number_in(data / CLOCK, otherwise=now) > JUMP_SECONDS


def note_clock(data: Path, now: int) -> None:
    """Store that the clock is right now."""
    before = _number_in(data / CLOCK, otherwise=0)
    if now < before or now - before >= CLOCK_NOTED_SECONDS:
        disk.write_whole(data / CLOCK, str(now).encode())


def _number_in(noted: Path, otherwise: int) -> int:
    """The number in a file; `otherwise` if there is none, as after a power cut."""
    try:
        return int(noted.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return otherwise


def _lock(data: Path) -> IO[bytes] | None:
    with _in_words(data):
        _judge_there(data)
        data.mkdir(parents=True, exist_ok=True)
        return disk.lock_file(data / LOCK)


def _has_this_shape(file: Path) -> bool:
    return file.exists() and stored_revision(url_of(file)) == newest_revision()


def _judge_there(data: Path) -> None:
    """Raises PlainRefusal for a loss that shows without opening the database."""
    file, secret = data / DATABASE, data / KEY
    if not file.exists():
        if left := _left_without(file):
            raise _lost(data, f"{DATABASE} is missing in", f", beside {', '.join(left)}")
        return
    if not file.stat().st_size:
        raise _lost(data, f"{DATABASE} is empty in")
    with file.open("rb") as opened_file:
        head = opened_file.read(len(database_file.HEAD))
    if head != database_file.HEAD:
        raise _lost(data, f"The database cannot be opened, since {DATABASE} is none, in")
    if not secret.exists():
        raise _lost(data, f"{KEY} is missing in", f", beside {DATABASE}")


def _left_without(file: Path) -> list[str]:
    """Returns what only a folder that had a database has. A first start makes the secret after its
    draft, so beside a draft the secret does not count.
    """
    begun = database_file.beside(file, database_file.NEW).exists()
    names = (ADDRESS,) if begun else (ADDRESS, KEY)
    others = [file.with_name(name) for name in names]
    return [other.name for other in (*others, *database_file.belongings(file)) if other.exists()]


def _judge_whole(data: Path) -> None:
    """Raises PlainRefusal for damage that shows when the database is opened. Nothing is changed."""
    file, secret = data / DATABASE, (data / KEY).read_bytes()
    if len(secret) != KEY_BYTES:
        raise _lost(data, f"{KEY} is damaged in")
    if not database_file.is_whole(file):
        raise _lost(data, f"{DATABASE} is damaged in")
    if database_file.secret_number(file) not in {0, number_of_secret(secret)}:
        raise _lost(data, f"{KEY} is not the one that {DATABASE} was made with, in")


def number_of_secret(secret: bytes) -> int:
    """The number by which a database recognises its secret: too short to guess the secret by it.
    Never 0.
    """
    digest = hmac.digest(secret, b"database", "sha256")
    return int.from_bytes(digest[:4], "big") % (2**31 - 1) + 1


def _sweep(data: Path) -> None:
    for left in data.glob(disk.DRAFTS):
        left.unlink()
    by_age = not clock_has_jumped(data, int(time.time()))
    database_file.sweep(data / DATABASE, by_age=by_age)


@contextmanager
def _in_words(data: Path) -> Iterator[None]:
    """Turns every obstacle into one sentence."""
    try:
        yield
    except NewerDatabaseError as error:
        raise PlainRefusal(
            f"The data in {data.resolve()} was written by a newer version of this program:"
            " start that one, or choose another folder with --data."
        ) from error
    except StrangeDatabaseError as error:
        raise _lost(
            data, f"{DATABASE} is none of this program's, or was left half made, in"
        ) from error
    except (DBAPIError, sqlite3.Error) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        raise PlainRefusal(
            f"The database in {data.resolve()} cannot be opened: {reason}; nothing of it was changed."
        ) from error
    except OSError as error:
        raise _unwritable(data, error) from error


def _lost(data: Path, what: str, beside: str = "") -> PlainRefusal:
    return PlainRefusal(f"{what} the data folder {data.resolve()}{beside}: {WAY_ON}")


def _unwritable(data: Path, error: OSError) -> PlainRefusal:
    return PlainRefusal(
        f"The data folder {data.resolve()} cannot be written ({error.strerror});"
        " choose another with --data."
    )
