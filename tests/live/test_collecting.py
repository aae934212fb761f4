"""The collector, for which everybody waits, looks through little at a time, and through all when nobody is there."""

import asyncio
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from app.live.collecting import TIMES_WHEN_ALONE
from app.models import Card, ProgrammeRow
from app.serving import Server
from app.vocabulary import Category, Step
from tests.environment import PATIENCE
from tests.house import House
from tests.live.full_hall import Hall

# Objects at a time, with all phones in the same process, which fall behind on a busy machine; a
# server looks through less than a third as many.
MOST = 40_000
ALL = 2


@contextmanager
def looked_through() -> Iterator[tuple[list[tuple[int, int]], threading.Event]]:
    """The generation and the number of objects of each collection meanwhile; and whether one was of all."""
    seen: list[tuple[int, int]] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            generations = range(about["generation"] + 1)
            objects = sum(len(gc.get_objects(generation=each)) for each in generations)
            seen.append((about["generation"], objects))
            if about["generation"] == ALL:
                all_of_it.set()

    all_of_it = threading.Event()
    gc.collect()  # what earlier tests have left
    gc.callbacks.append(note)
    try:
        yield seen, all_of_it
    finally:
        gc.callbacks.remove(note)


def test_a_server_begins_to_collect_once_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    async def opens(_server: uvicorn.Server, _sockets: object) -> None:
        assert not gc.isenabled(), "or what a start makes is looked through"

    monkeypatch.setattr(uvicorn.Server, "startup", opens)
    told: list[bool] = []
    server = Server(uvicorn.Config("", log_config=None), lambda: told.append(gc.isenabled()))
    gc.disable()
    try:
        asyncio.run(server.startup())
    finally:
        gc.enable()
    assert told == [True]
    assert gc.get_freeze_count() > 0


def test_in_a_full_hall_the_collector_looks_through_little_at_a_time(house: House) -> None:
    with looked_through() as (seen, _):
        hall = Hall(house)
        evening, console = hall.evening, hall.consoles[0]
        cards, rows = evening.ids(Card), evening.all(ProgrammeRow, meeting_id=evening.id)
        row = {row.kind: row.id for row in rows}
        for place in range(0, len(hall.phones), 5):
            category = list(Category)[place % 3]
            hall.phones[place].tap(f"cards/{cards[0]}/lean", category=category)
            hall.phones[place + 1].tap(f"cards/{cards[0]}/decision", decision=category)
        for step in (Step.groups, Step.sorting, Step.picture):
            seen_row = evening.row.current_row_id
            assert console.tap("step", row_id=row[step], seen_row_id=seen_row).status_code == 200
        for wire in hall.wires:
            wire.wait(lambda wire: wire.frames[-1].sequence >= evening.row.sequence)
    assert len(seen) > 10, "nothing is collected"
    assert {generation for generation, _ in seen} == {0}
    assert max(objects for _, objects in seen) < MOST


def test_when_the_last_page_has_left_everything_is_looked_through(house: House) -> None:
    first, last = house.phone("Amina").wire(), house.phone("Börje").wire()
    with looked_through() as (seen, all_of_it):
        for _ in range(TIMES_WHEN_ALONE):
            gc.collect(0)
        first.close()
        first.wait(lambda wire: wire.closed)
        house.evening.go_to(Step.sorting)
        last.wait(lambda wire: wire.frames[-1].sequence == house.evening.row.sequence)
        assert {generation for generation, _ in seen} == {0}
        last.close()
        assert all_of_it.wait(PATIENCE)
