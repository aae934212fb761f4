"""How what goes out is packed, where a browser can take it so."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp

SMALLEST = 500  # bytes: less is sent as it is
# On the loop: a console's screen takes three times as long with what little more the last levels save.
LEVEL = 5


def packing(app: ASGIApp) -> ASGIApp:
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)


def packed(answer: Response) -> ASGIApp:
    """Of one answer that is made already."""
    return answer if len(answer.body) < SMALLEST else packing(answer)
