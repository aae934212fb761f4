"""All files that can be downloaded after a meeting, by paper and kind.

Imported when the first is asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from app.papers import csv_file, docx_file, json_file, pptx_file, xlsx_file
from app.papers.agreed_blocks import programme_table
from app.papers.document import Document
from app.papers.memo import memo
from app.papers.outcome import MeetingResult
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.typeset import typeset

Results = Sequence[MeetingResult]

# Each maker gets one result per language that its file is in.
MAKERS: dict[tuple[str, str], Callable[[Results], bytes]] = {
    ("memo", "docx"): lambda results: docx_file.written(memo(results)),
    ("memo", "pdf"): lambda results: as_pdf(memo(results)),
    ("actions", "docx"): lambda results: docx_file.written(programme_table(results)),
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


def file_name(paper: str, results: Results, kind: str) -> str:
    """A name with municipality, paper, day and languages, in characters that every disk takes."""
    first = results[0]
    plain = unicodedata.normalize("NFKD", first.municipality.words).encode("ascii", "ignore")
    place = re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
    languages = "-".join(result.language for result in results)
    return "-".join(filter(None, (place, paper, first.held_on, languages))) + f".{kind}"
