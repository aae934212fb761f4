"""The address that links and QR codes begin with."""

from fastapi import Request

from app.models import Meeting
from app.web.house import house_of


def base_of(request: Request, meeting_id: int | None = None) -> str:
    """Returns the one address of a meeting, wherever the desk itself has been opened: the same as on
    the wall. A phone that met another one on paper would be a stranger there, since browsers send
    cookies only to the address that gave them; and a name of this machine that the coordinator's
    browser knows may lead nowhere on a phone.
    """
    return house_of(request).addresses.used(_chosen(request, meeting_id))


def _chosen(request: Request, meeting_id: int | None) -> str:
    if meeting_id is None:
        return ""
    with house_of(request).database.reading() as book:
        meeting = book.one(Meeting, id=meeting_id)
    return meeting.address if meeting else ""
