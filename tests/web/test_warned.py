"""A page that was loaded before somebody acted loses nothing of which it did not warn."""

import pytest

from app.method import ending, survey, vote
from app.models import Survey, SurveyQuestion, VoteRound
from app.vocabulary import Language, RoundState, Step
from tests.cast import Evening
from tests.environment import LATER, LATER_ON
from tests.house import Browser, House, notice_of
from tests.web.at_desk import form_on, page_after
from tests.web.tabs import Tab

STAYS_CLOSED = "Somebody has answered meanwhile. Once you close the survey, it stays closed."
CLOSES_MORE = "Ending the meeting now closes more than this page said."


@pytest.fixture
def evening(house: House) -> Evening:
    """A survey that stays open after the meeting."""
    house.evening.go_to(Step.thanks)
    house.evening.do(survey.keep_open, LATER)
    return house.evening


def somebody_answers(evening: Evening) -> None:
    scale = evening.ids(SurveyQuestion)[0]
    evening.do(survey.answer, evening.member("Amina"), scale, 3)


def state(evening: Evening) -> RoundState:
    return evening.all(Survey)[0].state


def test_a_console_that_knew_of_no_answer_closes_no_survey_that_has_got_one(
    house: House, evening: Evening
) -> None:
    evening.do(ending.end, ended=True)
    console = house.console(Language.en)
    assert (
        "Nobody has answered yet. If you close the survey, you can open it again."
        in console.screen()
    )
    early = Tab(console).form("survey/closed")
    somebody_answers(evening)
    refused = console.tap("survey/closed", **early)
    assert (refused.status_code, notice_of(refused.text)) == (409, STAYS_CLOSED)
    assert state(evening) is RoundState.open
    assert "Somebody has answered. Once you close the survey, it stays closed." in console.screen()
    assert console.tap("survey/closed", **Tab(console).form("survey/closed")).status_code == 200
    assert state(evening) is RoundState.closed


def test_a_page_of_the_desk_that_knew_of_no_answer_closes_no_survey_that_has_got_one(
    house: House, evening: Evening
) -> None:
    evening.do(ending.end, ended=True)
    desk = house.desk()
    early = form_on(desk, "survey", "survey/closed")
    somebody_answers(evening)
    assert STAYS_CLOSED in page_after(desk, desk.send("survey/closed", **early))
    assert state(evening) is RoundState.open
    desk.send("survey/closed", **form_on(desk, "survey", "survey/closed"))
    assert state(evening) is RoundState.closed


def test_a_page_of_the_desk_that_let_the_survey_close_with_the_meeting_closes_none_after_it(
    house: House, evening: Evening
) -> None:
    somebody_answers(evening)
    desk = house.desk()
    early = form_on(desk, "survey", "survey/until/none")
    evening.do(ending.end, ended=True)
    assert "The meeting has ended." in page_after(desk, desk.send("survey/until/none", **early))
    assert state(evening) is RoundState.open


def test_a_console_that_said_the_survey_stays_open_does_not_close_it_with_the_meeting(
    house: House, evening: Evening
) -> None:
    somebody_answers(evening)
    console = house.console(Language.en)
    early = Tab(console).form("ended")
    evening.do(survey.let_close)
    refused = console.tap("ended", **early)
    assert refused.status_code == 409
    assert CLOSES_MORE in notice_of(refused.text)
    assert not evening.row.ended
    assert console.tap("ended", **Tab(console).form("ended")).status_code == 200
    assert state(evening) is RoundState.closed


def test_a_console_that_knew_of_no_open_vote_does_not_close_one_with_the_meeting(
    evening: Evening, console: Browser
) -> None:
    evening.propose("Hodan", "Plain letters")
    evening.go_to(Step.thanks)
    early = Tab(console).form("ended")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.go_to(Step.thanks)
    refused = console.tap("ended", **early)
    assert refused.status_code == 409
    assert CLOSES_MORE in notice_of(refused.text)
    assert [row.state for row in evening.all(VoteRound)] == [RoundState.open]
    assert console.tap("ended", **Tab(console).form("ended")).status_code == 200
    assert [row.state for row in evening.all(VoteRound)] == [RoundState.closed]


def test_a_late_form_on_paper_that_waits_leaves_a_closed_survey_to_be_opened_again(
    evening: Evening, console: Browser
) -> None:
    evening.do(ending.end, ended=True)
    evening.do(survey.close_now)
    scale = evening.ids(SurveyQuestion)[0]
    evening.do(survey.enter_paper, [survey.Answered(scale, level=1)])
    assert "survey/until" in console.screen()
    console.tap("survey/until", date=LATER_ON, time="12:00")
    assert state(evening) is RoundState.open
