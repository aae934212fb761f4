"""Repeats a task at an interval while the program runs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from app.faults import tell

# A look that lasts longer, as at a memory stick that hangs, does not keep the program from ending.
PATIENCE_SECONDS = 3.0


class Ticker:
    """`seconds`: between two looks. A look that fails is logged, and the next one comes
    nevertheless.
    """

    def __init__(self, seconds: float, look: Callable[[], Awaitable[None]]) -> None:
        self._seconds = seconds
        self._look = look
        self._looking = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._task = asyncio.create_task(self._look_again())

    async def close(self) -> None:
        """Waits for the end of a look: what it does in a thread would go on without it."""
        if self._task:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._looking.acquire(), PATIENCE_SECONDS)
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look_again(self) -> None:
        is_failing = False
        while True:
            await asyncio.sleep(self._seconds)
            try:
                async with self._looking:
                    await self._look()
                is_failing = False
            except Exception as fault:  # noqa: BLE001 -- may be over at the next look
                if not is_failing:
                    tell("a look failed", fault)
                is_failing = True
