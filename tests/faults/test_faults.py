"""Whatever is done to the server: what was told as saved is there, once and whole; and it goes on by itself."""

import random
import resource
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.environment import PATIENCE
from tests.faults.ledger import Hall, Told, Verdict, acting, judged
from tests.faults.proxy import Proxy
from tests.faults.server import Served
from tests.live.troubles import held

Serve = Callable[..., Served]
# So soon it serves again when a fault is over.
SOON = 5.0
rest = threading.Event().wait
ELSEWHERE = "127.0.0.2"


def until(told: Told, more: int, patience: float = PATIENCE) -> float:
    """Waits until so many more acts are told as saved; returns how long that took."""
    begun, wanted = time.monotonic(), told.acts + more
    while told.acts < wanted:
        assert time.monotonic() - begun < patience, "nothing is saved any more"
        rest(0.01)
    return time.monotonic() - begun


def killed(server: Served, times: int, seed: int) -> Callable[[Told], None]:
    draws = random.Random(seed)  # noqa: S311 -- has to be repeatable

    def meanwhile(told: Told) -> None:
        for _ in range(times):
            until(told, draws.randrange(20, 150))
            server.kill()
            server.start()
        until(told, 20)

    return meanwhile


def through_kills(hall: Hall, server: Served, times: int, seed: int) -> Verdict:
    told = acting(hall, server.address, seed, killed(server, times, seed))
    server.kill()
    return judged(hall, told)


def through_proxy(
    hall: Hall, server: Served, acts: int, seed: int, *, believes: bool = False
) -> Verdict:
    proxy = Proxy(server.port, seed)
    proxy.start()
    told = acting(
        hall, proxy.address, seed, lambda told: void(until(told, acts)), believes=believes
    )
    proxy.close()
    server.kill()
    return judged(hall, told)


def void(_: object) -> None:
    """Nothing of it is asked for."""


# -- What can be taken from a server while it runs, by its name ---------------------------------------


@contextmanager
def full(server: Served) -> Iterator[None]:
    """Its files may grow no more."""
    longest = max(file.stat().st_size for file in server.data.iterdir())
    with server.limited(resource.RLIMIT_FSIZE, longest):
        yield


@contextmanager
def no_files(server: Served) -> Iterator[None]:
    """It can open nothing more: no file and no connection."""
    assert server.process
    opened = [int(one.name) for one in Path(f"/proc/{server.process.pid}/fd").iterdir()]
    with server.limited(resource.RLIMIT_NOFILE, max(opened) + 1):
        yield


@contextmanager
def locked(server: Served) -> Iterator[None]:
    with held(server.data / "meeting.db"):
        yield


TAKEN: dict[str, Callable[[Served], AbstractContextManager[None]]] = {
    "a full disk": full,
    "a locked database": locked,
    "no descriptors": no_files,
}


def through(
    hall: Hall,
    server: Served,
    fault: str,
    seed: int,
    seconds: float,
    patience: float = PATIENCE,
) -> tuple[Verdict, float]:
    """What came of it, and how long after the fault it served again."""
    again = [0.0]

    def meanwhile(told: Told) -> None:
        until(told, 30)
        with TAKEN[fault](server):
            rest(seconds)
        again[0] = until(told, 1, patience)
        until(told, 20, patience)

    told = acting(hall, server.address, seed, meanwhile)
    server.kill()
    return judged(hall, told), again[0]


# -- Every day ---------------------------------------------------------------------------------------


def test_what_was_told_as_saved_is_there_once_after_kills_and_wrong_answers(
    hall: Hall, serve: Serve, seed: int
) -> None:
    server = serve()
    proxy = Proxy(server.port, seed)
    proxy.start()

    def meanwhile(told: Told) -> None:
        until(told, 40)
        server.kill()
        server.start()
        with full(server):
            rest(0.5)
        assert until(told, 1) < SOON
        until(told, 20)

    told = acting(hall, proxy.address, seed, meanwhile)
    proxy.close()
    server.kill()
    verdict = judged(hall, told)
    assert verdict.is_clean, verdict


# -- The tier of faults ------------------------------------------------------------------------------


@pytest.mark.faults
@pytest.mark.timeout(1200)
def test_nothing_is_lost_doubled_or_half_done_by_kills(
    hall: Hall, serve: Serve, seed: int, promises: dict[str, str]
) -> None:
    times = 60
    verdict = through_kills(hall, serve(), times, seed)
    promises["What was told as saved survives a kill"] = (
        f"{times} kills, {verdict.acts} acts: {verdict.lost} lost, {verdict.doubled} doubled,"
        f" {verdict.half_done} half done"
    )
    assert verdict.is_clean, verdict


@pytest.mark.faults
def test_without_waiting_for_the_commit_kills_lose_something(
    hall: Hall, serve: Serve, seed: int
) -> None:
    assert through_kills(hall, serve("commit"), 3, seed).lost


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_nothing_is_lost_or_doubled_by_who_answers_in_our_place(
    hall: Hall, serve: Serve, seed: int, promises: dict[str, str]
) -> None:
    verdict = through_proxy(hall, serve(), 3000, seed)
    promises["What a bad network drops, holds or answers itself is sent until it is saved once"] = (
        f"{verdict.acts} acts: {verdict.lost} lost, {verdict.doubled} doubled"
    )
    assert verdict.is_clean, verdict


@pytest.mark.faults
def test_without_our_mark_a_portals_answer_loses_something(
    hall: Hall, serve: Serve, seed: int
) -> None:
    assert through_proxy(hall, serve(), 300, seed, believes=True).lost


@pytest.mark.faults
def test_without_known_intents_what_is_sent_again_counts_twice(
    hall: Hall, serve: Serve, seed: int
) -> None:
    assert through_proxy(hall, serve("once"), 300, seed).doubled


@pytest.mark.faults
@pytest.mark.parametrize("fault", TAKEN)
def test_it_goes_on_by_itself_after(
    hall: Hall, serve: Serve, seed: int, fault: str, promises: dict[str, str]
) -> None:
    verdict, seconds = through(hall, serve(), fault, seed, 6)
    promises[f"After {fault} it serves again by itself"] = (
        f"after {seconds:.1f} s; {verdict.lost} lost, {verdict.doubled} doubled"
    )
    assert verdict.is_clean, verdict
    assert seconds < SOON


@pytest.mark.faults
def test_without_its_own_trials_it_does_not_go_on(hall: Hall, serve: Serve, seed: int) -> None:
    with pytest.raises(AssertionError, match="nothing is saved any more"):
        through(hall, serve("look"), "a full disk", seed, 2, patience=15)


# -- Too many, and too silent ------------------------------------------------------------------------


def served(hall: Hall, server: Served, *, address: str = "127.0.0.1") -> float:
    """How long a newcomer's page takes; for ever, where it does not come."""
    begun = time.monotonic()
    try:
        with httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=8) as one:
            answer = one.get(f"{server.address}/{hall.code}")
    except httpx.HTTPError:
        return float("inf")
    return time.monotonic() - begun if answer.status_code in (200, 503) else float("inf")


@contextmanager
def silent(server: Served, number: int) -> Iterator[None]:
    with ExitStack() as opened:
        for _ in range(number):
            opened.enter_context(socket.create_connection(("127.0.0.1", server.port), PATIENCE))
        yield


@pytest.mark.faults
def test_silent_connections_shut_nobody_out_and_fill_no_log(
    hall: Hall, serve: Serve, promises: dict[str, str]
) -> None:
    server = serve(files=1024)
    with silent(server, 1150):
        longest = max(served(hall, server, address=ELSEWHERE) for _ in range(20))
    promises["1150 silent connections of one address, 1024 files"] = (
        f"a phone elsewhere is served in {longest:.2f} s; the log holds {server.log.stat().st_size} bytes"
    )
    assert longest <= 1
    assert server.log.stat().st_size <= 100_000


@pytest.mark.faults
def test_without_room_kept_for_others_silent_connections_shut_them_out(
    hall: Hall, serve: Serve
) -> None:
    server = serve("room", files=256)
    with silent(server, 300):
        assert served(hall, server, address=ELSEWHERE) > 1


@pytest.mark.faults
def test_two_hundred_phones_are_served_where_few_files_may_be_open(
    hall: Hall, serve: Serve, promises: dict[str, str]
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
    promises["200 phones, 256 files"] = (
        f"{again.count(200)} served; the log holds {server.log.stat().st_size} bytes"
    )
    assert (set(told), set(joined), set(again)) == ({200}, {303}, {200})
    assert server.log.stat().st_size <= 100_000
