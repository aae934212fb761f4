"""The outcome as CSV for a Nordic Excel: `;`, a byte order mark, and no text that is a formula."""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO

from app import texts
from app.papers.interpreted import in_a_cell
from app.papers.outcome import CAVEAT, MeetingResult
from app.papers.outcome_tables import TABLES, actions
from app.papers.section import CellValue, Section, column_heads
from app.screens.speaker import Said

# A spreadsheet would compute a cell that begins with one of these, or split it.
DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")


def actions_csv(result: MeetingResult) -> bytes:
    return _written(result, [actions(result)])


def result_csv(result: MeetingResult) -> bytes:
    """All tables of the outcome, one below the other, each with its headings."""
    return _written(result, [table(result) for table in TABLES])


def safe(cell: CellValue) -> str | int:
    """Puts an apostrophe before text that would be a formula; numbers stay, days become ISO."""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    words = cell.words if isinstance(cell, Said) else cell or ""
    return f"'{words}" if words[:1] in DANGEROUS and words else words


def _written(result: MeetingResult, sections: Iterable[Section]) -> bytes:
    sheet = StringIO()
    table = csv.writer(sheet, delimiter=";", lineterminator="\r\n")

    def write(*cells: CellValue) -> None:
        table.writerow([safe(in_a_cell(cell, result.language)) for cell in cells])

    write(result.municipality, result.name, result.held_on)
    write(texts.say(CAVEAT, result.language))
    for section in sections:
        table.writerow([])
        write(texts.say(section.title, result.language))
        write(*column_heads(section, result.language))
        for row in section.rows:
            write(*row, *[None] * (len(section.headings) - len(row)))
    return sheet.getvalue().encode("utf-8-sig")
