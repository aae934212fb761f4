"""Addresses that came through a chat, or over another keyboard: what was hung on to them is taken off again."""

import re
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse

from app.links import code_in

# A full stop, a bracket, a blank, a slash, and what is not seen: none of our addresses ends with them.
_HUNG_ON = re.compile(r"[^\w-]+$")


def leading_on(request: Request) -> RedirectResponse | None:
    """To where the address was meant to lead, if that is another one; within this program, by path alone."""
    if request.scope.get("method") != "GET" or request.headers.get("HX-Request") == "true":
        return None
    path = request.scope["path"]
    meant = _HUNG_ON.sub("", path).lstrip("/\\")
    if "/" not in meant:
        meant = code_in(meant) or meant
    if not meant or f"/{meant}" == path:
        return None
    asked = request.url.query
    return RedirectResponse(f"/{quote(meant)}{f'?{asked}' if asked else ''}", 303)
