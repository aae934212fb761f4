"""The feedback survey: sealed while it is open, and then answers that lead to nobody."""

from pathlib import Path

import pytest

from app.live.stamping import Touched
from app.method import agreement, ending, sealing, survey
from app.method.refusals import (
    NotYoursError,
    bad_answer,
    empty,
    step_closed,
    survey_closed,
    too_long,
)
from app.method.survey import Levels, QuestionResult
from app.models import Survey, SurveyAnswer, SurveyForm, SurveyQuestion
from app.models.scope import ScopeKind
from app.vocabulary import Language, QuestionKind, Role, Step
from tests.cast import CAST, Evening, bare_evening


@pytest.fixture
def asking(meeting: Evening) -> Evening:
    """The meeting at the survey, with two agreed actions."""
    meeting.go_to(Step.agreement)
    for title in ("A language café", "Plain letters"):
        meeting.do(agreement.agree, title, "", "", "", Language.sv)
    meeting.go_to(Step.survey)
    return meeting


def question(meeting: Evening, kind: QuestionKind) -> int:
    return meeting.all(SurveyQuestion, meeting_id=meeting.id, kind=kind)[0].id


def result(meeting: Evening, kind: QuestionKind) -> QuestionResult:
    """What came out of it: closes the survey first, with the meeting."""
    if not meeting.row.ended:
        meeting.do(ending.end, ended=True)
    with meeting.reading() as book:
        return next(told for told in survey.results(book, meeting.id) if told.question.kind is kind)


def answer_all(meeting: Evening, names: list[str], level: int) -> None:
    asked = question(meeting, QuestionKind.scale)
    for name in names:
        meeting.do(survey.answer, meeting.member(name), asked, level)


def standing(meeting: Evening) -> survey.SurveyState:
    with meeting.reading() as book:
        return survey.survey_state(book, meeting.id)


def answered(meeting: Evening, name: str) -> frozenset[int]:
    with meeting.reading() as book:
        return survey.answered_by(book, meeting.keys, meeting.id, meeting.people[name])


def test_what_is_withdrawn_is_gone_from_the_disk_too(asking: Evening) -> None:
    answer_all(asking, ["Amina", "Hodan"], 3)
    data = Path(asking.database.url.removeprefix("sqlite:///")).parent
    forms = {row.sealed for row in asking.all(SurveyForm)}
    assert all(lies_in(data, sealed) for sealed in forms)
    asking.do(survey.withdraw, asking.member("Amina"))
    (left,) = (row.sealed for row in asking.all(SurveyForm))
    assert [sealed for sealed in forms if lies_in(data, sealed)] == [left]


def lies_in(folder: Path, content: bytes) -> bool:
    return any(content in file.read_bytes() for file in folder.glob("*.db*"))


def test_the_survey_is_answered_at_its_step_and_after_it(meeting: Evening) -> None:
    asked = question(meeting, QuestionKind.scale)
    meeting.go_to(Step.agreement)
    meeting.refused(step_closed, survey.answer, meeting.member("Amina"), asked, 3)
    meeting.refused(step_closed, survey.skip, meeting.member("Amina"), asked)
    meeting.refused(step_closed, survey.take_back, meeting.member("Amina"), asked)
    meeting.go_to(Step.thanks)
    meeting.do(survey.answer, meeting.member("Amina"), asked, 3)


def test_until_it_closes_the_last_answer_of_a_person_stands(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    amina = asking.member("Amina")
    answer_all(asking, ["Börje", "Kirsi", "Olena", "Mikael"], 1)
    for level in (3, 2, 2):
        asking.do(survey.answer, amina, scale, level)
    asking.do(survey.skip, amina, scale)
    asking.do(survey.answer, amina, free, None, "Taken back")
    asking.do(survey.take_back, amina, free)
    assert answered(asking, "Amina") == {scale}
    assert result(asking, QuestionKind.scale).levels == Levels((4, 1, 0, 0))
    assert [row.words for row in asking.all(SurveyAnswer) if row.words] == []


def test_who_takes_all_answers_back_has_answered_nothing(asking: Evening) -> None:
    answer_all(asking, ["Amina", "Börje"], 3)
    asking.do(survey.withdraw, asking.member("Amina"))
    asking.do(survey.withdraw, asking.member("Hodan"))
    assert answered(asking, "Amina") == frozenset()
    assert standing(asking).people == 1


def test_only_what_was_asked_can_be_answered(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    choosing = question(asking, QuestionKind.actions)
    amina = asking.member("Amina")
    for level in (0, 5):
        asking.refused(bad_answer, survey.answer, amina, scale, level)
    asking.refused(bad_answer, survey.answer, amina, scale, None, "Words")
    asking.refused(bad_answer, survey.answer, amina, choosing, None, None, (1,))
    asking.refused(empty, survey.answer, amina, free, None, " ")
    asking.refused(too_long, survey.answer, amina, free, None, "x" * 501)
    other = bare_evening(asking.database, asking.writer, "XRAN7A2")
    with pytest.raises(NotYoursError):
        asking.do(survey.answer, amina, question(other, QuestionKind.scale), 1)
    assert asking.all(SurveyForm) == []


def test_an_answer_wakes_the_person_the_console_and_the_wall_alone(
    asking: Evening, announced: list[list[Touched]]
) -> None:
    announced.clear()
    answer_all(asking, ["Amina"], 3)
    kinds = {touch.kind for touch, _ in announced[0]}
    assert kinds == {ScopeKind.sealed, ScopeKind.forms}


def test_who_is_through_and_what_is_left_to_answer(asking: Evening) -> None:
    amina = asking.member("Amina")
    asked = asking.ids(SurveyQuestion)
    asking.do(survey.answer, asking.member("Hodan"), asked[0], 2)
    for number, question_id in enumerate(asked):
        assert answered(asking, "Amina") == set(asked[:number])
        asking.do(survey.skip, amina, question_id)
    assert answered(asking, "Amina") == set(asked)
    assert (standing(asking).people, standing(asking).through) == (2, 1)
    asking.do(ending.end, ended=True)
    assert (standing(asking).people, standing(asking).through) == (2, 1)


def test_nothing_is_told_of_an_answer_while_one_more_can_come(asking: Evening) -> None:
    """Not even of many: the next answer would be seen alone, by what changes."""
    answer_all(asking, list(CAST), 3)
    with asking.reading() as book:
        assert [told.answers for told in survey.results(book, asking.id)] == [0, 0, 0]
    assert asking.all(SurveyAnswer) == []
    assert standing(asking).people == len(CAST)


def test_four_answers_are_too_few_to_show(asking: Evening) -> None:
    answer_all(asking, list(CAST)[:4], 3)
    few = result(asking, QuestionKind.scale)
    assert (few.answers, few.too_few, few.levels, few.by_role) == (4, True, None, ())


def test_five_answers_are_shown(asking: Evening) -> None:
    answer_all(asking, list(CAST)[:4], 3)
    answer_all(asking, list(CAST)[4:5], 1)
    enough = result(asking, QuestionKind.scale)
    assert (enough.answers, enough.too_few, enough.levels) == (5, False, Levels((1, 0, 4, 0)))


def test_a_role_is_stored_only_where_it_may_be_shown(asking: Evening) -> None:
    # Five residents, and four elected whom subtraction would show: they stand with one more.
    residents = ["Amina", "Olena", "Hodan", "Yusuf", "Layla"]
    elected = ["Börje", "Pekka", "Leena", "Rolf"]
    answer_all(asking, residents, 4)
    answer_all(asking, elected, 1)
    assert result(asking, QuestionKind.scale).by_role == ()
    assert {row.role for row in asking.all(SurveyAnswer)} == {None}


def test_levels_by_role_are_shown_from_five_answers(asking: Evening) -> None:
    answer_all(asking, ["Amina", "Olena", "Hodan", "Yusuf"], 4)
    answer_all(asking, ["Layla"], 3)
    answer_all(asking, ["Börje", "Kirsi", "Mikael", "Pekka"], 1)
    answer_all(asking, ["Gunilla"], 2)
    shown = result(asking, QuestionKind.scale)
    assert shown.by_role == ((Role.resident, Levels((0, 0, 1, 4))),)
    assert shown.levels == Levels((4, 1, 1, 4))


def test_what_all_of_them_chose_is_not_shown(asking: Evening) -> None:
    """It would tell what each of them chose."""
    answer_all(asking, list(CAST), 3)
    alike = result(asking, QuestionKind.scale)
    assert (alike.answers, alike.all_alike, alike.levels, alike.by_role) == (
        len(CAST),
        True,
        None,
        (),
    )


def test_which_actions_people_mean_to_act_on_is_counted_without_them(asking: Evening) -> None:
    asked = question(asking, QuestionKind.actions)
    with asking.reading() as book:
        first, second = (action.id for action in agreement.standing_actions(book, asking.id))
    chosen = {"Amina": (first,), "Börje": (first, second), "Kirsi": (), "Olena": (second, second)}
    for name, action_ids in chosen.items():
        asking.do(survey.answer, asking.member(name), asked, None, None, action_ids)
    asking.do(survey.answer, asking.member("Mikael"), asked, None, None, (first,))
    counted = result(asking, QuestionKind.actions)
    assert (counted.answers, dict(counted.actions)) == (5, {first: 3, second: 2})


def test_free_words_stand_in_an_order_that_tells_nothing(asking: Evening) -> None:
    asked = question(asking, QuestionKind.free)
    for name in CAST:
        asking.do(survey.answer, asking.member(name), asked, None, f"Words {name}")
    words = result(asking, QuestionKind.free).words
    assert set(words) == {f"Words {name}" for name in CAST}
    assert words == tuple(row.words for row in sorted(asking.all(SurveyAnswer), key=lambda r: r.id))


def test_the_longest_answers_fit_and_every_form_is_equally_long(asking: Evening) -> None:
    free, choosing = question(asking, QuestionKind.free), question(asking, QuestionKind.actions)
    with asking.reading() as book:
        agreed = tuple(action.id for action in agreement.standing_actions(book, asking.id))
    asking.do(survey.answer, asking.member("Amina"), free, None, "\U0001f9d5" * 500)
    asking.do(survey.answer, asking.member("Hodan"), free, None, '"\\\n' * 166)
    asking.do(survey.answer, asking.member("Amina"), choosing, None, None, agreed)
    asking.do(survey.skip, asking.member("Kirsi"), free)
    assert len({len(row.sealed) for row in asking.all(SurveyForm)}) == 1


def test_ending_by_mistake_loses_a_survey_that_nobody_has_answered_no_more_than_the_rest(
    asking: Evening,
) -> None:
    asking.do(ending.end, ended=True)
    asking.do(ending.end, ended=False)
    answer_all(asking, ["Amina"], 3)
    asking.do(ending.end, ended=True)
    asking.do(ending.end, ended=False)
    scale = question(asking, QuestionKind.scale)
    asking.refused(survey_closed, survey.answer, asking.member("Hodan"), scale, 3)


def test_without_its_key_a_survey_is_void_in_words_and_another_begins(asking: Evening) -> None:
    answer_all(asking, ["Amina", "Hodan"], 3)
    sealing.destroy_key(asking.keys, asking.all(Survey)[0].id)
    assert answered(asking, "Amina") == frozenset()
    answer_all(asking, ["Amina"], 2)
    told = standing(asking)
    assert (told.is_open, told.people, told.lost) == (True, 1, 2)
    sealing.destroy_key(asking.keys, asking.all(Survey, number=2)[0].id)
    asking.do(ending.end, ended=True)
    told = standing(asking)
    assert (told.is_open, told.people, told.lost) == (False, 0, 3)
    asking.do(ending.end, ended=False)
    assert (standing(asking).is_open, standing(asking).lost) == (True, 3), "as the phones ask"
    asking.do(ending.end, ended=True)
    assert asking.all(SurveyForm) == []
    assert asking.all(SurveyAnswer) == []


def test_no_column_of_an_answer_leads_to_its_person() -> None:
    assert set(SurveyAnswer.model_fields) == {
        "id",
        "survey_question_id",
        "role",
        "level",
        "action_id",
        "words",
    }
