"""The WebSocket protocol for uvicorn: it writes a frame that was made for many as it is, compressed
if the peer can decompress it, and never queues one behind another.

What a peer may send is limited: it has nothing to say, since taps come as requests.
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
from app.wire.compressed import WINDOW_BITS
from app.wire.guests import STATE, Guest
from app.wire.transports import let_go

# The key in a socket's state of its line.
LINE = "line"
# Bytes that a peer may send in this time. Its pongs are a hundredth of it.
HEARD_SECONDS = 10.0
MOST_HEARD = 40_000
FINAL, PACKED = 0x80 | Opcode.TEXT, 0x40
SHORT, MEDIUM = 126, 65_536


class EachByItself(ServerPerMessageDeflateFactory):
    """Agrees to messages that are compressed independently of each other, so that their bytes are
    the same for everybody (RFC 7692).
    """

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
    """Drops the messages that come once nobody reads them."""

    def put_nowait(self, message: object) -> None: ...


NOWHERE = cast("Any", _Nowhere())


class LineProtocol(WebSocketsSansIOProtocol):
    """One socket. It came as a request, and holds the `Guest` of that request's connection; see
    `stay`.

    `when_free`: called each time that the peer has taken what it was given. `when_heard`: called
    when the peer has sent something. `when_gone`: called once the socket has ended.
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
        """Whether the peer can decompress messages."""
        return bool(self.conn.extensions)

    @property
    def is_free(self) -> bool:
        """Whether the peer has taken everything given. A frame that waited here would be outdated
        when it leaves.
        """
        return self.writable.is_set()

    def give(self, words: bytes, *, packed: bool = False) -> None:
        """Sends a whole message, in UTF-8, after its header (RFC 6455, section 5.2). Does nothing if
        the line is closed or about to be.
        """
        if not self.handshake_complete or self.close_sent or self.transport.is_closing():
            return
        first, length = FINAL | PACKED if packed else FINAL, len(words)
        if length < SHORT:
            head = bytes((first, length))
        elif length < MEDIUM:
            head = bytes((first, SHORT)) + length.to_bytes(2, "big")
        else:
            head = bytes((first, SHORT + 1)) + length.to_bytes(8, "big")
        self.transport.write(head + words)

    def stay(self) -> bool:
        """Keeps the line open when the request that it came as is over. So nothing of that request,
        or of the layers that it came through, is kept in memory all evening. Returns False if the
        line has ended meanwhile.
        """
        self._stays = not (self.disconnected or self.close_sent or self.transport.is_closing())
        if self._stays:
            self.queue = NOWHERE
            if self.read_paused:
                self.read_paused = False
                self.transport.resume_reading()
        return self._stays

    def hang_up(self, code: int) -> None:
        """Sends the code and closes once the peer has taken it. After a while it closes in any
        case, because a line takes up a place.

        This also holds for a line that is closing already, and waits for the peer to take what was
        given before.
        """
        if not self.close_sent and not self.transport.is_closing():
            self.conn.send_close(code)
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.close_sent = True
        self.transport.close()
        if not self.disconnected and self.close_timer is None:
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Keeps the buffers empty: what the system has been given cannot be taken back, so it gets
        only what can leave now.
        """
        transport.set_write_buffer_limits(0)
        machine.take_nothing_ahead(transport.get_extra_info("socket"))
        super().connection_made(transport)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.handshake_initiated and not self.close_sent:
            self.scope["state"][LINE] = self

    async def run_asgi(self) -> None:
        """As uvicorn does, but a line that stays is not closed at the end."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except Exception as fault:  # noqa: BLE001 -- logged; the page asks again
            tell("a socket failed", fault)
            self._stays = False
        if not self._stays:
            self.send_500_response()  # if it was neither accepted nor refused
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
        let_go(self.transport)
        self.conn.parser.close()  # it reads for what holds it, which is another such circle
        if self.when_gone:
            self.when_gone()

    def _is_flood(self, length: int) -> bool:
        now = self.loop.time()
        if now - self._since > HEARD_SECONDS:
            self._since, self._heard = now, 0
        self._heard += length
        return self._heard > MOST_HEARD


def line_of(socket: HTTPConnection) -> LineProtocol:
    """Returns the line of an accepted socket. It is removed from the request's state, because a
    reference cycle would be left to the garbage collector; and the request's headers are dropped,
    which each line would keep all evening.
    """
    line = cast("LineProtocol", socket.scope["state"].pop(LINE))
    # The parser, which runs as long as the line, still holds the request.
    line.request.headers.clear()
    del line.request, line.response, line.scope
    return line
