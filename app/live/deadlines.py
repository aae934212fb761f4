"""Notices that a set time has passed, and latches it: screens show what is stored, and ask no clock."""

import asyncio
import time
from contextlib import suppress

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.writer import Writer
from app.method import survey
from app.models import Meeting
from app.settings import Settings


class Deadlines:
    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._wait = settings.deadline_seconds
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._task = asyncio.create_task(self._look_again())

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look_again(self) -> None:
        while True:
            for meeting_id in await run_in_threadpool(self._passed):
                self._writer.submit(meeting_id, survey.close_in_time)
            await asyncio.sleep(self._wait)

    def _passed(self) -> list[int]:
        now = int(time.time())
        with self._database.reading() as book:
            return [one.id for one in book.all(Meeting) if survey.is_to_close(one, now)]
