"""The sending side of one socket: a slot for the newest screen, heartbeats, and closing a slow
peer.
"""

import asyncio
import json
import math
import random
from collections.abc import Callable
from typing import Protocol

from app.assembly import Filling
from app.assets import built
from app.faults import tell
from app.frozen import frozen
from app.live.frames import Cut, Filled, Frames, Has, ShownScreen
from app.live.sight import Sight
from app.method.act import Touch
from app.viewer import Claim, LinkClaim
from app.vocabulary import Door

LEFT = 4403  # the page's script reloads once instead of reconnecting for ever
FAILED = 1011
RESTARTING = 1012
TOO_SLOW = 1013
# Heartbeats are spread: otherwise all connections that got a screen at the same moment would get
# their next heartbeat at the same moment.
BEAT_EARLY = 0.7
# A lost projector is reported within fifteen seconds: its page answers each heartbeat.
WALL_BEAT_SECONDS = 5.0
ANSWER_SECONDS = 2.5


@frozen
class Ready:
    """A screen with what is the viewer's own in it, and the frame that takes a page from `has` to
    that screen. `cut`: the frame before it was filled in.
    """

    shown: ShownScreen
    filling: Filling
    has: Has
    cut: Cut
    frame: bytes


class OpenLine(Protocol):
    """What a connection writes to. `is_free`: the peer has taken everything that was given, so the
    next frame leaves at once. `when_free`: called each time that it has.
    `when_heard`: called when the peer sends something. `when_gone`: called when the line has ended.
    `unpacks`: whether the peer can decompress a message that is given as `packed`.
    """

    when_free: Callable[[], None] | None
    when_heard: Callable[[], None] | None
    when_gone: Callable[[], None] | None

    @property
    def is_free(self) -> bool: ...

    @property
    def unpacks(self) -> bool: ...

    def give(self, words: bytes, *, packed: bool = False) -> None: ...

    def hang_up(self, code: int) -> None: ...


class Connection:
    """One socket. A slot holds the newest screen that has not been sent yet, so no queue can grow.

    `over`: called once, when the connection has ended or is closed. `last`: see `Made`.
    `has`: the digests of what the page shows. A frame holds the difference from these; it is made
    together with the screen, and made again, beside the loop, if another frame was sent meanwhile.
    `opened`: see `AskedBeside`. `scopes`: all by which it is woken. `of_screen`: those of its
    screen alone. `found_by`: the one by which its viewer is found, known once that has been found.
    `due_at`: the loop's time at which the connection needs a look, because it has sent nothing for
    long, or because its wall has answered nothing for long.
    """

    def __init__(
        self,
        line: OpenLine,
        claim: Claim,
        has: Has,
        opened: frozenset[str],
        over: Callable[["Connection"], None],
        *,
        frames: Frames,
        beat_seconds: float,
        send_seconds: float,
    ) -> None:
        self.claim = claim
        self.is_wall = isinstance(claim, LinkClaim) and claim.door is Door.projector
        self.opened = opened
        self.found_by: Touch | None = None
        self.scopes: frozenset[Touch] = frozenset()
        self.of_screen: frozenset[Touch] = frozenset()
        self.last: Sight | None = None
        self._line = line
        self._over = over
        self._is_over = False
        self._silent_at = math.inf
        self._has = has
        self._frames = frames
        self._packed = line.unpacks
        self.beat_seconds = min(beat_seconds, WALL_BEAT_SECONDS) if self.is_wall else beat_seconds
        early = random.uniform(BEAT_EARLY, 1)  # noqa: S311 -- protects no secret
        self._quiet_seconds = self.beat_seconds * early
        self._send_seconds = send_seconds
        self._loop = asyncio.get_running_loop()
        self._slot: Ready | None = None
        self._shown: ShownScreen | None = None
        self._filling = Filling()
        self._awaited: list[tuple[int, asyncio.Future[Filled | None]]] = []
        self._too_late: asyncio.TimerHandle | None = None
        line.when_free, line.when_gone = self._freed, self._end
        if self.is_wall:
            line.when_heard = self._hear
        self.due_at = self._loop.time() + self._quiet_seconds

    @property
    def is_awaited(self) -> bool:
        """Whether the answer to a request waits for the next screen of this connection."""
        return bool(self._awaited)

    def prepared(self, shown: ShownScreen, filling: Filling, like: Ready | None = None) -> Ready:
        """Returns the screen with the frame for the page as it is now. May be called from any
        thread, so that the loop finds the frame ready. `like`: the same screen as it was prepared
        for another page, whose frame may be the same.
        """
        has, packed = self._has, self._packed
        if like and like.has is has and like.cut.packed is packed:
            cut = like.cut
        else:
            cut = self._frames.cut(shown, filling, has, packed=packed)
        return Ready(shown, filling, has, cut, cut.filled(filling))

    def put(self, ready: Ready) -> None:
        self._slot, self._shown, self._filling = ready, ready.shown, ready.filling
        self._send()
        waiting, self._awaited = self._awaited, []
        for since, awaited in waiting:
            if since > ready.shown.sequence:
                self._awaited.append((since, awaited))
            elif not awaited.done():
                awaited.set_result(Filled(ready.shown, ready.filling))

    def look(self, newest: int) -> None:
        """Sends a heartbeat, or closes a wall that has answered before and no longer does.
        `newest`: the highest sequence of the connection's scopes, by which its page notices a
        missed frame.
        """
        if self._silent_at <= self._loop.time():
            self.close(TOO_SLOW)
        else:
            self._send(json.dumps({"beat": newest, "built": built()}).encode())

    async def shown_since(self, sequence: int, seconds: float) -> Filled | None:
        """Returns the last screen that was put here if it is as new as `sequence`; else waits for
        one that is. Returns None if none comes in time, or if there was no screen here yet.
        """
        if self._shown is None:
            return None
        if self._shown.sequence >= sequence:
            return Filled(self._shown, self._filling)
        awaited: asyncio.Future[Filled | None] = self._loop.create_future()
        self._awaited.append((sequence, awaited))
        late = self._loop.call_later(seconds, _answer_none, awaited)
        try:
            return await awaited
        finally:
            late.cancel()

    def let_go(self) -> None:
        """Answers those who wait for a screen with None: none will come, and they make
        their own.
        """
        for _, awaited in self._awaited:
            _answer_none(awaited)
        self._awaited = []

    def close(self, code: int) -> None:
        if not self._is_over:
            self._line.hang_up(code)
            self._end()

    def _end(self) -> None:
        """Unhooks the line and the connection from each other."""
        self._is_over = True
        self._line.when_free = self._line.when_heard = self._line.when_gone = None
        self._is_in_time()
        self.let_go()
        self._over(self)

    def _hear(self) -> None:
        """Notes that a wall's page is alive. What the peer says is not read."""
        self._silent_at = self._loop.time() + self.beat_seconds + ANSWER_SECONDS

    def _send(self, beat: bytes = b"") -> None:
        """Sends the screen in the slot, if there is one, else the heartbeat. While the peer has not
        taken the last frame, it sends nothing, and a timer is set that closes the connection as too
        slow; the screen goes once the line is free.
        """
        if self._is_over:
            return
        if not self._line.is_free:
            if self._too_late is None:
                self._too_late = self._loop.call_later(self._send_seconds, self.close, TOO_SLOW)
            return
        if ready := self._slot:
            self._slot = None
            if ready.has is not self._has:  # another frame was sent meanwhile
                self._make_again(ready)
                return
            self._line.give(ready.frame, packed=self._packed)
            self._has = ready.shown.has(ready.filling)
        elif beat:
            self._line.give(beat)
        else:
            return
        self.due_at = min(self._silent_at, self._loop.time() + self._quiet_seconds)

    def _make_again(self, ready: Ready) -> None:
        """Makes the frame for what the page shows now, in another thread: that of a large console
        takes several milliseconds.
        """
        making = self._loop.run_in_executor(None, self.prepared, ready.shown, ready.filling)
        making.add_done_callback(self._made_again)

    def _made_again(self, making: "asyncio.Future[Ready]") -> None:
        """Sends it, unless a newer screen has been put here meanwhile. A failure closes this
        connection only.
        """
        if making.cancelled() or self._is_over:
            return
        if fault := making.exception():
            tell("a screen could not be sent", fault)
            self.close(FAILED)
        elif (ready := making.result()).shown is self._shown:
            self._slot = ready
            self._send()

    def _freed(self) -> None:
        self._is_in_time()
        self._send()

    def _is_in_time(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None


def _answer_none(awaited: "asyncio.Future[Filled | None]") -> None:
    if not awaited.done():
        awaited.set_result(None)
