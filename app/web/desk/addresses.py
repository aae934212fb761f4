"""The address that links and QR codes begin with."""

from fastapi import Request

from app.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})


def base_of(request: Request) -> str:
    """The given public address, else the host that this page was asked from, if phones could reach it too."""
    settings: Settings = request.app.state.settings
    if settings.base_url:
        return settings.base_url
    if request.url.hostname in LOOPBACK:
        return settings.address
    return f"{request.url.scheme}://{request.url.netloc}"
