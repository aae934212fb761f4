"""The parts of the program that every handler reaches through the application's state."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import field
from typing import Any, TypeVar

from starlette.requests import HTTPConnection

from app.addresses import Addresses
from app.db import Database
from app.frozen import frozen
from app.live.hub import Hub
from app.live.presence import Presence
from app.live.show import Show
from app.live.writer import Writer
from app.settings import Settings
from app.web.codes import Codes
from app.web.moves import Moves

T = TypeVar("T")


@frozen
class House:
    """The parts that every handler uses. `readers`: threads in which screens are read and rendered
    for whoever asks, so that nothing long runs on the event loop.
    """

    settings: Settings
    database: Database
    writer: Writer
    show: Show
    hub: Hub
    presence: Presence
    codes: Codes
    readers: Executor
    moves: Moves = field(default_factory=Moves)

    @property
    def addresses(self) -> Addresses:
        return self.show.here.addresses

    def beside(self, work: Callable[..., T], *given: Any) -> Awaitable[T]:
        """Runs `work` in one of the readers' threads."""
        return asyncio.get_running_loop().run_in_executor(self.readers, work, *given)


def house_of(connection: HTTPConnection) -> House:
    return connection.app.state.house  # type: ignore[no-any-return]
