"""All files that can be downloaded after a meeting, by paper and kind.

Imported when the first is asked for.
"""

from collections.abc import Callable, Sequence

from app.papers import csv_file, docx_file, json_file, pptx_file, xlsx_file
from app.papers.agreed_blocks import programme_table
from app.papers.content_file import PAPER
from app.papers.document import Document
from app.papers.memo import memo
from app.papers.naming import file_name
from app.papers.outcome import MeetingResult
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.typeset import typeset
from app.vocabulary import N_

Results = Sequence[MeetingResult]

# Each maker gets one result per language that its file is in.
MAKERS: dict[tuple[str, str], Callable[[Results], bytes]] = {
    ("memo", "docx"): lambda results: docx_file.as_docx(memo(results)),
    ("memo", "pdf"): lambda results: as_pdf(memo(results)),
    ("actions", "docx"): lambda results: docx_file.as_docx(programme_table(results)),
    ("actions", "pdf"): lambda results: as_pdf(programme_table(results)),
    ("actions", "xlsx"): lambda results: xlsx_file.actions_xlsx(results[0]),
    ("actions", "csv"): lambda results: csv_file.actions_csv(results[0]),
    ("actions", "json"): lambda results: json_file.actions_json(results[0]).encode(),
    ("result", "xlsx"): lambda results: xlsx_file.result_xlsx(results[0]),
    ("result", "csv"): lambda results: csv_file.result_csv(results[0]),
    ("result", "json"): lambda results: json_file.result_json(results[0]).encode(),
    ("key-results", "pptx"): lambda results: pptx_file.before(results[0]),
    ("outcome", "pptx"): lambda results: pptx_file.after(results[0]),
}
# As the desk calls them.
CALLED = {
    "memo": N_("Memo for the council"),
    "actions": N_("Agreed actions"),
    "result": N_("The whole result"),
    "key-results": N_("Slides of the results"),
    "outcome": N_("Slides of the outcome"),
    PAPER: N_("The meeting as it was prepared"),
}
# What can be in two languages, one below the other.
IN_BOTH = frozenset((paper, kind) for paper in ("memo", "actions") for kind in ("docx", "pdf"))
# The slides, which can be made from the municipality's own template.
SLIDES: dict[str, Callable[[MeetingResult, bytes], bytes]] = {
    "key-results": pptx_file.before,
    "outcome": pptx_file.after,
}


def as_pdf(document: Document) -> bytes:
    sheets = [document_sheet(document)]
    return typeset(as_json(document.title, document.head, document.language, sheets))


def name_of(paper: str, results: Results, kind: str) -> str:
    """What the file is saved as: with municipality, paper, day and languages."""
    first, languages = results[0], [result.language for result in results]
    place = first.municipality.words
    return file_name(CALLED[paper], languages, kind, place=place, mark=first.held_on)
