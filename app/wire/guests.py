"""Who holds a connection: how many there may be, and which of them goes when there are too many.

Strangers are those whose connection has not shown a cookie that is known here. They have half of the room, so that
however many of them come, those who are in have the other half.
"""

from collections.abc import Callable

from starlette.requests import HTTPConnection

# What a request's state calls the connection that it came by.
STATE = "guest"
# Of all that there is room for: so many may be sockets that stay, so that a page can always be asked for.
SOCKETS = 0.75


class Guest:
    """One connection. `end` ends it. `is_busy`: it is being answered, or is a socket that stays."""

    def __init__(self, guests: "Guests", address: str, end: Callable[[], None]) -> None:
        self.address = address
        self.end = end
        self.is_known = False
        self.is_busy = False
        self.is_socket = False
        self._guests = guests

    def works(self, *, busy: bool) -> None:
        """Whether something was asked that is not answered yet."""
        self._guests.move(self, known=self.is_known, busy=busy)

    def is_in(self) -> None:
        """It has shown a cookie that is known."""
        self._guests.move(self, known=True, busy=self.is_busy)

    def stays(self) -> bool:
        """A known one's socket, for as long as it likes; False where there are as many as there may be."""
        return self._guests.stay(self)

    def gone(self) -> None:
        self._guests.go(self)


class Guests:
    """All connections of one server. `room`: how many there may be. `arriving`: taken, and not made known here yet."""

    def __init__(self, room: int) -> None:
        self.arriving = 0
        self._room = room
        self._all: set[Guest] = set()
        self._strangers = 0
        self._sockets = 0
        # Those that can go, by the address that they came from; who has waited longest comes first.
        self._waiting: dict[str, dict[Guest, None]] = {}
        # Known ones between two requests: a browser opens another one without a word.
        self._resting: dict[Guest, None] = {}

    @property
    def is_crowded(self) -> bool:
        """Whether the next one has to wait for a moment, until the one before it has its place."""
        return len(self._all) + self.arriving > self._room

    def come(self, address: str, end: Callable[[], None]) -> Guest:
        """One more; where that is one too many, one goes."""
        guest = Guest(self, address, end)
        self._all.add(guest)
        self._strangers += 1
        self._let_go_first(guest)
        self.arriving = max(0, self.arriving - 1)
        if self._strangers > self._room // 2:
            self._send_away(self._longest_waiting())
        elif len(self._all) > self._room:
            self._send_away(next(iter(self._resting), None) or self._longest_waiting())
        return guest

    def move(self, guest: Guest, *, known: bool, busy: bool) -> None:
        if guest not in self._all or guest.is_socket:
            return
        self._forget(guest)
        self._strangers -= known and not guest.is_known
        guest.is_known, guest.is_busy = known, busy
        if not busy:
            self._let_go_first(guest)

    def stay(self, guest: Guest) -> bool:
        self.move(guest, known=True, busy=True)
        if guest not in self._all or self._sockets >= self._room * SOCKETS:
            return False
        guest.is_socket = True
        self._sockets += 1
        return True

    def go(self, guest: Guest) -> None:
        if guest in self._all:
            self._all.discard(guest)
            self._forget(guest)
            self._strangers -= not guest.is_known
            self._sockets -= guest.is_socket

    def _let_go_first(self, guest: Guest) -> None:
        """It waits for nothing of ours: it is the last of those that can go."""
        if guest.is_known:
            self._resting[guest] = None
        else:
            self._waiting.setdefault(guest.address, {})[guest] = None

    def _forget(self, guest: Guest) -> None:
        """It can no longer be sent away, or has gone."""
        self._resting.pop(guest, None)
        waiting = self._waiting.get(guest.address, {})
        waiting.pop(guest, None)
        if not waiting:
            self._waiting.pop(guest.address, None)

    def _longest_waiting(self) -> Guest | None:
        """Of the address from which most are waiting: a single one sends nobody else's away."""
        most = max(self._waiting.values(), key=len, default={})
        return next(iter(most), None)

    def _send_away(self, guest: Guest | None) -> None:
        if guest is not None:
            self.go(guest)
            guest.end()


def is_in(connection: HTTPConnection) -> None:
    """What has come by this connection has shown a cookie that is known."""
    if guest := guest_of(connection):
        guest.is_in()


def guest_of(connection: HTTPConnection) -> Guest | None:
    """None where another server than ours takes the connections."""
    found = connection.scope.get("state", {}).get(STATE)
    return found if isinstance(found, Guest) else None
