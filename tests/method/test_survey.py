"""The feedback survey: an answer without its person, a turn without its answer."""

import pytest

from app.live.writer import Touched
from app.method import actions, survey
from app.method.refusals import (
    NotYoursError,
    already_answered,
    bad_answer,
    empty,
    step_closed,
    too_long,
)
from app.method.survey import Levels, QuestionResult
from app.models import SurveyAnswer, SurveyQuestion, SurveyTurn
from app.vocabulary import Background, Language, QuestionKind, ScopeKind, Step
from tests.cast import CAST, Evening, bare_evening


@pytest.fixture
def asking(meeting: Evening) -> Evening:
    """The meeting at the survey, with two agreed actions."""
    meeting.go_to(Step.agreement)
    for title in ("A language café", "Plain letters"):
        meeting.do(actions.agree, title, "", "", "", Language.sv)
    meeting.go_to(Step.survey)
    return meeting


def question(meeting: Evening, kind: QuestionKind) -> int:
    return meeting.all(SurveyQuestion, meeting_id=meeting.id, kind=kind)[0].id


def result(meeting: Evening, kind: QuestionKind) -> QuestionResult:
    with meeting.reading() as book:
        return next(
            found for found in survey.results(book, meeting.id) if found.question.kind is kind
        )


def answer_all(meeting: Evening, names: list[str], level: int) -> None:
    asked = question(meeting, QuestionKind.scale)
    for name in names:
        meeting.do(survey.answer_scale, meeting.member(name), asked, level)


def test_the_survey_is_answered_at_its_step_and_after_it(meeting: Evening) -> None:
    asked = question(meeting, QuestionKind.scale)
    meeting.go_to(Step.agreement)
    meeting.refused(step_closed, survey.answer_scale, meeting.member("Amina"), asked, 3)
    meeting.refused(step_closed, survey.skip, meeting.member("Amina"), asked)
    meeting.go_to(Step.thanks)
    meeting.do(survey.answer_scale, meeting.member("Amina"), asked, 3)


def test_a_question_is_answered_once(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    amina = asking.member("Amina")
    asking.do(survey.answer_scale, amina, scale, 3)
    asking.refused(already_answered, survey.answer_scale, amina, scale, 1)
    asking.do(survey.skip, amina, free)
    asking.do(survey.skip, amina, free)
    asking.refused(already_answered, survey.answer_free, amina, free, "Late")
    assert [answer.level for answer in asking.all(SurveyAnswer)] == [3]


def test_only_what_was_asked_can_be_answered(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    choosing = question(asking, QuestionKind.actions)
    amina = asking.member("Amina")
    for level in (0, 5):
        asking.refused(bad_answer, survey.answer_scale, amina, scale, level)
    asking.refused(bad_answer, survey.answer_free, amina, scale, "Words")
    asking.refused(bad_answer, survey.answer_actions, amina, choosing, [1])
    asking.refused(empty, survey.answer_free, amina, free, " ")
    asking.refused(too_long, survey.answer_free, amina, free, "x" * 501)
    other = bare_evening(asking.database, asking.writer, "XRAN7A2")
    with pytest.raises(NotYoursError):
        asking.do(survey.answer_scale, amina, question(other, QuestionKind.scale), 1)
    assert asking.all(SurveyAnswer) == []
    assert asking.all(SurveyTurn) == []


def test_an_answer_wakes_the_person_the_console_and_the_wall_alone(
    asking: Evening, announced: list[list[Touched]]
) -> None:
    announced.clear()
    answer_all(asking, ["Amina"], 3)
    kinds = {touch.kind for touch, _ in announced[0]}
    assert kinds == {ScopeKind.person, ScopeKind.console, ScopeKind.projector}


def test_who_is_through_and_what_is_left_to_answer(asking: Evening) -> None:
    amina = asking.member("Amina")
    asked = asking.ids(SurveyQuestion)
    asking.do(survey.answer_scale, asking.member("Hodan"), asked[0], 2)
    for number, question_id in enumerate(asked):
        with asking.reading() as book:
            left = survey.questions_left(book, asking.id, amina.person_id)
        assert [found.id for found in left] == asked[number:]
        asking.do(survey.skip, amina, question_id)
    with asking.reading() as book:
        assert survey.questions_left(book, asking.id, amina.person_id) == []
        assert (survey.turnout(book, asking.id), survey.through(book, asking.id)) == (2, 1)


def test_four_answers_are_too_few_to_show_and_five_are_not(asking: Evening) -> None:
    names = list(CAST)
    answer_all(asking, names[:4], 3)
    few = result(asking, QuestionKind.scale)
    assert (few.answers, few.too_few, few.levels, few.by_background) == (4, True, None, ())
    answer_all(asking, names[4:5], 1)
    enough = result(asking, QuestionKind.scale)
    assert (enough.answers, enough.too_few, enough.levels) == (5, False, Levels((1, 0, 4, 0)))


def test_a_background_is_kept_only_where_five_share_it(asking: Evening) -> None:
    # Five of the cast are residents and four elected: the next one makes five.
    answer_all(asking, ["Amina", "Börje", "Svetlana"], 3)
    asking.join("Eva", Background.elected)
    answer_all(asking, ["Pekka"], 3)
    kept = [answer.background for answer in asking.all(SurveyAnswer) if answer.background]
    assert sorted(kept) == [Background.elected, Background.resident]


def test_levels_by_background_are_shown_from_five_answers(asking: Evening) -> None:
    residents = ["Amina", "Olena", "Hodan", "Yusuf", "Layla"]
    others = ["Börje", "Kirsi", "Mikael", "Pekka", "Gunilla"]
    answer_all(asking, others[:4], 1)
    answer_all(asking, residents[:4], 4)
    assert result(asking, QuestionKind.scale).by_background == ()
    answer_all(asking, residents[4:], 4)
    # Five residents answered, but the four others would follow by subtraction.
    assert result(asking, QuestionKind.scale).by_background == ()
    answer_all(asking, others[4:], 2)
    shown = result(asking, QuestionKind.scale)
    assert shown.by_background == ((Background.resident, Levels((0, 0, 0, 5))),)
    assert shown.levels == Levels((4, 1, 0, 5))


def test_which_actions_people_mean_to_act_on_is_counted_without_them(asking: Evening) -> None:
    asked = question(asking, QuestionKind.actions)
    with asking.reading() as book:
        first, second = (action.id for action in actions.standing(book, asking.id))
    chosen = {"Amina": [first], "Börje": [first, second], "Kirsi": [], "Olena": [second, second]}
    for name, action_ids in chosen.items():
        asking.do(survey.answer_actions, asking.member(name), asked, action_ids)
    assert result(asking, QuestionKind.actions).too_few
    asking.do(survey.answer_actions, asking.member("Mikael"), asked, [first])
    counted = result(asking, QuestionKind.actions)
    assert (counted.answers, dict(counted.actions)) == (5, {first: 3, second: 2})


def test_free_words_stand_in_an_order_that_tells_nothing(asking: Evening) -> None:
    asked = question(asking, QuestionKind.free)
    for name in CAST:
        asking.do(survey.answer_free, asking.member(name), asked, f"Words {name}")
    words = result(asking, QuestionKind.free).words
    assert set(words) == {f"Words {name}" for name in CAST}
    assert words == tuple(row.words for row in sorted(asking.all(SurveyAnswer), key=lambda r: r.id))


def test_what_fewer_than_five_wrote_is_hidden(asking: Evening) -> None:
    asked = question(asking, QuestionKind.free)
    for name in ("Amina", "Börje", "Kirsi", "Olena"):
        asking.do(survey.answer_free, asking.member(name), asked, f"Words {name}")
    few = result(asking, QuestionKind.free)
    assert (few.answers, few.too_few, few.words) == (4, True, ())
    asking.do(survey.answer_free, asking.member("Mikael"), asked, "Words Mikael")
    assert len(result(asking, QuestionKind.free).words) == 5


def test_no_column_of_an_answer_leads_to_its_person() -> None:
    assert set(SurveyAnswer.model_fields) == {
        "id",
        "survey_question_id",
        "background",
        "level",
        "action_id",
        "words",
        "source",
        "paper_form_id",
    }
    assert set(SurveyTurn.model_fields) == {"person_id", "survey_question_id"}
