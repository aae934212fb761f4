"""WebSockets as browsers open them.

Frames are recognised by their sequence number, whatever they hold.
"""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.asking import Visitor
from tests.bench.loop import Line, Loop, now

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL, PACKED = 0x80, 0x40
_NUMBER = re.compile(rb'"(sequence|beat)": *(\d+)')
_DIGESTS = re.compile(rb'"digests": *"([^"]*)"')
_IN_PAGE = re.compile(r' data-v="([^"]+)"')
# The sequence number stands in the first or the last bytes of a frame, before or after the screen.
EDGE = 200
MASK = b"\0\0\0\0"


@dataclass(frozen=True)
class Told:
    """A frame that came. `size`: bytes on the socket. `is_beat`: whether it is only a heartbeat."""

    at: float
    sequence: int
    size: int
    is_beat: bool


class Wire(Line):
    """One socket. `heard`: called for each frame or heartbeat.

    `tells`: all of these while `keeps` is set. `words`: the last frame. `has`: the digests of the
    parts that its page shows. `size`: bytes since `watch` was called; `total`: since it opened.
    `newest`: the highest sequence of a frame or heartbeat; `shown`: of a frame.
    """

    def __init__(
        self,
        loop: Loop,
        visitor: Visitor,
        path: str,
        has: str = "",
        heard: Callable[["Wire", Told], None] | None = None,
    ) -> None:
        self.heard = heard
        self.when_ended: Callable[[], None] | None = None
        self.keeps = False
        self.tells: list[Told] = []
        self.frames = self.beats = self.size = self.newest = self.shown = 0
        self.total = 0
        self.last_at = self.opened_at = 0.0
        self.words = b""
        self._had = has
        self._came = bytearray()
        self._unpack: zlib._Decompress | None = None
        super().__init__(loop, visitor.port)
        self.send(visitor.upgrade(f"{path}?has={has}" if has else path))

    @property
    def has(self) -> str:
        """The digests of the parts that its page shows now, by the last frame that names them."""
        match = _DIGESTS.search(self.words)
        return ".".join(match[1].decode().split()) if match else self._had

    def ended(self) -> None:
        if self.when_ended:
            self.when_ended()

    def take(self, came: bytes, at: float) -> None:
        self._came += came
        if not self.opened_at and not self._greeted():
            return
        while (frame := frame_at(self._came)) is not None:
            first, start, end = frame
            payload = bytes(self._came[start:end])
            del self._came[:end]
            self._frame(first, payload, end, at)

    def _greeted(self) -> bool:
        head, end, rest = bytes(self._came).partition(b"\r\n\r\n")
        if not end:
            return False
        if b" 101 " not in head.split(b"\r\n")[0] + b" ":
            self.close()
            return False
        if b"permessage-deflate" in head.lower():
            self._unpack = zlib.decompressobj(-15)
        self.opened_at = now()
        self._came = bytearray(rest)
        return True

    def _frame(self, first: int, payload: bytes, size: int, at: float) -> None:
        kind = first & 0x0F
        if kind == PING:
            self.send(bytes([FINAL | PONG, 0x80 | len(payload)]) + MASK + payload)
        elif kind == CLOSE:
            self.close()
        elif kind == TEXT:
            if first & PACKED and self._unpack:
                payload = self._unpack.decompress(payload + b"\x00\x00\xff\xff")
            sequence, is_beat = told_by(payload)
            self._tell(Told(at, sequence, size, is_beat), payload)

    def _tell(self, told: Told, payload: bytes) -> None:
        self.newest = max(self.newest, told.sequence)
        self.size += told.size
        self.total += told.size
        if told.is_beat:
            self.beats += 1
        else:
            self.frames += 1
            self.shown = max(self.shown, told.sequence)
            self.last_at = told.at
            self.words = payload
        if self.keeps:
            self.tells.append(told)
        if self.heard:
            self.heard(self, told)


def marks_in(page: str) -> str:
    """The digests in a whole page, as its script would send them."""
    return ".".join(_IN_PAGE.findall(page))


def frame_at(came: bytearray) -> tuple[int, int, int] | None:
    """The first frame's first byte and its payload's start and end; None before it is complete."""
    if len(came) < 2:
        return None
    length, start = came[1] & 0x7F, 2
    if length >= 126:
        start += 2 if length == 126 else 8
        if len(came) < start:
            return None
        length = int.from_bytes(came[2:start], "big")
    return (came[0], start, start + length) if len(came) >= start + length else None


def told_by(payload: bytes) -> tuple[int, bool]:
    """The sequence of a frame or heartbeat, and whether it is a heartbeat."""
    match = _NUMBER.search(payload[:EDGE]) or _NUMBER.search(payload[-EDGE:])
    if match:
        return int(match[2]), match[1] == b"beat"
    message = json.loads(payload)
    is_beat = "beat" in message
    return int(message["beat" if is_beat else "sequence"]), is_beat
