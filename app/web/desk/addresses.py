"""The address that links and QR codes begin with."""

from fastapi import Request

from app.models import Meeting
from app.web.house import house_of

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


def base_of(request: Request, meeting_id: int | None = None) -> str:
    """Returns the public address from the settings; else the one chosen for the meeting; else the
    host of this request, if others could reach it too.
    """
    settings = house_of(request).settings
    if settings.base_url:
        return settings.base_url
    addresses = house_of(request).addresses
    chosen = _chosen(request, meeting_id)
    if chosen in addresses.offered():
        return chosen
    if request.url.hostname in LOOPBACK:
        return addresses.used(chosen)
    return f"{request.url.scheme}://{request.url.netloc}"


def _chosen(request: Request, meeting_id: int | None) -> str:
    if meeting_id is None:
        return ""
    with house_of(request).database.reading() as book:
        meeting = book.one(Meeting, id=meeting_id)
    return meeting.address if meeting else ""
