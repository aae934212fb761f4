"""HTTP requests as a browser sends them, over persistent connections, and their answers."""

import gzip
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.loop import Line, Loop

BROWSER = (
    "User-Agent: Mozilla/5.0 (Linux; Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0\r\n"
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
    "Accept-Encoding: gzip, deflate\r\n"
    "Sec-Fetch-Site: same-origin\r\n"
)
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_GZIP = re.compile(rb"\r\ncontent-encoding: *gzip", re.IGNORECASE)
_SEQUENCE = re.compile(rb"\r\nx-sequence: *(\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)
MOST_LINES = 512
LOST = 0  # the status of a request that was never answered


@dataclass(frozen=True)
class Answer:
    """An answer. `at`: when it was complete."""

    status: int
    head: bytes
    body: bytes
    at: float

    @property
    def sequence(self) -> int:
        match = _SEQUENCE.search(self.head)
        return int(match[1]) if match else 0

    @property
    def location(self) -> str:
        match = _LOCATION.search(self.head)
        return match[1].decode() if match else ""

    @property
    def cookies(self) -> list[str]:
        return [cookie.decode() for cookie in _COOKIE.findall(self.head)]

    @property
    def text(self) -> str:
        body = gzip.decompress(self.body) if _GZIP.search(self.head) else self.body
        return body.decode("utf-8", "replace")

    @property
    def is_done(self) -> bool:
        return 200 <= self.status < 300


Then = Callable[[Answer], None]


@dataclass(frozen=True)
class Visitor:
    """A browser's headers for requests to one port."""

    port: int
    cookie: str = ""
    language: str = "sv"

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\n{self._told()}\r\n".encode()

    def post(self, path: str, *pairs: tuple[str, object], has: str | None = "") -> bytes:
        """`has`: the digests of the parts that the page shows; None: its script does not send it."""
        body = urlencode(pairs)
        told = self._told()
        if has is not None:
            told += "HX-Request: true\r\nX-Open: \r\n" + (f"X-Has: {has}\r\n" if has else "")
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        length = f"Content-Length: {len(body)}\r\n"
        return (
            f"POST {path} HTTP/1.1\r\n{told}Origin: {self.origin}\r\n{kind}{length}\r\n{body}"
        ).encode()

    def upgrade(self, path: str) -> bytes:
        """The WebSocket handshake, with the extension that current browsers offer."""
        return (
            f"GET {path} HTTP/1.1\r\n{self._told()}Origin: {self.origin}\r\n"
            "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
        ).encode()

    def _told(self) -> str:
        cookie = f"Cookie: {self.cookie}\r\n" if self.cookie else ""
        return (
            f"Host: 127.0.0.1:{self.port}\r\n{BROWSER}Accept-Language: {self.language}\r\n{cookie}"
        )


class Asking(Line):
    """A persistent connection for one request at a time. `free`: called when the next can be sent.

    `again`: called with a request that an idle connection did not answer: a browser resends it.
    """

    def __init__(
        self,
        loop: Loop,
        port: int,
        free: Callable[["Asking"], None],
        again: Callable[[bytes, Then], None],
    ) -> None:
        self._came = bytearray()
        self._request = b""
        self._then: Then | None = None
        self._free = free
        self._again = again
        self._has_answered = False
        super().__init__(loop, port)

    def ask(self, request: bytes, then: Then) -> None:
        self._request, self._then = request, then
        self.send(request)

    def take(self, came: bytes, at: float) -> None:
        self._came += came
        complete = whole(bytes(self._came), at)
        if complete is None:
            return
        answer, then = complete, self._then
        self._came.clear()
        self._then = None
        self._has_answered = True
        self._free(self)
        if then:
            then(answer)

    def ended(self) -> None:
        then, self._then = self._then, None
        if then:
            self._free(self)
            if self._has_answered and not self._came:
                self._again(self._request, then)
            else:
                then(Answer(LOST, b"", b"", 0.0))


class Doors:
    """A pool of connections to one port, as many as needed up to a limit, then requests wait."""

    def __init__(self, loop: Loop, port: int) -> None:
        self.port = port
        self._loop = loop
        self._idle: list[Asking] = []
        self._busy = 0
        self._waiting: deque[tuple[bytes, Then]] = deque()

    def ask(self, request: bytes, then: Then) -> None:
        self._waiting.append((request, then))
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._busy < MOST_LINES:
            request, then = self._waiting.popleft()
            self._busy += 1
            self._line().ask(request, then)

    def _line(self) -> Asking:
        while self._idle:
            line = self._idle.pop()
            if line.is_open:
                return line
        return Asking(self._loop, self.port, self._free, self.ask)

    def _free(self, line: Asking) -> None:
        self._busy -= 1
        if line.is_open:
            self._idle.append(line)
        self._go_on()

    def answer(self, request: bytes, patience: float = 60.0) -> Answer:
        """Sends a request and waits for its answer; the loop goes on meanwhile."""
        got: list[Answer] = []
        self.ask(request, got.append)
        if not self._loop.run(lambda: bool(got), patience):
            raise TimeoutError(request.split(b"\r\n")[0].decode())
        return got[0]

    def close(self) -> None:
        for line in self._idle:
            line.close()
        self._idle.clear()


def whole(came: bytes, at: float) -> Answer | None:
    """Parses an answer; None before it is complete."""
    head, end, body = came.partition(b"\r\n\r\n")
    if not end:
        return None
    status = int(head.split(b" ", 2)[1])
    if _CHUNKED.search(head):
        joined = _joined(body)
        return None if joined is None else Answer(status, head, joined, at)
    length = _LENGTH.search(head)
    wanted = int(length[1]) if length else 0
    return None if len(body) < wanted else Answer(status, head, body[:wanted], at)


def _joined(body: bytes) -> bytes | None:
    """Joins a chunked body; None before its last chunk is there."""
    parts: list[bytes] = []
    start = 0
    while (end := body.find(b"\r\n", start)) >= 0:
        size = int(body[start:end].split(b";")[0], 16)
        if size == 0:
            return b"".join(parts)
        start = end + 2 + size + 2
        if len(body) < start:
            return None
        parts.append(body[end + 2 : start - 2])
    return None
