"""All files that can be downloaded after a meeting, by paper and kind.

Imported when the first is asked for.
"""

from collections.abc import Callable, Sequence

from app.papers import csv_file, docx_file, json_file, pptx_file, xlsx_file
from app.papers.agreed_blocks import programme_table
from app.papers.document import Document
from app.papers.downloads import Download
from app.papers.memo import memo
from app.papers.naming import file_name
from app.papers.outcome import MeetingResult
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.typeset import typeset

Results = Sequence[MeetingResult]

# Each maker gets one result per language that its file is in.
MAKERS: dict[tuple[str, str], Callable[[Results], bytes]] = {
    (Download.memo, "docx"): lambda results: docx_file.as_docx(memo(results)),
    (Download.memo, "pdf"): lambda results: as_pdf(memo(results)),
    (Download.actions, "docx"): lambda results: docx_file.as_docx(programme_table(results)),
    (Download.actions, "pdf"): lambda results: as_pdf(programme_table(results)),
    (Download.actions, "xlsx"): lambda results: xlsx_file.actions_xlsx(results[0]),
    (Download.actions, "csv"): lambda results: csv_file.actions_csv(results[0]),
    (Download.actions, "json"): lambda results: json_file.actions_json(results[0]).encode(),
    (Download.result, "xlsx"): lambda results: xlsx_file.result_xlsx(results[0]),
    (Download.result, "csv"): lambda results: csv_file.result_csv(results[0]),
    (Download.result, "json"): lambda results: json_file.result_json(results[0]).encode(),
    (Download.before, "pptx"): lambda results: pptx_file.before(results[0]),
    (Download.outcome, "pptx"): lambda results: pptx_file.after(results[0]),
}
# What can be in two languages, one below the other.
IN_BOTH = frozenset(
    (paper, kind) for paper in (Download.memo, Download.actions) for kind in ("docx", "pdf")
)
# The slides, which can be made from the municipality's own template.
SLIDES: dict[str, Callable[[MeetingResult, bytes], bytes]] = {
    Download.before: pptx_file.before,
    Download.outcome: pptx_file.after,
}


def as_pdf(document: Document) -> bytes:
    sheets = [document_sheet(document)]
    return typeset(as_json(document.title, document.head, document.language, sheets))


def name_of(paper: Download, results: Results, kind: str) -> str:
    """What the file is saved as: with municipality, paper, day and languages."""
    first, languages = results[0], [result.language for result in results]
    place = first.municipality.words
    return file_name(paper.says["name"], languages, kind, place=place, apart=first.held_on)
