"""After people have worked on words, those are corrected and not rewritten: what they saw stands beside them."""

import json
from collections.abc import Callable

import pytest

from app.method import ending, sorting, survey, typed_piles
from app.method.preparing import key_results, packs, principles, questions
from app.method.preparing.asking import actions_asked, survey_begun
from app.method.preparing.basket import put_back
from app.method.preparing.corrections import meeting_held
from app.method.preparing.pattern import Question
from app.method.preparing.questions import ends_answered
from app.models import Card, Removed, SurveyQuestion, Wording
from app.papers.csv_file import result_csv
from app.papers.json_file import result_json
from app.vocabulary import Category, Language, QuestionKind, Step
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


def order(meeting: Evening) -> list[int]:
    return [
        question.id
        for question in sorted(meeting.all(SurveyQuestion), key=lambda question: question.position)
    ]


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
    meeting.do(survey.answer, meeting.member("Amina"), question.id, 3)
    meeting.refused(
        ends_answered, questions.set_question, question.id, {}, low | {"sv": "Tvärtom"}, high
    )
    meeting.do(questions.set_question, question.id, {"sv": "Rättad fråga"}, low, high)
    (kept,) = meeting.all(SurveyQuestion, id=question.id)
    assert words(meeting, kept.seen_id or 0) == {"sv": "Question 1 (sv)"}
    assert words(meeting, kept.low_id or 0) == low


def test_what_was_seen_is_not_told_any_more_once_the_card_is_opened_again(meeting: Evening) -> None:
    decide(meeting)
    reword(meeting, sv="De rätta orden")
    meeting.do(sorting.reopen, meeting.member("Amina"), card(meeting).id)
    assert card(meeting).seen_id is None
    meeting.do(sorting.decide, meeting.member("Amina"), card(meeting).id, Category.less)
    assert "Card 1 (sv)" not in result_csv(result_of(meeting, Language.sv)).decode()
    assert not [row for row in meeting.all(Wording) if row.words == "Card 1 (sv)"]


def test_what_another_group_decided_by_is_told_when_one_opens_the_card_again(
    meeting: Evening,
) -> None:
    decide(meeting)
    meeting.do(sorting.decide, meeting.member("Rolf"), card(meeting).id, Category.more)
    reword(meeting, sv="De rätta orden")
    meeting.do(sorting.reopen, meeting.member("Amina"), card(meeting).id)
    assert seen(meeting, Language.sv) == "Card 1 (sv)"


def test_what_was_decided_on_paper_was_decided_by_the_words_there_however_it_is_typed(
    meeting: Evening,
) -> None:
    number, group_id = card(meeting).id, meeting.groups[1]
    meeting.do(typed_piles.put, group_id, number, Category.more)
    reword(meeting, sv="De rätta orden")
    for typed in (None, Category.less):
        meeting.do(typed_piles.put, group_id, number, typed)
        assert seen(meeting, Language.sv) == "Card 1 (sv)"


@pytest.mark.parametrize("takes_back", [survey.withdraw, survey.take_back])
def test_what_was_seen_of_a_question_is_forgotten_with_the_last_answer(
    meeting: Evening, takes_back: Callable[..., None]
) -> None:
    question_id = meeting.ids(SurveyQuestion)[2]
    meeting.go_to(Step.survey)
    people = [meeting.member(name) for name in ("Amina", "Rolf")]
    for person in people:
        meeting.do(survey.answer, person, question_id, None, "Ja")
    meeting.do(questions.set_question, question_id, {"sv": "Rättad fråga"}, {}, {})
    asked = () if takes_back is survey.withdraw else (question_id,)
    for person, is_kept in zip(people, (True, False), strict=True):
        meeting.do(takes_back, person, *asked)
        (row,) = meeting.all(SurveyQuestion, id=question_id)
        assert (row.seen_id is not None) == is_kept


def test_nothing_that_nobody_saw_comes_to_a_meeting_that_is_over_and_nothing_leaves_it(
    meeting: Evening,
) -> None:
    new, group = {"sv": "Nytt"}, card(meeting).population_group_id
    theme = card(meeting).theme
    ask = Question(QuestionKind.free, new)

    def come() -> list[int]:
        return [
            meeting.do(packs.add_card, theme, group, new),
            meeting.do(packs.add_suggestion, theme, new),
            meeting.do(key_results.add_result, theme, group, new),
            meeting.do(principles.add_principle, new),
            meeting.do(questions.add_question, ask),
        ]

    came = come()
    meeting.do(ending.end, ended=True)
    meeting.refused(meeting_held, packs.add_card, theme, group, new)
    meeting.refused(meeting_held, packs.add_suggestion, theme, new)
    meeting.refused(meeting_held, key_results.add_result, theme, group, new)
    meeting.refused(meeting_held, principles.add_principle, new)
    meeting.refused(meeting_held, questions.add_question, ask)
    meeting.refused(meeting_held, packs.remove_card, came[0])
    meeting.refused(meeting_held, packs.remove_suggestion, came[1])
    meeting.refused(meeting_held, key_results.remove_result, came[2])
    meeting.refused(meeting_held, principles.remove_principle, came[3])
    meeting.refused(meeting_held, questions.remove_question, came[4])
    reword(meeting, sv="Ett rättat ord")
    meeting.do(ending.end, ended=False)
    meeting.do(packs.remove_card, came[0])
    assert len(come()) == 5


def test_the_survey_asks_what_is_wanted_until_somebody_has_answered(meeting: Evening) -> None:
    first, actions, free = meeting.ids(SurveyQuestion)
    low, high = {"sv": "Aldrig"}, {"sv": "Alltid"}
    scale = Question(QuestionKind.scale, {"sv": "Hörde någon på dig?"}, low, high)
    added = meeting.do(questions.add_question, scale)
    meeting.do(questions.place_question, added, 1)
    assert order(meeting) == [added, first, actions, free]
    meeting.refused(actions_asked, questions.add_question, Question(QuestionKind.actions, low))
    meeting.do(questions.remove_question, actions)
    (removed,) = meeting.all(Removed)
    meeting.do(put_back, removed.id)
    assert order(meeting) == [added, first, actions, free]
    meeting.do(questions.remove_question, free)
    (removed,) = meeting.all(Removed)
    meeting.go_to(Step.survey)
    meeting.do(survey.answer, meeting.member("Amina"), first, 3)
    meeting.refused(survey_begun, questions.add_question, scale)
    meeting.refused(survey_begun, questions.remove_question, added)
    meeting.refused(survey_begun, questions.place_question, added, 3)
    meeting.refused(survey_begun, put_back, removed.id)
