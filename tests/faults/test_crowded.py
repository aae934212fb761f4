"""More connections than there is room for: too many that are silent, or too many phones for so few files."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest

from tests.environment import PATIENCE
from tests.faults.doing import Serve
from tests.faults.ledger import Hall
from tests.faults.promises import Kept, Promises
from tests.faults.server import Served

pytestmark = [pytest.mark.faults, pytest.mark.alone]

ELSEWHERE = "127.0.0.2"
# As long as a log may be after an evening of it.
LOG = 100_000


def served(hall: Hall, server: Served, *, address: str = "127.0.0.1") -> float:
    """How long a newcomer's page takes; for ever, where it does not come."""
    try:
        with httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=8) as guest:
            begun = time.monotonic()
            answer = guest.get(f"{server.address}/{hall.code}")
    except httpx.HTTPError:
        return float("inf")
    return time.monotonic() - begun if answer.status_code in (200, 503) else float("inf")


def told_time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < PATIENCE else "not served"


@contextmanager
def silent(server: Served, number: int) -> Iterator[None]:
    with ExitStack() as opened:
        for _ in range(number):
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port), PATIENCE))
        yield


def test_silent_connections_shut_nobody_out_and_fill_no_log(
    hall: Hall, serve: Serve, kept: Kept
) -> None:
    server = serve(files=1024)
    served(hall, server)  # the first page of all takes longer, silence or not
    with silent(server, 1150):
        longest = max(served(hall, server, address=ELSEWHERE) for _ in range(20))
    log = server.log.stat().st_size
    kept(
        "crowd",
        f"1,150 of one address, 1,024 files: a phone elsewhere {longest:.2f} s, log {log} B",
    )
    assert longest <= 1
    assert log <= LOG


def test_without_room_kept_for_others_silent_connections_shut_them_out(
    hall: Hall, serve: Serve, promises: Promises
) -> None:
    server = serve("room", files=256)
    with silent(server, 300):
        waited = served(hall, server, address=ELSEWHERE)
    promises.broken("crowd", f"with no room kept, 300 and 256 files: {told_time(waited)}")
    assert waited > 1


def test_two_hundred_phones_are_served_where_few_files_may_be_open(
    hall: Hall, serve: Serve, kept: Kept
) -> None:
    server = serve(files=256)
    with ExitStack() as opened:
        phones = [opened.enter_context(httpx.Client(timeout=20)) for _ in range(200)]
        told = [phone.get(f"{server.address}/{hall.code}").status_code for phone in phones]
        joined = [
            phone.post(f"{server.address}/{hall.code}/join", data={"role": "resident"}).status_code
            for phone in phones
        ]
        again = [phone.get(f"{server.address}/{hall.code}").status_code for phone in phones]
    log = server.log.stat().st_size
    kept("crowd", f"256 files, 200 phones: {again.count(200)} served, log {log} B")
    assert (set(told), set(joined), set(again)) == ({200}, {303}, {200})
    assert log <= LOG
