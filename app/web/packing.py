"""Compresses answers for browsers that accept it."""

import zlib

from fastapi import Request
from fastapi.responses import Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

SMALLEST = 900  # bytes: less fits into one packet with its headers, compressed or not
# Compressing runs on the event loop: the last levels save little, and a console's screen takes
# three times as long with them.
LEVEL = 5
AS_GZIP = 16 + zlib.MAX_WBITS


def packing(app: ASGIApp) -> ASGIApp:
    """Middleware that compresses answers which may be sent in chunks."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)


def pack(answer: Response, request: Request) -> None:
    """Compresses an answer whose body is complete, without the detour through the middleware."""
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
