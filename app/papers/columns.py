"""Reading a table out of text: which delimiter, which row is the heading, and what each column is used for."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from app.papers.headings import column_named, is_personal, theme_named

# A cell may be as long as a file; what is too long for a card is said of its row.
csv.field_size_limit(2**24)

DELIMITERS = (";", "\t", ",")
POSITIONS = ("text", "theme", "group", "language", "number")
# So far down a heading is looked for: a title may stand above it.
HIGHEST = 6
SAMPLES = 3
FEWEST_BY_COMMA = 3
_BULLET = re.compile(r"^(?:[•◦▪●·*–—-]|\d{1,2}[.)])\s+")
# As the toolkit writes whose experience it is: in brackets behind the sentence.
_BRACKET = re.compile(r"^(?P<text>.*[.!?…”\"»])\s*\((?P<group>[^()\d]{3,80})\)\.?$")


@dataclass(frozen=True)
class Column:
    """One column of a file. `use`: its kind, or nothing where it is not used. `samples`: some of its first cells."""

    heading: str
    use: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """`line`: where it begins in the text, from 1. `cells`: by the use of the column; what a row lacks is empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, use: str) -> str:
        return self.cells.get(use, "").strip()

    @property
    def texts(self) -> dict[str, str]:
        """Its texts by language; the one whose column names none under the empty word."""
        found = {use: words.strip() for use, words in self.cells.items() if use.startswith("text")}
        return {use.partition(":")[2]: words for use, words in found.items() if words}


@dataclass(frozen=True)
class Table:
    """`columns`: none where the text is lines. `is_understood`: whether we know what the cards are."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_understood: bool = True

    @property
    def is_personal(self) -> bool:
        return any(is_personal(column.heading) for column in self.columns)


Cells = list[tuple[int, list[str]]]


def table_of(text: str) -> Table:
    """Its rows that hold anything. Text without columns is one card a line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    told = re.match(r"(?i)sep=(.)(?:\n|$)", text)
    delimiter = told[1] if told else _delimiter(text)
    if delimiter is None:
        return Table((), tuple(_line(line, words) for line, words in _lines(text)))
    table = _split(text, delimiter)
    return _with_columns(table[1:] if told else table)


def _with_columns(table: Cells) -> Table:
    at = _heading_row(table)
    if at is not None:
        heading = table[at][1]
        return _table(heading, _uses(heading), table[at + 1 :])
    width = max((len(cells) for _, cells in table), default=0)
    if any(len(cells) > 1 and theme_named(cells[1]) for _, cells in table):
        return _table([""] * width, [*POSITIONS, *[""] * width][:width], table)
    heading = table[0][1] if table else []
    return _table(heading, [column_named(cell) for cell in heading], table[1:], is_understood=False)


def _table(
    heading: list[str], uses: list[str], rows: Cells, *, is_understood: bool = True
) -> Table:
    columns = tuple(
        Column(" ".join(cell.split()), use, _samples(rows, place))
        for place, (cell, use) in enumerate(zip(heading, uses, strict=True))
    )
    found = [Row(line, _cells(uses, cells)) for line, cells in rows if any(cells)]
    return Table(columns, tuple(_filled_down(found, uses)), is_understood)


def _cells(uses: list[str], cells: list[str]) -> dict[str, str]:
    return {use: cell for use, cell in zip(uses, cells, strict=False) if use}


def _samples(rows: Cells, place: int) -> tuple[str, ...]:
    found = (cells[place] for _, cells in rows if len(cells) > place and cells[place])
    return tuple(cell for _, cell in zip(range(SAMPLES), found, strict=False))


def _filled_down(rows: list[Row], uses: list[str]) -> list[Row]:
    """A cell that was merged over several rows stands in the first of them: so are headings before the text."""
    first = next((place for place, use in enumerate(uses) if use.startswith("text")), 0)
    merged = [use for use in uses[:first] if use in ("theme", "group")]
    above: dict[str, str] = {}
    filled = []
    for row in rows:
        above |= {use: row[use] for use in merged if row[use]}
        filled.append(Row(row.line, {**row.cells, **above}) if row.texts else row)
    return filled


def _delimiter(text: str) -> str | None:
    """The first by which the text is a table; what looks like one is never taken for lines."""
    tables = {one: _split(text, one) for one in DELIMITERS}
    wide = {
        one: table for one, table in tables.items() if any(len(cells) > 1 for _, cells in table)
    }
    for one, table in wide.items():
        if _heading_row(table) is not None:
            return one
        if any(len(cells) > 1 and theme_named(cells[1]) for _, cells in table):
            return one
    return next((one for one, table in wide.items() if _is_even(one, table)), None)


def _is_even(delimiter: str, table: Cells) -> bool:
    """Whether all rows have as many cells; sentences have commas too."""
    widths = {len(cells) for _, cells in table}
    fewest = FEWEST_BY_COMMA if delimiter == "," else 2
    if delimiter == "\t":
        return True
    return len(table) > 1 and len(widths) == 1 and min(widths) >= fewest


def _split(text: str, delimiter: str) -> Cells:
    """Lines with their cells; a quoted cell may hold line breaks, and its row begins where it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    found, line = [], 1
    for cells in reader:
        found.append((line, [cell.strip() for cell in cells]))
        line = reader.line_num + 1
    return [(line, cells) for line, cells in found if any(cells)]


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines that say anything; what is left of an empty table does not."""
    numbered = enumerate(text.split("\n"), start=1)
    return [(line, words.strip()) for line, words in numbered if any(map(str.isalnum, words))]


def _line(line: int, words: str) -> Row:
    """One card a line, without the bullet or number of a list; the group in brackets at its end is its group."""
    words = _BULLET.sub("", words)
    if found := _BRACKET.match(words):
        return Row(line, {"text": found["text"], "group": found["group"].strip()})
    return Row(line, {"text": words})


def _heading_row(table: Cells) -> int | None:
    """Where the headings stand: the text is among them, and at least one more that we know."""
    for place, (_, cells) in enumerate(table[:HIGHEST]):
        known = set(_uses(cells)) - {""}
        if len(known) > 1 and any(use.startswith("text") for use in known):
            return place
    return None


def _uses(cells: list[str]) -> list[str]:
    """Each kind once. “Card” stands over the texts where there is no other column for them, else over the numbers."""
    named = [column_named(cell) for cell in cells]
    has_text = any(use.startswith("text") for use in named)
    instead = ("number" if "number" not in named else "") if "text" in named else "text"
    if has_text and "card" in named and "text" not in named:
        instead = "text"
    named = [instead if use == "card" else use for use in named]
    return [use if use not in named[:place] else "" for place, use in enumerate(named)]
