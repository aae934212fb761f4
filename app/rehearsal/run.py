"""One rehearsal from beginning to end: makes the copy, plays the evening, and removes the copy."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from app.db import Database
from app.frozen import frozen
from app.live.writer import Writer
from app.models import Meeting
from app.rehearsal.copy import make_copy, throw_away
from app.rehearsal.course import course_of
from app.rehearsal.deeds import Ledger
from app.rehearsal.facilitating import SimulatedFacilitator
from app.rehearsal.nature import natures
from app.rehearsal.page import LostError
from app.rehearsal.room import RehearsalRoom, Tempo
from app.rehearsal.simulated import SimulatedPerson
from app.sample import links_of
from app.settings import Settings


@frozen
class Venue:
    """The server to rehearse on. `address`: where its people reach it.

    `link_address`: begins all links.
    """

    settings: Settings
    database: Database
    writer: Writer
    address: str
    link_address: str


@frozen
class RehearsalPlan:
    """What to rehearse, and how fast. `chance`: the seed, so that its people can be repeated."""

    meeting_id: int
    phones: int
    pace: Tempo
    chance: int


@dataclass
class Rehearsal:
    """One rehearsal. `tell`: called with a sentence now and then. `elsewhere`: see `RehearsalRoom`.

    The caller of `begin` must also call `play`, in any thread, which removes the copy.
    """

    place: Venue
    plan: RehearsalPlan
    tell: Callable[[str], None] = lambda _sentence: None
    ledger: Ledger = field(default_factory=Ledger)
    elsewhere: Callable[[], str] | None = None
    room: RehearsalRoom | None = None
    seconds: float = 0.0
    copy_id: int = 0
    is_stopped: bool = False
    _cancel: Callable[[], object] | None = None

    def begin(self) -> dict[str, Any]:
        """Makes the copy; returns its links."""
        writer = self.place.writer
        self.copy_id = writer.do(None, partial(make_copy, meeting_id=self.plan.meeting_id))
        with self.place.database.reading() as book:
            self.ledger.course = course_of(book, self.copy_id)
        return self._links(self.place.link_address)

    def play(self) -> None:
        """Plays the whole evening. Removes the copy, however it ends."""
        start = time.monotonic()
        try:
            asyncio.run(self._play(self._links("")))
        finally:
            self.seconds = time.monotonic() - start
            self.throw_away()

    def throw_away(self) -> None:
        self.place.writer.do(None, partial(throw_away, meeting_id=self.copy_id))

    def stop(self) -> None:
        """Ends the evening where it is; `play` raises `asyncio.CancelledError`.

        Any thread may call it.
        """
        self.is_stopped = True
        if self._cancel:
            self._cancel()

    @property
    def faults(self) -> list[str]:
        """All faults, also deeds that are missing; for an evening that was played to its end."""
        return [*self.ledger.faults, *self.ledger.missing()]

    def _links(self, address: str) -> dict[str, Any]:
        return links_of(self.place.settings, self.place.database, self.copy_id, address)

    async def _play(self, links: dict[str, Any]) -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        self._cancel = partial(loop.call_soon_threadsafe, task.cancel) if task else None
        if self.is_stopped:
            raise asyncio.CancelledError
        chance = Random(self.plan.chance)  # noqa: S311 -- has to be repeatable
        room = RehearsalRoom(self.plan.pace, chance, self.ledger, self.tell)
        room.elsewhere, self.room = self.elsewhere, room
        address = self.place.address
        facilitator = SimulatedFacilitator(room, address, links["console"], links["projector"])
        people = [
            SimulatedPerson(nature, room, address, links["join"])
            for nature in natures(self.plan.phones, chance)
        ]
        try:
            await _evening(room, facilitator, people)
        finally:
            room.over = True
            leaving = (facilitator.leave(), *(person.leave() for person in people))
            await asyncio.gather(*leaving, return_exceptions=True)
            self._cancel = None


async def _evening(
    room: RehearsalRoom, facilitator: SimulatedFacilitator, people: list[SimulatedPerson]
) -> None:
    tasks: list[asyncio.Task[None]] = []
    try:
        await facilitator.open()
        tasks += [asyncio.create_task(person.attend()) for person in people]
        await facilitator.lead(people)
    except (LostError, OSError) as error:
        room.ledger.fault(f"The console was lost at {room.step}: {error}.")
    finally:
        room.over = True
        for task in tasks:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                room.ledger.fault(f"Somebody could not go on: {type(ended).__name__}: {ended}.")


def newest_meeting(database: Database, code: str | None) -> int | None:
    """The meeting to rehearse: the one with this code, or the newest."""
    with database.reading() as book:
        meetings = book.all(Meeting, order=("starts_at",), is_rehearsal=False)
        wanted = [
            meeting.id for meeting in meetings if code is None or meeting.code == code.upper()
        ]
    return wanted[-1] if wanted else None
