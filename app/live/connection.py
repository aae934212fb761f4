"""One socket's sending side: a slot for the newest screen, a beat in every silence, and an end for who is too slow."""

import asyncio
import json
import math
import random
from collections.abc import Callable
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.assets import built
from app.live.frames import Frames, ShownScreen
from app.live.show import Sight
from app.method.act import Touch
from app.viewer import Claim, LinkClaim
from app.vocabulary import Door

LEFT = 4403  # the phone's script reloads once instead of coming back for ever
FAILED = 1011
RESTARTING = 1012
TOO_SLOW = 1013
HANG_UP_SECONDS = 10.0
# Beats are spread: else all who have been given a screen at once would be given their next beat at once.
BEAT_EARLY = 0.7


class Connection:
    """One socket. The slot holds the newest screen that has not gone yet; no queue can grow.

    `closing`: the code with which to hang up, once it is time to. `last`: what a console shows.
    `has`: the marks of what its page shows; what goes down is the difference, taken when it can be sent.
    `opened`: see `Asked`.
    """

    def __init__(
        self, socket: WebSocket, claim: Claim, has: tuple[str, ...], opened: frozenset[str]
    ) -> None:
        self.claim = claim
        self.opened = opened
        self.scopes: frozenset[Touch] = frozenset()
        self._socket = socket
        self._has = has
        self._slot: ShownScreen | None = None
        self._shown: ShownScreen | None = None
        self._awaited: list[tuple[int, asyncio.Future[ShownScreen | None]]] = []
        self._filled = asyncio.Event()
        self.closing: int | None = None
        self.last: Sight | None = None

    @property
    def is_wall(self) -> bool:
        return isinstance(self.claim, LinkClaim) and self.claim.door is Door.projector

    def put(self, shown: ShownScreen) -> None:
        self._slot = self._shown = shown
        self._filled.set()
        self._answer(shown, shown.sequence)

    async def shown_since(self, sequence: int, seconds: float) -> ShownScreen | None:
        """What it was given last, if that is as new as this; else the next that is. None if none comes in time."""
        if self._shown is None or self._shown.sequence >= sequence:
            return self._shown
        loop = asyncio.get_running_loop()
        awaited: asyncio.Future[ShownScreen | None] = loop.create_future()
        self._awaited.append((sequence, awaited))
        late = loop.call_later(seconds, _answer_none, awaited)
        try:
            return await awaited
        finally:
            late.cancel()

    def let_go(self) -> None:
        """Nothing is to come: who waits for it is answered by a screen of its own."""
        self._answer(None)

    def close(self, code: int) -> None:
        self.closing = code
        self._filled.set()
        self.let_go()

    def _answer(self, shown: ShownScreen | None, sequence: float = math.inf) -> None:
        waiting, self._awaited = self._awaited, []
        for since, awaited in waiting:
            if since > sequence:
                self._awaited.append((since, awaited))
            elif not awaited.done():
                awaited.set_result(shown)

    async def pump(
        self,
        beat_seconds: float,
        send_seconds: float,
        newest: Callable[[frozenset[Touch]], int],
        frames: Frames,
    ) -> None:
        """Sends what is put, and a beat in every silence; ends when told, or when a send does not finish."""
        while self.closing is None:
            with suppress(TimeoutError):
                early = random.uniform(BEAT_EARLY, 1)  # noqa: S311 -- nothing is to be kept secret
                async with asyncio.timeout(beat_seconds * early):
                    await self._filled.wait()
            self._filled.clear()
            shown, self._slot = self._slot, None
            if shown is not None:
                await self._send(frames.frame(shown, self._has), send_seconds)
                self._has = shown.screen.marks
            elif self.closing is None:
                beat = {"beat": newest(self.scopes), "built": built()}
                await self._send(json.dumps(beat), send_seconds)

    async def _send(self, frame: str, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._socket.send_text(frame)
        except TimeoutError:
            self.closing = TOO_SLOW


def _answer_none(awaited: "asyncio.Future[ShownScreen | None]") -> None:
    if not awaited.done():
        awaited.set_result(None)


async def hang_up(socket: WebSocket, code: int) -> None:
    """Says why; to who does not read, for a while."""
    with suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
        async with asyncio.timeout(HANG_UP_SECONDS):
            await socket.close(code)
