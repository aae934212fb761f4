"""What is made for an act or a page is let go of with it: a collector that had to find it would stop everybody."""

import asyncio
import gc
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from weakref import ReferenceType, ref

from websockets.server import ServerProtocol

from app.method import vote
from app.vocabulary import Step
from app.wire.lines import LineProtocol
from app.wire.patience import PatientRequests
from tests.environment import PATIENCE
from tests.house import House

OURS = ("app.", "fastapi.", "starlette.", "uvicorn.", "websockets.")


@contextmanager
def left_behind() -> Iterator[Callable[[], set[str]]]:
    """The kinds of what only a collector could have let go of by then."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)

    def found() -> set[str]:
        gc.collect()
        kinds = {type(item) for item in gc.garbage}
        return {kind.__qualname__ for kind in kinds if kind.__module__.startswith(OURS)}

    try:
        yield found
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_acts_and_pages_leave_nothing_for_a_collector_to_find(house: House) -> None:
    house.evening.go_to(Step.sorting)
    phone = house.phone("Amina")
    for browser in (phone, house.console(), house.projector()):
        browser.wire()
    card = re.findall(r"cards/(\d+)/lean", phone.screen())[0]

    def act(category: str) -> None:
        assert phone.tap(f"cards/{card}/lean", category=category).status_code == 200
        assert phone.tap(f"cards/{card}/lean", category="all of it").status_code == 409
        assert phone.screen()

    act("more")
    with left_behind() as left:
        for category in ("less", "more", "less"):
            act(category)
        house.phone("Börje").wire().close()
        house.evening.go_to(Step.picture)
        house.evening.go_to(Step.sorting)
        act("more")
        assert left() == set()


def test_a_vote_leaves_nothing_for_a_collector_to_find(house: House) -> None:
    """Or what two hundred leave behind lies about until it has come to so much."""
    evening = house.evening
    proposal = evening.propose("Amina", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    phone = house.phone("Layla")
    for browser in (phone, house.console(), house.projector()):
        browser.wire()

    def votes() -> None:
        assert phone.tap("vote", proposal_id=proposal).status_code == 200
        assert phone.tap("vote/withdrawn").status_code == 200

    votes()
    with left_behind() as left:
        votes()
        house.console().screen()
        assert left() == set()


def test_a_connection_that_is_over_leaves_nothing_for_a_collector_to_find(house: House) -> None:
    """Phones come back all evening, and each time a socket would lie about."""
    phone = house.phone("Amina")
    phone.get()
    wire = phone.wire()
    there = connections(LineProtocol, PatientRequests)
    assert {type(each()) for each in there} >= {LineProtocol, PatientRequests, ServerProtocol}
    with left_behind():
        wire.close()
        phone.close()
        until = time.monotonic() + PATIENCE
        while any(each() for each in there) and time.monotonic() < until:
            pass  # the server takes its turns meanwhile
        assert not any(each() for each in there)


def connections(*kinds: type[asyncio.BaseProtocol]) -> list[ReferenceType[object]]:
    """Those of the server that are open: what reads and writes them."""
    held = gc.get_objects()
    transports = [item for item in held if isinstance(item, asyncio.Transport)]
    open_ones = [item for item in transports if isinstance(item.get_protocol(), kinds)]
    protocols = [item for item in held if isinstance(item, (*kinds, ServerProtocol))]
    return [ref(item) for item in (*open_ones, *protocols)]
