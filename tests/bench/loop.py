"""The load generator's event loop: connections to one port and scheduled calls, on one thread.

Every latency counts from when the act was due, so that neither a late generator nor a server that
makes it wait hides any time (no coordinated omission).
"""

import heapq
import select
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import count

LARGEST_READ = 1 << 20
# epoll's timeout is in milliseconds. For calls that are due sooner the loop polls without waiting.
COARSE_SECONDS = 0.002

now = time.perf_counter


class Loop:
    """The event loop.

    `run` goes on until `until` is true; False if `patience` seconds pass first.
    """

    def __init__(self) -> None:
        self._poll = select.epoll()
        self._lines: dict[int, Line] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._turn = count()

    def at(self, moment: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._due, (moment, next(self._turn), act))

    def run(self, until: Callable[[], bool], patience: float = 60.0) -> bool:
        end = now() + patience
        while not until():
            if now() > end:
                return False
            self._do_what_is_due()
            for number, _ in self._poll.poll(self._pause(end)):
                if line := self._lines.get(number):
                    line.read()
        return True

    def rest(self, seconds: float) -> None:
        """Only reads and makes due calls for so many seconds."""
        self.run(lambda: False, seconds)

    def add(self, line: "Line") -> None:
        self._lines[line.number] = line
        self._poll.register(line.number, select.EPOLLIN)

    def forget(self, line: "Line") -> None:
        if self._lines.pop(line.number, None):
            self._poll.unregister(line.number)

    def close(self) -> None:
        """Closes all connections that are left."""
        for line in [*self._lines.values()]:
            line.close()
        self._poll.close()

    def _do_what_is_due(self) -> None:
        while self._due and self._due[0][0] <= now():
            heapq.heappop(self._due)[2]()

    def _pause(self, end: float) -> float:
        until = min(end, self._due[0][0]) if self._due else end
        gap = min(until - now(), 0.05)
        return gap - COARSE_SECONDS / 2 if gap > COARSE_SECONDS else 0


class Line:
    """One connection to a server on this machine. Raises OSError if nobody listens."""

    def __init__(self, loop: Loop, port: int) -> None:
        self._loop = loop
        self._socket = socket.create_connection(("127.0.0.1", port), 10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.settimeout(10)  # for sending, which is little; reading never waits
        self.number = self._socket.fileno()
        self.is_open = True
        loop.add(self)

    def send(self, words: bytes) -> None:
        try:
            self._socket.sendall(words)
        except OSError:
            self.close()

    def read(self) -> None:
        """Reads what has come. An empty read means that the server has closed the connection."""
        try:
            came = self._socket.recv(LARGEST_READ, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            came = b""
        if came:
            self.take(came, now())
        else:
            self.close()

    def take(self, came: bytes, at: float) -> None:
        raise NotImplementedError

    def ended(self) -> None:
        """Called once, when either side has closed the connection."""

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self._loop.forget(self)
            with suppress(OSError):
                self._socket.close()
            self.ended()
