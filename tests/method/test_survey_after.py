"""The survey after the evening: open until a set time, and filled in on paper."""

import time
from collections import Counter
from collections.abc import Callable

import pytest

from app.method import accounts, actions, programme, survey
from app.method.refusals import (
    NotYoursError,
    bad_answer,
    empty,
    meeting_ended,
    past_time,
    survey_closed,
)
from app.method.survey import Answered
from app.models import Meeting, PaperForm, SurveyAnswer, SurveyQuestion
from app.settings import MeetingSettings
from app.vocabulary import Language, QuestionKind, Source, Step
from tests.cast import Evening, bare_evening
from tests.house import House

LATER = 4_000_000_000
CLOSED = "Enkäten är stängd"


@pytest.fixture
def asking(meeting: Evening) -> Evening:
    meeting.go_to(Step.survey)
    return meeting


def question(meeting: Evening, kind: QuestionKind) -> int:
    return meeting.all(SurveyQuestion, meeting_id=meeting.id, kind=kind)[0].id


def run_out(meeting: Evening) -> None:
    """The set time has passed."""
    until = MeetingSettings(survey_until=int(time.time()) - 1).written()
    meeting.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, settings=until))


def test_until_the_set_time_an_ended_meeting_still_takes_answers(asking: Evening) -> None:
    scale, amina = question(asking, QuestionKind.scale), asking.member("Amina")
    asking.do(programme.end, ended=True)
    asking.refused(meeting_ended, survey.answer_scale, amina, scale, 3)
    asking.do(survey.keep_open, LATER)
    asking.do(survey.answer_scale, amina, scale, 3)
    asking.do(survey.keep_open, None)
    asking.refused(meeting_ended, survey.answer_scale, asking.member("Hodan"), scale, 3)


def test_when_the_time_has_passed_nothing_more_is_answered(asking: Evening) -> None:
    scale, amina = question(asking, QuestionKind.scale), asking.member("Amina")
    run_out(asking)
    asking.refused(survey_closed, survey.answer_scale, amina, scale, 3)
    asking.refused(survey_closed, survey.skip, amina, scale)
    asking.refused(past_time, survey.keep_open, int(time.time()) - 60)
    asking.do(survey.keep_open, LATER)
    asking.do(survey.answer_scale, amina, scale, 3)


def test_screens_are_told_once_when_the_time_has_passed(
    open_house: Callable[..., House],
) -> None:
    house = open_house(deadline_seconds=0.05)
    meeting = house.evening
    meeting.go_to(Step.survey)
    wire = house.phone("Amina").wire()
    run_out(meeting)
    wire.wait(lambda wire: CLOSED in wire.screen)
    assert CLOSED in house.phone("Amina").screen()
    known = meeting.row.sequence
    meeting.do(survey.keep_open, LATER)
    assert CLOSED not in house.phone("Amina").screen()
    assert meeting.row.sequence == known + 1


def test_a_set_time_opens_nothing_but_the_survey_of_an_ended_meeting(meeting: Evening) -> None:
    meeting.go_to(Step.agreement)
    action = meeting.do(actions.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    meeting.do(survey.keep_open, LATER)
    meeting.do(programme.end, ended=True)
    meeting.refused(meeting_ended, actions.take_part, meeting.member("Amina"), action)


def test_a_form_on_paper_counts_with_the_others_and_can_be_taken_out(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    for name in ("Amina", "Börje", "Kirsi", "Olena"):
        asking.do(survey.answer_scale, asking.member(name), scale, 3)
        asking.do(survey.answer_free, asking.member(name), free, "Med telefon")
    answers = [Answered(scale, level=1), Answered(free, words="På papper")]
    form = asking.do(survey.enter_paper, answers)
    with asking.reading() as book:
        found = {one.question.id: one for one in survey.results(book, asking.id)}
    assert found[scale].answers == 5
    assert Counter(found[free].words) == {"Med telefon": 4, "På papper": 1}
    kept = asking.all(SurveyAnswer, paper_form_id=form)
    assert {answer.source for answer in kept} == {Source.paper}
    asking.do(survey.take_out_paper, form)
    assert asking.all(PaperForm) == []
    assert len(asking.all(SurveyAnswer)) == 8


def test_an_empty_or_foreign_form_is_not_entered(asking: Evening) -> None:
    scale = question(asking, QuestionKind.scale)
    asking.refused(empty, survey.enter_paper, [Answered(scale)])
    asking.refused(bad_answer, survey.enter_paper, [Answered(scale, level=5)])
    choosing = question(asking, QuestionKind.actions)
    asking.refused(bad_answer, survey.enter_paper, [Answered(choosing, action_ids=(1,))])
    other = bare_evening(asking.database, asking.writer, "XRAN7A2")
    form = asking.do(survey.enter_paper, [Answered(scale, level=1)])
    with pytest.raises(NotYoursError):
        other.do(survey.enter_paper, [Answered(scale, level=1)])
    with pytest.raises(NotYoursError):
        other.do(survey.take_out_paper, form)


def test_phones_answer_after_the_end_and_the_console_says_what_must_stay_on(house: House) -> None:
    evening, console, amina = house.evening, house.console(), house.phone("Amina")
    evening.go_to(Step.survey)
    assert console.send("survey/until", date="2090-01-02", time="12:00").status_code == 303
    console.send("ended")
    assert "2090" in console.screen()
    scale = evening.ids(SurveyQuestion)[0]
    assert f"survey/{scale}" in amina.screen()
    assert amina.send(f"survey/{scale}", level=3).status_code == 303
    console.send("survey/until/none")
    assert "survey/" not in amina.screen()


def test_the_coordinator_sets_the_time_and_enters_paper_at_the_desk(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.survey)
    token = evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    at = f"/coordinator/meetings/{evening.id}/survey"
    desk = house.browser(at, {"coordinator": token})
    assert "closes when the meeting" in desk.get().text
    assert desk.send("until", date="2090-01-02", time="12.00").status_code == 303
    assert "2090" in desk.get().text
    assert desk.send("until", date="2020-01-02", time="12.00").status_code == 409
    scale, _, free = evening.ids(SurveyQuestion)
    filled = {f"level_{scale}": "4", f"words_{free}": "På papper"}
    assert desk.ask("POST", f"{at}/papers", data=filled).status_code == 303
    assert "1 form on paper has been entered" in desk.get().text
    form = evening.all(PaperForm)[0].id
    assert desk.send(f"papers/{form}/removed").status_code == 303
    assert evening.all(SurveyAnswer) == []
