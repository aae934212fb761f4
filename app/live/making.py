"""Making screens, in threads of its own: each is given on the loop soon after it is made, the first at once."""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace

from app.faults import tell
from app.frozen import frozen
from app.live.connection import Connection, Ready
from app.live.frames import ShownScreen
from app.live.show import Show, Sight, Unseen
from app.method.act import Touch
from app.trouble import StoreError
from app.viewer import Facilitator

# Of one meeting one makes at a time.
MOST_AT_ONCE = 4
# What is made meanwhile is given together, but for what an answer waits for: each handing over costs as much as a
# screen that many see alike.
TOGETHER_SECONDS = 0.005
MOST_TOGETHER = 64
# So long after the first one what is left is made in another reading: meanwhile somebody may wait for an answer.
AT_A_TIME_SECONDS = 0.03


@frozen
class Made:
    """What was made for one connection. `ready` None: its screen could not be made. `console`: what it shows."""

    ready: Ready | None
    sequence: float
    scopes: frozenset[Touch]
    console: Sight | None = None


# Of a claim that proves nothing any more None.
Given = list[tuple[Connection, Made | None]]


class Makers:
    """`give` is called on the loop."""

    def __init__(self, show: Show, give: Callable[[Given], None]) -> None:
        self._show = show
        self._give = give
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, "screens")

    async def make(self, waiting: Sequence[Connection]) -> list[Connection]:
        """In one reading, in this order, up to what answers wait for; returns for whom there was no time, of those the
        first one last.
        """
        loop = asyncio.get_running_loop()
        left = list(reversed(waiting))
        try:
            await loop.run_in_executor(self._threads, self._render, loop, left)
        except StoreError:
            self._give([(connection, self._unread(connection)) for connection in left])
        except Exception as fault:  # noqa: BLE001 -- told, and the beats tell the pages
            tell("screens could not be read", fault)
            self._give([(connection, Made(None, 0, connection.scopes)) for connection in left])
        else:
            return left
        return []

    async def close(self) -> None:
        """What is being made is made first."""
        await asyncio.to_thread(self._threads.shutdown)

    def _render(self, loop: asyncio.AbstractEventLoop, left: list[Connection]) -> None:
        """From a thread of its own. `left`: for whom nothing has been made, the next one last."""
        made: Given = []
        given_at, until = 0.0, math.inf
        pages = [(connection.claim, connection.opened) for connection in reversed(left)]
        try:
            with closing(self._show.see_all(pages)) as sights:
                for sight in sights:
                    made.append((left[-1], self._made(left[-1], sight) if sight else None))
                    is_awaited, now = left.pop().is_awaited, time.monotonic()
                    until = min(until, now + AT_A_TIME_SECONDS)
                    is_much = len(made) == MOST_TOGETHER or now - given_at > TOGETHER_SECONDS
                    if is_awaited or is_much:
                        self._on_loop(loop, made)
                        made, given_at = [], now
                        # While a screen is made the loop comes to nothing: an answer goes out before the next one.
                        if now > until or (is_awaited and not (left and left[-1].is_awaited)):
                            break
        finally:
            if made:
                self._on_loop(loop, made)

    def _on_loop(self, loop: asyncio.AbstractEventLoop, made: Given) -> None:
        with suppress(RuntimeError):  # the loop has ended: nobody is left to be told
            loop.call_soon_threadsafe(self._give, made)

    def _unread(self, connection: Connection) -> Made:
        """A console says by its last screen why there is no newer one. Nobody is woken again for what is not read."""
        sight = connection.last and self._show.in_trouble(connection.last)
        made = self._made(connection, sight) if sight else Made(None, 0, connection.scopes)
        return replace(made, sequence=math.inf)

    def _made(self, connection: Connection, sight: Sight | Unseen) -> Made:
        if isinstance(sight, Unseen):
            tell("a screen could not be made", sight.fault)
            return Made(None, sight.sequence, sight.scopes)
        ready, console = None, sight if isinstance(sight.viewer, Facilitator) else None
        try:
            shown = ShownScreen(sight.assembled, sight.sequence, self._show.epoch, sight.filling)
            ready = connection.prepared(shown)
        except Exception as fault:  # noqa: BLE001 -- told; the others have theirs
            tell("a screen could not be made", fault)
        return Made(ready, sight.sequence, sight.scopes, console)
