"""Makes screens in threads of its own, and gives them to the loop soon after: the first one at
once.
"""

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

# Threads. Each meeting uses one at a time.
MOST_AT_ONCE = 4
# Screens that are made within this time are handed over together, unless an answer waits for one:
# each hand-over costs as much as making a screen that many share.
TOGETHER_SECONDS = 0.005
MOST_TOGETHER = 64
# This long after the first screen, what is left is made in another read transaction: somebody may
# wait for an answer by then.
AT_A_TIME_SECONDS = 0.03


@frozen
class Made:
    """What was made for one connection. `ready` None: its screen could not be made. `console`: the
    sight, if it is a console.
    """

    ready: Ready | None
    sequence: float
    scopes: frozenset[Touch]
    console: Sight | None = None


# None for a claim that is no longer valid.
Given = list[tuple[Connection, Made | None]]


class Makers:
    """The threads that make screens for connections. `give` is called on the event loop."""

    def __init__(self, show: Show, give: Callable[[Given], None]) -> None:
        self._show = show
        self._give = give
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, "screens")

    async def make(self, waiting: Sequence[Connection]) -> list[Connection]:
        """Makes screens in one read transaction, in this order, and stops after those that answers
        wait for, or when the time is over. Returns the connections that are left, in reverse order.
        """
        loop = asyncio.get_running_loop()
        left = list(reversed(waiting))
        try:
            await loop.run_in_executor(self._threads, self._render, loop, left)
        except StoreError:
            self._give([(connection, self._unread(connection)) for connection in left])
        except Exception as fault:  # noqa: BLE001 -- logged; heartbeats tell the pages
            tell("screens could not be read", fault)
            self._give([(connection, Made(None, 0, connection.scopes)) for connection in left])
        else:
            return left
        return []

    async def close(self) -> None:
        """Waits for the screens that are being made."""
        await asyncio.to_thread(self._threads.shutdown)

    def _render(self, loop: asyncio.AbstractEventLoop, left: list[Connection]) -> None:
        """Runs in a thread. `left`: the connections that have no screen yet, the next one last."""
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
                        # The loop hardly runs while a screen is made: an answer must go out before
                        # the next one is.
                        if now > until or (is_awaited and not (left and left[-1].is_awaited)):
                            break
        finally:
            if made:
                self._on_loop(loop, made)

    def _on_loop(self, loop: asyncio.AbstractEventLoop, made: Given) -> None:
        with suppress(RuntimeError):  # the loop has ended, and so have all connections
            loop.call_soon_threadsafe(self._give, made)

    def _unread(self, connection: Connection) -> Made:
        """Returns what a connection gets when nothing can be read: a console gets its last screen
        with the reason. With an infinite sequence no connection is woken again for what was not
        read.
        """
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
        except Exception as fault:  # noqa: BLE001 -- logged; other screens are made
            tell("a screen could not be made", fault)
        return Made(ready, sight.sequence, sight.scopes, console)
