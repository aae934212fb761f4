"""The live pump: each connection holds one slot, the newest screen; it is woken by a scope of its own alone."""

import asyncio
import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from app.live.connection import FAILED, LEFT, RESTARTING, Connection, OpenLine
from app.live.frames import Frames, ShownScreen, marks_told, opened_told
from app.live.holders import Holders
from app.live.making import Given, Made, Makers
from app.live.show import Show
from app.live.stamping import Touched
from app.live.ticker import Ticker
from app.method.act import Touch
from app.settings import Settings
from app.texts import Saying
from app.trouble import Trouble
from app.viewer import Claim, PhoneClaim

# So often in the time of a beat it is looked whose is due.
BEAT_LOOKS = 40
# So many screens are made in one reading at most; see `making.AT_A_TIME_SECONDS`.
TOGETHER = 500
# How long an answer waits for the screen that its page is given anyway: after that it has its own made.
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
        self._newest: dict[Touch, int] = {}
        self._stale: defaultdict[int, dict[Connection, int]] = defaultdict(dict)
        self._rounds: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._makers = Makers(show, self._give_all)
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
            self._on_loop(self._mark, touched)

    def alarm(self, trouble: Trouble | None) -> None:
        """Nothing can be saved, or all can be again: told by the console's screen. From any thread, as `announce`."""
        self._show.trouble = trouble
        self._on_loop(self._wake_all)

    def warn(self, warning: Saying | None) -> None:
        """Something that the console should know beside; None once it is over. From any thread, as `announce`."""
        self._show.warning = warning
        self._on_loop(self._wake_all)

    def forget(self) -> None:
        """What was made of what has been removed for good is kept nowhere. From any thread, as `announce`."""
        self._show.forget()
        self._frames.forget()

    def newest(self, scopes: frozenset[Touch]) -> int:
        """The highest sequence known of these scopes: what a beat tells, so that a missed frame is noticed."""
        return max((self._newest.get(scope, 0) for scope in scopes), default=0)

    def is_attended(self, claim: Claim) -> bool:
        return bool(self._holders.of(claim))

    async def newest_of(self, claim: Claim, opened: frozenset[str]) -> ShownScreen | None:
        """The newest screen that a page of this claim is given, with all that has been announced by now in it.

        None where no such page has a socket here, or it is given none in time.
        """
        for connection in self._holders.of(claim):
            if (connection.claim, connection.opened) == (claim, opened):
                return await connection.shown_since(
                    self.newest(connection.scopes), PATIENCE_SECONDS
                )
        return None

    def attend(
        self, line: OpenLine, claim: Claim, said: Mapping[str, str], over: Callable[[], None]
    ) -> None:
        """Serves one accepted line until it ends or is hung up, then calls `over`. `said`: of itself by its page."""
        connection = Connection(
            line,
            claim,
            marks_told(said.get("has")),
            opened_told(said.get("open")),
            partial(self._forget, over),
            frames=self._frames,
            beat_seconds=self._settings.beat_seconds,
            send_seconds=self._settings.send_timeout_seconds,
        )
        self._connections.add(connection)
        self._holders.come(connection)
        self._wake(connection)

    async def _beat(self) -> None:
        """Who has heard nothing for long is told that the line is alive; who is silent is let go of."""
        now = asyncio.get_running_loop().time()
        for connection in list(self._connections):
            if connection.due_at <= now:
                connection.look(self.newest(connection.scopes))

    def _mark(self, touched: list[Touched]) -> None:
        for scope, sequence in touched:
            self._newest[scope] = max(sequence, self._newest.get(scope, 0))
            woken = self._by_scope.get(scope, ())
            for connection in woken:
                self._wake(connection, among=len(woken))

    def _wake_all(self) -> None:
        """Nobody may have been told of a change that was saved at the very moment when the store failed."""
        for connection in self._connections:
            self._wake(connection)

    def _wake(self, connection: Connection, among: int = 1) -> None:
        """`among`: how many are woken with it."""
        meeting_id = connection.claim.meeting_id
        stale = self._stale[meeting_id]
        stale[connection] = min(among, stale.get(connection, among))
        if meeting_id not in self._rounds:
            self._rounds[meeting_id] = asyncio.create_task(self._round(meeting_id))

    async def _round(self, meeting_id: int) -> None:
        """Renders for all that are stale, some in one reading, until nobody is."""
        try:
            while taken := self._next_stale(meeting_id):
                left = await self._makers.make([one for one in taken if one in self._connections])
                for connection in left:
                    self._wake(connection, among=0 if connection.is_wall else taken[connection])
                await asyncio.sleep(0)  # who acted is answered before the others' screens are made
        finally:
            del self._rounds[meeting_id]
            if not self._rounds:  # each frame is of one moment
                self._frames.forget()

    def _next_stale(self, meeting_id: int) -> dict[Connection, int]:
        """With how many are woken with each. The wall, which all look at, and whose act waits to be answered, are taken
        by themselves: an answer goes out before others are made.
        """
        stale, acting = self._stale[meeting_id], self._holders.is_acting
        first = [one for one in stale if one.is_wall or acting(one)]
        taken = heapq.nsmallest(
            TOGETHER,
            first or stale,
            key=lambda one: (_turn(one, stale[one]), stale[one]),
        )
        found = {connection: stale.pop(connection) for connection in taken}
        stale.update((one, 0) for one in first if one.is_wall and one not in found)
        if not stale:
            del self._stale[meeting_id]
        return found

    def _on_loop(self, step: Callable[..., None], *told: Any) -> None:
        """From any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended: nobody is left to be told
                self._loop.call_soon_threadsafe(step, *told)

    def _give_all(self, given: Given) -> None:
        for connection, made in given:
            self._give(connection, made)

    def _give(self, connection: Connection, made: Made | None) -> None:
        if connection not in self._connections:
            return
        if made is None:
            connection.close(LEFT)
            return
        if not made.scopes:  # nothing would ever wake it
            connection.close(FAILED)
            return
        entered = made.scopes - connection.scopes
        self._move(connection, made.scopes, entered)
        connection.last = made.console or connection.last
        if made.ready is None:
            connection.let_go()
        else:
            self.frames_sent += 1
            connection.put(made.ready)
            # What was touched while this was made has not found the connection where it enters now.
            if entered and self.newest(entered) > made.sequence:
                self._wake(connection)

    def _move(
        self, connection: Connection, scopes: frozenset[Touch], entered: frozenset[Touch]
    ) -> None:
        if entered or len(scopes) < len(connection.scopes):
            for scope in connection.scopes - scopes:
                self._leave(scope, connection)
            for scope in entered:
                self._by_scope[scope].add(connection)
            connection.scopes = scopes

    def _forget(self, over: Callable[[], None], connection: Connection) -> None:
        self._connections.discard(connection)
        self._holders.leave(connection)
        for scope in connection.scopes:
            self._leave(scope, connection)
        if not self._connections:
            self._newest.clear()
        over()

    def _leave(self, scope: Touch, connection: Connection) -> None:
        self._by_scope[scope].discard(connection)
        if not self._by_scope[scope]:
            del self._by_scope[scope]


def _turn(one: Connection, among: int) -> int:
    """Of those whom all look at or whose act waits. For a phone that is woken alone, as by its vote, the wall stands
    back once.
    """
    if one.is_wall:
        return 2 if among else 0
    return 1 if among <= 1 and isinstance(one.claim, PhoneClaim) else 3
