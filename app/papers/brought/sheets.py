"""A sheet of cells: the common shape into which every uploaded file is read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from app.frozen import frozen
from app.limits import LIMIT
from app.vocabulary import N_, Word

# A card pack has about thirty cards; a longer table than this is no list of cards.
MOST_ROWS = LIMIT.file_rows
MOST_COLUMNS = 30
MOST_SHEETS = 20
# In letters; a card's text has at most 500. Only the beginning of a longer cell is shown.
LONGEST_CELL = 2000


class SheetKind(Word):
    """What rows are: of a table, single lines, paragraphs with their heading, lines of slides.

    "name": of a row, with its number.
    """

    table = "table", N_("Row %(number)s")
    lines = "lines", N_("Line %(number)s")
    paragraphs = "paragraphs", N_("Paragraph %(number)s")
    slides = "slides", N_("Slide %(number)s")


@frozen
class CellSheet:
    """One sheet of a file. `name`: its name in the file.

    `places`: each row's line, row or slide, from 1. `encoding`: the one-byte encoding, if it was
    guessed. `left`: how many rows beyond the limit were not taken. `without`: headings of the
    columns with people's names and addresses, which were not taken.
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
        """The first `most` cells of a column that are not empty, below a row."""
        filled = (
            row[column] for row in self.rows[below + 1 :] if len(row) > column and row[column]
        )
        return tuple(cell for _, cell in zip(range(most), filled, strict=False))


def made(
    name: str,
    kind: SheetKind,
    numbered: Iterable[tuple[int, Sequence[str]]],
    encoding: str = "",
    most: int = MOST_ROWS,
) -> CellSheet:
    """Makes a sheet of at most `most` rows, without empty rows, and empty columns of a table."""
    stripped = [(place, [cell.strip() for cell in row]) for place, row in numbered]
    filled = [(place, row) for place, row in stripped if any(row)]
    taken = filled[:most]
    width = max((len(row) for _, row in taken), default=0)
    used = [
        column
        for column in range(width)
        if any(len(row) > column and row[column] for _, row in taken)
    ]
    # Other kinds have columns with a fixed meaning by position, so an empty one must stay.
    kept = (used if kind is SheetKind.table else list(range(width)))[:MOST_COLUMNS]
    rows = tuple(
        tuple(row[column][:LONGEST_CELL] if len(row) > column else "" for column in kept)
        for _, row in taken
    )
    places = tuple(place for place, _ in taken)
    return CellSheet(name, kind, rows, places, encoding, left=len(filled) - len(taken))


def without_columns(sheet: CellSheet, columns: Iterable[int], names: tuple[str, ...]) -> CellSheet:
    gone = set(columns)
    rows = tuple(
        tuple(cell for column, cell in enumerate(row) if column not in gone) for row in sheet.rows
    )
    return replace(sheet, rows=rows, without=names)


def read_anew(sheet: CellSheet, encoding: str) -> CellSheet:
    """Decodes the same bytes in another encoding; returns the sheet unchanged if they cannot be."""
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


def to_json(sheets: Iterable[CellSheet]) -> str:
    """The sheets as JSON, to store them and to pass them between processes."""
    return json.dumps([asdict(sheet) for sheet in sheets])


def of_json(words: str) -> tuple[CellSheet, ...]:
    return tuple(_sheet(stored) for stored in json.loads(words))


def _sheet(stored: dict[str, object]) -> CellSheet:
    rows: list[list[str]] = stored["rows"]  # type: ignore[assignment]
    places: list[int] = stored["places"]  # type: ignore[assignment]
    without: list[str] = stored["without"]  # type: ignore[assignment]
    return CellSheet(
        name=str(stored["name"]),
        kind=SheetKind(str(stored["kind"])),
        rows=tuple(map(tuple, rows)),
        places=tuple(places),
        encoding=str(stored["encoding"]),
        left=int(str(stored["left"])),
        without=tuple(without),
    )
