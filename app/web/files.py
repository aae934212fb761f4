"""Style sheets, scripts, fonts, icon and film: named by their content, kept by browsers for ever, and
compressed before the first is asked for.
"""

import re
import zlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.assets import File, by_url
from app.kept import kept_beside
from app.limits import DAY
from app.method.refusals import NotYoursError
from app.web.compressing import AS_GZIP, PACKED, may_compress

router = APIRouter()
FOR_EVER = {"Cache-Control": f"public, max-age={365 * DAY}, immutable"}
PACKED_FOR_EVER = FOR_EVER | PACKED
IN_PARTS = FOR_EVER | {"Accept-Ranges": "bytes"}
# Fonts are compressed already, and browsers ask for a film in parts: these are sent as they are.
AS_THEY_ARE = ("font/", "video/")
# The one part of a file that is asked for: from a byte on, perhaps to another, or the last ones.
_PART = re.compile(r"bytes=(?:(\d{1,9})-(\d{0,9})|-(\d{1,9}))")


class Served(NamedTuple):
    """A file as browsers get it. `packed`: in gzip, for who can unpack it; None if it is never packed."""

    file: File
    packed: bytes | None


@cache
def all_ready() -> dict[str, Served]:
    """Every file by its address. Called by the start of a server in a thread beside it: all later
    calls find what it has made.
    """
    return {url: Served(file, _packed(file)) for url, file in by_url().items()}


@router.get("/static/{path:path}")
async def static(request: Request, path: str) -> Response:
    """A path from a request is only looked up: the file system is never asked for a name that a
    stranger made up.
    """
    served = all_ready().get(f"/static/{path}")
    if served is None:
        raise NotYoursError
    file, packed = served
    if packed is None:
        # Without a tag Chromium would not keep a part. The address names the content, and so is one.
        headers = IN_PARTS | {"ETag": f'"{path}"'}
        return _part(file, request.headers.get("range", ""), headers)
    if may_compress(request):
        return Response(packed, media_type=file.media_type, headers=PACKED_FOR_EVER)
    return Response(file.content, media_type=file.media_type, headers=FOR_EVER)


def _part(file: File, asked: str, headers: dict[str, str]) -> Response:
    """The part that was asked for, as Safari asks for films; else the whole."""
    whole = len(file.content)
    part = _PART.fullmatch(asked)
    if not part:
        return Response(file.content, media_type=file.media_type, headers=headers)
    first, end = _ends(part, whole)
    if first >= end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{whole}"})
    there = headers | {"Content-Range": f"bytes {first}-{end - 1}/{whole}"}
    return Response(file.content[first:end], 206, there, file.media_type)


def _ends(part: re.Match[str], whole: int) -> tuple[int, int]:
    first, last, left = part.groups()
    if left:
        return max(whole - int(left), 0), whole
    return int(first), min(int(last) + 1, whole) if last else whole


def _packed(file: File) -> bytes | None:
    """Kept for the next start, so that a hall does not wait for it."""
    if file.media_type.startswith(AS_THEY_ARE):
        return None
    return kept_beside(Path(__file__), f"{file.name}.gz", file.content, lambda: pack(file.content))


def pack(content: bytes) -> bytes:
    """Compresses as far as it goes.

    The memory level decides where a block ends and a new code table begins; a style sheet gains from more of them.
    """
    made = (zlib.compressobj(9, wbits=AS_GZIP, memLevel=level) for level in range(4, 10))
    return min((packer.compress(content) + packer.flush() for packer in made), key=len)
