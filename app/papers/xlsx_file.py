"""The outcome as a workbook: one sheet per table, typed days and numbers, and never a formula."""

from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app import texts
from app.papers.interpreted import in_a_cell
from app.papers.outcome import CAVEAT, MeetingResult
from app.papers.outcome_tables import TABLES, actions
from app.papers.section import CellValue, Section, column_heads, date_of
from app.screens.speaker import Said
from app.vocabulary import N_

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Column widths in characters: headings are unreadable below, rows above.
NARROWEST, WIDEST = 10, 60
# The limits of Excel for the name of a sheet.
LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]*?/\\", " ") | {":": ","})


def actions_xlsx(result: MeetingResult) -> bytes:
    return _written(result, [actions(result)])


def result_xlsx(result: MeetingResult) -> bytes:
    return _written(result, [table(result) for table in TABLES])


def _written(result: MeetingResult, sections: Iterable[Section]) -> bytes:
    import xlsxwriter  # noqa: PLC0415 -- a server that writes no workbook saves its memory

    content = BytesIO()
    taken_as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, {"in_memory": True, **taken_as_text})
    book.set_properties({"title": result.name.words, "company": result.municipality.words})
    look = _Look(book)
    for section in [_about(result), *sections]:
        title = texts.say(section.title, result.language)
        sheet = book.add_worksheet(title.translate(NOT_IN_A_NAME)[:LONGEST_NAME])
        headings = column_heads(section, result.language)
        rows = [[in_a_cell(cell, result.language) for cell in row] for row in section.rows]
        _fill(sheet, look, headings, rows)
    book.close()
    return content.getvalue()


class _Look:
    def __init__(self, book: Any) -> None:
        self.heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self.words = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})


def _about(result: MeetingResult) -> Section:
    """The first sheet: which meeting this is, and the caveat against generalising."""
    rows: list[tuple[str, CellValue]] = [
        (N_("Municipality"), result.municipality),
        (N_("Meeting"), result.name),
        (N_("Place"), result.place),
        (N_("Date"), date_of(result.held_on)),
        (N_("To be known"), texts.say(CAVEAT, result.language)),
    ]
    told = [(texts.say(name, result.language), cell) for name, cell in rows]
    return Section(N_("About this file"), (N_("What"), N_("Answer")), told)


def _fill(
    sheet: "Worksheet", look: _Look, headings: list[str], rows: list[list[CellValue]]
) -> None:
    sheet.write_row(0, 0, headings, look.heading)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, look, line, column, cell)
    for column, heading in enumerate(headings):
        cells = [row[column] for row in rows if len(row) > column]
        sheet.set_column(column, column, _width([heading, *cells]))
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)


def _write(sheet: "Worksheet", look: _Look, line: int, column: int, cell: CellValue) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(line, column, datetime.combine(cell, time()), look.day)
    elif isinstance(cell, int):
        sheet.write_number(line, column, cell, look.number)
    elif words := _words(cell):
        sheet.write_string(line, column, words, look.words)


def _words(cell: CellValue) -> str:
    return cell.words if isinstance(cell, Said) else str(cell or "")


def _width(cells: list[CellValue]) -> int:
    longest = max(len(line) for cell in cells for line in _words(cell).split("\n") or [""])
    return max(NARROWEST, min(longest + 2, WIDEST))
