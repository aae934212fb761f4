"""Notices that a set time has passed, and latches it: screens show what is stored, and ask no clock."""

import time

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method import survey
from app.method.act import Act
from app.settings import Settings


class Deadlines:
    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._keys = settings.keys
        self._ticker = Ticker(settings.deadline_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def catch_up(self) -> None:
        """Before anything is served: what has passed while the program was off, and what a cut has left in the log."""
        for meeting_id in self._unsettled():
            self._writer.do(meeting_id, survey.settle)
        self._writer.do(None, _forget_removed)

    async def _look(self) -> None:
        for meeting_id in await run_in_threadpool(self._unsettled):
            self._writer.submit(meeting_id, survey.settle)

    def _unsettled(self) -> list[int]:
        with self._database.reading() as book:
            return survey.unsettled(book, self._keys, int(time.time()))


def _forget_removed(act: Act) -> None:
    act.erases = act.disorders = True
