"""Examines this computer for the checks, with the standard library alone."""

import os
import secrets
import shutil
import socket
import ssl
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from app import disk, machine
from app.addresses import Addresses
from app.db import Book, Database
from app.hall_clock import hall_time
from app.keeping import second_place
from app.keeping.checks import Check, Evening, Found, checks
from app.keeping.shelf import backups, folder_of, made_at
from app.keeping.sleep import minutes_until_sleep
from app.limits import DAY
from app.method import phone_network
from app.models import Meeting
from app.settings import DATABASE, Settings

# How a part of a path begins if a sync service copies the folder away, and the name of the service.
SYNCING = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "box sync": "Box",
}
TRIES = 5


def look(database: Database, settings: Settings, addresses: Addresses) -> tuple[Check, ...]:
    """Runs all checks for the server on this data, whether it runs already or not."""
    data, now = settings.data, int(time.time())
    offered = addresses.offered()
    place = second_place.chosen(data)
    fault = second_place.tried(place) if place else None
    with database.reading() as book:
        evening = _evening(book, addresses, now)
    facts = Found(
        free_bytes=shutil.disk_usage(data).free,
        now=now,
        newest_write=_newest_write(data),
        sync_seconds=sync_seconds(data),
        open_files=machine.most_open_files(),
        certificate_days=certificate_days(settings.base_url, now),
        has_second_place=place is not None,
        second_place=fault,
        is_other_disk=bool(place and not fault and second_place.is_other_disk(data, place)),
        synced_by=synced_by(data),
        sleeps_after=minutes_until_sleep(),
        is_hosted=settings.is_hosted,
        only_here=not settings.is_hosted and all("//127." in address for address in offered),
        evening=evening,
    )
    return checks(facts)


def _newest_write(data: Path) -> int:
    """When the data was last written, in UTC seconds.

    Once the clock is set back, the database's files get times that are too early; the names of
    backups made before still tell.
    """
    written = max(file.stat().st_mtime for file in data.glob(f"{DATABASE}*"))
    moments = [made_at(file) for file in backups(folder_of(data))]
    return int(max([written, *(moment.timestamp() for moment in moments if moment)]))


def synced_by(folder: Path) -> str:
    """The service that copies the folder away, judged by its path; empty if none is known."""
    for part in folder.resolve().parts:
        for known, name in SYNCING.items():
            if part.lower().startswith(known):
                return name
    return ""


def sync_seconds(folder: Path) -> float | None:
    """Seconds until a small write is on the disk: the median of `TRIES`. None if nothing can be
    written, as on a full disk.
    """
    trial = folder / f".trial.{secrets.token_hex(8)}"
    try:
        disk.empty_file(trial)
        try:
            return median(_timed(trial) for _ in range(TRIES))
        finally:
            trial.unlink()
    except OSError:
        return None


def _timed(trial: Path) -> float:
    begun = time.perf_counter()
    with trial.open("r+b") as file:
        file.write(os.urandom(4096))
        file.flush()
    disk.settle_file(trial)
    return time.perf_counter() - begun


def certificate_days(base_url: str | None, now: int) -> int | None:
    """Days until a public address's certificate expires; None without HTTPS, -1: not valid."""
    parts = urlsplit(base_url or "")
    if parts.scheme != "https" or not parts.hostname:
        return None
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or 443), timeout=5) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname) as held,
        ):
            told = held.getpeercert() or {}
    except OSError:  # includes SSLError, for an invalid certificate
        return -1
    return int(ssl.cert_time_to_seconds(str(told["notAfter"])) - now) // DAY


def _evening(book: Book, addresses: Addresses, now: int) -> Evening | None:
    today = _day(now)
    coming = [
        (_day(upcoming.starts_at), upcoming)
        for upcoming in book.all(Meeting, order=("starts_at",), is_rehearsal=False, ended=False)
        if _day(upcoming.starts_at) >= today
    ]
    if not coming:
        return None
    day, meeting = coming[0]
    address = addresses.used(meeting.address)
    return Evening(day - today, address, frozenset(phone_network.reached(book, meeting.id)))


def _day(seconds: int) -> int:
    return hall_time(seconds).toordinal()
