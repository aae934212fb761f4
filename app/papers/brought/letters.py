"""Decodes text: by its byte order mark, as Unicode, else in the likeliest one-byte encoding."""

import re
from collections.abc import Callable

from app.method.refusals import Refusal, RefusedError
from app.vocabulary import N_

not_text = Refusal(
    "not_text",
    N_(
        "This file holds no text that can be read. Save the table as an Excel file or as CSV, and choose that file."
    ),
)

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# The one-byte encodings that are tried, with the name under which a person can choose one.
ONE_BYTE = {
    "cp1252": "Windows: åäö é",
    "mac_roman": "Mac: åäö é",
    "cp1251": "Windows: абв",
    "cp1256": "Windows: ابت",
}
# Control characters that do not occur in text. Tabulators and line ends (9 to 13) do.
_CONTROL = {chr(code) for code in set(range(32)) - {9, 10, 11, 12, 13}}
# The letters and signs beyond ASCII that occur in Nordic text.
_NORDIC = frozenset("åäöÅÄÖéÉüÜáàšžæøõ–—’‘“”„…»«·•§½€°")
_WORD = re.compile(r"[^\W\d_]+")


def text_of(content: bytes) -> tuple[str, str]:
    """Returns the text, and its encoding if that was guessed, else "". Refuses what is no text."""
    text, encoding = _text(content)
    if any(letter in _CONTROL for letter in text):
        raise RefusedError(not_text)
    return text, encoding


def _text(content: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    if b"\0" in content:
        little = content[1::2].count(0) >= content[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace"), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _of_one_byte(content)


def _of_one_byte(content: bytes) -> tuple[str, str]:
    """Decodes a one-byte encoding. Old Macs end lines with a return alone; there a line feed is
    a line break inside a cell, and becomes a space.
    """
    is_old_mac = content.count(b"\r") > content.count(b"\n") and b"\r\n" not in content
    encoding = "mac_roman" if is_old_mac else _likeliest(content)
    text = content.decode(encoding, "surrogateescape")
    return (text.replace("\n", " ").replace("\r", "\n") if is_old_mac else text), encoding


def _likeliest(content: bytes) -> str:
    """The encoding in which the fewest letters are strange; of equals the first."""
    return min(ONE_BYTE, key=lambda encoding: _strange(content, encoding))


def _strange(content: bytes, encoding: str) -> int:
    text = content.decode(encoding, "replace")
    return sum(STRANGE[encoding](word) for word in _WORD.findall(text)) + text.count("\ufffd")


def _strange_in_latin(word: str) -> int:
    return sum(ord(letter) > 127 and letter not in _NORDIC for letter in word)


def _strange_in_script(low: int, high: int) -> Callable[[str], int]:
    """Counts the oddities in a word of a script: foreign letters, and capitals inside it."""

    def strange(word: str) -> int:
        own = sum(low <= ord(letter) <= high for letter in word)
        others = len(word) - own
        foreign = sum(ord(letter) > 127 and not low <= ord(letter) <= high for letter in word)
        shouted = sum(letter.isupper() for letter in word[1:]) if own else 0
        return foreign + (min(own, others) if own else 0) + (shouted if shouted < own - 1 else 0)

    return strange


STRANGE = {
    "cp1252": _strange_in_latin,
    "mac_roman": _strange_in_latin,
    "cp1251": _strange_in_script(0x400, 0x4FF),
    "cp1256": _strange_in_script(0x600, 0x6FF),
}
