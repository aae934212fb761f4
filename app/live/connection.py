"""One socket's sending side: a slot for the newest screen, a beat in every silence, and an end for who is too slow."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect

from app.live.show import Sight
from app.method.act import Touch
from app.viewer import Claim

LEFT = 4403  # the phone's script reloads once instead of coming back for ever
FAILED = 1011
RESTARTING = 1012
TOO_SLOW = 1013
HANG_UP_SECONDS = 10.0


class Connection:
    """One socket. The slot holds the newest frame that has not gone yet; no queue can grow.

    `closing`: the code with which to hang up, once it is time to. `last`: what a console shows.
    """

    def __init__(self, socket: WebSocket, claim: Claim) -> None:
        self.claim = claim
        self.scopes: frozenset[Touch] = frozenset()
        self._socket = socket
        self._slot: str | None = None
        self._filled = asyncio.Event()
        self.closing: int | None = None
        self.last: Sight | None = None

    def put(self, frame: str) -> None:
        self._slot = frame
        self._filled.set()

    def close(self, code: int) -> None:
        self.closing = code
        self._filled.set()

    async def pump(
        self, beat_seconds: float, send_seconds: float, newest: Callable[[frozenset[Touch]], int]
    ) -> None:
        """Sends what is put, and a beat in every silence; ends when told, or when a send does not finish."""
        while self.closing is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._filled.wait(), beat_seconds)
            self._filled.clear()
            frame, self._slot = self._slot, None
            if frame is None and self.closing is None:
                frame = json.dumps({"beat": newest(self.scopes)})
            if frame is not None:
                try:
                    await asyncio.wait_for(self._socket.send_text(frame), send_seconds)
                except TimeoutError:
                    self.closing = TOO_SLOW


async def hang_up(socket: WebSocket, code: int) -> None:
    """Says why; to who does not read, for a while."""
    with suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
        await asyncio.wait_for(socket.close(code), HANG_UP_SECONDS)
