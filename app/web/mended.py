"""Addresses that a chat program or another keyboard has changed: stray characters at the end are
taken off, and codes are read in any letters.
"""

import re
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse

from app.links import code_in

# A full stop, a bracket, a blank, a slash or an invisible character: none of our addresses ends
# with one.
_HUNG_ON = re.compile(r"[^\w-]+$")


def leading_on(request: Request) -> RedirectResponse | None:
    """Redirects to the address that was meant; None if that is the same one. By its path alone, so
    it never leads out of this program.
    """
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
