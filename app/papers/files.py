"""An uploaded file as text; what is no text is refused by the name of what it is."""

from app.method.refusals import Refusal, RefusedError
from app.vocabulary import N_

empty_file = Refusal("empty_file", N_("The file is empty: there is nothing in it."))
office_file = Refusal(
    "office_file",
    N_(
        "This is a file of Excel, Word or PowerPoint. Select the cells or lines in it, copy them and paste them "
        "here, or save the file as CSV and choose that."
    ),
)
picture_file = Refusal(
    "picture_file", N_("This is a picture or a PDF, not a table. Choose a CSV file.")
)
not_text = Refusal(
    "not_text",
    N_("This file holds no text that can be read. Save the table as CSV and choose that file."),
)

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
KINDS = {
    b"PK\x03\x04": office_file,
    b"\xd0\xcf\x11\xe0": office_file,
    b"\x89PNG": picture_file,
    b"\xff\xd8\xff": picture_file,
    b"GIF8": picture_file,
    b"%PDF": picture_file,
}
# What a text has besides letters; other bytes below the blank stand in no text.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})


def decoded(content: bytes) -> str:
    """By its mark, else UTF-16 if every other byte is zero, else UTF-8, else as Windows or an old Mac wrote it."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise RefusedError(empty_file)
    for begins, refusal in KINDS.items():
        if content.startswith(begins):
            raise RefusedError(refusal)
    text = _text(content)
    if any(letter in text for letter in _CONTROL.decode("latin-1")):
        raise RefusedError(not_text)
    return text


def _text(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content:
        little = content[1::2].count(0) >= content[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _of_one_byte(content: bytes) -> str:
    """An old Mac ends its lines by a return alone; a new line is then one inside of a cell."""
    if content.count(b"\r") > content.count(b"\n") and b"\r\n" not in content:
        return content.decode("mac_roman").replace("\n", " ").replace("\r", "\n")
    return content.decode("cp1252", "replace")
