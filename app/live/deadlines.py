"""Notices that a set time has passed, and latches it: screens show what is stored, and ask no clock."""

import time
from collections.abc import Callable, Iterator

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method import lost_votes, overdue, survey
from app.method.act import Act
from app.method.people import calls
from app.settings import Settings

Due = tuple[int, Callable[[Act], object]]


class Deadlines:
    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._keys = settings.keys
        self._ticker = Ticker(settings.deadline_seconds, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    def catch_up(self) -> None:
        """Before anything is served: what has passed while the program was off, and what a cut has left in the log."""
        for meeting_id, settle in self._due():
            # One that fails is told by the writer, keeps nothing from being served, and is tried at the next look.
            self._writer.submit(meeting_id, settle).exception()
        self._writer.do(None, _forget_removed)

    async def _look(self) -> None:
        for meeting_id, settle in await run_in_threadpool(self._due):
            self._writer.submit(meeting_id, settle)

    def _due(self) -> list[Due]:
        with self._database.reading() as book:
            now = int(time.time())
            found: Iterator[Due] = (
                (meeting_id, settle)
                for meeting_ids, settle in (
                    (survey.unsettled(book, self._keys, now), survey.settle),
                    (lost_votes.lost(book, self._keys), lost_votes.settle),
                    (overdue.overdue(book, now), overdue.end_by_itself),
                    (calls.answered_before(book, now), calls.forget_answered),
                )
                for meeting_id in meeting_ids
            )
            return list(found)


def _forget_removed(act: Act) -> None:
    act.erases = act.disorders = True
