"""After people have worked on words, those are corrected and not rewritten: what they saw stands beside them."""

import json

from app.method import sorting, survey
from app.method.preparing import packs, questions
from app.method.preparing.questions import ends_answered
from app.models import Card, SurveyQuestion, Wording
from app.papers.csv_file import result_csv
from app.papers.json_file import result_json
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.papers.test_result import result_of


def words(meeting: Evening, text_id: int) -> dict[str, str]:
    return {row.language: row.words for row in meeting.all(Wording, text_id=text_id)}


def card(meeting: Evening) -> Card:
    return meeting.all(Card, id=meeting.ids(Card)[0])[0]


def reword(meeting: Evening, **said: str) -> None:
    row = card(meeting)
    of, theme = row.population_group_id, row.theme
    meeting.do(packs.set_card, row.id, theme, of, said, heavy=row.heavy)


def decide(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    meeting.do(sorting.decide, meeting.member("Amina"), card(meeting).id, Category.more)


def seen(meeting: Evening, language: Language) -> str | None:
    told = json.loads(result_json(result_of(meeting, language)))["cards"][0]["seen"]
    return told and str(told["words"])


def test_before_anybody_has_decided_words_are_simply_changed(meeting: Evening) -> None:
    reword(meeting, sv="Nya ord")
    assert card(meeting).seen_id is None


def test_a_decided_card_keeps_what_the_groups_saw_beside_its_correction(meeting: Evening) -> None:
    decide(meeting)
    reword(meeting, sv="Rättade ord")
    assert words(meeting, card(meeting).text_id)["sv"] == "Rättade ord"
    assert words(meeting, card(meeting).seen_id or 0) == {"sv": "Card 1 (sv)"}
    reword(meeting, sv="Rättade igen")
    assert seen(meeting, Language.sv) == "Card 1 (sv)", "what was seen, not what was corrected"
    assert seen(meeting, Language.fi) is None, "in Finnish nothing was altered"
    assert "Rättade igen (Rättat efteråt" in result_csv(result_of(meeting, Language.sv)).decode()
    reword(meeting, sv="Card 1 (sv)")
    assert card(meeting).seen_id is None


def test_a_language_that_was_missing_is_added_and_marks_nothing(meeting: Evening) -> None:
    decide(meeting)
    reword(meeting, ti="ቃላት")
    assert card(meeting).seen_id is None
    assert words(meeting, card(meeting).text_id)["ti"] == "ቃላት"


def test_an_answered_question_is_corrected_and_its_scale_means_what_it_meant(
    meeting: Evening,
) -> None:
    question = meeting.all(SurveyQuestion, id=meeting.ids(SurveyQuestion)[0])[0]
    low, high = words(meeting, question.low_id or 0), words(meeting, question.high_id or 0)
    meeting.go_to(Step.survey)
    meeting.do(survey.answer_scale, meeting.member("Amina"), question.id, 3)
    meeting.refused(
        ends_answered, questions.set_question, question.id, {}, low | {"sv": "Tvärtom"}, high
    )
    meeting.do(questions.set_question, question.id, {"sv": "Rättad fråga"}, low, high)
    (kept,) = meeting.all(SurveyQuestion, id=question.id)
    assert words(meeting, kept.seen_id or 0) == {"sv": "Question 1 (sv)"}
    assert words(meeting, kept.low_id or 0) == low
