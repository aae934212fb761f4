"""How what goes out is packed, where a browser can take it so."""

import zlib

from fastapi import Request
from fastapi.responses import Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

SMALLEST = 900  # bytes: less goes in one piece with its head, packed or not
# On the loop: a console's screen takes three times as long with what little more the last levels save.
LEVEL = 5
AS_GZIP = 16 + zlib.MAX_WBITS


def packing(app: ASGIApp) -> ASGIApp:
    """Of what may come in pieces."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)


def pack(answer: Response, request: Request) -> None:
    """One that is whole already, without going round by pieces."""
    is_packed = "content-encoding" in answer.headers
    if not is_packed and len(answer.body) >= SMALLEST and may_pack(request):
        give_packed(answer, zlib.compress(answer.body, LEVEL, AS_GZIP))


def may_pack(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def give_packed(answer: Response, packed: bytes) -> None:
    answer.body = packed
    answer.headers["Content-Length"] = str(len(packed))
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers.add_vary_header("Accept-Encoding")
