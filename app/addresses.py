"""The addresses by which phones may reach this machine, and the one that a meeting's links and QR codes begin with."""

import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

from app import machine
from app.db import Book
from app.method import phone_network
from app.models import Meeting
from app.settings import Settings

FRESH_SECONDS = 10.0


class Addresses:
    """They are looked up again after a while, because the laptop may join the hall's network after
    the start.
    """

    def __init__(
        self,
        settings: Settings,
        look: Callable[[], list[str]] = machine.network_addresses,
        came: dict[int, frozenset[str]] | None = None,
    ) -> None:
        """`came`: see `phone_network.under_way`, as it was at this start."""
        self.came = came or {}
        self._settings = settings
        self._look = look
        self._known: tuple[str, ...] = ()
        self._until = 0.0

    @classmethod
    def of_start(cls, settings: Settings, book: Book) -> Self:
        return cls(settings, came=phone_network.under_way(book))

    def offered(self) -> tuple[str, ...]:
        """All addresses, the usual one first. A given public address is the only one."""
        settings = self._settings
        if settings.base_url:
            return (settings.base_url,)
        if not settings.everywhere:
            return (settings.address,)
        if time.monotonic() >= self._until:
            self._known = self._links()
            self._until = time.monotonic() + FRESH_SECONDS
        return self._known or (settings.address,)

    def used(self, chosen: str) -> str:
        """The chosen one as long as it is there; else the usual one."""
        offered = self.offered()
        return chosen if chosen in offered else offered[0]

    def has_moved(self, meeting: Meeting) -> bool:
        """Whether the meeting's phones must come by another address than before: browsers send no
        cookie to that one.
        """
        came = self.came.get(meeting.id, frozenset())
        return bool(came) and self.used(meeting.address) not in came

    def opens_door(self, meeting: Meeting) -> bool:
        """Whether there is a code to show: once joining is closed, only for phones that were in already."""
        return not meeting.ended and (meeting.joining_open or self.has_moved(meeting))

    def moved(self, book: Book) -> list[int]:
        """The meetings that go on here at another address than the one by which their phones came."""
        return [meeting.id for meeting in book.all(Meeting, ended=False) if self.has_moved(meeting)]

    def take_up(self, book: Book, meeting_id: int) -> bool:
        """For a meeting that has been carried in while this server runs: returns whether it has
        moved.
        """
        came = phone_network.under_way(book).get(meeting_id, frozenset())
        self.came = {**self.came, meeting_id: came}
        meeting = book.one(Meeting, id=meeting_id)
        return meeting is not None and self.has_moved(meeting)

    def joining(self, meeting: Meeting) -> str:
        """The address by which phones join a meeting, for links and QR codes."""
        return f"{self.used(meeting.address)}/{meeting.code}"

    def of_host(self, host: str) -> str | None:
        """The address that a request was sent to, by its Host header; None if it is none of ours."""
        return next(
            (address for address in self.offered() if urlsplit(address).netloc == host), None
        )

    def _links(self) -> tuple[str, ...]:
        usual = urlsplit(self._settings.address)
        links = [f"{usual.scheme}://{address}:{usual.port}" for address in self._look()]
        return tuple(sorted(links, key=lambda link: link != self._settings.address))


# The host of a Host header, with its port or without; an IPv6 address stands in brackets.
_HOST = re.compile(r"(?P<name>[a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE)


class Names:
    """The host names that the program answers to. If it answered to every name, a stranger could
    make one lead here, and pages of that name could reach the program.

    An address in digits can be nobody's name.
    """

    def __init__(self, settings: Settings) -> None:
        own = socket.gethostname().casefold()
        short = own.partition(".")[0]
        given = [urlsplit(settings.base_url or "").hostname or "", *settings.names]
        self._known = {"localhost", own, short, f"{short}.local", *map(str.casefold, given)} - {""}

    def knows(self, host: str) -> bool:
        """`host`: as it is in a Host header."""
        said = _HOST.fullmatch(host)
        if said is None:
            return False
        name = said["name"].strip("[]").casefold().removesuffix(".")
        with suppress(ValueError):
            return bool(ip_address(name))
        return name in self._known


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as browsers name an origin; nothing where it is none."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if parts.scheme and parts.netloc:
            return f"{parts.scheme}://{parts.netloc}".casefold()
    return ""
