"""Uvicorn's protocol of sockets, on which a frame that was made for many is written as it is, packed where the other
side can unpack it, and none waits behind another one.

What a socket says is heard up to a measure: it has nothing to say, since taps come as requests.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

from starlette.requests import HTTPConnection
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import NegotiationError
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import (
    PerMessageDeflate,
    ServerPerMessageDeflateFactory,
)
from websockets.frames import Opcode
from websockets.http11 import Request
from websockets.typing import ExtensionParameter

from app import machine
from app.faults import tell
from app.wire.guests import STATE, Guest
from app.wire.packed import WINDOW_BITS

# What a socket's state calls its line.
LINE = "line"
# What a socket may say: its pongs are a hundredth of it.
HEARD_SECONDS = 10.0
MOST_HEARD = 40_000
FINAL, PACKED = 0x80 | Opcode.TEXT, 0x40
SHORT, MEDIUM = 126, 65_536


class EachByItself(ServerPerMessageDeflateFactory):
    """Agrees to messages that are packed each by itself, so that they are the same bytes for everybody (RFC 7692)."""

    def __init__(self) -> None:
        super().__init__(server_no_context_takeover=True, client_no_context_takeover=True)

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        told, agreed = super().process_request_params(params, accepted_extensions)
        if agreed.local_max_window_bits < WINDOW_BITS:
            raise NegotiationError("it cannot refer as far back as what was packed for all")
        return told, agreed


class _Nowhere:
    """Where what comes is put once nobody waits for it."""

    def put_nowait(self, message: object) -> None: ...


NOWHERE = cast("Any", _Nowhere())


class LineProtocol(WebSocketsSansIOProtocol):
    """One socket. It came as a request, whose guest it is from now on; see `stay`.

    `when_free`: called each time that the other side has taken what it was given; `when_heard`: that it has said
    something; `when_gone`: once it has ended.
    """

    when_free: Callable[[], None] | None = None
    when_heard: Callable[[], None] | None = None
    when_gone: Callable[[], None] | None = None
    _stays = False
    _heard = 0
    _since = 0.0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.conn.available_extensions = [EachByItself()]

    @property
    def unpacks(self) -> bool:
        """Whether the other side can unpack what is packed."""
        return bool(self.conn.extensions)

    @property
    def is_free(self) -> bool:
        """Whether all that was given has been taken: a frame that waits here would be an old one by and by."""
        return self.writable.is_set()

    def give(self, words: bytes, *, packed: bool = False) -> None:
        """A whole message, in UTF-8. Of a line that is closed, or about to be, nothing is said."""
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.transport.write(head_of(len(words), packed=packed) + words)

    def stay(self) -> bool:
        """It goes on when the request that it came as is over: of that, and of all through which it came, nothing has
        to be kept all evening. False where it has ended meanwhile.
        """
        self._stays = not (self.disconnected or self.close_sent or self.transport.is_closing())
        if self._stays:
            self.queue = NOWHERE
            if self.read_paused:
                self.read_paused = False
                self.transport.resume_reading()
        return self._stays

    def hang_up(self, code: int) -> None:
        """Says why, and is closed once that is taken; of who does not take it, after a while: a line holds a place.

        Also of one that is being closed already, which waits for what was given before to be taken.
        """
        if not self.close_sent and not self.transport.is_closing():
            self.conn.send_close(code)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.transport.close()
        if not self.disconnected and self.close_timer is None:
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """What the system has been given cannot be taken back: it is given what can leave, and not a byte ahead."""
        transport.set_write_buffer_limits(0)
        machine.take_nothing_ahead(transport.get_extra_info("socket"))
        super().connection_made(transport)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.handshake_initiated and not self.close_sent:
            self.scope["state"][LINE] = self

    async def run_asgi(self) -> None:
        """As uvicorn does, but for what stays."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception as fault:  # noqa: BLE001 -- told; its page asks anew
            tell("a socket failed", fault)
            self._stays = False
        if not self._stays:
            self.send_500_response()  # to who was not let in, nor told why
            if self.close_timer is None:
                self.transport.close()

    def send_receive_event_to_app(self) -> None:
        if not self._stays:
            super().send_receive_event_to_app()
            return
        self.frames = []
        if self.when_heard:
            self.when_heard()

    def data_received(self, data: bytes) -> None:
        if self._is_flood(len(data)):
            self.transport.abort()
            return
        super().data_received(data)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.when_free:
            self.when_free()

    def connection_lost(self, exc: Exception | None) -> None:
        cast("Guest", self.app_state[STATE]).gone()
        super().connection_lost(exc)
        if self.when_gone:
            self.when_gone()

    def _is_flood(self, length: int) -> bool:
        now = self.loop.time()
        if now - self._since > HEARD_SECONDS:
            self._since, self._heard = now, 0
        self._heard += length
        return self._heard > MOST_HEARD


def line_of(socket: HTTPConnection) -> LineProtocol:
    """Of one that is accepted. It is taken out of the state of its request, as what knew of each other would be left
    for a collector; and what the request said is let go of, which each line would keep all evening.
    """
    line = cast("LineProtocol", socket.scope["state"].pop(LINE))
    # The one who reads the line for as long as it lasts has the request in hand.
    line.request.headers.clear()
    del line.request, line.response, line.scope
    return line


def head_of(length: int, *, packed: bool = False) -> bytes:
    """What stands before a whole message of so many bytes, RFC 6455, section 5.2."""
    first = FINAL | PACKED if packed else FINAL
    if length < SHORT:
        return bytes((first, length))
    if length < MEDIUM:
        return bytes((first, SHORT)) + length.to_bytes(2, "big")
    return bytes((first, SHORT + 1)) + length.to_bytes(8, "big")
