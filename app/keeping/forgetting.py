"""Erases, while the program runs, the data that has been kept for its full time."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from fastapi.concurrency import run_in_threadpool

from app.data_folder import clock_has_jumped, note_clock
from app.db import Book, Database
from app.keeping import removed_meetings
from app.limits import LIMIT
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method.act import Act
from app.method.erasing import retention
from app.method.preparing import brought, typed
from app.settings import Settings
from app.texts import Saying, saying
from app.trouble import of_each
from app.vocabulary import N_, Press

ASKS = N_(
    "%(days)s days or more have passed on this computer's clock since it ran last. Nothing is erased "
    "until you say under “%(press)s” that today's date is right."
)


Forget = Callable[[Act], None]
Left = tuple[Callable[[Book, int], bool], Forget]
# What may stay for `LIMIT.desk_days` only: for each kind, whether any is older, and what removes it.
LEFT: tuple[Left, ...] = (
    (removed_meetings.is_full, removed_meetings.empty),
    (typed.is_left, typed.forget_left),
    (brought.is_left, brought.forget_left),
)


class Forgetting:
    """The background task. `asks`: the desk's question while the clock is in doubt, else None."""

    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._data = settings.data
        self.asks: Saying | None = None
        self._ticker = Ticker(settings.erasing_look_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def look(self) -> None:
        """Starts the erasing that is due.

        Also called when the coordinator has confirmed the clock.
        """
        now = int(time.time())
        with self._database.reading() as book:
            is_doubted = is_clock_doubted(book, self._data, now)
            due, left = retention.due(book, now), [*of_each(LEFT, partial(_left, book, now))]
        self.asks = saying(ASKS, days=LIMIT.jump_days, press=Press.safety) if is_doubted else None
        for meeting_id in () if clock_has_jumped(self._data, now) else due:
            self._writer.submit(meeting_id, retention.settle)
        if is_doubted:
            return
        note_clock(self._data, now)
        for forget in left:
            self._writer.submit(None, forget)

    async def _look(self) -> None:
        await run_in_threadpool(self.look)


def is_clock_doubted(book: Book, data: Path, now: int) -> bool:
    """Whether the coordinator must confirm today's date; until then age erases nothing."""
    return clock_has_jumped(data, now) or bool(retention.asking(book, now))


def _left(book: Book, now: int, kind: Left) -> Iterator[Forget]:
    is_old, forget = kind
    if is_old(book, now):
        yield forget
