"""What is done to a server while everybody acts, and what came of it."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.environment import PATIENCE
from tests.faults.ledger import Hall, Told, Verdict, acting, judged
from tests.faults.proxy import Proxy
from tests.faults.server import Served
from tests.faults.taking import TAKEN

Serve = Callable[..., Served]
# So soon it serves again when a fault is over.
SOON = 5.0
rest = threading.Event().wait


@dataclass(frozen=True)
class Came:
    """What came of a fault: `seconds` after it something was saved again; `meanwhile`: so many acts were."""

    verdict: Verdict
    seconds: float
    meanwhile: int


def until(told: Told, more: int, patience: float = PATIENCE) -> float:
    """Waits until so many more acts are told as saved; returns how long that took."""
    begun, wanted = time.monotonic(), told.acts + more
    while told.acts < wanted:
        assert time.monotonic() - begun < patience, "nothing is saved any more"
        rest(0.01)
    return time.monotonic() - begun


def through_kills(hall: Hall, server: Served, times: int, acts: int, seed: int) -> Verdict:
    """Killed so often, each time after some acts, until so many are told as saved."""
    draws = random.Random(seed)  # noqa: S311 -- has to be repeatable

    def meanwhile(told: Told) -> None:
        for _ in range(times):
            until(told, draws.randrange(max(1, 2 * acts // times)))
            server.kill()
            server.start()
        until(told, max(20, acts - told.acts), PATIENCE + acts / 10)

    told = acting(hall, server.address, seed, meanwhile)
    server.kill()
    return judged(hall, told)


def through_proxy(
    hall: Hall, server: Served, acts: int, seed: int, *, believes: bool = False
) -> Verdict:
    proxy = Proxy(server.port, seed)
    proxy.start()

    def meanwhile(told: Told) -> None:
        until(told, acts, PATIENCE + acts / 10)

    told = acting(hall, proxy.address, seed, meanwhile, believes=believes)
    proxy.close()
    server.kill()
    return judged(hall, told)


def through(
    hall: Hall,
    server: Served,
    fault: str,
    seed: int,
    seconds: float,
    patience: float = PATIENCE,
) -> Came:
    again, acts = [0.0], [0]

    def meanwhile(told: Told) -> None:
        until(told, 30)
        with TAKEN[fault](server):
            before = told.acts
            rest(seconds)
            acts[0] = told.acts - before
        again[0] = until(told, 1, patience)
        until(told, 20, patience)

    told = acting(hall, server.address, seed, meanwhile)
    server.kill()
    return Came(judged(hall, told), again[0], acts[0])
