"""What is looked at again and again while the program runs, beside all that people do."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress


class Ticker:
    """`seconds`: between two looks."""

    def __init__(self, seconds: float, look: Callable[[], Awaitable[None]]) -> None:
        self._seconds = seconds
        self._look = look
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._task = asyncio.create_task(self._look_again())

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            await self._look()
