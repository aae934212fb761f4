"""Reads text into a sheet: a table, if a delimiter gives even rows, else one card per line."""

import csv
import re
from collections import Counter
from io import StringIO

from app.papers.brought.headings import column_named
from app.papers.brought.sheets import MOST_ROWS, CellSheet, SheetKind, made

# A cell may be as long as the file: the preview tells, row by row, what is too long for a card.
csv.field_size_limit(2**24)

DELIMITERS = (";", "\t", ",", "|")
# Percentage of rows that must be equally wide in a table: some clerks' rows are ragged.
EVEN = 80
# Fewest columns of a table by delimiter (else two): sentences contain commas, too.
FEWEST = {",": 3}
# Word writes a tabulator after a bullet, and "o" as a bullet.
_BULLET_TAB = re.compile(r"(?m)^\s*(?:[•◦▪●·*–—-]|o|\d{1,3}[.)])\t+")
_BULLET = re.compile(r"^(?:[•◦▪●·*–—-]|\d{1,2}[.)])\s+")
# The population group in brackets after the sentence, as the toolkit writes it.
_BRACKET = re.compile(r"^(?P<text>.*\S)\s*\((?P<group>[^()\d]{3,80})\)\s*\.?$", re.DOTALL)

NumberedRows = list[tuple[int, list[str]]]


def sheet_of(text: str, encoding: str = "", most: int = MOST_ROWS) -> CellSheet:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    said = re.match(r"(?i)sep=(.)(?:\n|$)", text)
    if said:
        return made("", SheetKind.table, _split(text, said[1])[1:], encoding, most)
    text = _BULLET_TAB.sub("", text)
    delimiter = _delimiter(text)
    if delimiter:
        return made("", SheetKind.table, _split(text, delimiter), encoding, most)
    return made("", SheetKind.lines, [(line, [words]) for line, words in _lines(text)], encoding)


def without_bullet(words: str) -> str:
    return _BULLET.sub("", words.strip())


def bracket_off(words: str) -> tuple[str, str]:
    """Returns the words without the brackets at their end, and the content of these, or ""."""
    bracketed = _BRACKET.match(words.strip())
    return (bracketed["text"], bracketed["group"].strip()) if bracketed else (words.strip(), "")


def _delimiter(text: str) -> str:
    """The delimiter that makes a table of the text; of several the one with most columns; or ""."""
    widths = {
        delimiter: _width(_split(text, delimiter), delimiter)
        for delimiter in DELIMITERS
        if delimiter in text
    }
    widest = max(widths.values(), default=0)
    return next(
        (delimiter for delimiter, width in widths.items() if width == widest and widest), ""
    )


def _width(table: NumberedRows, delimiter: str) -> int:
    """The width of most rows, if this delimiter makes a table; else 0."""
    widths = Counter(len(cells) for _, cells in table)
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    if delimiter == "\t":
        # Nobody types a tabulator into a sentence, so the text is always a table.
        return max(widths, default=0)
    is_headed = bool(table) and sum(bool(column_named(cell)) for cell in table[0][1]) > 1
    is_wide = is_headed or (width >= FEWEST.get(delimiter, 2) and len(table) > 1)
    return width if is_wide and times * 100 >= len(table) * EVEN else 0


def _split(text: str, delimiter: str) -> NumberedRows:
    """Rows with the number of their first line: a quoted cell may hold line breaks.

    Skips empty rows.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows, line = [], 1
    for cells in reader:
        rows.append((line, cells))
        line = reader.line_num + 1
    return [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]


def _lines(text: str) -> list[tuple[int, str]]:
    """The numbered lines with a letter or digit; others may be the delimiters of an empty table."""
    numbered = enumerate(text.split("\n"), start=1)
    return [(line, words.strip()) for line, words in numbered if any(map(str.isalnum, words))]
