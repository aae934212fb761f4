"""Routes whose modules are imported with the first request: a hall never waits for them."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from app.kept import found_once
from app.web.paths import Doors, first_of


class LaterDoors(Doors):
    """`first`: the first segments of the paths of all these routes, and of no others. `read_in`
    imports the modules and returns their routes.
    """

    def __init__(self, first: Sequence[str], read_in: Callable[[], list[BaseRoute]]) -> None:
        super().__init__()
        self._first = first
        self._read_in = read_in

    @found_once
    def router(self) -> APIRouter:
        return APIRouter(routes=self._read_in(), redirect_slashes=False)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        is_theirs = scope["type"] == "http" and first_of(scope) in self._first
        return (Match.FULL if is_theirs else Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Imports in a thread the first time, so that other requests do not wait for it."""
        router = await run_in_threadpool(lambda: self.router)
        await router.app(scope, receive, send)
