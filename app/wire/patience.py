"""Uvicorn's protocol of requests, which waits for nobody for ever: for a head, a body, or for an answer to be taken."""

import asyncio
from functools import partial
from typing import Any, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from app.wire.guests import STATE, Guest, Guests
from app.wire.lines import LineProtocol

# In the time that a head may take: a head is sent at once, and a browser that has opened a connection ahead of need
# opens another one. Of a body there is more before that, and all of it, 64 kB on the slowest line, before so many times
# as long; and an answer, with the largest font, is taken before so many.
BODY, ANSWER = 6, 12
# Bytes of a head: more than all that a browser says of itself.
MOST_HEAD = 65_536
# For so many times as long, one that rests between two requests is kept.
REST = 2


class Patient(uvicorn.Config):
    """How the server is set up; who holds a connection of it, and for how many seconds it waits for a head."""

    def __init__(self, app: Any, room: int, patience: float, **named: Any) -> None:
        super().__init__(app, http=PatientRequests, ws=LineProtocol, **named)
        self.timeout_keep_alive = cast(
            "int", patience * REST
        )  # whole or not: a loop's timer takes it
        self.guests = Guests(room)
        self.patience = patience


class PatientRequests(HttpToolsProtocol):
    """One connection on which pages are asked for. `_begun`: when the body that is being sent began. `_head`: bytes of
    what is not a whole head yet.
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
        # By the line alone: what has become a socket keeps nothing of the request that it came as.
        self.guest = self._patient.guests.come(address, partial(_end, transport))
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
        self.parser = None  # type: ignore[assignment]  # what has become a socket keeps nothing of the request that it came as

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_for("")
        self.guest.gone()
        super().connection_lost(exc)

    def _look(self) -> None:
        """What is waited for now, and until when."""
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            self._wait_for("")
            return
        patience = self._patient.patience
        cycle = cast("RequestResponseCycle | None", self.cycle)  # none before the first request
        is_asked = cycle is not None and not cycle.response_complete
        self.guest.works(busy=is_asked)
        if not is_asked:
            # Between two requests uvicorn itself waits, until anything of the next one has come.
            self._wait_for("" if self.timeout_keep_alive_task else "head", patience)
        elif self.cycle.more_body:
            self._wait_for_body(patience)
        else:
            self._wait_for("answer", patience * ANSWER)

    def _wait_for_body(self, patience: float) -> None:
        now = self.loop.time()
        if self._waits_for != "body":
            self._begun = now
        self._waits_for = ""
        self._wait_for("body", min(patience, self._begun + patience * BODY - now))

    def _wait_for(self, what: str, seconds: float = 0) -> None:
        """What is waited for already has no more time than it had."""
        if what and what == self._waits_for:
            return
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waits_for = what
        if what:
            self._deadline = self.loop.call_later(seconds, _end, self.transport)


def _end(transport: asyncio.Transport) -> None:
    """What the other side does not take is thrown away."""
    if transport.get_write_buffer_size():
        transport.abort()
    else:
        transport.close()
