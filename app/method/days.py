"""Reads a day that somebody typed: ISO, as browsers send it."""

from datetime import date

from app.method.refusals import RefusedError, bad_date


def day(typed: str) -> str:
    """The ISO date; empty if none is typed. Raises RefusedError if it is not a date."""
    typed = typed.strip()
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise RefusedError(bad_date) from None
