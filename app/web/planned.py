"""An act that takes long to plan: planned beside the writer, and done if what it was planned from still stands."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from app.db import Book
from app.method.act import Act
from app.method.refusals import NotYoursError, OvertakenError
from app.viewer import find
from app.web.visit import Visit

Seen = TypeVar("Seen")
Plan = TypeVar("Plan")
MOST_PLANNED = 3


async def act_as_planned(
    visit: Visit,
    read: Callable[[Book, int], Seen],
    plan: Callable[[Seen], Plan],
    command: Callable[[Plan | None], Callable[[Act, Any], object]],
) -> Response:
    """Nobody waits for it, unless it is overtaken again and again.

    `read`: what it is planned from, in one meeting. The command raises `OvertakenError` if that has changed; given no
    plan, it makes one itself.
    """
    for _ in range(MOST_PLANNED):
        planned = await run_in_threadpool(lambda: plan(_seen(visit, read)))
        with suppress(OvertakenError):
            return await visit.act(command(planned))
    return await visit.act(command(None))


def _seen(visit: Visit, read: Callable[[Book, int], Seen]) -> Seen:
    """Read for nobody but who may act; the act itself finds anew who that is."""
    with visit.request.app.state.database.reading() as book:
        if find(book, visit.house.settings.secret, visit.claim) is None:
            raise NotYoursError
        return read(book, visit.claim.meeting_id)
