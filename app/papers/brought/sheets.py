"""A sheet of cells: the one shape into which everything that is brought in is read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from enum import StrEnum

from app.frozen import frozen

# A card pack has thirty; what is longer than this is no list of cards.
MOST_ROWS = 300
MOST_COLUMNS = 30
MOST_SHEETS = 20
# A text of a card has 500 letters. Of what is far too long only the beginning is shown.
LONGEST_CELL = 2000


class SheetKind(StrEnum):
    """What its rows are: of a table, single lines, paragraphs below their heading, or lines of slides."""

    table = "table"
    lines = "lines"
    paragraphs = "paragraphs"
    slides = "slides"


@frozen
class CellSheet:
    """`name`: as its file calls it. `places`: where in it each row stands, from 1: the line, the row, the slide.

    `encoding`: in which letters of one byte it was read, where that had to be guessed. `left`: rows that it has beyond
    the most that are taken. `without`: columns with people's names and addresses that were not taken in.
    """

    name: str
    kind: SheetKind
    rows: tuple[tuple[str, ...], ...]
    places: tuple[int, ...]
    encoding: str = ""
    left: int = 0
    without: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def samples(self, column: int, below: int, most: int = 3) -> tuple[str, ...]:
        """Some of the first cells of a column, below a row."""
        found = (row[column] for row in self.rows[below + 1 :] if len(row) > column and row[column])
        return tuple(cell for _, cell in zip(range(most), found, strict=False))


def made(
    name: str,
    kind: SheetKind,
    numbered: Iterable[tuple[int, Sequence[str]]],
    encoding: str = "",
    most: int = MOST_ROWS,
) -> CellSheet:
    """Of the rows that hold anything, `most` at the utmost, without the columns that are empty."""
    found = [(place, [cell.strip() for cell in row]) for place, row in numbered]
    found = [(place, row) for place, row in found if any(row)]
    taken = found[:most]
    width = max((len(row) for _, row in taken), default=0)
    used = [
        column
        for column in range(width)
        if any(len(row) > column and row[column] for _, row in taken)
    ]
    # What the kind itself tells of a column stands at its place.
    kept = (used if kind is SheetKind.table else list(range(width)))[:MOST_COLUMNS]
    rows = tuple(
        tuple(row[column][:LONGEST_CELL] if len(row) > column else "" for column in kept)
        for _, row in taken
    )
    places = tuple(place for place, _ in taken)
    return CellSheet(name, kind, rows, places, encoding, left=len(found) - len(taken))


def without_columns(sheet: CellSheet, columns: Iterable[int], names: tuple[str, ...]) -> CellSheet:
    gone = set(columns)
    rows = tuple(
        tuple(cell for column, cell in enumerate(row) if column not in gone) for row in sheet.rows
    )
    return replace(sheet, rows=rows, without=names)


def read_anew(sheet: CellSheet, encoding: str) -> CellSheet:
    """The same bytes as other letters; nothing where they cannot be those."""
    try:
        rows = tuple(
            tuple(
                cell.encode(sheet.encoding, "surrogateescape").decode(encoding, "surrogateescape")
                for cell in row
            )
            for row in sheet.rows
        )
    except UnicodeEncodeError:
        return sheet
    return replace(sheet, rows=rows, encoding=encoding)


def told(sheets: Iterable[CellSheet]) -> str:
    """As they are kept, and handed from one process to another."""
    return json.dumps([asdict(sheet) for sheet in sheets])


def heard(words: str) -> tuple[CellSheet, ...]:
    return tuple(_sheet(one) for one in json.loads(words))


def _sheet(one: dict[str, object]) -> CellSheet:
    rows: list[list[str]] = one["rows"]  # type: ignore[assignment]
    places: list[int] = one["places"]  # type: ignore[assignment]
    without: list[str] = one["without"]  # type: ignore[assignment]
    return CellSheet(
        str(one["name"]),
        SheetKind(str(one["kind"])),
        tuple(map(tuple, rows)),
        tuple(places),
        str(one["encoding"]),
        int(str(one["left"])),
        tuple(without),
    )
