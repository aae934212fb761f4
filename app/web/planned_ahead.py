"""An act that takes long to plan: planned outside the writer, done if its basis still stands."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from app.method.act import Act
from app.method.refusals import NotYoursError, OvertakenError
from app.method.slow_acts import Planned
from app.viewer import find
from app.web.visit import Visit

MOST_PLANNED = 3


async def act_as_planned(
    visit: Visit,
    planned: Planned,
    sent: Mapping[str, Any],
    command: Callable[[Any, Act, Any], object],
) -> Response:
    """Plans in a thread, so that nobody waits, and plans again if another act overtook it. If that
    happens each time, the last plan is carried out for those whom it knows. The command is given
    the plan first.
    """
    for _ in range(MOST_PLANNED):
        plan = await run_in_threadpool(lambda: planned.plan(_seen(visit, planned), **sent))
        with suppress(OvertakenError):
            return await visit.act(partial(command, plan))
    return await visit.act(partial(command, planned.at_last(plan)))


def _seen(visit: Visit, planned: Planned) -> Any:
    """Reads only for somebody who may act. The act itself checks that again."""
    with visit.house.database.reading() as book:
        if find(book, visit.house.settings.secret, visit.claim) is None:
            raise NotYoursError
        return planned.read(book, visit.claim.meeting_id)
