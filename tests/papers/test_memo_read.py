"""The memo as it is read in print: what belongs together is on one page, and nothing is said twice or of no use."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.hall_clock import hall_day
from app.limits import DAY
from app.method import ending, ideas, ideas_rewording
from app.method.act import Act
from app.models import Idea, ProgrammeRow, SuggestedAction
from app.papers.document import Document, InLanguage, Paragraph
from app.papers.docx_file import as_docx
from app.papers.memo import memo
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.prepared import Prepared, PrintWanted
from app.papers.printing.typeset import typeset
from app.papers.survey_blocks import survey
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.papers.test_result import (
    done as done,  # noqa: PLC0414 -- a fixture
    paper,
    result_of,
)


def annex(meeting: Evening) -> str:
    return paper(result_of(meeting)).partition("Bilaga: alla idéer")[2]


def test_a_suggestion_that_a_group_took_up_as_it_was_stands_once_in_the_annex(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.ideas)
    suggested = meeting.all(SuggestedAction)[0]
    idea = meeting.do(ideas.develop, meeting.member("Amina"), suggested.id)
    words = result_of(meeting).ideas[0].title.words
    assert annex(meeting).count(words) == 1
    amina = meeting.member("Amina")
    meeting.do(ideas_rewording.reword, amina, idea, 1, "Språkkafé", "Varje tisdag", "", "")
    assert annex(meeting).count(words) == 1, "what it began as is told where it says something else"


def test_a_title_that_ends_as_a_sentence_gets_no_second_full_stop(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    amina = meeting.member("Amina")
    for title in ("Vi håller språkkafé.", "Språkkafé"):
        meeting.do(ideas.write, amina, title, "Varje tisdag", "")
    told = annex(meeting).replace("\n", "")
    assert "Vi håller språkkafé. Varje tisdag" in told
    assert "Språkkafé. Varje tisdag" in told


def test_where_all_that_was_voted_on_is_hidden_nobody_is_told_that_nothing_was_proposed(
    done: Evening,
) -> None:
    for idea in done.all(Idea):
        done.do(ideas.hide, idea.id, hidden=True)
    told = paper(result_of(done)).partition("Förslagen och kommunens svar")[2]
    assert "Inga förslag lades fram" not in told
    assert "Mötesledaren har dolt alla förslag." in told.partition("Omröstningen")[0]


def test_where_all_is_hidden_before_any_vote_the_memo_says_so_of_ideas_and_proposals(
    meeting: Evening,
) -> None:
    assert "Inga idéer skrevs." in paper(result_of(meeting))
    meeting.propose("Amina", "Om grannen Svetlana")
    for idea in meeting.all(Idea):
        meeting.do(ideas.hide, idea.id, hidden=True)
    told = paper(result_of(meeting))
    proposals = told.partition("Förslagen och kommunens svar")[2].partition("Omröstningen")[0]
    assert proposals.strip() == "Mötesledaren har dolt alla förslag."
    assert "Mötesledaren har dolt alla idéer." in told.partition("Bilaga: alla idéer")[2]
    assert "Inga idéer skrevs." not in told
    assert "Svetlana" not in told


def test_of_hands_nothing_is_said_where_none_was_raised(done: Evening) -> None:
    result = result_of(done)
    (round_of,) = result.rounds
    assert "handuppräckning" not in paper(result)
    raised = replace(result, rounds=(replace(round_of, hands=2),))
    assert "Av rösterna gavs 2 genom handuppräckning." in paper(raised)


def test_each_step_of_a_scale_has_its_number_and_the_ends_their_words(done: Evening) -> None:
    result = result_of(done)
    asked = result.survey[0]
    usual = replace(result, survey=(replace(asked, low=None, high=None),))
    assert asked.low
    told = paper(result).split("\n")
    assert told[told.index("1: ") + 1] == asked.low.words
    assert {"2", "3", "4: "} <= {*told}
    told = paper(usual).split("\n")
    steps = [told[told.index(f"{step}: ") + 1] for step in range(1, 5)]
    assert steps == ["Stämmer inte", "Stämmer delvis", "Stämmer till stor del", "Stämmer helt"]


def test_the_day_is_that_on_which_most_of_the_evening_was_held(done: Evening) -> None:
    rows = done.all(ProgrammeRow, order=("position",))
    planned = done.row.starts_at

    def begin(act: Act) -> None:
        for row, day in zip(rows, days, strict=True):
            act.book.change(ProgrammeRow, {"id": row.id}, began_at=planned + day * DAY)

    for trial, late in ((0, 0), (1, 0), (len(rows) - 1, 0), (0, 1)):
        days = [*[-5] * trial, *[3] * (len(rows) - trial - late), *[4] * late]
        done.writer.do(done.id, begin)
        held = hall_day(planned + 3 * DAY).isoformat()
        result = result_of(done)
        assert result.held_on == held
        with done.reading() as book:
            prepared = Prepared(book, done.id, PrintWanted((Language.sv,), groups=1, base=""))
        assert prepared.day.isoformat() == held


def test_what_was_typed_from_paper_the_next_morning_leaves_the_evening_its_day(
    done: Evening,
) -> None:
    """Typing is open from the sorting on, so the facilitator goes through the steps at the office."""
    rows, planned = done.all(ProgrammeRow, order=("position",)), done.row.starts_at

    def begin(act: Act) -> None:
        for place, row in enumerate(rows):
            day = 0 if place < 2 else 1
            act.book.change(ProgrammeRow, {"id": row.id}, began_at=planned + day * DAY)

    done.writer.do(done.id, begin)
    assert result_of(done).held_on == hall_day(planned).isoformat()


def test_a_step_that_was_tried_before_the_evening_leaves_its_day_on_no_paper(
    meeting: Evening,
) -> None:
    planned, tried = meeting.row.starts_at, meeting.row.starts_at - 5 * DAY
    meeting.go_to(Step.opening)

    def began(act: Act) -> None:
        opening = {"meeting_id": meeting.id, "kind": Step.opening}
        act.book.change(ProgrammeRow, opening, began_at=tried)

    meeting.writer.do(meeting.id, began)
    with meeting.reading() as book:
        prepared = Prepared(book, meeting.id, PrintWanted((Language.sv,), groups=1, base=""))
    assert prepared.day == hall_day(planned)
    meeting.do(ending.end, ended=True)
    assert result_of(meeting).held_on == hall_day(tried).isoformat(), "it was the evening itself"


def pages(document: Document) -> list[str]:
    told = as_json(document.title, document.head, document.language, [document_sheet(document)])
    return [page.extract_text() for page in PdfReader(BytesIO(typeset(told))).pages]


@pytest.mark.parametrize("before", range(32, 38))
def test_the_bars_of_a_question_are_on_the_page_of_its_heading(done: Evening, before: int) -> None:
    """However far down the page it begins."""
    result = result_of(done)
    asked, *_ = result.survey
    fill = [Paragraph((f"Rad {number}",)) for number in range(before)]
    blocks = (*fill, *survey(replace(result, survey=(asked,))))
    part = InLanguage(Language.sv, "Prov", (), blocks)
    document = Document("Sundby", (part,))
    (page,) = [page for page in pages(document) if asked.text.words in page]
    assert "4: " in page


def test_in_word_no_row_is_on_two_pages_and_bars_stay_with_their_heading(done: Evening) -> None:
    file: Any = docx.Document(BytesIO(as_docx(memo([result_of(done)]))))
    body = [*file.element.body]
    rows = [row for table in file.tables for row in table.rows]
    assert len(rows) > 10
    for row in rows:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None  # noqa: SLF001
    bars = next(table for table in file.tables if table.cell(0, 0).text.startswith("1: "))
    *first, last = [paragraph for cell in bars.columns[0].cells for paragraph in cell.paragraphs]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in first)
    assert not last.paragraph_format.keep_with_next
    above = body[body.index(bars._tbl) - 1]  # noqa: SLF001
    assert above.pPr.find(qn("w:keepNext")) is not None
