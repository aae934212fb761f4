"""The listening socket: accepts as many connections as there is room for, and leaves none without
an answer.
"""

import errno
import logging
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from app.wire.guests import Guests

OUT_OF_FILES = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
NOTHING = Path(__file__)
TOLD_SECONDS = 60.0
# After this many in a row, the loop first serves those that were accepted earlier.
AT_ONCE = 32


class Entrance(socket.socket):
    """asyncio calls `accept` again and again, until there is no connection left.

    When no file can be opened any more, asyncio would call two thousand times and log each failure.
    """

    guests: Guests
    _spare: IO[bytes] | None = None
    _told = float("-inf")
    _taken = 0

    @classmethod
    def at(cls, listener: socket.socket, guests: Guests) -> "Entrance":
        """Takes over the descriptor of a socket that already listens."""
        family, kind, protocol = listener.family, listener.type, listener.proto
        taken = cls(family, kind, protocol, fileno=listener.detach())
        taken.guests = guests
        taken._spare = NOTHING.open("rb")
        return taken

    def accept(self) -> tuple[socket.socket, Any]:
        self._taken = (self._taken + 1) % (AT_ONCE + 1)
        if self._taken == 0 or self.guests.is_crowded:
            raise BlockingIOError
        try:
            taken = super().accept()
        except OSError as error:
            if error.errno not in OUT_OF_FILES:
                raise
            self._turn_away()
            raise BlockingIOError from error
        self.guests.arriving += 1
        return taken

    def close(self) -> None:
        if self._spare:
            self._spare.close()
        super().close()

    def _turn_away(self) -> None:
        """Accepts and closes one connection with the file that is kept for this: else it would wait
        for ever.
        """
        if time.monotonic() - self._told > TOLD_SECONDS:
            self._told = time.monotonic()
            logging.getLogger("app").error("no more connections can be taken: too many open files")
        if self._spare:
            self._spare.close()
            self._spare = None
        with suppress(OSError):
            super().accept()[0].close()
        with suppress(OSError):
            self._spare = NOTHING.open("rb")
