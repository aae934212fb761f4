"""Compresses answers for browsers that accept it."""

import zlib

from fastapi import Request
from fastapi.responses import Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

SMALLEST = 900  # bytes: less fits into one packet with its headers, compressed or not
# Compressing a phone's answer runs on the event loop. The last levels save little, and a console's
# screen takes three times as long with them.
LEVEL = 5
AS_GZIP = 16 + zlib.MAX_WBITS
# Headers of an answer that is compressed because the browser accepts it.
PACKED = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


def compressing(app: ASGIApp) -> ASGIApp:
    """Middleware that compresses answers which may be sent in chunks."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)


def compress(answer: Response, request: Request) -> None:
    """Compresses an answer whose body is complete, without the detour through the middleware."""
    is_compressed = "content-encoding" in answer.headers
    if not is_compressed and len(answer.body) >= SMALLEST and may_compress(request):
        answer.body = zlib.compress(answer.body, LEVEL, AS_GZIP)
        answer.headers.update({"Content-Length": str(len(answer.body)), **PACKED})


def may_compress(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")
