"""Where a form leads once it is saved: to a page that says so, and says when."""

import time

from fastapi import Request
from fastapi.responses import RedirectResponse

from app.web.forms import whole

TOLD_FOR = 12 * 60 * 60  # seconds: a page that is opened again the day after says nothing of it


def to_saved(page: str) -> RedirectResponse:
    """Leads to `page`; what follows `#` in it stays where the browser begins to read."""
    path, _, place = page.partition("#")
    mark = "&" if "?" in path else "?"
    return RedirectResponse(
        f"{path}{mark}saved={int(time.time())}{'#' + place if place else ''}", 303
    )


def saved_at(request: Request) -> int | None:
    """Returns when what this page shows was saved, in UTC seconds; None when it was not, or long ago."""
    at = whole(request.query_params.get("saved", ""))
    return at if at is not None and 0 <= time.time() - at < TOLD_FOR else None
