"""What is looked at again and again: a look that fails is told once, and the next ones come."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.live import ticker
from app.live.ticker import Ticker
from tests.environment import PATIENCE

Look = Callable[[], Awaitable[None]]


def looks(failing: int) -> tuple[Look, asyncio.Event]:
    """The first ones fail; the event tells that one has not."""
    done, turns = asyncio.Event(), iter(range(failing))

    async def look() -> None:
        if next(turns, None) is not None:
            raise OSError
        done.set()

    return look, done


def test_a_look_that_fails_is_told_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def run() -> None:
        look, done = looks(failing=3)
        looking = Ticker(0.01, look)
        looking.open()
        await asyncio.wait_for(done.wait(), PATIENCE)
        await looking.close()

    asyncio.run(run())
    assert [line.getMessage().splitlines()[0] for line in caplog.records] == [
        "a look failed: OSError"
    ]


def test_closing_says_nothing_of_a_look_that_failed() -> None:
    async def run() -> None:
        failed = asyncio.Event()

        async def look() -> None:
            failed.set()
            raise OSError

        looking = Ticker(0.01, look)
        looking.open()
        await asyncio.wait_for(failed.wait(), PATIENCE)
        await asyncio.sleep(0)
        await looking.close()

    asyncio.run(run())


def test_a_look_that_has_begun_ends_before_all_is_closed() -> None:
    ended: list[bool] = []

    async def run() -> None:
        begun, goes_on = asyncio.Event(), asyncio.Event()

        async def look() -> None:
            begun.set()
            await goes_on.wait()
            ended.append(True)

        looking = Ticker(0.01, look)
        looking.open()
        await asyncio.wait_for(begun.wait(), PATIENCE)
        closed = asyncio.create_task(looking.close())
        await asyncio.sleep(0)
        goes_on.set()
        await closed

    asyncio.run(run())
    assert ended == [True]


def test_a_look_that_hangs_keeps_nobody_from_closing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticker, "PATIENCE_SECONDS", 0.05)

    async def run() -> None:
        begun = asyncio.Event()

        async def look() -> None:
            begun.set()
            await asyncio.Event().wait()

        hanging = Ticker(0.01, look)
        hanging.open()
        await asyncio.wait_for(begun.wait(), PATIENCE)
        await asyncio.wait_for(hanging.close(), PATIENCE)

    asyncio.run(run())
