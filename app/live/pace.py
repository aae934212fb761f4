"""Notices a table that stays at the same card for long, and latches it as a call; a decision settles it.

How long is kept on this process's own clock alone: nothing is stored of when a table decided.
"""

import time
from functools import partial

from fastapi.concurrency import run_in_threadpool

from app.db import Book, Database
from app.live.ticker import Ticker
from app.live.writer import Writer
from app.method import sorting
from app.method.act import Act
from app.method.people import calls
from app.method.rules import step_of
from app.models import Meeting, SmallGroup
from app.settings import Settings
from app.vocabulary import Call, Step

LOOKS_A_WAIT = 12
Card = int | None


class Pace:
    """`_since`: by small group, its card and since when it has been that one."""

    def __init__(self, database: Database, writer: Writer, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._long = settings.stuck_seconds
        self._since: dict[int, tuple[Card, float]] = {}
        self._ticker = Ticker(self._long / LOOKS_A_WAIT, self._look)
        self.open, self.close = self._ticker.open, self._ticker.close

    async def _look(self) -> None:
        for meeting_id, cards in (await run_in_threadpool(self._tables)).items():
            for group_id, card in cards.items():
                self._judge(meeting_id, group_id, card)

    def _tables(self) -> dict[int, dict[int, Card]]:
        """The card that each table of each meeting is at; none outside the sorting."""
        with self._database.reading() as book:
            meetings = book.all(Meeting, ended=False)
            return {meeting.id: _cards(book, meeting) for meeting in meetings}

    def _judge(self, meeting_id: int, group_id: int, card: Card) -> None:
        now = time.monotonic()
        known, since = self._since.get(group_id, (None, now))
        if card is None or card != known:
            self._since[group_id] = (card, now)
            if known is not None:
                self._writer.submit(meeting_id, partial(_settle, group_id))
        elif now - since >= self._long:
            self._writer.submit(meeting_id, partial(_note, group_id))


def _cards(book: Book, meeting: Meeting) -> dict[int, Card]:
    is_sorting = step_of(book, meeting) is Step.sorting
    groups = book.all(SmallGroup, meeting_id=meeting.id, dissolved=False)
    return {
        group.id: sorting.pack_of(book, meeting.id, group.id).current if is_sorting else None
        for group in groups
    }


def _note(group_id: int, act: Act) -> None:
    calls.note(act, group_id, Call.stuck)


def _settle(group_id: int, act: Act) -> None:
    calls.settle(act, group_id, Call.stuck)
