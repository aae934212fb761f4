"""Who holds a connection: how many there may be, and which one is closed when there are too many.

Strangers are connections that have not shown a cookie that is known here. They get half of the
room, so that however many of them come, those who are in have the other half.
"""

from collections.abc import Callable

from starlette.requests import HTTPConnection

# The key in a request's state of the connection that it came by.
STATE = "guest"
# The share of the room that sockets may take, which stay: so a page can always be asked for.
SOCKETS = 0.75


class Guest:
    """One connection. `end` closes it. `is_busy`: a request is being answered, or it is a socket
    that stays.
    """

    def __init__(self, guests: "Guests", address: str, end: Callable[[], None]) -> None:
        self.address = address
        self.end = end
        self.is_known = False
        self.is_busy = False
        self.is_socket = False
        self._guests = guests

    def is_in(self) -> None:
        """Notes that the connection has shown a known cookie."""
        self._guests.move(self, busy=self.is_busy, known=True)

    def stays(self) -> bool:
        """Makes it the socket of somebody known, which may stay as long as it likes. Returns False
        if there are too many sockets already.
        """
        return self._guests.stay(self)

    def gone(self) -> None:
        self._guests.go(self)


class Guests:
    """All connections of one server. `room`: how many there may be. `arriving`: how many are
    accepted and not registered by `come` yet.
    """

    def __init__(self, room: int) -> None:
        self.arriving = 0
        self._room = room
        self._all: set[Guest] = set()
        self._strangers = 0
        self._sockets = 0
        # Idle strangers, which may be closed, by address; in each the longest waiting comes first.
        self._waiting: dict[str, dict[Guest, None]] = {}
        # Known connections between two requests. If one is closed, the browser opens another
        # without a word.
        self._resting: dict[Guest, None] = {}

    @property
    def is_crowded(self) -> bool:
        """Whether the next one must wait a moment, until those before it are registered."""
        return len(self._all) + self.arriving > self._room

    def come(self, address: str, end: Callable[[], None]) -> Guest:
        """Registers a connection. If that is one too many, one is closed."""
        guest = Guest(self, address, end)
        self._all.add(guest)
        self._strangers += 1
        self.move(guest, busy=False)
        self.arriving = max(0, self.arriving - 1)
        if self._strangers > self._room // 2:
            self._send_away(self._longest_waiting())
        elif len(self._all) > self._room:
            self._send_away(next(iter(self._resting), None) or self._longest_waiting())
        return guest

    def move(self, guest: Guest, *, busy: bool, known: bool = False) -> None:
        """Notes whether a request is waiting for its answer, and with `known` that a known cookie
        has been shown. An idle connection is put last among those that may be closed.
        """
        if guest not in self._all or guest.is_socket:
            return
        self._resting.pop(guest, None)
        line = self._waiting.get(guest.address, {})
        line.pop(guest, None)
        if not line:  # the address stands last when it has an idle stranger again
            self._waiting.pop(guest.address, None)
        self._strangers -= known and not guest.is_known
        guest.is_known, guest.is_busy = known or guest.is_known, busy
        if not busy:
            line = self._resting if guest.is_known else self._waiting.setdefault(guest.address, {})
            line[guest] = None

    def stay(self, guest: Guest) -> bool:
        self.move(guest, busy=True, known=True)
        if guest not in self._all or self._sockets >= self._room * SOCKETS:
            return False
        guest.is_socket = True
        self._sockets += 1
        return True

    def go(self, guest: Guest) -> None:
        if guest in self._all:
            self.move(guest, busy=True)  # out of those that may be closed
            self._all.discard(guest)
            self._strangers -= not guest.is_known
            self._sockets -= guest.is_socket

    def _longest_waiting(self) -> Guest | None:
        """Returns the longest waiting stranger of the address that has most of them, so that a
        single address cannot push out those of others.
        """
        most = max(self._waiting.values(), key=len, default={})
        return next(iter(most), None)

    def _send_away(self, guest: Guest | None) -> None:
        if guest is not None:
            self.go(guest)
            guest.end()


def note_known(connection: HTTPConnection) -> None:
    """Notes that the connection of this request has shown a known cookie."""
    if guest := guest_of(connection):
        guest.is_in()


def guest_of(connection: HTTPConnection) -> Guest | None:
    """Returns the connection that a request came by; None if another server than ours accepts
    connections.
    """
    guest = connection.scope.get("state", {}).get(STATE)
    return guest if isinstance(guest, Guest) else None
