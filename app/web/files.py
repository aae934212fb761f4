"""Style sheets, scripts, fonts and the icon: named by their content, or kept for a day."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from app import assets
from app.method.refusals import NotYoursError

router = APIRouter()
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}
SINGLE = {
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


@router.get("/static/{path:path}")
def static(path: str) -> Response:
    if bundle := assets.by_url().get(f"/static/{path}"):
        return Response(bundle.content, media_type=bundle.media_type, headers=FOR_EVER)
    file = (assets.STATIC / path).resolve()
    if not _is_ours(file):
        raise NotYoursError
    return FileResponse(file, media_type=SINGLE[file.suffix], headers=FOR_A_DAY)


def _is_ours(file: Path) -> bool:
    return file.is_relative_to(assets.STATIC) and file.suffix in SINGLE and file.is_file()
