"""Reads an uploaded file into sheets; refuses other kinds of file, and says what they are."""

from app.method.refusals import Refusal, RefusedError
from app.papers.brought.apart import read_apart
from app.papers.brought.containers import (
    is_older,
    is_packed,
    office_kind,
    other_kind,
    packed_too_large,
)
from app.papers.brought.letters import text_of
from app.papers.brought.plain_text import sheet_of
from app.papers.brought.sheets import MOST_ROWS, CellSheet
from app.vocabulary import N_

# In bytes: plain text of this size is far longer than any table of cards.
LARGEST_TEXT = 2 * 2**20

empty_file = Refusal("empty_file", N_("The file is empty: there is nothing in it."))
picture_file = Refusal(
    "picture_file",
    N_(
        "This is a picture or a PDF: its words cannot be read. Choose the file of Excel, Word or PowerPoint "
        "that it was made from."
    ),
)
web_page = Refusal(
    "web_page",
    N_(
        "This is a web page, not a table. Open it in Excel or Word, save it as such a file, and choose that."
    ),
)

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM", b"II*\0", b"MM\0*")
PAGES = (b"<!doctype html", b"<html", b"<?xml")
OTHERS = (b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ")


def sheets_in(content: bytes, most: int = MOST_ROWS) -> tuple[CellSheet, ...]:
    """The sheets that are not empty; of a table at most `most` rows.

    Refuses what cannot be read.
    """
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise RefusedError(empty_file)
    if is_packed(content) or is_older(content):
        return _held(read_apart(office_kind(content), content, most))
    _judge(content)
    text, encoding = text_of(content)
    return _held((sheet_of(text, encoding, most),))


def _judge(content: bytes) -> None:
    begins = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    for refusal, marks in ((picture_file, PICTURES), (web_page, PAGES), (other_kind, OTHERS)):
        if content.startswith(marks) or begins.startswith(marks):
            raise RefusedError(refusal)
    if len(content) > LARGEST_TEXT:
        raise RefusedError(packed_too_large)


def _held(sheets: tuple[CellSheet, ...]) -> tuple[CellSheet, ...]:
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise RefusedError(empty_file)
    return filled
