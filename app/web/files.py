"""Style sheets, scripts, fonts, icon, film: cached for a day, or for ever if named by content."""

import zlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from app import assets
from app.kept import Kept
from app.method.refusals import NotYoursError

router = APIRouter()
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
PACKED = FOR_EVER | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
FOR_A_DAY = {"Cache-Control": "max-age=86400"}
MOST_PACKED = 4_000_000  # bytes: many times what all style sheets and scripts take
IN_GZIP = zlib.MAX_WBITS + 16  # zlib's way of asking for a gzip header
SINGLE = {
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}


_all_packed: Kept[bytes] = Kept(MOST_PACKED, len)


@router.get("/static/{path:path}")
def static(request: Request, path: str) -> Response:
    if bundle := assets.by_url().get(f"/static/{path}"):
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(_packed(bundle), media_type=bundle.media_type, headers=PACKED)
        return Response(bundle.content, media_type=bundle.media_type, headers=FOR_EVER)
    file = _single().get(path)
    if file is None:
        raise NotYoursError
    return FileResponse(file, media_type=SINGLE[file.suffix], headers=FOR_A_DAY)


@cache
def _single() -> dict[str, Path]:
    """Files by their path below the static folder. A path from a request is only looked up here:
    the file system is never asked for a name that a stranger made up.
    """
    files = (file for file in assets.STATIC.rglob("*") if file.suffix in SINGLE)
    return {file.relative_to(assets.STATIC).as_posix(): file for file in files}


def _packed(bundle: assets.Bundle) -> bytes:
    """Once, also if many phones arrive in the same second."""
    return _all_packed.get(bundle, lambda: _pack(bundle))


def _pack(bundle: assets.Bundle) -> bytes:
    """Compresses as far as it goes.

    The memory level decides where a block ends and a new code table begins; a style sheet gains from more of them.
    """
    made = (zlib.compressobj(9, wbits=IN_GZIP, memLevel=level) for level in range(4, 10))
    return min((packer.compress(bundle.content) + packer.flush() for packer in made), key=len)
