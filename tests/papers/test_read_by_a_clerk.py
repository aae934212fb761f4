"""The files as somebody reads them who was not there: each sentence is true, and two files never disagree."""

import random
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from app import texts
from app.languages import HALL_LANGUAGES
from app.method import agreement, sorting
from app.models import Card, Proposal
from app.papers.document import words_of
from app.papers.memo import memo
from app.papers.outcome import MeetingResult
from app.papers.outcome_tables import TABLES
from app.papers.pptx_file import after
from app.papers.result import read_result
from app.papers.xlsx_file import result_xlsx
from app.reading.snapshot import Snapshot
from app.screens.picture import cards_by_groups
from app.screens.speaker import Speaker
from app.vocabulary import Category, Effort, Impact, Language, Reason, Step
from tests.cast import Evening

MORE, LESS, DUNNO = Category.more, Category.less, Category.dunno
TABLE_OF = ("Amina", "Hodan", "Layla")


def result_of(meeting: Evening, language: Language = Language.sv) -> MeetingResult:
    with meeting.reading() as book:
        return read_result(book, meeting.id, language)


def decide(meeting: Evening, card: int, *decisions: Category) -> None:
    for name, decision in zip(TABLE_OF, decisions, strict=True):
        reason = Reason.differ if decision is DUNNO else None
        meeting.do(sorting.decide, meeting.member(name), card, decision, reason)


def slides(result: MeetingResult) -> str:
    """The words of all tables of the slides."""
    shapes = [
        shape for slide in Presentation(BytesIO(after(result))).slides for shape in slide.shapes
    ]
    rows = [row for shape in shapes if shape.has_table for row in shape.table.rows]
    return "\n".join(cell.text for row in rows for cell in row.cells)


def test_of_what_groups_most_clearly_want_the_card_without_objection_stands_first(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.sorting)
    objected, agreed, alone, against, *_ = meeting.ids(Card)
    decide(meeting, objected, MORE, MORE, LESS)
    decide(meeting, agreed, MORE, MORE, DUNNO)
    decide(meeting, alone, MORE, DUNNO, DUNNO)
    decide(meeting, against, LESS, LESS, DUNNO)
    more, less, _ = [[line.card.id for line in cards] for _, cards in result_of(meeting).telling(5)]
    assert more == [agreed, objected, alone]
    assert less == [against]


def test_the_files_tell_the_picture_of_the_evening_from_its_two_ends(
    meeting: Evening, chance: random.Random
) -> None:
    meeting.go_to(Step.sorting)
    for card in meeting.ids(Card):
        decide(meeting, card, *chance.choices(tuple(Category), k=len(TABLE_OF)))
    with meeting.reading() as book:
        snapshot = Snapshot(book, meeting.keys, meeting.id, {})
        drawn = cards_by_groups(Speaker(snapshot.meeting, Language.sv), snapshot)
    told = dict(result_of(meeting).telling(len(drawn)))
    more = [line.card.id for line in told.get("What the groups most clearly want more of", [])]
    less = [line.card.id for line in told.get("What the groups most clearly want less of", [])]
    assert more == [line.card.id for line in drawn if line.counts.more > line.counts.less]
    assert less == [line.card.id for line in reversed(drawn) if line.counts.less > line.counts.more]


def test_slides_and_memo_tell_alike_what_a_proposal_has_led_to(meeting: Evening) -> None:
    meeting.propose("Amina", "Språkkafé")
    meeting.propose("Hodan", "Kvällsbuss")
    meeting.go_to(Step.agreement)
    agreed = meeting.all(Proposal)[0].idea_id
    meeting.do(agreement.agree, "Språkkafé", "", "", "", Language.sv, agreed)
    result = result_of(meeting)
    told = "\n".join(words_of(memo([result])))
    for words in (told, slides(result)):
        assert words.count("Överenskommen åtgärd 1") == 1
        assert words.count("Inte besvarat ännu") == 1


@pytest.mark.parametrize("language", HALL_LANGUAGES)
def test_each_sheet_of_the_workbook_has_its_whole_title(
    meeting: Evening, language: Language
) -> None:
    result = result_of(meeting, language)
    titles = [texts.say(table(result).title, language) for table in TABLES]
    _, *names = load_workbook(BytesIO(result_xlsx(result))).sheetnames
    assert names == [title.replace(":", ",") for title in titles]


@pytest.mark.parametrize("language", Language)
def test_the_middle_of_the_axis_says_of_what_it_is_the_middle(language: Language) -> None:
    """So that no idea is placed at "in between, in between"."""
    assert texts.name(Effort.between, language) != texts.name(Impact.between, language)
