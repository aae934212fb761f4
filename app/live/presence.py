"""Who is present: when somebody arrives or leaves, an act stores that, but never the time.

A phone is present while it has a connection, and for a grace period afterwards; without script, for
some time after its last request. Only claims that have been proven come here.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from app.db import Database
from app.live.hub import Hub
from app.live.ticker import Ticker
from app.live.writer import Done, Writer
from app.method.act import Act
from app.method.people.joining import set_presence
from app.models import Device, Link
from app.settings import Settings
from app.trouble import StoreError
from app.viewer import Claim, PhoneClaim
from app.vocabulary import Door

TICK_SECONDS = 2.0
# For a projector to be loaded anew. A phone that is put into a pocket gets longer.
WALL_GRACE = 4.0


class Presence:
    """Stores who is present. `_until`: when a claim without a connection stops being present, on
    this process's own clock.

    `_come`: claims that an act has stored as present and that have had no connection since.
    `_unsaved`: claims whose coming or going could not be stored; the next look stores how it is by
    then.
    """

    def __init__(self, database: Database, writer: Writer, hub: Hub, settings: Settings) -> None:
        self._database = database
        self._writer = writer
        self._hub = hub
        self._grace = settings.presence_grace_seconds
        self._without_script = settings.without_script_seconds
        self._until: dict[Claim, float] = {}
        self._come: set[Claim] = set()
        self._unsaved: set[Claim] = set()
        self._ticker = Ticker(min(TICK_SECONDS, self._grace), self._look)
        self.close = self._ticker.close

    def open(self) -> None:
        """Gives everybody who was present before a restart the time to come back."""
        with self._database.reading() as book:
            devices = book.all(Device, present=True)
            links = book.all(Link, present=True)
        for device in devices:
            claim = PhoneClaim(device.meeting_id, device.token_hash)
            self._until[claim] = time.monotonic() + self._without_script
        for link in links:
            self._writer.submit(link.meeting_id, _showing(link.id, present=False))
        self._ticker.open()

    def arrived(self, claim: Claim) -> None:
        self._until.pop(claim, None)
        if claim in self._come:
            self._come.discard(claim)
        else:
            self._latch(claim, present=True)

    def left(self, claim: Claim) -> None:
        if not self._hub.is_attended(claim):
            grace = self._grace if isinstance(claim, PhoneClaim) else min(self._grace, WALL_GRACE)
            self._until[claim] = time.monotonic() + grace

    def asked(self, claim: Claim, *, is_out: bool = False) -> "Future[Done[bool]] | None":
        """Notes a request: a phone without a connection is present for a while. Returns a future
        that is done when this is stored, or None if it is stored already. A phone that `is_out` is
        stored again in any case.

        Nothing is remembered of an unknown phone.
        """
        if not isinstance(claim, PhoneClaim) or self._hub.is_attended(claim):
            return None
        if not is_out and claim in self._until:
            self._stays(claim)
            return None
        answer = self._writer.submit(claim.meeting_id, partial(be_in, hashed=claim.holder))
        answer.add_done_callback(partial(self._asked, claim))
        return answer

    def joined(self, claim: PhoneClaim) -> None:
        """Notes a phone that came in by an act; the act has stored that it is present."""
        self._come.add(claim)
        self._stays(claim)

    def _stays(self, claim: PhoneClaim) -> None:
        until = time.monotonic() + self._without_script
        self._until[claim] = max(self._until.get(claim, 0), until)

    def has_proven(self, claim: Claim) -> bool:
        """Whether this phone is known to exist, without reading the database. It may have left just
        now.
        """
        is_known = isinstance(claim, PhoneClaim) and claim in self._until
        return is_known and claim not in self._unsaved

    def _asked(self, claim: PhoneClaim, answer: "Future[Done[bool]]") -> None:
        self._latched(claim, answer)
        if isinstance(answer.exception(), StoreError) or (
            answer.exception() is None and answer.result().value
        ):
            self._stays(claim)

    async def _look(self) -> None:
        now = time.monotonic()
        # A copy: other threads add claims meanwhile.
        for claim, until in list(self._until.items()):
            if until <= now:
                self._lapse(claim)
        for claim in list(self._unsaved):
            self._unsaved.discard(claim)
            self._latch(claim, present=self._hub.is_attended(claim) or claim in self._until)

    def _lapse(self, claim: Claim) -> None:
        self._until.pop(claim, None)
        self._come.discard(claim)
        if not self._hub.is_attended(claim):
            self._latch(claim, present=False)

    def _latch(self, claim: Claim, *, present: bool) -> None:
        if isinstance(claim, PhoneClaim):
            command: Callable[[Act], object] = partial(be_in, hashed=claim.holder, present=present)
        elif claim.door is not Door.console:
            command = _showing(int(claim.holder), present=present)
        else:
            return
        submitted = self._writer.submit(claim.meeting_id, command)
        submitted.add_done_callback(partial(self._latched, claim))

    def _latched(self, claim: Claim, answer: "Future[Done[Any]]") -> None:
        if isinstance(answer.exception(), StoreError):
            self._unsaved.add(claim)
        elif not answer.exception() and answer.result().value is False:  # there is no such phone
            self._until.pop(claim, None)


def be_in(act: Act, hashed: str, *, present: bool = True) -> bool:
    """Stores that a phone is present or not. Returns False if there is no such phone."""
    device = act.book.one(Device, token_hash=hashed, meeting_id=act.meeting_id)
    if device is not None and device.present is not present:
        set_presence(act, device.id, present=present)
    return device is not None


def _showing(link_id: int, *, present: bool) -> Callable[[Act], None]:
    """Returns a command that stores whether a page opened by this link is connected. Console and
    desk show it.
    """

    def latch(act: Act) -> None:
        act.book.change(Link, {"id": link_id, "present": not present}, present=present)

    return latch
