"""Recognises Excel, Word and PowerPoint files by content, and whether unpacking them is safe."""

import zipfile
import zlib
from enum import StrEnum
from io import BytesIO

from app.method.refusals import Refusal, RefusedError
from app.vocabulary import N_

# Most unpacked bytes of one file: in all, and of the parts that are parsed as XML trees.
LARGEST_OUT = 48 * 2**20
LARGEST_TREE = 8 * 2**20
MOST_PARTS = 3000
_PIECE = 2**16
# What zipfile raises on a damaged or forged file.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)

broken_file = Refusal(
    "broken_file",
    N_(
        "This file is damaged: it cannot be opened. Open it in its own program, save it anew, and choose it again."
    ),
)
packed_too_large = Refusal(
    "packed_too_large",
    N_(
        "There is far more in this file than in any list of cards. Copy what is to come in into a new file, "
        "and choose that."
    ),
)
locked_file = Refusal(
    "locked_file", N_("This file has a password. Save it without one, and choose it again.")
)
old_word = Refusal(
    "old_word",
    N_(
        "This is a file of an old Word or PowerPoint. Open it and save it as DOCX or PPTX, and choose that file."
    ),
)
other_kind = Refusal(
    "other_kind",
    N_(
        "This is no table, list or presentation that we can read. Choose a file of Excel, Word or PowerPoint, or CSV."
    ),
)


class Office(StrEnum):
    workbook = "workbook"
    document = "document"
    slides = "slides"


# The part of a ZIP-based file that reveals its kind.
_PACKED = {
    "xl/workbook.xml": Office.workbook,
    "xl/workbook.bin": Office.workbook,
    "word/document.xml": Office.document,
    "ppt/presentation.xml": Office.slides,
}
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
# The names of streams in the older (OLE) format.
_STREAMS = {
    "EncryptedPackage": locked_file,
    "WordDocument": old_word,
    "PowerPoint Document": old_word,
}


def is_packed(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_older(content: bytes) -> bool:
    return content.startswith(b"\xd0\xcf\x11\xe0")


def office_kind(content: bytes) -> Office:
    """Returns the kind; refuses a file that is not read.

    Unpacks a ZIP file once in full, counting its bytes, before any library opens it.
    """
    return _older(content) if is_older(content) else _packed(content)


def _older(content: bytes) -> Office:
    for name, refusal in _STREAMS.items():
        if name.encode("utf-16-le") in content:
            raise RefusedError(refusal)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Office.workbook
    raise RefusedError(other_kind)


def _packed(content: bytes) -> Office:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            kind = _named(packed)
            _unpack_once(packed, kind)
    except BROKEN as error:
        raise RefusedError(broken_file) from error
    return kind


def _named(packed: zipfile.ZipFile) -> Office:
    names = packed.namelist()
    if len(names) > MOST_PARTS:
        raise RefusedError(packed_too_large)
    for name, kind in _PACKED.items():
        if name in names:
            return kind
    is_open = "mimetype" in names and packed.getinfo("mimetype").file_size < _PIECE
    if is_open and packed.read("mimetype").strip() == _OPEN_SHEET:
        return Office.workbook
    raise RefusedError(other_kind)


def _unpack_once(packed: zipfile.ZipFile, kind: Office) -> None:
    """Refuses declared sizes that are too large, then reads all: zipfile raises on false sizes."""
    parts = packed.infolist()
    trees = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
    is_tree_large = kind is not Office.workbook and sum(trees) > LARGEST_TREE
    if is_tree_large or sum(part.file_size for part in parts) > LARGEST_OUT:
        raise RefusedError(packed_too_large)
    for part in parts:
        with packed.open(part) as opened:
            while opened.read(_PIECE):
                pass
