"""While the program runs: erases what has been kept as long as it may be."""

import time

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.keeping import basket
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method.erasing import retention
from app.settings import Settings
from app.texts import Saying
from app.vocabulary import N_

ASKS = N_(
    "Half a year or more has passed on this computer's clock since it ran last. Nothing is erased "
    "until you say under “Safety” that today's date is right."
)


class Forgetting:
    """`asks`: what the desk says while nobody has said that the clock is right."""

    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self.asks: Saying | None = None
        self._ticker = Ticker(settings.erasing_look_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def look(self) -> None:
        """Also where somebody has just said that the clock is right."""
        for meeting_id in self._due():
            self._writer.submit(meeting_id, retention.settle)
        if self._basket_full():
            self._writer.submit(None, basket.empty)

    async def _look(self) -> None:
        await run_in_threadpool(self.look)

    def _basket_full(self) -> bool:
        with self._database.reading() as book:
            return basket.is_full(book, int(time.time()))

    def _due(self) -> list[int]:
        with self._database.reading() as book:
            now = int(time.time())
            self.asks = Saying(ASKS) if retention.asking(book, now) else None
            return retention.due(book, now)
