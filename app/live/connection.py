"""One socket's sending side: a slot for the newest screen, a beat in every silence, and an end for who is too slow."""

import asyncio
import json
import math
import random
from collections.abc import Callable
from typing import Protocol

from app.assets import built
from app.faults import tell
from app.frozen import frozen
from app.live.frames import Frames, Has, ShownScreen
from app.live.show import Sight
from app.method.act import Touch
from app.viewer import Claim, LinkClaim
from app.vocabulary import Door

LEFT = 4403  # the phone's script reloads once instead of coming back for ever
FAILED = 1011
RESTARTING = 1012
TOO_SLOW = 1013
# Beats are spread: else all who have been given a screen at once would be given their next beat at once.
BEAT_EARLY = 0.7
# A projector that is lost is told within fifteen seconds: its page answers each beat.
WALL_BEAT_SECONDS = 5.0
ANSWER_SECONDS = 2.5


@frozen
class Ready:
    """A screen with what is to be sent of it to a page that `has` so much."""

    shown: ShownScreen
    has: Has
    frame: bytes


class OpenLine(Protocol):
    """What a socket is written on. `is_free`: all that was given has been taken. `when_free`: called each time that it
    has; a line that is free takes the next one at once. `when_heard`: called when the other side says something;
    `when_gone`: when the line has ended. `unpacks`: whether a message may come `packed`.
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
    """One socket. The slot holds the newest screen that has not gone yet; no queue can grow.

    `over`: called once, when it has ended or is hung up. `last`: what a console shows.
    `has`: the marks of what its page shows; what goes down is the difference, taken when the screen is made, and anew
    when it can be sent if another one has been sent meanwhile.
    `opened`: see `Asked`. `due_at`: when it has been silent for so long, or the wall has, that it is looked after; on
    the loop's clock.
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
        self.scopes: frozenset[Touch] = frozenset()
        self.last: Sight | None = None
        self.due_at = 0.0
        self._line = line
        self._over = over
        self._is_over = False
        self._silent_at = math.inf
        self._has = has
        self._frames = frames
        self.beat_seconds = min(beat_seconds, WALL_BEAT_SECONDS) if self.is_wall else beat_seconds
        self._send_seconds = send_seconds
        self._loop = asyncio.get_running_loop()
        self._slot: Ready | None = None
        self._shown: ShownScreen | None = None
        self._awaited: list[tuple[int, asyncio.Future[ShownScreen | None]]] = []
        self._too_late: asyncio.TimerHandle | None = None
        line.when_free, line.when_gone = self._freed, self._end
        if self.is_wall:
            line.when_heard = self._hear
        self._spoke()

    @property
    def is_awaited(self) -> bool:
        """By an answer."""
        return bool(self._awaited)

    def prepared(self, shown: ShownScreen) -> Ready:
        """As its page is now. From any thread: so the loop has it at hand."""
        has = self._has
        return Ready(shown, has, self._frames.frame(shown, has, packed=self._line.unpacks))

    def put(self, ready: Ready) -> None:
        self._slot, self._shown = ready, ready.shown
        self._send()
        self._answer(ready.shown, ready.shown.sequence)

    def look(self, newest: int) -> None:
        """A beat, in a silence; an end, of a wall that has answered once and does no more. `newest`: the highest
        sequence of what it shows, so that a missed frame is noticed.
        """
        if self._silent_at <= self._loop.time():
            self.close(TOO_SLOW)
        elif self._can_send():
            self._line.give(json.dumps({"beat": newest, "built": built()}).encode())
            self._spoke()

    async def shown_since(self, sequence: int, seconds: float) -> ShownScreen | None:
        """What it was given last, if that is as new as this; else the next that is. None if none comes in time."""
        if self._shown is None or self._shown.sequence >= sequence:
            return self._shown
        awaited: asyncio.Future[ShownScreen | None] = self._loop.create_future()
        self._awaited.append((sequence, awaited))
        late = self._loop.call_later(seconds, _answer_none, awaited)
        try:
            return await awaited
        finally:
            late.cancel()

    def let_go(self) -> None:
        """Nothing is to come: who waits for it is answered by a screen of its own."""
        self._answer(None)

    def close(self, code: int) -> None:
        if not self._is_over:
            self._line.hang_up(code)
            self._end()

    def _end(self) -> None:
        """The line and what is written on it know each other no more."""
        self._is_over = True
        self._line.when_free = self._line.when_heard = self._line.when_gone = None
        self._is_in_time()
        self.let_go()
        self._over(self)

    def _hear(self) -> None:
        """What the other side says is not listened to; that it says something is, of a wall."""
        self._silent_at = self._loop.time() + self.beat_seconds + ANSWER_SECONDS

    def _send(self) -> None:
        """What is in the slot, as soon as the line can take it. What cannot be sent ends this line alone."""
        if self._slot is not None and self._can_send():
            ready, self._slot = self._slot, None
            if ready.has is not self._has:  # it has been sent another one meanwhile
                try:
                    ready = self.prepared(ready.shown)
                except Exception as fault:  # noqa: BLE001 -- told; its page asks anew
                    tell("a screen could not be sent", fault)
                    self.close(FAILED)
                    return
            self._line.give(ready.frame, packed=self._line.unpacks)
            self._has = ready.shown.has
            self._spoke()

    def _can_send(self) -> bool:
        """Of who is given nothing any more it is not waited for; else not for ever."""
        if self._is_over:
            return False
        if not self._line.is_free and self._too_late is None:
            self._too_late = self._loop.call_later(self._send_seconds, self.close, TOO_SLOW)
        return self._line.is_free

    def _freed(self) -> None:
        self._is_in_time()
        self._send()

    def _is_in_time(self) -> None:
        if self._too_late is not None:
            self._too_late.cancel()
            self._too_late = None

    def _spoke(self) -> None:
        early = random.uniform(BEAT_EARLY, 1)  # noqa: S311 -- nothing is to be kept secret
        self.due_at = min(self._silent_at, self._loop.time() + self.beat_seconds * early)

    def _answer(self, shown: ShownScreen | None, sequence: float = math.inf) -> None:
        waiting, self._awaited = self._awaited, []
        for since, awaited in waiting:
            if since > sequence:
                self._awaited.append((since, awaited))
            elif not awaited.done():
                awaited.set_result(shown)


def _answer_none(awaited: "asyncio.Future[ShownScreen | None]") -> None:
    if not awaited.done():
        awaited.set_result(None)
