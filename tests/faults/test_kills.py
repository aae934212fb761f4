"""Killed at any moment, or answered for by somebody else: what was told as saved is there, once and whole."""

import httpx
import pytest

from tests.environment import PATIENCE
from tests.faults.doing import SOON, Serve, rest, through_kills, through_proxy, until
from tests.faults.ledger import Hall, Told, acting, judged
from tests.faults.promises import Kept, Promises
from tests.faults.proxy import Proxy
from tests.faults.server import Kept as Stored
from tests.faults.shares import share
from tests.faults.taking import full

KILLS, ACTS = share(200), share(20_000)


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


@pytest.mark.faults
@pytest.mark.timeout(1200)
def test_nothing_is_lost_doubled_or_half_done_by_kills(
    hall: Hall, serve: Serve, seed: int, kept: Kept
) -> None:
    verdict = through_kills(hall, serve(), KILLS, ACTS, seed)
    kept("saved", f"{KILLS} kills, {verdict}")
    assert verdict.is_clean, verdict
    assert verdict.acts >= ACTS


# The intent of a page, see `app/web/intending.py`.
ONCE = "0123456789abcdef.0.0"


@pytest.mark.faults
def test_who_says_twice_to_come_is_counted_once_whatever_happened_in_between(
    hall: Hall, serve: Serve
) -> None:
    said = {"role": "resident", "spoken": "fi", "language": "fi", "intent": ONCE}
    server = serve()
    for _ in range(2):
        answer = httpx.post(f"{server.address}{hall.sign_up()}", data=said, timeout=PATIENCE)
        assert answer.status_code == 303
        server.kill()
        server.start()
    server.kill()
    assert set(Stored(hall.data).rows("SELECT number FROM expected")) == {(1,)}


@pytest.mark.faults
def test_without_waiting_for_the_commit_kills_lose_something(
    hall: Hall, serve: Serve, seed: int, promises: Promises
) -> None:
    verdict = through_kills(hall, serve("commit"), 3, 200, seed)
    promises.broken("saved", f"answered before the commit, 3 kills lose {verdict.lost}")
    assert verdict.lost


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_nothing_is_lost_or_doubled_by_who_answers_in_our_place(
    hall: Hall, serve: Serve, seed: int, kept: Kept
) -> None:
    verdict = through_proxy(hall, serve(), share(1500), seed)
    kept("saved", f"over such a network {verdict}")
    assert verdict.is_clean, verdict


@pytest.mark.faults
def test_without_our_mark_a_portals_answer_loses_something(
    hall: Hall, serve: Serve, seed: int, promises: Promises
) -> None:
    verdict = through_proxy(hall, serve(), 300, seed, believes=True)
    promises.broken("saved", f"believed without our mark, of {verdict.acts} {verdict.lost} lost")
    assert verdict.lost


@pytest.mark.faults
def test_without_known_intents_what_is_sent_again_counts_twice(
    hall: Hall, serve: Serve, seed: int, promises: Promises
) -> None:
    verdict = through_proxy(hall, serve("once"), 900, seed)
    promises.broken("saved", f"with no intent known, of {verdict.acts} {verdict.doubled} doubled")
    assert verdict.doubled
