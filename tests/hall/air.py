"""The air of a bad hall: one slow channel that all share, a long way, and packets that are lost and sent again."""

import asyncio
import random
import socket
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, NamedTuple

# So much goes at once; then it is somebody else's turn.
PACKET = 2_920
# A phone's side of the line holds no more than about three of these before the program is kept waiting.
WINDOW = 4_096


class Air(NamedTuple):
    """`bits`: a second, up and down together. `round_trip`, `again`: seconds. `lost`: the share sent once more."""

    bits: float
    round_trip: float
    lost: float
    again: float

    @property
    def seconds_a_byte(self) -> float:
        return 8 / self.bits


class Channel:
    """Stands before a port of this machine; `port`: its own."""

    def __init__(self, to: int, air: Air, seed: int = 451) -> None:
        self._to = to
        self._air = air
        self._draws = random.Random(seed)  # noqa: S311 -- has to be repeatable
        self._free_at = 0.0
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="air", daemon=True)
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._carry, "127.0.0.1", 0, limit=WINDOW))
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        self._run(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _hang_up(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        lines = [back]
        try:
            await asyncio.sleep(self._air.round_trip)  # the greeting of TCP
            far, on = await self._reach()
            lines.append(on)
            await asyncio.gather(self._one_way(near, on), self._one_way(far, back))
        except (OSError, asyncio.CancelledError):
            pass  # whoever hung up, the other side is hung up on too
        finally:
            for line in lines:
                line.transport.abort()
            self._tasks.discard(task)

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WINDOW)
        line.setblocking(False)  # noqa: FBT003 -- as it is called
        await self._loop.sock_connect(line, ("127.0.0.1", self._to))
        return await asyncio.open_connection(sock=line, limit=WINDOW)

    async def _one_way(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """What has had its turn in the air is on its way, in order, while the next waits for a turn."""
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)
        arriving = asyncio.ensure_future(_arrive(on_the_way, target))
        try:
            while packet := await source.read(PACKET):
                await self._has_its_turn(packet)
                late = self._air.again if self._draws.random() < self._air.lost else 0.0
                due = self._loop.time() + self._air.round_trip / 2 + late
                await on_the_way.put((due, packet))
            await on_the_way.put((self._loop.time() + self._air.round_trip / 2, b""))
            await arriving
        finally:
            arriving.cancel()

    async def _has_its_turn(self, packet: bytes) -> None:
        """Who asked first goes first."""
        begins = max(self._free_at, self._loop.time())
        self._free_at = begins + len(packet) * self._air.seconds_a_byte
        await asyncio.sleep(self._free_at - self._loop.time())


async def _arrive(
    on_the_way: "asyncio.Queue[tuple[float, bytes]]", target: asyncio.StreamWriter
) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due, packet = await on_the_way.get()
        await asyncio.sleep(max(0.0, due - loop.time()))
        if not packet:
            with suppress(OSError):
                target.write_eof()
            return
        target.write(packet)
        await target.drain()
