"""Words that run both ways stand in their own order in every file, whoever typed them, whatever is beside them."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from app.languages import alone, direction
from app.method import agreement, ending, sorting, survey, wordings
from app.method.act import Act
from app.method.followup import following
from app.models import Card, Meeting, Municipality, SurveyQuestion
from app.papers.calendar_file import municipality_calendar
from app.papers.csv_file import result_csv
from app.papers.document import Document as Told, Facts, Headline, InLanguage
from app.papers.docx_file import as_docx as docx
from app.papers.json_file import result_json
from app.papers.memo import memo
from app.papers.outcome import MeetingResult
from app.papers.outgoing import as_pdf
from app.papers.pptx_file import after
from app.papers.printing.typeset import settable
from app.papers.result import read_result
from app.papers.section import corrected
from app.papers.xlsx_file import result_xlsx
from app.screens.speaker import Said
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.papers.test_result import rows_of

MIXED = "مقهى اللغات (Språkcafé) يوم الاثنين 17:30!"
BY_ITSELF = f"\u2068{MIXED}\u2069"


@pytest.fixture
def told(meeting: Evening) -> MeetingResult:
    """The name of the meeting, a line of a talk, a proposal, an agreed action with its owner, an answer."""
    meeting.do(_name)
    meeting.go_to(Step.sorting)
    amina, first = meeting.member("Amina"), meeting.ids(Card)[0]
    meeting.do(sorting.decide, amina, first, Category.more)
    meeting.do(sorting.keep_line, amina, first, 0, MIXED)
    meeting.propose("Amina", MIXED)
    meeting.go_to(Step.agreement)
    meeting.do(agreement.agree, MIXED, MIXED, "", "2027-01-31", Language.sv)
    meeting.go_to(Step.survey)
    free = meeting.ids(SurveyQuestion)[2]
    for name in ("Amina", "Rolf", "Kadri", "Layla", "Hodan"):
        meeting.do(survey.answer, meeting.member(name), free, None, MIXED)
    meeting.do(ending.end, ended=True)
    with meeting.reading() as book:
        return read_result(book, meeting.id, Language.sv)


def _name(act: Act) -> None:
    meeting = act.book.one(Meeting, id=act.meeting_id)
    assert meeting
    wordings.rewrite(act.book, meeting.name_id, {Language.sv: MIXED})


def is_in_order(words: str) -> bool:
    """As a program shows plain words: by the first letter, unless they are set apart from what is round them."""
    rest = words.replace(BY_ITSELF, "")
    return MIXED not in rest or rest == MIXED


def test_tables_and_calendars_show_them_so(told: MeetingResult, meeting: Evening) -> None:
    """What stands in a cell or a line with other words stands apart from them."""
    cells = {
        "xlsx": [
            str(cell)
            for sheet in load_workbook(BytesIO(result_xlsx(told))).worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ],
        "csv": [cell for row in rows_of(result_csv(told)) for cell in row],
        "ics": list(in_calendar(meeting)),
        "corrected": [str(corrected(Said(MIXED, "sv"), Said(MIXED, "sv"), Language.sv))],
    }
    for kind, of_kind in cells.items():
        holding = [cell for cell in of_kind if MIXED in cell]
        assert holding, kind
        assert [cell for cell in holding if not is_in_order(cell)] == [], kind
    assert json.dumps(MIXED, ensure_ascii=False) in result_json(told), "with the language beside it"


def in_calendar(meeting: Evening) -> Iterator[str]:
    meeting.do(following.follow)
    with meeting.reading() as book:
        (own,) = book.all(Municipality)
        content = municipality_calendar(book, own, 1_790_000_000)
    for event in Calendar.from_ical(content).walk("VEVENT"):
        assert isinstance(event.decoded("dtstart"), date)
        yield from (str(event["summary"]), str(event["description"]))


def test_documents_and_slides_show_them_so(told: MeetingResult) -> None:
    """Each by its own run or paragraph that runs as they do; in a sentence of ours, set apart."""
    document = Document(BytesIO(docx(memo([told]))))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [
        *document.paragraphs,
        *(paragraph for cell in cells for paragraph in cell.paragraphs),
    ]
    runs = [run for paragraph in paragraphs for run in paragraph.runs if MIXED in run.text]
    assert len(runs) > 4
    for run in runs:
        properties = run._r.rPr  # noqa: SLF001
        runs_left = properties is not None and properties.find(qn("w:rtl")) is not None
        assert runs_left or BY_ITSELF in run.text, run.text
    frames = [
        frame
        for slide in Presentation(BytesIO(after(told))).slides
        for shape in slide.shapes
        for frame in _frames(shape)
    ]
    lines = [
        paragraph for frame in frames for paragraph in frame.paragraphs if MIXED in paragraph.text
    ]
    assert lines
    for line in lines:
        around = direction(line.text)
        assert (line._p.pPr is not None and line._p.pPr.get("rtl") == "1") == (around == "rtl")  # noqa: SLF001
        assert all(alone(MIXED, around) in piece.text for piece in line.runs if MIXED in piece.text)


def _frames(shape: Any) -> Iterator[Any]:
    if shape.has_text_frame:
        yield shape.text_frame
    if shape.has_table:
        yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)


@pytest.mark.long
def test_a_pdf_has_them_so(told: MeetingResult) -> None:
    """Where its text layer says that they stand, from left to right; and no mark of ours is drawn for a letter."""
    beside = Headline(("1. ", Said(MIXED, "en")))
    part = InLanguage(Language.sv, "Sundby", (), (beside, Facts(((BY_ITSELF, ("2",)),))))
    first, second = (
        _drawn(as_pdf(document)) for document in (Told("Sundby", (part,)), memo([told]))
    )
    for places in (first, second):
        assert places["17:30"] < places["Språkcafé"] < places["مقهى"]
    assert first["1."] < first["17:30"]
    assert settable(BY_ITSELF) == BY_ITSELF


def _drawn(content: bytes) -> dict[str, float]:
    """How far from the left each of them stands where it is first drawn."""
    places: dict[str, float] = {}

    def see(words: str, on_page: list[float], in_text: list[float], *_more: object) -> None:
        for wanted in ("1.", "17:30", "Språkcafé", "مقهى"):
            if wanted in words:
                places.setdefault(wanted, in_text[4] * on_page[0] + on_page[4])

    for page in PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=see)
    return places
