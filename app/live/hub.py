"""The hub: wakes the connections whose scopes were touched, and gives each the newest screen."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from app.live.collecting import collect_alone
from app.live.connection import FAILED, LEFT, RESTARTING, Connection, OpenLine
from app.live.frames import Filled, Frames, digests_told
from app.live.holders import Holders
from app.live.screen_threads import Given, Makers
from app.live.show import Show
from app.live.stamping import Touched
from app.live.ticker import Ticker
from app.method.act import Touch
from app.screens.screen import opened_told
from app.settings import Settings
from app.texts import Saying
from app.trouble import Trouble
from app.viewer import Claim, PhoneClaim

# How often within a heartbeat's interval the hub looks for connections that are due.
BEAT_LOOKS = 40
# At most this many screens are made in one read transaction, besides those that go first; see also
# `screen_threads.AT_A_TIME_SECONDS`.
TOGETHER = 500
# How long an answer waits for the screen that its page's connection is about to get. After that the
# answer has a screen made for itself.
PATIENCE_SECONDS = 2.0


class Hub:
    """All connections of this process. `announce` may be called from any thread."""

    def __init__(self, show: Show, settings: Settings) -> None:
        self._show = show
        self._settings = settings
        self._by_scope: defaultdict[Touch, set[Connection]] = defaultdict(set)
        self._connections: set[Connection] = set()
        self._holders = Holders()
        self.acting = self._holders.acting
        # Of meetings that have a connection.
        self._newest: defaultdict[int, dict[Touch, int]] = defaultdict(dict)
        self._stale: defaultdict[int, dict[Connection, int]] = defaultdict(dict)
        self._rounds: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._makers = Makers(show, self._give)
        self._frames = Frames()
        self.frames_sent = 0
        self._ticker = Ticker(settings.beat_seconds / BEAT_LOOKS, self._beat)

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ticker.open()

    async def close(self) -> None:
        await self._ticker.close()
        for connection in list(self._connections):
            connection.close(RESTARTING)
        for task in list(self._rounds.values()):
            task.cancel()
        await self._makers.close()

    def announce(self, touched: list[Touched]) -> None:
        if touched:
            self._on_loop(self._note, touched)

    def alarm(self, trouble: Trouble | None) -> None:
        """Makes consoles say that nothing can be saved, or (None) that saving works again. From any
        thread, as `announce`.
        """
        self._show.here.trouble = trouble
        self._on_loop(self._wake_all)

    def warn(self, warning: Saying | None) -> None:
        """Makes consoles show a warning; None once it is over. From any thread, as `announce`."""
        self._show.here.warning = warning
        self._on_loop(self._wake_all)

    def forget(self) -> None:
        """Clears all caches, so that nothing is left of what was removed for good. From any thread,
        as `announce`.
        """
        self._show.forget()
        self._frames.forget()

    def newest(self, scopes: frozenset[Touch]) -> int:
        """Returns the highest known sequence of these scopes. A heartbeat carries it, so that the
        page notices a missed frame.
        """
        return max(
            (
                newest.get(scope, 0)
                for scope in scopes
                if (newest := self._newest.get(scope.meeting_id))
            ),
            default=0,
        )

    def is_attended(self, claim: Claim) -> bool:
        return claim.holder in self._holders.held

    async def newest_of(self, claim: Claim, opened: frozenset[str]) -> Filled | None:
        """Returns the newest screen given to a page of this claim, with everything in it that has
        been announced by now.

        Returns None if no such page has a connection here, or if no screen comes in time.
        """
        for connection in self._holders.held.get(claim.holder, ()):
            if (connection.claim, connection.opened) == (claim, opened):
                return await connection.shown_since(
                    self.newest(connection.scopes), PATIENCE_SECONDS
                )
        return None

    def attend(
        self, line: OpenLine, claim: Claim, said: Mapping[str, str], over: Callable[[], None]
    ) -> None:
        """Serves one accepted line until it ends or is closed, then calls `over`. `said`: what its
        page says of itself in the query (`has`, `open`).
        """
        connection = Connection(
            line,
            claim,
            digests_told(said.get("has")),
            opened_told(said.get("open")),
            partial(self._forget, over),
            frames=self._frames,
            beat_seconds=self._settings.beat_seconds,
            send_seconds=self._settings.send_timeout_seconds,
        )
        self._connections.add(connection)
        self._holders.come(connection)
        self._wake(claim.meeting_id, [connection])

    async def _beat(self) -> None:
        """Sends a heartbeat to connections that have been quiet; closes a wall that no longer
        answers.
        """
        now = asyncio.get_running_loop().time()
        for connection in list(self._connections):
            if connection.due_at <= now:
                connection.look(self.newest(connection.scopes))

    def _note(self, touched: list[Touched]) -> None:
        for scope, sequence in touched:
            if scope.meeting_id in self._holders.of_meetings:
                newest = self._newest[scope.meeting_id]
                newest[scope] = max(sequence, newest.get(scope, 0))
            if woken := self._by_scope.get(scope):
                self._wake(scope.meeting_id, woken)

    def _wake_all(self) -> None:
        """Wakes everybody, because a change that was saved at the very moment when the store failed
        may not have been announced.
        """
        for connection in self._connections:
            self._wake(connection.claim.meeting_id, [connection])

    def _wake(
        self, meeting_id: int, woken: Collection[Connection], among: int | None = None
    ) -> None:
        """`among`: how many connections were woken together; if None, as many as these."""
        stale = self._stale[meeting_id]
        together = len(woken) if among is None else among
        for connection in woken:
            if stale.get(connection, together) >= together:
                stale[connection] = together
        if meeting_id not in self._rounds:
            self._rounds[meeting_id] = asyncio.create_task(self._round(meeting_id))

    async def _round(self, meeting_id: int) -> None:
        """Makes screens for all stale connections of a meeting, many in one read transaction, until
        none is stale.
        """
        try:
            while taken := self._next_stale(meeting_id):
                left = await self._makers.make(
                    [stale for stale in taken if stale in self._connections]
                )
                for connection in left:
                    among = 0 if connection.is_wall else taken[connection]
                    self._wake(meeting_id, [connection], among)
                await asyncio.sleep(0)  # answers to acts go out before other screens are made
        finally:
            del self._rounds[meeting_id]
            if not self._rounds:  # cached frames are of this moment only
                self._frames.forget()
            if meeting_id not in self._holders.of_meetings:
                self._let_go(meeting_id)

    def _next_stale(self, meeting_id: int) -> dict[Connection, int]:
        """Takes the next stale connections, with the number that were woken together with each.
        Walls, which everybody looks at, and connections whose act waits for its answer are taken
        without the others: their screens go out before others are made.
        """
        stale = self._stale[meeting_id]
        first = [
            connection for connection in self._holders.first(meeting_id) if connection in stale
        ]
        taken = (
            sorted(first, key=partial(_turn, stale))
            if first
            else heapq.nsmallest(TOGETHER, stale, key=stale.__getitem__)
        )
        woken_among = {connection: stale.pop(connection) for connection in taken}
        if not stale:
            del self._stale[meeting_id]
        return woken_among

    def _on_loop(self, step: Callable[..., None], *told: Any) -> None:
        """Runs `step` on the event loop. May be called from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, and so have all connections
                self._loop.call_soon_threadsafe(step, *told)

    def _give(self, given: list[Given]) -> None:
        for connection, made, ready in given:
            if connection not in self._connections:
                continue
            if made is None:
                connection.close(LEFT)
                continue
            if not made.scopes:  # nothing would ever wake it
                connection.close(FAILED)
                continue
            entered: frozenset[Touch] = frozenset()
            if made.scopes is not connection.of_screen:
                entered = self._move(connection, made.scopes)
            if made.last:
                connection.last = made.last
            if ready is None:
                connection.let_go()
                continue
            self.frames_sent += 1
            connection.put(ready)
            # A scope that the connection enters only now may have been touched while this screen
            # was made: then nothing woke the connection.
            if entered and self.newest(entered) > made.sequence:
                self._wake(connection.claim.meeting_id, [connection])

    def _move(self, connection: Connection, of_screen: frozenset[Touch]) -> frozenset[Touch]:
        """Returns the scopes that the connection enters."""
        before, found_by = connection.scopes, connection.found_by
        connection.of_screen = of_screen
        connection.scopes = of_screen | {found_by} if found_by else of_screen
        entered = connection.scopes - before
        for scope in before - connection.scopes:
            self._leave(scope, connection)
        for scope in entered:
            self._by_scope[scope].add(connection)
        return entered

    def _forget(self, over: Callable[[], None], connection: Connection) -> None:
        self._connections.discard(connection)
        self._holders.leave(connection)
        for scope in connection.scopes:
            self._leave(scope, connection)
        meeting_id = connection.claim.meeting_id
        # While screens of the meeting are being made, that would come again: then it goes after them.
        if meeting_id not in self._holders.of_meetings and meeting_id not in self._rounds:
            self._let_go(meeting_id)
        if not self._connections:
            collect_alone()
        over()

    def _let_go(self, meeting_id: int) -> None:
        """Drops what is cached of a meeting that has no connection any more."""
        self._newest.pop(meeting_id, None)
        self._show.keep_only(self._holders.of_meetings)

    def _leave(self, scope: Touch, connection: Connection) -> None:
        self._by_scope[scope].discard(connection)
        if not self._by_scope[scope]:
            del self._by_scope[scope]


def _turn(stale: Mapping[Connection, int], connection: Connection) -> tuple[int, int]:
    """Returns the rank of a connection, and how many were woken with it; lower goes first. A phone
    that is woken alone, as by its own vote, goes before the wall, but the wall yields only once (it
    is woken among 0 afterwards).
    """
    among = stale[connection]
    if connection.is_wall:
        return 2 if among else 0, among
    return 1 if among <= 1 and isinstance(connection.claim, PhoneClaim) else 3, among
