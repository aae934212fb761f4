"""What came out of a meeting: files and paper agree, tell nothing of a person, and open right in a spreadsheet."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from app.method import agreement, axis, ending, ideas, proposals, sorting, survey, vote, wordings
from app.method.act import Act
from app.method.people import headcount
from app.models import AgreedAction, Card, Proposal, SuggestedAction, SurveyQuestion
from app.papers.agreed_blocks import programme_table
from app.papers.csv_file import actions_csv, result_csv, safe
from app.papers.document import words_of
from app.papers.docx_file import as_docx as docx
from app.papers.json_file import actions_json, result_json
from app.papers.memo import memo
from app.papers.outcome import MeetingResult
from app.papers.printing.as_json import document_sheet
from app.papers.result import read_result
from app.papers.xlsx_file import actions_xlsx
from app.vocabulary import Category, Language, Reason, Step, WordingSource
from tests.cast import CAST, Evening

EVIL = "=HYPERLINK(1)"
# A document has runs instead of marks that set words apart.
ALONE = dict.fromkeys(map(ord, "\u2068\u2069"))


def through(meeting: Evening) -> None:
    """A whole evening: decisions, ideas, one hidden, one dropped, a vote, two actions, the survey."""
    meeting.go_to(Step.sorting)
    first, second = meeting.ids(Card)[:2]
    meeting.do(sorting.decide, meeting.member("Amina"), first, Category.more)
    meeting.do(sorting.decide, meeting.member("Hodan"), first, Category.dunno, Reason.differ)
    meeting.do(sorting.decide, meeting.member("Layla"), second, Category.less)
    meeting.do(sorting.keep_line, meeting.member("Hodan"), first, 0, "=Vi talade om tåget")
    language_cafe = meeting.propose("Amina", "Språkkafé")
    meeting.propose("Hodan", EVIL)
    meeting.go_to(Step.ideas)
    hidden = meeting.do(ideas.write, meeting.member("Layla"), "Om grannen Svetlana", "", "")
    meeting.do(ideas.hide, hidden, hidden=True)
    dropped = meeting.do(ideas.write, meeting.member("Layla"), "Slopad idé", "", "")
    meeting.do(ideas.drop, meeting.member("Layla"), dropped)
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    for name in ("Hodan", "Pekka", "Layla"):
        meeting.do(vote.cast, meeting.member(name), language_cafe)
    meeting.do(vote.close_round, 1)
    meeting.go_to(Step.agreement)
    agree(meeting, "Språkkafé varje vecka", "Biblioteket")
    agree(meeting, EVIL, "+358")
    action = meeting.do(lambda act: agreement.standing_actions(act.book, act.meeting_id)[0].id)
    meeting.do(agreement.take_part, meeting.member("Kirsi"), action)
    meeting.do(agreement.hear_owner, action, says_yes=True)
    answer(meeting)


def agree(meeting: Evening, title: str, owner: str) -> None:
    meeting.do(agreement.agree, title, owner, "@alla", "2027-01-31", Language.sv)


def answer(meeting: Evening) -> None:
    """Everybody answers the scale; five answer in words."""
    meeting.go_to(Step.survey)
    scale, _, free = meeting.ids(SurveyQuestion)
    for place, name in enumerate(CAST):
        meeting.do(survey.answer, meeting.member(name), scale, place % 4 + 1)
    for name in ("Amina", "Rolf", "Kadri", "Layla", "Hodan"):
        meeting.do(survey.answer, meeting.member(name), free, None, "-5 till fikat")
    meeting.do(ending.end, ended=True)


@pytest.fixture
def done(meeting: Evening) -> Evening:
    through(meeting)
    return meeting


def result_of(meeting: Evening, language: Language = Language.sv) -> MeetingResult:
    with meeting.reading() as book:
        return read_result(book, meeting.id, language)


def rows_of(content: bytes) -> list[list[str]]:
    """As a Nordic Excel reads it."""
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def paper(result: MeetingResult, name: str = "memo") -> str:
    """What DOCX and PDF are both written from."""
    made = memo([result]) if name == "memo" else programme_table([result])
    return "\n".join(words_of(made))


def test_decisions_are_told_by_group(done: Evening) -> None:
    first = result_of(done).cards[0]
    assert [
        (decision.group_number, decision.category, decision.reason) for decision in first.decisions
    ] == [
        (1, Category.more, None),
        (2, Category.dunno, Reason.differ),
    ]


def test_not_reached_and_the_line_of_a_talk_are_told_alike_in_every_file(done: Evening) -> None:
    result = result_of(done)
    first, second, third, *_ = result.cards
    assert [card.not_reached for card in (first, second, third)] == [(3,), (1, 2), (1, 2, 3)]
    assert [decision.line.words for decision in first.decisions if decision.line] == [
        "=Vi talade om tåget"
    ]
    told = json.loads(result_json(result))["cards"]
    assert [card["not_reached"] for card in told[:3]] == [[3], [1, 2], [1, 2, 3]]
    assert told[0]["decisions"][1]["line"]["words"] == "=Vi talade om tåget"
    rows = rows_of(result_csv(result))
    heading = next(place for place, row in enumerate(rows) if "Hann inte" in row)
    column = rows[heading].index("Hann inte")
    assert [row[column] for row in rows[heading + 1 : heading + 4]] == ["1", "2", "3"]
    assert rows[heading + 1][column + 2] == "2: =Vi talade om tåget"
    assert "=Vi talade om tåget" in paper(result)


def test_the_vote_tells_its_votes_and_never_a_voter(done: Evening) -> None:
    (vote_round,) = result_of(done).rounds
    assert vote_round.votes == 3
    assert "3 av 15 har röstat." in paper(result_of(done))
    assert [(proposal.place, proposal.votes) for proposal in vote_round.proposals] == [
        (1, None),
        (2, None),
    ]


def test_an_open_round_is_not_told(meeting: Evening) -> None:
    meeting.propose("Amina", "Språkkafé")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    assert result_of(meeting).rounds == ()


def test_what_was_hidden_or_dropped_is_in_no_file(done: Evening) -> None:
    result = result_of(done)
    for content in (result_json(result), result_csv(result).decode(), paper(result)):
        assert "Svetlana" not in content
        assert "Slopad" not in content
        assert "Språkkafé" in content


@pytest.mark.parametrize("language", Language)
def test_what_was_hidden_after_it_was_counted_is_told_by_its_mark_alone(
    meeting: Evening, language: Language
) -> None:
    proposal = meeting.propose("Amina", "Om grannen Svetlana")
    meeting.propose("Hodan", "Språkkafé")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), proposal)
    meeting.do(vote.close_round, 1)
    (idea_id,) = [row.idea_id for row in meeting.all(Proposal, id=proposal)]
    meeting.do(ideas.hide, idea_id, hidden=True)
    result = result_of(meeting, language)
    for content in (result_json(result), result_csv(result).decode(), paper(result)):
        assert "Svetlana" not in content
    told = json.loads(result_json(result))["rounds"][0]["proposals"]
    assert [(row["group_number"], row["title"] is None, row["place"]) for row in told] == [
        (1, True, 1),
        (2, False, 2),
    ]


def test_what_was_hidden_when_it_was_counted_is_not_in_the_round(meeting: Evening) -> None:
    proposal = meeting.propose("Amina", "Om grannen Svetlana")
    meeting.propose("Hodan", "Språkkafé")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), proposal)
    (idea_id,) = [row.idea_id for row in meeting.all(Proposal, id=proposal)]
    meeting.do(ideas.hide, idea_id, hidden=True)
    meeting.do(vote.close_round, 1)
    meeting.do(ideas.hide, idea_id, hidden=False)
    (vote_round,) = result_of(meeting).rounds
    assert (vote_round.votes, [line.group_number for line in vote_round.proposals]) == (0, [2])


def test_what_only_a_screen_needs_is_in_no_file(done: Evening) -> None:
    told = json.loads(result_json(result_of(done)))["actions"]
    assert not {"idea_hidden", "in_front", "taking_part"} & {*told[0]}


def test_ideas_keep_their_settled_point_and_what_they_began_as(meeting: Evening) -> None:
    meeting.go_to(Step.ideas)
    suggested = meeting.ids(SuggestedAction)[0]
    idea_id = meeting.do(ideas.develop, meeting.member("Amina"), suggested)
    meeting.go_to(Step.axis)
    meeting.do(axis.place, meeting.member("Amina"), idea_id, 10, 90)
    meeting.do(axis.settle, meeting.member("Amina"), idea_id, 10, 90)
    (idea,) = result_of(meeting).ideas
    assert (idea.effort, idea.impact, idea.proposed) == (10, 90, False)
    assert idea.suggestion
    assert idea.suggestion.words == "Suggestion 1 (sv)"


def test_the_three_papers_tell_the_same_of_the_agreed_actions(done: Evening) -> None:
    result = result_of(done)
    as_json: dict[str, Any] = json.loads(actions_json(result))
    as_rows = rows_of(actions_csv(result))
    first = as_json["actions"][0]
    assert first["title"] == {"words": "Språkkafé varje vecka", "language": "sv"}
    assert (first["due_on"], first["interest"]) == ("2027-01-31", 1)
    assert [
        *("1", "", "", "Språkkafé varje vecka", "Biblioteket", "har lovat", ""),
        *("'@alla", "2027-01-31", "", "", "1", "", "", ""),
    ] in as_rows
    assert "Språkkafé varje vecka" in paper(result, "actions")


def test_the_owners_answer_is_told_alike_in_every_file(done: Evening) -> None:
    result = result_of(done)
    assert [action.owner_says_yes for action in result.actions] == [True, False]
    told = json.loads(actions_json(result))["actions"]
    assert [action["owner_says_yes"] for action in told] == [True, False]
    rows = rows_of(actions_csv(result))
    place = next(place for place, row in enumerate(rows) if "Deras svar" in row)
    column = rows[place].index("Deras svar")
    assert [row[column] for row in rows[place + 1 :]] == ["har lovat", "ska tillfrågas"]
    for name in ("actions", "memo"):
        assert "(har lovat)" in paper(result, name)
        assert "(ska tillfrågas)" in paper(result, name)


def test_every_paper_says_that_it_is_not_to_be_generalised(done: Evening) -> None:
    result = result_of(done, Language.en)
    papers = (
        result_json(result),
        actions_json(result),
        result_csv(result).decode("utf-8-sig"),
        actions_csv(result).decode("utf-8-sig"),
        paper(result),
        paper(result, "actions"),
    )
    assert all("must not be generalised" in content for content in papers)


def test_of_an_open_survey_no_file_tells_more_than_how_many_have_answered(
    meeting: Evening,
) -> None:
    meeting.go_to(Step.survey)
    _, _, free = meeting.ids(SurveyQuestion)
    for name in CAST:
        meeting.do(survey.answer, meeting.member(name), free, None, "Kanarifågel")
    result = result_of(meeting)
    for told in (paper(result), result_csv(result).decode("utf-8-sig"), result_json(result)):
        assert "Kanarifågel" not in told
        assert str(len(CAST)) in told
    assert "Enkäten är öppen" in paper(result)


def test_the_survey_hides_what_is_few(done: Evening) -> None:
    scale, chosen, free = result_of(done).survey
    assert scale.answers == sum(scale.levels) == len(CAST)
    assert all(sum(crossed.levels) >= 5 for crossed in scale.by_role)
    assert chosen.too_few
    assert (chosen.levels, chosen.actions) == ((), ())
    assert sorted(free.words) == ["-5 till fikat"] * 5


def test_the_memo_tells_how_many_answered_a_question_from_five_on(done: Evening) -> None:
    lines = paper(result_of(done, Language.en)).split("\n")
    scale, chosen, free = (lines.index(f"Question {number} (en)") for number in (1, 2, 3))
    assert lines[scale + 1] == f"{len(CAST)} answers"
    assert lines[chosen + 1 : free] == ["Fewer than 5 answers: not shown"]
    assert lines[free + 1] == "5 answers"


def test_a_text_without_the_language_says_which_one_it_is_in(done: Evening) -> None:
    result = result_of(done, Language.fi)
    (first, _) = json.loads(result_json(result))["actions"]
    assert first["title"]["language"] == "sv"
    told = document_sheet(programme_table([result]))["parts"][0]["blocks"][0]["rows"][0][1]
    assert {"words": "Språkkafé varje vecka", "language": "sv", "rtl": False} in told


@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠")
def test_no_cell_begins_as_a_formula(first: str) -> None:
    assert safe(f"{first}1+1") == f"'{first}1+1"
    assert safe(f"1{first}") == f"1{first}"


def test_no_text_of_anybodys_becomes_a_formula_in_the_file(done: Evening) -> None:
    content = result_csv(result_of(done))
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in rows_of(content) for cell in row]
    assert f"'{EVIL}" in cells
    assert "'-5 till fikat" in cells
    assert not any(cell[:1] in set("=+-@\t\r\n") for cell in cells if cell)


def test_every_row_of_a_table_has_a_cell_below_each_heading(done: Evening) -> None:
    rows = list(
        csv.reader(StringIO(result_csv(result_of(done)).decode("utf-8-sig")), delimiter=";")
    )
    tables: list[list[list[str]]] = [[]]
    for row in rows:
        if row:
            tables[-1].append(row)
        else:
            tables.append([])
    assert len(tables) > 5
    for title, headings, *told in tables[1:]:
        assert {len(row) for row in told} <= {len(headings)}, title


def test_numbers_stay_numbers(done: Evening) -> None:
    rows = rows_of(result_csv(result_of(done)))
    told = [row for row in rows if len(row) == 7 and row[2] in ("1A", "2A")]
    assert [(row[0], row[4]) for row in told] == [("1", "Plats 1"), ("1", "Plats 2")]
    assert safe(-5) == -5


def test_peoples_markup_is_words_on_paper(meeting: Evening) -> None:
    meeting.go_to(Step.agreement)
    agree(meeting, "<img src=x onerror=alert(1)>", "{{ 7*7 }}")
    words = paper(result_of(meeting))
    assert "<img src=x onerror=alert(1)>" in words
    assert "{{ 7*7 }}" in words


def test_a_meeting_where_nothing_happened_has_papers_too(meeting: Evening) -> None:
    result = result_of(meeting)
    assert json.loads(result_json(result))["actions"] == []
    assert rows_of(result_csv(result))
    assert paper(result)


def test_a_meeting_that_is_opened_again_tells_the_same(done: Evening) -> None:
    before = result_json(result_of(done))
    done.do(ending.end, ended=False)
    assert result_json(result_of(done)) == before


def test_joined_proposals_are_told_alike_in_every_file(meeting: Evening) -> None:
    kept, other = meeting.propose("Amina", "Språkkafé"), meeting.propose("Hodan", "Kaffe ihop")
    meeting.go_to(Step.proposals)
    meeting.do(proposals.join, kept, other)
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), kept)
    meeting.do(vote.close_round, 1)
    result = result_of(meeting)
    told = json.loads(result_json(result))
    assert [idea["joined_with"] for idea in told["ideas"]] == [["2A"], ["1A"]]
    assert [proposal["joined"] for proposal in told["rounds"][0]["proposals"]] == [["2A"]]
    rows = rows_of(result_csv(result))
    heading = next(row for row in rows if "Ihopslagen med" in row)
    column = heading.index("Ihopslagen med")
    ideas_told = [row for row in rows if row[:2] in (["1A", "Språkkafé"], ["2A", "Kaffe ihop"])]
    assert [row[column] for row in ideas_told] == ["2A", "1A"]
    voted = [row[2:5] for row in rows if row[2:3] == ["1A + 2A"]]
    assert voted == [["1A + 2A", "Språkkafé", "Plats 1"]]
    assert "1A + 2A" in paper(result)
    assert "Ihopslagen med 1A" in paper(result)


def test_of_few_votes_by_phone_no_hands_are_told_that_would_tell_them(meeting: Evening) -> None:
    proposal = meeting.propose("Amina", "Språkkafé")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Layla"), proposal)
    table = meeting.member("Hodan").group_id or 0
    meeting.do(headcount.count_heads, table, 9)
    meeting.do(vote.raise_hands, table, proposal, 2)
    meeting.do(vote.close_round, 1)
    (told,) = json.loads(result_json(result_of(meeting)))["rounds"]
    assert (told["votes"], told["hands"]) == (3, None)
    assert [(row["votes"], row["hands"]) for row in told["proposals"]] == [(None, None)]


def test_what_an_interpreter_typed_is_marked_in_every_file_beside_the_original(
    done: Evening,
) -> None:
    """In the reader's language; the words that it was made from stand by themselves, whichever way they run."""

    def interpret(act: Act) -> None:
        title = act.book.all(AgreedAction)[0].title_id
        arabic = {"ar": "مقهى اللغات (Språkcafé) 17:30!"}
        wordings.rewrite(act.book, title, arabic)
        wordings.say(act.book, title, Language.fi, "Kielikahvila", WordingSource.interpreted)

    done.do(interpret)
    result = result_of(done, Language.fi)
    marked = "Kielikahvila (tulkattu: \u2068مقهى اللغات (Språkcafé) 17:30!\u2069)"
    assert any(marked in row for row in rows_of(actions_csv(result)))
    sheet = load_workbook(BytesIO(actions_xlsx(result))).worksheets[1]
    assert marked in [cell.value for row in sheet.iter_rows() for cell in row]
    titles = [action["title"] for action in json.loads(actions_json(result))["actions"]]
    (typed,) = [title for title in titles if title["words"] == "Kielikahvila"]
    assert typed["original"]["language"] == "ar"
    assert sum("original" in title for title in titles) == 1
    told = Document(BytesIO(docx(memo([result]))))
    assert any(marked.translate(ALONE) in paragraph.text for paragraph in told.paragraphs)
    set_by_typst = json.dumps(document_sheet(memo([result])), ensure_ascii=False)
    assert '"words": "Kielikahvila"' in set_by_typst
    assert '"words": " (tulkattu: "' in set_by_typst
    plain = result_of(done, Language.ar)
    assert "original" not in actions_json(plain)
