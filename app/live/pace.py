"""Notices a table that stays at the same card for long, and stores that as a call; a decision
settles it.

Once the facilitator has answered, the call comes back only after another wait of the same length.
The wait is measured by this process's own clock: no time of a decision is stored.
"""

import asyncio
import time
from functools import partial

from fastapi.concurrency import run_in_threadpool

from app.db import Book, Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method.act import Act
from app.method.pack import pack_of
from app.method.people import calls
from app.method.rules import step_of
from app.models import Meeting, SmallGroup
from app.settings import Settings
from app.vocabulary import Call, Step

LOOKS_A_WAIT = 12


class LongCards:
    """Watches how long each table has been at its card. `_since`: by small group, its card, and
    since when it has been at that card without a call standing.
    """

    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._long = settings.stuck_seconds
        self._since: dict[int, tuple[int | None, float]] = {}
        self._ticker = Ticker(self._long / LOOKS_A_WAIT, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    async def _look(self) -> None:
        by_meeting = await run_in_threadpool(self._tables)
        there = {group_id for tables in by_meeting.values() for group_id in tables}
        self._since = {at: since for at, since in self._since.items() if at in there}
        for meeting_id, tables in by_meeting.items():
            for group_id, (card, is_called) in tables.items():
                await self._judge(meeting_id, group_id, card, is_called=is_called)

    def _tables(self) -> dict[int, dict[int, tuple[int | None, bool]]]:
        """Returns, by meeting and table, the card that it is at (None outside the sorting), and
        whether its call stands.
        """
        with self._database.reading() as book:
            meetings = book.all(Meeting, ended=False)
            return {meeting.id: _at_cards(book, meeting) for meeting in meetings}

    async def _judge(
        self, meeting_id: int, group_id: int, card: int | None, *, is_called: bool
    ) -> None:
        now = time.monotonic()
        known, since = self._since.get(group_id, (None, now))
        if card is None or card != known:
            self._since[group_id] = (card, now)
            if known is not None:
                self._writer.submit(meeting_id, partial(_settle, group_id))
        elif is_called:
            self._since[group_id] = (card, now)
        elif now - since >= self._long:
            # The wait begins anew once the call is stored: it may be answered before the next look.
            await asyncio.wrap_future(self._writer.submit(meeting_id, partial(_note, group_id)))
            self._since[group_id] = (card, now)


def _at_cards(book: Book, meeting: Meeting) -> dict[int, tuple[int | None, bool]]:
    is_sorting = step_of(book, meeting) is Step.sorting
    groups = book.all(SmallGroup, meeting_id=meeting.id, dissolved=False)
    return {
        group.id: (
            pack_of(book, meeting.id, group.id).current if is_sorting else None,
            Call.stuck in calls.standing(book, group.id),
        )
        for group in groups
    }


def _note(group_id: int, act: Act) -> None:
    calls.note(act, group_id, Call.stuck)


def _settle(group_id: int, act: Act) -> None:
    calls.settle(act, group_id, Call.stuck)
