"""A line between one phone and the server that a test can cut, as a hall's network does, and mend again."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

CHUNK = 65_536


class Line:
    """Carries bytes both ways. Cut, it drops every connection and takes no new one."""

    def __init__(self, port: int) -> None:
        self._beyond = ("127.0.0.1", port)
        self._entrance = socket.create_server(("127.0.0.1", 0))
        self.port = self._entrance.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_cut = False
        self._is_silent = False
        self._sent = bytearray()
        self._threads: list[threading.Thread] = []
        self._start(self._listen)

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            for end in self._open:
                _hang_up(end)

    def fall_silent(self) -> None:
        """Nothing is carried any more, and neither end is told: as when somebody pulls a cable out of a box between."""
        self._is_silent = True

    def mend(self) -> None:
        with self._lock:
            self._is_cut = False

    def posts(self, path: str) -> int:
        """How many posts to addresses that end so have gone up."""
        heads = [line for line in bytes(self._sent).split(b"\r\n") if line.startswith(b"POST ")]
        return sum(head.split()[1].endswith(path.encode()) for head in heads)

    def close(self) -> None:
        self.cut()
        _hang_up(self._entrance)
        self._entrance.close()
        for thread in self._threads:
            thread.join(10)

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._entrance.accept()
                self._join(near)

    def _join(self, near: socket.socket) -> None:
        far = self._reach_beyond()
        with self._lock:
            if far is None:
                near.close()
                return
            self._open |= {near, far}
        for source, target in ((near, far), (far, near)):
            self._start(self._carry, source, target, self._sent if source is near else bytearray())

    def _reach_beyond(self) -> socket.socket | None:
        """The server, unless the line is cut or the server is down."""
        if self._is_cut:
            return None
        with suppress(OSError):
            return socket.create_connection(self._beyond)
        return None

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        self._threads.append(threading.Thread(target=work, args=arguments, daemon=True))
        self._threads[-1].start()

    def _carry(self, source: socket.socket, target: socket.socket, note: bytearray) -> None:
        with suppress(OSError):
            while carried := source.recv(CHUNK):
                note += carried
                if not self._is_silent:
                    target.sendall(carried)
        for end in (source, target):
            _hang_up(end)
        with self._lock:
            self._open.discard(source)
            source.close()


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
