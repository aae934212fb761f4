"""A phone that does not read: it keeps nobody waiting, and takes no more room than one screen."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

from app.live.connection import TOO_SLOW
from tests.cast import Evening
from tests.ears import Wire
from tests.environment import PATIENCE
from tests.house import Browser, House
from tests.live.long_screen import long_ideas, rewrite

rest = threading.Event().wait
OpenHouse = Callable[..., House]
TEXT, CLOSE = 1, 8  # kinds of messages
UNANSWERED = b"keepalive ping timeout"


def test_a_phone_that_stops_reading_is_closed_alone_and_keeps_nobody_waiting(
    open_house: OpenHouse,
) -> None:
    house = open_house(send_buffer=32_768, send_timeout_seconds=0.5)
    idea = long_ideas(house.evening)
    hub = house.app.state.house.hub
    others = [house.phone(name).wire() for name in ("Kirsi", "Olena")]
    with closing(deaf(house.phone("Amina"))) as stuck:
        slowest_push(house.evening, idea, others)  # the first screen of a kind takes its time
        sent, delays = 0, []
        while sent != len(others):  # until the deaf phone is no longer served
            before = hub.frames_sent
            delays.append(slowest_push(house.evening, idea, others))
            sent = hub.frames_sent - before
            assert len(delays) < 4000
        # A hiccup of a busy machine is not the phone's doing; waiting for it would slow every push.
        assert sorted(delays)[int(len(delays) * 0.95)] <= 0.5
        *_, last = messages(stuck)
    # On a slow machine the server's own look whether the line lives may be first to find that it does not.
    assert last in ((CLOSE, struct.pack("!H", 1013)), (CLOSE, struct.pack("!H", 1011) + UNANSWERED))
    assert {wire.closed for wire in others} == {None}


def test_a_phone_that_reads_again_skips_to_the_newest_screen(open_house: OpenHouse) -> None:
    house = open_house(send_timeout_seconds=60)
    idea = long_ideas(house.evening)
    other = house.phone("Kirsi").wire()
    with closing(deaf(house.phone("Amina"))) as stuck:
        for _ in range(20):
            slowest_push(house.evening, idea, [other])
        newest = other.frames[-1].sequence
        frames = 0
        for _, payload in messages(stuck):
            frames += 1
            if json.loads(payload).get("sequence") == newest:
                break
    assert frames <= 3, "what was on its way, what waited before it, and the newest"


def test_a_line_that_is_being_closed_and_takes_nothing_is_dropped(open_house: OpenHouse) -> None:
    """As when uvicorn has given it up, while what was given before waits to be taken."""
    house = open_house(send_timeout_seconds=60)
    idea = long_ideas(house.evening)
    other = house.phone("Kirsi").wire()
    hub = house.app.state.house.hub
    with closing(deaf(house.phone("Amina"))):
        while not (stuck := [held for held in hub._connections if not held._line.is_free]):  # noqa: SLF001
            slowest_push(house.evening, idea, [other])
        (connection,) = stuck
        line = connection._line  # noqa: SLF001
        line.close_timeout = 0.1

        def given_up() -> None:
            line.keepalive_timeout()
            connection.close(TOO_SLOW)

        hub._loop.call_soon_threadsafe(given_up)  # noqa: SLF001
        end = time.monotonic() + PATIENCE
        while not line.disconnected and time.monotonic() < end:
            rest(0.02)
        assert line.disconnected


def slowest_push(evening: Evening, idea: int, wires: list[Wire]) -> float:
    """Somebody saves; the seconds until the last of these sockets has the frame."""
    begun = time.perf_counter()
    evening.do(rewrite, idea)
    sequence = evening.row.sequence
    for wire in wires:
        wire.wait(lambda wire: wire.frames and wire.frames[-1].sequence >= sequence)
    return max(wire.frames[-1].heard for wire in wires) - begun


def deaf(phone: Browser) -> socket.socket:
    """A socket that is opened, and of which nothing is read."""
    address, headers = phone.live()
    host, _, path = address.removeprefix("ws://").partition("/")
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.connect((host.split(":")[0], int(host.split(":")[1])))
    lines = [
        f"GET /{path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    opened.sendall("\r\n".join([*lines, "", ""]).encode())
    return opened


def messages(opened: socket.socket) -> Iterator[tuple[int, bytes]]:
    """Reads on: each message's kind and content, until the line is closed."""
    opened.settimeout(20)
    with opened.makefile("rb") as file:
        while file.readline().strip():
            pass
        while len(head := file.read(2)) == 2:
            length = head[1]
            if length >= 126:
                size = 2 if length == 126 else 8
                length = int.from_bytes(file.read(size), "big")
            yield head[0] & 15, file.read(length)
