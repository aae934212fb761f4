"""The HTTP protocol for uvicorn: limits how long a head or a body may take, and how long the peer
may take for an answer.
"""

import asyncio
from functools import partial
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from app.wire.guests import STATE, Guest, Guests
from app.wire.lines import LineProtocol
from app.wire.transports import end, let_go

# The patience is the time that a head may take: it is sent at once, and a browser that has opened a
# connection ahead of need opens another one. More of a body must come within the same time, and all
# of it, 64 kB on the slowest line, within BODY times the patience. An answer, with the largest
# font, must be taken within ANSWER times the patience.
BODY, ANSWER = 6, 12
# Bytes of a head: more than a browser sends.
MOST_HEAD = 65_536
# A connection between two requests is kept for this many times the patience.
REST = 2


class Patient(uvicorn.Config):
    """The server's configuration, its connections, and its patience: the seconds that it waits for
    a head.
    """

    def __init__(self, app: Any, room: int, patience: float, **named: Any) -> None:
        super().__init__(app, http=PatientRequests, ws=LineProtocol, **named)
        self.timeout_keep_alive = cast(
            "int", patience * REST
        )  # whole or not: a loop's timer takes it
        self.guests = Guests(room)
        self.patience = patience


class PatientRequests(HttpToolsProtocol):
    """One connection for requests. `_begun`: when the body that is being sent began. `_head`: the
    bytes received of a head that is not whole yet.
    """

    guest: Guest
    _deadline: asyncio.TimerHandle | None = None
    _waits_for = ""
    _begun = 0.0
    _head = 0

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, dict(app_state), _loop)
        self._patient = cast("Patient", config)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        # Bound to the transport only: a line must not keep the request that it came as.
        self.guest = self._patient.guests.come(address, partial(end, transport))
        self.app_state[STATE] = self.guest
        self._look()

    def data_received(self, data: bytes) -> None:
        self._head += len(data)
        super().data_received(data)
        self._look()
        if self._waits_for != "head":
            self._head = 0
        elif self._head > MOST_HEAD:
            self.send_400_response("The head of the request is too long.")

    def handle_websocket_upgrade(self) -> None:
        super().handle_websocket_upgrade()
        self.parser = None  # type: ignore[assignment]  # a line must not keep its request

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._look()
        self.guest.gone()
        super().connection_lost(exc)
        let_go(self.transport)

    def _look(self) -> None:
        """Sets what is waited for now, and until when. If the same is waited for already, its time
        is not extended; of a body each piece has a time of its own.
        """
        what, seconds = "", self._patient.patience
        if not self.transport.is_closing() and self.transport.get_protocol() is self:
            cycle = cast("RequestResponseCycle | None", self.cycle)  # none before the first request
            is_asked = cycle is not None and not cycle.response_complete
            self._patient.guests.move(self.guest, busy=is_asked)
            if not is_asked:
                # Between two requests uvicorn's own timer runs, until anything of the next one comes.
                what = "" if self.timeout_keep_alive_task else "head"
            elif self.cycle.more_body:
                what, now = "body", self.loop.time()
                self._begun = self._begun if self._waits_for == "body" else now
                seconds = min(seconds, self._begun + seconds * BODY - now)
            else:
                what, seconds = "answer", seconds * ANSWER
        if what == self._waits_for != "body":
            return
        if self._deadline is not None:
            self._deadline.cancel()
        self._waits_for = what
        self._deadline = self.loop.call_later(seconds, end, self.transport) if what else None
