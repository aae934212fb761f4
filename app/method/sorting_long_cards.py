"""Notices a table that stays at the same card for long, and stores that as a call; a decision
settles it.

Once the facilitator has answered, the call comes back only after another wait of the same length.
The wait is measured in memory: no time of a decision is stored.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from app.db import Book
from app.method.act import Act, DueAct
from app.method.people import calls
from app.method.rules import step_of
from app.method.sorting_pack import pack_of
from app.models import Meeting, SmallGroup
from app.trouble import of_each
from app.vocabulary import Call, Step

LOOKS_A_WAIT = 12


class TableAtCard(NamedTuple):
    """A table. `card`: the one that it is at, None outside the sorting."""

    meeting_id: int
    group_id: int
    card: int | None
    is_called: bool


class LongCards:
    """Watches how long each table has been at its card. `_since`: by small group, its card, and
    since when it has been at that card without a call standing. `clock`: its seconds go on evenly,
    also while the time of day is put right.
    """

    def __init__(self, long_seconds: float, clock: Callable[[], float]) -> None:
        self._long = long_seconds
        self._clock = clock
        self.look_seconds = long_seconds / LOOKS_A_WAIT
        self._since: dict[int, tuple[int | None, float]] = {}

    def due(self, book: Book, _now: int) -> list[DueAct]:
        """The calls that come and those that end, as it stands now."""
        meetings = book.all(Meeting, ended=False)
        tables, now = [*of_each(meetings, partial(_tables, book))], self._clock()
        there = {table.group_id for table in tables}
        # In one step each: the writer's thread notes a call while this one looks.
        for gone in set(self._since) - there:
            self._since.pop(gone, None)
        return [due for table in tables for due in self._judged(table, now)]

    def _judged(self, table: TableAtCard, now: float) -> Iterator[DueAct]:
        known, since = self._since.get(table.group_id, (None, now))
        if table.card is None or table.card != known:
            self._since[table.group_id] = (table.card, now)
            if known is not None:
                yield DueAct(table.meeting_id, partial(_settle, table.group_id))
        elif table.is_called:
            self._since[table.group_id] = (table.card, now)
        elif now - since >= self._long:
            yield DueAct(table.meeting_id, partial(self._call, table, now))

    def _call(self, table: TableAtCard, now: float, act: Act) -> None:
        """The wait begins anew once the call is stored: it may be answered before the next look."""
        calls.note(act, table.group_id, Call.stuck)
        act.afterwards.append(lambda: self._since.update({table.group_id: (table.card, now)}))


def _tables(book: Book, meeting: Meeting) -> Iterator[TableAtCard]:
    is_sorting = step_of(book, meeting) is Step.sorting
    for group in book.all(SmallGroup, meeting_id=meeting.id, dissolved=False):
        card = pack_of(book, meeting.id, group.id).current if is_sorting else None
        is_called = Call.stuck in calls.standing_calls(book, group.id)
        yield TableAtCard(meeting.id, group.id, card, is_called)


def _settle(group_id: int, act: Act) -> None:
    calls.settle(act, group_id, Call.stuck)
