"""Notices that a set time has passed, and latches it: screens show what is stored, and ask no clock."""

import time

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method import survey
from app.models import Meeting
from app.settings import Settings


class Deadlines:
    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._ticker = Ticker(settings.deadline_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    async def _look(self) -> None:
        for meeting_id in await run_in_threadpool(self._passed):
            self._writer.submit(meeting_id, survey.close_in_time)

    def _passed(self) -> list[int]:
        now = int(time.time())
        with self._database.reading() as book:
            return [one.id for one in book.all(Meeting) if survey.is_to_close(one, now)]
