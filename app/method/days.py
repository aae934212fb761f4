"""A day as somebody types it: ISO, as browsers send it."""

from datetime import date

from app.method.refusals import RefusedError, bad_date


def day(typed: str) -> str:
    """Empty where none is set yet."""
    typed = typed.strip()
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise RefusedError(bad_date) from None
