"""The sheets of an Excel or Calc file: formulas' last values, merged cells' values repeated."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from app.papers.brought.sheets import MOST_ROWS, MOST_SHEETS, CellSheet, SheetKind, made

# No row or column beyond these is taken. Of the rows beyond them or `most`, those that are not empty are counted, as
# `CellSheet.left`.
FURTHEST = 10 * MOST_ROWS
FURTHEST_COLUMN = 100


def read(content: bytes, most: int = MOST_ROWS) -> list[CellSheet]:
    """The visible sheets first, then the hidden ones."""
    with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        sheets.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
        return [_sheet(book.get_sheet_by_name(sheet.name), most) for sheet in sheets[:MOST_SHEETS]]


def _sheet(sheet: CalamineSheet, most: int) -> CellSheet:
    if sheet.start is None:
        return made(sheet.name, SheetKind.table, [])
    rows = [
        [_words(cell) for cell in row[:FURTHEST_COLUMN]]
        for row in sheet.to_python(skip_empty_area=False, nrows=max(FURTHEST, most + 1))
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill(rows, (top, left), (min(bottom, len(rows)), min(right, FURTHEST_COLUMN)))
    taken = made(sheet.name, SheetKind.table, _numbered(rows), most=most)
    further = islice(sheet.iter_rows(), len(rows), None)
    beyond = sum(any(_words(cell).strip() for cell in row) for row in further)
    return replace(taken, left=taken.left + beyond)


def _fill(rows: list[list[str]], first: tuple[int, int], last: tuple[int, int]) -> None:
    (top, left), (bottom, right) = first, last
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = rows[top][left]


def _numbered(rows: list[list[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    yield from enumerate(rows, start=1)


def _words(cell: Any) -> str:
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
