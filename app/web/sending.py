"""Sends a file that was made: to be saved, or shown by the browser."""

from fastapi import Response

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}


def attached(content: bytes, name: str) -> Response:
    """To be saved under this name, whose ending says what it is."""
    return _sent(content, name, "attachment")


def to_print(content: bytes, name: str) -> Response:
    """A PDF is shown, and printed or saved from there; anything else is saved."""
    return _sent(content, name, "inline" if name.endswith(".pdf") else "attachment")


def _sent(content: bytes, name: str, shown: str) -> Response:
    told = {"Content-Disposition": f'{shown}; filename="{name}"'}
    return Response(content, media_type=MEDIA[name.rpartition(".")[2]], headers=told)
