"""The live pump: each connection holds one slot, the newest screen; it is woken by a scope of its own alone."""

import asyncio
import json
from collections import defaultdict
from contextlib import suppress

from fastapi.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.live.show import Show, Sight, frame_of
from app.live.writer import Touched
from app.method.act import Touch
from app.settings import Settings
from app.viewer import Claim

LEFT = 4403  # the phone's script reloads once instead of coming back for ever
TOO_SLOW = 1013
RESTARTING = 1012


class Connection:
    """One socket. The slot holds the newest frame that has not gone yet; no queue can grow."""

    def __init__(self, socket: WebSocket, claim: Claim) -> None:
        self.claim = claim
        self.scopes: frozenset[Touch] = frozenset()
        self._socket = socket
        self._slot: str | None = None
        self._filled = asyncio.Event()
        self._closing: int | None = None

    def put(self, frame: str) -> None:
        self._slot = frame
        self._filled.set()

    def close(self, code: int) -> None:
        self._closing = code
        self._filled.set()

    async def pump(self, beat_seconds: float, send_seconds: float, newest: "Hub") -> None:
        """Sends what is put, and a beat in every silence; ends when told, or when a send does not finish."""
        while self._closing is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._filled.wait(), beat_seconds)
            self._filled.clear()
            frame, self._slot = self._slot, None
            if frame is None and self._closing is None:
                frame = json.dumps({"beat": newest.newest(self.scopes)})
            if frame is not None:
                try:
                    await asyncio.wait_for(self._socket.send_text(frame), send_seconds)
                except TimeoutError:
                    self._closing = TOO_SLOW
        with suppress(TimeoutError, RuntimeError, WebSocketDisconnect):
            await asyncio.wait_for(self._socket.close(self._closing), send_seconds)


class Hub:
    """All connections of this process. `announce` may be called from any thread."""

    def __init__(self, show: Show, settings: Settings) -> None:
        self._show = show
        self._settings = settings
        self._by_scope: defaultdict[Touch, set[Connection]] = defaultdict(set)
        self._connections: set[Connection] = set()
        self._newest: dict[Touch, int] = {}
        self._stale: defaultdict[int, set[Connection]] = defaultdict(set)
        self._rounds: dict[int, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.frames_sent = 0

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()

    async def close(self) -> None:
        for connection in list(self._connections):
            connection.close(RESTARTING)
        for task in list(self._rounds.values()):
            task.cancel()

    def announce(self, touched: list[Touched]) -> None:
        if self._loop is not None and touched:
            with suppress(RuntimeError):  # the loop has ended: nobody is left to be told
                self._loop.call_soon_threadsafe(self._mark, touched)

    def newest(self, scopes: frozenset[Touch]) -> int:
        """The highest sequence known of these scopes: what a beat tells, so that a missed frame is noticed."""
        return max((self._newest.get(scope, 0) for scope in scopes), default=0)

    def is_attended(self, claim: Claim) -> bool:
        return any(connection.claim == claim for connection in self._connections)

    async def attend(self, socket: WebSocket, claim: Claim) -> None:
        """Serves one accepted socket until it ends. What the other side says is not listened to."""
        connection = Connection(socket, claim)
        self._connections.add(connection)
        self._wake(connection)
        settings = self._settings
        pump = asyncio.create_task(
            connection.pump(settings.beat_seconds, settings.send_timeout_seconds, self)
        )
        hearing = asyncio.create_task(_until_gone(socket))
        try:
            await asyncio.wait({pump, hearing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._forget(connection)
            for task in (pump, hearing):
                task.cancel()
                with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                    await task

    def _mark(self, touched: list[Touched]) -> None:
        for scope, sequence in touched:
            self._newest[scope] = max(sequence, self._newest.get(scope, 0))
            for connection in self._by_scope.get(scope, ()):
                self._wake(connection)

    def _wake(self, connection: Connection) -> None:
        meeting_id = connection.claim.meeting_id
        self._stale[meeting_id].add(connection)
        if meeting_id not in self._rounds:
            self._rounds[meeting_id] = asyncio.create_task(self._round(meeting_id))

    async def _round(self, meeting_id: int) -> None:
        """Renders for all that are stale, in one reading, until nobody is."""
        try:
            while stale := self._stale.pop(meeting_id, None):
                connections = [
                    connection for connection in stale if connection in self._connections
                ]
                claims = [connection.claim for connection in connections]
                rendered = await run_in_threadpool(self._render, claims)
                for connection, sight, frame in zip(
                    connections, *zip(*rendered, strict=True), strict=True
                ):
                    self._give(connection, sight, frame)
        finally:
            del self._rounds[meeting_id]

    def _render(self, claims: list[Claim]) -> list[tuple[Sight | None, str]]:
        sights = self._show.see(claims)
        return [
            (sight, frame_of(sight.screen, sight.sequence) if sight else "") for sight in sights
        ]

    def _give(self, connection: Connection, sight: Sight | None, frame: str) -> None:
        if sight is None:
            connection.close(LEFT)
            return
        if connection in self._connections:
            self._move(connection, sight.scopes)
            self.frames_sent += 1
            connection.put(frame)

    def _move(self, connection: Connection, scopes: frozenset[Touch]) -> None:
        for scope in connection.scopes - scopes:
            self._leave(scope, connection)
        for scope in scopes - connection.scopes:
            self._by_scope[scope].add(connection)
        connection.scopes = scopes

    def _forget(self, connection: Connection) -> None:
        self._connections.discard(connection)
        for scope in connection.scopes:
            self._leave(scope, connection)

    def _leave(self, scope: Touch, connection: Connection) -> None:
        self._by_scope[scope].discard(connection)
        if not self._by_scope[scope]:
            del self._by_scope[scope]
            self._newest.pop(scope, None)


async def _until_gone(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
