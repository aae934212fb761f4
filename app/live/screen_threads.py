"""Makes screens in threads of its own, and gives them to the loop soon after: the first one at
once.
"""

import asyncio
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from app.faults import tell
from app.frozen import frozen
from app.live.connection import Connection, Ready
from app.live.frames import ShownScreen
from app.live.show import HallMoment, Show
from app.live.sight import Sight, Unseen, known_by
from app.method.act import Touch
from app.screens.alike import Like, likes
from app.screens.this_computer import WarnedScreen
from app.trouble import StoreError
from app.viewer import JoinedPhone, Viewer

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
    """What was made for one connection, or for all whose viewers see the same. `scopes`: of the
    screen. `last`: the sight, if it is shown again when nothing can be read.
    """

    sequence: float
    scopes: frozenset[Touch]
    last: Sight | None = None


# What a connection gets: nothing made if its claim is no longer valid, and nothing ready to be sent
# if its screen could not be made.
Given = tuple[Connection, Made | None, Ready | None]


class Makers:
    """The threads that make screens for connections. `give` is called on the event loop."""

    def __init__(self, show: Show, give: Callable[[list[Given]], None]) -> None:
        self._show = show
        self._give = give
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, "screens")

    async def make(self, waiting: Sequence[Connection]) -> list[Connection]:
        """Makes screens in one read transaction, in this order, and stops after those that answers
        wait for, or when the time is over. Returns the connections that are left, in reverse order.
        """
        loop = asyncio.get_running_loop()
        left = list(reversed(waiting))
        if not left:
            return left
        try:
            await loop.run_in_executor(self._threads, self._render, loop, left)
        except StoreError:
            self._give([self._unread(connection) for connection in left])
        except Exception as fault:  # noqa: BLE001 -- logged; heartbeats tell the pages
            tell("screens could not be read", fault)
            self._give([_nothing(connection) for connection in left])
        else:
            return left
        return []

    async def close(self) -> None:
        """Waits for the screens that are being made."""
        await asyncio.to_thread(self._threads.shutdown)

    def _render(self, loop: asyncio.AbstractEventLoop, left: list[Connection]) -> None:
        """Runs in a thread. `left`: the connections that have no screen yet, the next one last."""
        made: list[Given] = []
        given_at, until = 0.0, math.inf
        meeting_id = left[0].claim.meeting_id
        try:
            with self._show.moment(meeting_id, len(left)) as moment:
                screens = Screens(moment, self._show.epoch)
                while left:
                    before = screens.made
                    made.append(screens.for_page_of(left[-1]))
                    is_awaited = left.pop().is_awaited
                    is_quick = screens.made == before and len(made) < MOST_TOGETHER
                    if is_quick and not is_awaited:
                        continue
                    now = time.monotonic()
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

    def _on_loop(self, loop: asyncio.AbstractEventLoop, made: list[Given]) -> None:
        with suppress(RuntimeError):  # the loop has ended, and so have all connections
            loop.call_soon_threadsafe(self._give, made)

    def _unread(self, connection: Connection) -> Given:
        """Returns what a connection gets when nothing can be read: its last screen with the reason, if
        that is kept. With an infinite sequence no connection is woken again for what was not
        read.
        """
        sight = connection.last and self._show.in_trouble(connection.last)
        if not sight:
            return _nothing(connection, math.inf)
        made, ready = _made_of(sight, connection, self._show.epoch)
        return connection, replace(made, sequence=math.inf), ready


class Screens:
    """The screens of one moment. What phones see alike is made once, and only filled in for each.

    `made`: how many have been made so far; filling in one more takes no time worth mentioning.
    """

    def __init__(self, moment: HallMoment, epoch: int) -> None:
        self._moment = moment
        self._epoch = epoch
        self._alike: dict[Like, tuple[Made, Ready]] = {}
        self.made = 0

    def for_page_of(self, connection: Connection) -> Given:
        viewer = self._moment.viewer(connection.claim)
        if viewer is None:
            return connection, None, None
        if connection.found_by is None:
            connection.found_by = known_by(viewer)
        if isinstance(viewer, JoinedPhone) and not connection.opened:
            for like in likes(viewer):
                if alike := self._alike.get(like):
                    made, other = alike
                    return connection, made, self._filled_in(connection, viewer, other)
        return self._made(connection, viewer)

    def _filled_in(self, connection: Connection, viewer: JoinedPhone, other: Ready) -> Ready | None:
        """Returns what was made for another page, filled in for this one."""
        try:
            return connection.prepared(other.shown, self._moment.filling(viewer), other)
        except Exception as fault:  # noqa: BLE001 -- logged; the others are not affected
            tell("a screen could not be filled in", fault)
            return None

    def _made(self, connection: Connection, viewer: Viewer) -> Given:
        self.made += 1
        sight = self._moment.sight(viewer, connection.opened)
        if isinstance(sight, Unseen):
            tell("a screen could not be made", sight.fault)
            return connection, Made(sight.sequence, sight.scopes), None
        made, ready = _made_of(sight, connection, self._epoch)
        if sight.like and ready:
            self._alike[sight.like] = made, ready
        return connection, made, ready


def _made_of(sight: Sight, connection: Connection, epoch: int) -> tuple[Made, Ready | None]:
    """Where the scopes are those that the connection has, it is the same object: so those who see
    alike are known to stay in their scopes by one look.
    """
    ready, before = None, connection.of_screen
    try:
        shown = ShownScreen(sight.assembled, sight.sequence, epoch)
        ready = connection.prepared(shown, sight.filling)
    except Exception as fault:  # noqa: BLE001 -- logged; other screens are made
        tell("a screen could not be made", fault)
    scopes = before if before == sight.scopes else sight.scopes
    last = sight if isinstance(sight.screen, WarnedScreen) else None
    return Made(sight.sequence, scopes, last), ready


def _nothing(connection: Connection, sequence: float = 0) -> Given:
    return connection, Made(sequence, connection.of_screen), None
