"""Text as a sheet: a table by the delimiter that makes even rows of it, else one card a line."""

import csv
import re
from collections import Counter
from io import StringIO

from app.papers.brought.headings import column_named
from app.papers.brought.sheets import MOST_ROWS, CellSheet, SheetKind, made

# A cell may be as long as a file; what is too long for a card is said of its row.
csv.field_size_limit(2**24)

DELIMITERS = (";", "\t", ",", "|")
# Of a hundred rows so many are equally wide where a text is a table: some clerk's rows are ragged.
EVEN = 80
# Sentences have commas: by these a text is a table from three columns on.
FEWEST = {",": 3}
# Word puts a tabulator behind a bullet, and "o" for a small circle.
_BULLET_TAB = re.compile(r"(?m)^\s*(?:[•◦▪●·*–—-]|o|\d{1,3}[.)])\t+")
_BULLET = re.compile(r"^(?:[•◦▪●·*–—-]|\d{1,2}[.)])\s+")
# As the toolkit writes whose experience it is: in brackets behind the sentence.
_BRACKET = re.compile(r"^(?P<text>.*\S)\s*\((?P<group>[^()\d]{3,80})\)\s*\.?$", re.DOTALL)

Cells = list[tuple[int, list[str]]]


def sheet_of(text: str, name: str = "", encoding: str = "", most: int = MOST_ROWS) -> CellSheet:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    said = re.match(r"(?i)sep=(.)(?:\n|$)", text)
    if said:
        return made(name, SheetKind.table, _split(text, said[1])[1:], encoding, most)
    text = _BULLET_TAB.sub("", text)
    delimiter = _delimiter(text)
    if delimiter:
        return made(name, SheetKind.table, _split(text, delimiter), encoding, most)
    return made(name, SheetKind.lines, [(line, [words]) for line, words in _lines(text)], encoding)


def without_bullet(words: str) -> str:
    return _BULLET.sub("", words.strip())


def bracket_off(words: str) -> tuple[str, str]:
    """The words without the brackets at their end, and what stood in these."""
    found = _BRACKET.match(words.strip())
    return (found["text"], found["group"].strip()) if found else (words.strip(), "")


def _delimiter(text: str) -> str:
    """That by which most rows are equally wide; of several the one that makes the most columns."""
    found = {one: _width(_split(text, one), one) for one in DELIMITERS if one in text}
    widest = max(found.values(), default=0)
    return next((one for one, width in found.items() if width == widest and widest), "")


def _width(table: Cells, delimiter: str) -> int:
    """Of its rows, where it is a table; else 0."""
    widths = Counter(len(cells) for _, cells in table)
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    if delimiter == "\t":
        # Nobody types a tabulator into a sentence.
        return max(widths, default=0)
    is_headed = bool(table) and sum(bool(column_named(cell)) for cell in table[0][1]) > 1
    is_wide = is_headed or (width >= FEWEST.get(delimiter, 2) and len(table) > 1)
    return width if is_wide and times * 100 >= len(table) * EVEN else 0


def _split(text: str, delimiter: str) -> Cells:
    """Lines with their cells; a quoted cell may hold line breaks, and its row begins where it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    found, line = [], 1
    for cells in reader:
        found.append((line, cells))
        line = reader.line_num + 1
    return [(line, cells) for line, cells in found if any(cell.strip() for cell in cells)]


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines that say anything; what is left of an empty table does not."""
    numbered = enumerate(text.split("\n"), start=1)
    return [(line, words.strip()) for line, words in numbered if any(map(str.isalnum, words))]
