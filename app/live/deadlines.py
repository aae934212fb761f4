"""Notices when a set time has passed, and stores that: screens show what is stored, and read no
clock.
"""

import time
from collections.abc import Sequence
from functools import partial

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method.act import Act, DueAct, Finder
from app.models import Device
from app.trouble import of_each

# A system clock that is corrected by up to this much counts as running normally.
JUMP_SECONDS = 3600


class EvenClock:
    """The time of day. While people are present it ignores a jump of the system clock and goes on
    by the monotonic clock: otherwise a jump could end an evening.

    When a laptop wakes from sleep, its phones are gone, and the system time is taken as it is.
    """

    def __init__(self) -> None:
        self._day, self._even = time.time(), time.monotonic()

    def now(self, *, people_are_in: bool) -> int:
        day, even = time.time(), time.monotonic()
        expected = self._day + even - self._even
        if people_are_in and abs(day - expected) > JUMP_SECONDS:
            return int(expected)
        self._day, self._even = day, even
        return int(day)


class Deadlines:
    """Looks every so many seconds for what is due. A finder that fails keeps no other from finding."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        seconds: float,
        finders: Sequence[Finder],
    ) -> None:
        self._database = database
        self._writer = writer
        self._finders = finders
        self._clock = EvenClock()
        self._ticker = Ticker(seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def catch_up(self) -> None:
        """Runs before anything is served: settles what fell due while the program was off, and
        clears from the database's log what a crash left in it.
        """
        for due in self._due():
            # If one fails, the writer logs it, the start goes on, and the next look tries again.
            self._writer.submit(due.meeting_id, due.do).exception()
        self._writer.do(None, _forget_removed)

    async def _look(self) -> None:
        for due in await run_in_threadpool(self._due):
            self._writer.submit(due.meeting_id, due.do)

    def _due(self) -> list[DueAct]:
        with self._database.reading() as book:
            now = self._clock.now(people_are_in=book.count(Device, present=True) > 0)
        return [*of_each(self._finders, partial(self._due_by, now))]

    def _due_by(self, now: int, finder: Finder) -> list[DueAct]:
        """In a transaction of its own: on PostgreSQL a statement that fails makes all others fail."""
        with self._database.reading() as book:
            return [*finder(book, now)]


def _forget_removed(act: Act) -> None:
    act.disorders = True
