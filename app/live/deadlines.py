"""Notices when a set time has passed, and stores that: screens show what is stored, and read no
clock.
"""

import time
from collections.abc import Callable, Iterator

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method import lost_votes, overdue, survey
from app.method.act import Act
from app.method.people import calls
from app.models import Device
from app.settings import Settings

Settling = tuple[int, Callable[[Act], object]]
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
    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._keys = settings.keys
        self._clock = EvenClock()
        self._ticker = Ticker(settings.deadline_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def catch_up(self) -> None:
        """Runs before anything is served: settles what fell due while the program was off, and
        clears from the database's log what a crash left in it.
        """
        for meeting_id, settle in self._due():
            # If one fails, the writer logs it, the start goes on, and the next look tries again.
            self._writer.submit(meeting_id, settle).exception()
        self._writer.do(None, _forget_removed)

    async def _look(self) -> None:
        for meeting_id, settle in await run_in_threadpool(self._due):
            self._writer.submit(meeting_id, settle)

    def _due(self) -> list[Settling]:
        with self._database.reading() as book:
            now = self._clock.now(people_are_in=book.count(Device, present=True) > 0)
            due: Iterator[Settling] = (
                (meeting_id, settle)
                for meeting_ids, settle in (
                    (survey.unsettled(book, self._keys, now), survey.settle),
                    (lost_votes.lost(book, self._keys), lost_votes.settle),
                    (overdue.overdue(book, now), overdue.end_by_itself),
                    (calls.answered_before(book, now), calls.forget_answered),
                )
                for meeting_id in meeting_ids
            )
            return list(due)


def _forget_removed(act: Act) -> None:
    act.erases = act.disorders = True
