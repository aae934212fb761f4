"""Makes backups while the program runs: at each step, every few minutes of an evening, or hourly.

Each goes to the program's own folder and, if one is chosen, to the second place. A failure is shown
until a backup succeeds again; the last good backup stays.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from fastapi.concurrency import run_in_threadpool

from app.data_folder import clock_has_jumped
from app.db import Database
from app.faults import Lasting
from app.frozen import frozen
from app.keeping import backup, second_place, shelf
from app.keeping.backup import NotWholeError
from app.keeping.second_place import Fault, PlaceError
from app.limits import LIMIT
from app.live.ticker import Ticker
from app.method.erasing import retention
from app.models import Meeting
from app.settings import KEY, Settings
from app.texts import Saying
from app.trouble import StoreError
from app.vocabulary import N_

MEETING_SECONDS = LIMIT.backup_minutes * 60
DESK_SECONDS = 60 * 60
UNSAID = N_("No backup could be made on this computer. Look whether its disk is full.")


@frozen
class SeenEvening:
    """The state that a backup would hold, to compare with that of the last one.

    `steps`: each meeting's id with its current step. `acts`: how many acts there were in all
    meetings. `live`: whether an evening is going on. `over`: ids of the meetings that have ended.
    """

    steps: frozenset[tuple[int, int | None]]
    acts: int
    live: bool
    over: frozenset[int]


class Backups:
    """The automatic backups of one server. `tell`: called from a thread when `fault` changes.

    `newest`: when the last backup was made on this computer. `fault`: what fails now, or None.
    """

    def __init__(
        self, database: Database, settings: Settings, tell: Callable[[Saying | None], None]
    ) -> None:
        self._database = database
        self._settings = settings
        self._tell = tell
        self._failing = Lasting("backups fail")
        self._held: SeenEvening | None = None
        self._next_at = self._tidy_at = 0.0
        self._unlaid: Path | None = None
        self._door = threading.Lock()
        self.fault: Saying | None = None
        self.newest: datetime | None = None
        self._ticker = Ticker(settings.backup_look_seconds, self._look)

    def open(self) -> None:
        if self._database.is_sqlite:
            self._ticker.open()

    async def close(self) -> None:
        await self._ticker.close()

    def make(self) -> Saying | None:
        """Makes a backup now; returns what failed, or None."""
        with self._door:
            self._make(self._seen())
            return self.fault

    async def _look(self) -> None:
        await run_in_threadpool(self._make_if_due)

    def _make_if_due(self) -> None:
        seen = self._seen()
        with self._door:
            if self._is_due(seen):
                self._make(seen)
            elif self._unlaid:
                self._lay(self._unlaid, datetime.now(UTC))
            elif time.monotonic() >= self._tidy_at:
                self._tidy(datetime.now(UTC))

    def _tidy(self, now: datetime) -> None:
        """Deletes what has become surplus also while no new backup is made, and on a stick that is back."""
        self._tidy_at = time.monotonic() + self._settings.backup_tidy_seconds
        place = second_place.chosen(self._settings.data)
        for folder in (shelf.folder_of(self._settings.data), place):
            with suppress(OSError):  # the next backup reports a place that fails
                if folder and folder.is_dir():
                    self._thin_out(folder, now, self._held)

    def _is_due(self, seen: SeenEvening) -> bool:
        held = self._held
        if held is None or (seen.steps, seen.over) != (held.steps, held.over):
            return True
        return seen.acts != held.acts and time.monotonic() >= self._next_at

    def _seen(self) -> SeenEvening:
        with self._database.reading() as book:
            meetings = book.all(Meeting, is_rehearsal=False)
        ended = frozenset(meeting.id for meeting in meetings if meeting.ended)
        begun = {meeting.id for meeting in meetings if meeting.current_row_id is not None}
        return SeenEvening(
            frozenset((meeting.id, meeting.current_row_id) for meeting in meetings),
            sum(meeting.sequence for meeting in meetings),
            bool(begun - ended),
            ended,
        )

    def _make(self, seen: SeenEvening) -> None:
        now = datetime.now(UTC)
        try:
            file = self._made(now, seen)
        except (OSError, StoreError, NotWholeError) as error:
            self._note(Saying(UNSAID), f"this computer, {type(error).__name__}")
            return
        self._held = seen
        self._next_at = time.monotonic() + (MEETING_SECONDS if seen.live else DESK_SECONDS)
        self._lay(file, now)

    def _made(self, now: datetime, seen: SeenEvening) -> Path:
        folder = shelf.folder_of(self._settings.data)
        folder.mkdir(mode=0o700, exist_ok=True)
        backup.sweep(folder)
        file = folder / shelf.new_name(now)
        backup.make(self._database, self._settings.data / KEY, file)
        self.newest = now
        self._thin_out(folder, now, seen)
        return file

    def _lay(self, file: Path, now: datetime) -> None:
        """Copies a backup to the second place.

        If that fails, each look tries again: the stick may come back.
        """
        self._unlaid = file
        place = second_place.chosen(self._settings.data)
        try:
            if place:
                self._laid(file, place, now)
        except PlaceError as error:
            self._note(Saying(error.fault.says["name"]), f"the second place, {error.fault}")
        else:
            self._unlaid = None
            self._note(None, "")

    def _laid(self, file: Path, place: Path, now: datetime) -> None:
        try:
            if not place.is_dir():
                raise PlaceError(Fault.missing)
            backup.sweep(place)
            backup.lay(file, place / file.name)
            self._thin_out(place, now, self._held)
        except OSError as error:
            raise PlaceError(second_place.fault_of(error)) from error
        except NotWholeError as error:
            raise PlaceError(Fault.unwritable) from error

    def _thin_out(self, folder: Path, now: datetime, held: SeenEvening | None) -> None:
        """`held`: what the newest backup holds at least. What has ended since is not in it yet."""
        at = int(now.timestamp())
        with self._database.reading() as book:
            is_doubted = clock_has_jumped(self._settings.data, at) or retention.asking(book, at)
        by_age = not is_doubted
        newest = shelf.new_name(self.newest) if self.newest else ""
        shelf.thin_out(folder, now, newest, by_age=by_age, over=held.over if held else ())

    def _note(self, fault: Saying | None, why: str) -> None:
        self._failing.note(why)
        if fault != self.fault:
            self.fault = fault
            self._tell(fault)
