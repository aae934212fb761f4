"""Where a form leads once it is saved: to a page that says so, and says when."""

import time

from fastapi import Request

from app.method.sent import whole_number

TOLD_FOR = 12 * 60 * 60  # seconds: a page that is opened again the next day no longer says it


def saying_saved(page: str) -> str:
    """Puts the time of saving into the query of `page`; its part after `#` stays last."""
    path, _, place = page.partition("#")
    sign = "&" if "?" in path else "?"
    return f"{path}{sign}saved={int(time.time())}{'#' + place if place else ''}"


def saved_at(request: Request) -> int | None:
    """Returns when the form was saved, in UTC seconds; None if none was, or too long ago."""
    at = whole_number(request.query_params.get("saved", ""))
    return at if at is not None and 0 <= time.time() - at < TOLD_FOR else None
