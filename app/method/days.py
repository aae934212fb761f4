"""Reads a day that somebody typed: ISO, as date fields send it, or 31.12.2026 as people write it."""

import re
from datetime import date

from app.limits import LIMIT
from app.method.refusals import RefusedError, bad_date

_WRITTEN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


def the_day(typed: str) -> date:
    """The date of a year that somebody can mean. (A date field makes the year 26 of two digits.)

    Raises RefusedError for anything else.
    """
    typed = typed.strip()
    try:
        written = _WRITTEN.fullmatch(typed)
        meant = (
            date(*map(int, reversed(written.groups()))) if written else date.fromisoformat(typed)
        )
    except ValueError:
        raise RefusedError(bad_date) from None
    if not LIMIT.first_year <= meant.year <= LIMIT.last_year:
        raise RefusedError(bad_date)
    return meant


def day(typed: str) -> str:
    """The ISO date; empty if none is typed. Raises RefusedError if it is not a date."""
    return the_day(typed).isoformat() if typed.strip() else ""
