"""The link by which a calendar program fetches what is due in a municipality."""

from app.method.act import Act
from app.method.preparing.meeting import municipality_of
from app.models import Municipality


def open_anew(act: Act) -> None:
    """Makes a new link. The old link opens nothing any more."""
    whose = municipality_of(act.book, act.meeting_id)
    version = whose.calendar_version + 1
    act.book.change(Municipality, {"id": whose.id}, calendar_version=version, calendar_open=True)


def close(act: Act) -> None:
    whose = municipality_of(act.book, act.meeting_id)
    act.book.change(Municipality, {"id": whose.id}, calendar_open=False)
