"""WebSockets as a browser opens them, on an event loop of their own; each keeps all its frames."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.rehearsal.markup import after, digests_of
from tests.environment import PATIENCE

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Frame:
    """A frame that came. `content`: the screen after it.

    `heard`: when it came, by `time.perf_counter`. `whole`: whether it brought the whole screen.
    `size`: in bytes.
    """

    sequence: int
    content: str
    heard: float
    whole: bool
    size: int


@dataclass
class Wire:
    """One socket, and all that came by it. `closed`: the code, once it is closed.

    `screen`: the newest.
    """

    ears: "Ears"
    frames: list[Frame] = field(default_factory=list)
    beats: list[int] = field(default_factory=list)
    closed: int | None = None
    connection: ClientConnection | None = None
    screen: str = ""

    def wait(self, happened: Callable[["Wire"], object], seconds: float = PATIENCE) -> "Wire":
        """Waits until `happened` is true."""
        with self.ears.told:
            assert self.ears.told.wait_for(lambda: happened(self), seconds), self._so_far()
        return self

    def shows(self, screen: str, seconds: float = PATIENCE) -> bool:
        """Whether this becomes the newest screen in time."""
        with self.ears.told:
            return self.ears.told.wait_for(lambda: self.screen == screen, seconds)

    def close(self) -> None:
        """Closes the socket."""
        if self.connection is not None:
            self.ears.run(self.connection.close())

    def _so_far(self) -> str:
        return f"{len(self.frames)} frames, beats {self.beats}, closed {self.closed}"


class Ears:
    """Listens on any number of sockets at once; tests wait on `told`."""

    def __init__(self) -> None:
        self.told = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="ears", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self._wires: list[Wire] = []
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def connect(self, address: str, headers: dict[str, str]) -> Wire:
        return self.run(self._connect(address, headers))

    def connect_all(self, many: list[tuple[str, dict[str, str]]]) -> list[Wire]:
        """Connects all at the same time."""

        async def together() -> list[Wire]:
            return await asyncio.gather(*(self._connect(*asked) for asked in many))

        return self.run(together())

    def close(self) -> None:
        self.run(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _connect(self, address: str, headers: dict[str, str]) -> Wire:
        wire = Wire(self)
        wire.connection = await connect(
            address,
            additional_headers=headers,
            # Every other socket uses compression, as browsers do.
            compression=None if len(self._wires) % 2 else "deflate",
            proxy=None,
            max_size=None,
            ping_interval=None,
            close_timeout=2,
        )
        self._wires.append(wire)
        task = asyncio.create_task(self._listen(wire, wire.connection))
        self._tasks.add(task)
        return wire

    async def _listen(self, wire: Wire, connection: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for message in connection:
                self._hear(wire, json.loads(message))
        with self.told:
            wire.closed = connection.close_code or 1006
            self.told.notify_all()

    def _hear(self, wire: Wire, message: dict[str, Any]) -> None:
        with self.told:
            if "beat" in message:
                wire.beats.append(message["beat"])
            else:
                screen = wire.screen = after(wire.screen, message)
                assert digests_of(screen) == message["digests"].split(), (
                    "parts do not fit the screen"
                )
                size = len(json.dumps(message, ensure_ascii=False).encode())
                wire.frames.append(
                    Frame(
                        message["sequence"], screen, time.perf_counter(), "screen" in message, size
                    )
                )
            self.told.notify_all()

    async def _hang_up(self) -> None:
        for wire in self._wires:
            if wire.connection is not None:
                await wire.connection.close()
        await asyncio.gather(*self._tasks)
