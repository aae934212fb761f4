"""The survey after the evening: open until a set time, and filled in on paper."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.keeping import removed_meetings
from app.limits import DAY, LIMIT
from app.method import agreement, ending, sealing, survey
from app.method.act import Act
from app.method.erasing.people import erase_phones
from app.method.refusals import (
    NotYoursError,
    bad_answer,
    empty,
    meeting_ended,
    past_time,
    survey_closed,
)
from app.method.survey import Answered
from app.method.survey.closing import open_too_long
from app.method.warned import answered_meanwhile
from app.models import Meeting, RemovedMeeting, Survey, SurveyAnswer, SurveyForm, SurveyQuestion
from app.vocabulary import Language, QuestionKind, RoundState, Step
from tests.cast import CAST, Evening, bare_evening
from tests.environment import LATER, LATER_ON
from tests.house import SECRET, House, main_of

CLOSED = "Enkäten är stängd"


@pytest.fixture
def asking(meeting: Evening) -> Evening:
    meeting.go_to(Step.survey)
    return meeting


def question(meeting: Evening, kind: QuestionKind) -> int:
    return meeting.all(SurveyQuestion, meeting_id=meeting.id, kind=kind)[0].id


def run_out(meeting: Evening) -> None:
    """The set time has passed."""
    meeting.do(survey.keep_open, LATER)
    passed = int(time.time()) - 1
    meeting.do(lambda act: act.book.change(Survey, {"meeting_id": act.meeting_id}, until=passed))


def results(meeting: Evening) -> dict[int, survey.QuestionResult]:
    with meeting.reading() as book:
        return {result.question.id: result for result in survey.results(book, meeting.id)}


def standing(meeting: Evening) -> survey.SurveyState:
    with meeting.reading() as book:
        return survey.survey_state(book, meeting.id)


def test_until_the_set_time_an_ended_meeting_still_takes_answers(asking: Evening) -> None:
    scale, amina = question(asking, QuestionKind.scale), asking.member("Amina")
    asking.do(survey.keep_open, LATER)
    asking.do(ending.end, ended=True)
    asking.do(survey.answer, amina, scale, 3)
    asking.do(survey.close_now)
    asking.refused(survey_closed, survey.answer, asking.member("Hodan"), scale, 3)
    asking.refused(survey_closed, survey.keep_open, LATER)


def test_a_mistyped_year_is_refused_since_nothing_would_be_erased_while_the_survey_is_open(
    asking: Evening,
) -> None:
    most = LIMIT.survey_days * DAY
    asking.refused(open_too_long, survey.keep_open, int(time.time()) + most + DAY)
    asking.do(survey.keep_open, int(time.time()) + most - DAY)
    asking.do(ending.end, ended=True)
    asking.refused(open_too_long, survey.keep_open, int(time.time()) + most + DAY)


def test_before_the_evening_it_can_be_set_until_when_the_survey_is_open_after_it(
    asking: Evening,
) -> None:
    begin = int(time.time()) + 300 * DAY
    asking.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, starts_at=begin))
    asking.do(survey.keep_open, begin + DAY)
    asking.refused(open_too_long, survey.keep_open, begin + (LIMIT.survey_days + 1) * DAY)


def test_no_survey_is_opened_again_for_phones_that_have_been_erased(house: House) -> None:
    evening, desk, console = house.evening, house.desk(), house.console(Language.en)
    evening.go_to(Step.survey)
    evening.do(ending.end, ended=True)

    def offers() -> list[bool]:
        pages = (desk.ask("GET", f"{desk.path}/survey").text, console.get().text)
        return ["survey/until" in page for page in pages]

    assert offers() == [True, True], "nobody had answered"
    evening.do(erase_phones)
    assert offers() == [False, False]
    evening.refused(survey_closed, survey.keep_open, LATER)


def test_when_the_time_has_passed_nothing_more_is_answered(asking: Evening) -> None:
    scale, amina = question(asking, QuestionKind.scale), asking.member("Amina")
    run_out(asking)
    asking.refused(survey_closed, survey.answer, amina, scale, 3)
    asking.refused(survey_closed, survey.skip, amina, scale)
    asking.refused(past_time, survey.keep_open, int(time.time()) - 60)
    asking.do(survey.keep_open, LATER)
    asking.do(survey.answer, amina, scale, 3)


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
    # Nobody had answered, so it can be opened once more.
    meeting.do(survey.keep_open, LATER)
    assert CLOSED not in house.phone("Amina").screen()
    assert meeting.row.sequence == known + 1


def test_what_passed_while_the_program_was_off_is_closed_before_anything_is_served(
    house: House,
) -> None:
    meeting = house.evening
    meeting.go_to(Step.survey)
    scale = question(meeting, QuestionKind.scale)
    for name in CAST:
        meeting.do(survey.answer, meeting.member(name), scale, 3)
    run_out(meeting)
    house.stop()
    house.start()
    assert CLOSED in house.phone("Amina").screen()
    assert results(house.evening)[scale].answers == len(CAST)
    assert list(house.settings.keys.iterdir()) == []


def test_a_key_that_was_lost_while_the_program_was_off_is_said_on_every_screen(
    house: House,
) -> None:
    meeting = house.evening
    meeting.go_to(Step.survey)
    meeting.do(survey.answer, meeting.member("Amina"), question(meeting, QuestionKind.scale), 3)
    house.stop()
    for key in house.settings.keys.iterdir():
        key.unlink()
    house.start()
    assert "1 form cannot be read" in house.console(Language.en).screen()
    assert "Om du redan har svarat har dina svar gått förlorade." in house.phone("Amina").screen()
    assert [row.state for row in house.evening.all(Survey)].count(RoundState.void) == 1


def test_a_set_time_opens_nothing_but_the_survey_of_an_ended_meeting(meeting: Evening) -> None:
    meeting.go_to(Step.agreement)
    action = meeting.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    meeting.do(survey.keep_open, LATER)
    meeting.do(ending.end, ended=True)
    meeting.refused(meeting_ended, agreement.take_part, meeting.member("Amina"), action)


def test_a_meeting_that_is_opened_again_asks_anew_also_after_the_set_time_if_nobody_had_answered(
    asking: Evening,
) -> None:
    """Whose time has passed would close again at once."""
    asking.do(survey.keep_open, LATER)
    asking.do(ending.end, ended=True)
    run_out(asking)
    asking.do(survey.settle)
    asking.do(ending.end, ended=False)
    asking.do(survey.settle)
    asking.do(survey.answer, asking.member("Amina"), question(asking, QuestionKind.scale), 3)
    asking.do(ending.end, ended=True)
    assert not standing(asking).is_open


def test_a_form_on_paper_waits_unseen_and_counts_with_the_others(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    for name in ("Amina", "Börje", "Kirsi", "Olena"):
        asking.do(survey.answer, asking.member(name), scale, 3)
        asking.do(survey.answer, asking.member(name), free, None, "Med telefon")
    answers = [Answered(scale, level=1), Answered(free, words="På papper")]
    wrong = asking.do(survey.enter_paper, answers)
    asking.do(survey.take_out_paper, wrong)
    asking.do(survey.enter_paper, answers)
    assert asking.all(SurveyAnswer) == []
    assert (standing(asking).papers, standing(asking).waiting) == (1, 1)
    asking.do(ending.end, ended=True)
    result_of = results(asking)
    assert result_of[scale].answers == 5
    assert Counter(result_of[free].words) == {"Med telefon": 4, "På papper": 1}
    assert (standing(asking).papers, standing(asking).waiting) == (1, 0)


def test_after_the_close_paper_is_released_when_five_are_together(asking: Evening) -> None:
    scale, free = question(asking, QuestionKind.scale), question(asking, QuestionKind.free)
    for place, name in enumerate(CAST):
        asking.do(survey.answer, asking.member(name), scale, 3 - place % 2)
    asking.do(ending.end, ended=True)
    shown = results(asking)
    both = [Answered(scale, level=1), Answered(free, words="På papper")]
    forms = [asking.do(survey.enter_paper, [Answered(scale, level=1)]) for _ in range(3)]
    asking.do(survey.take_out_paper, forms.pop())
    for _ in range(2):
        asking.do(survey.enter_paper, both)
    assert results(asking) == shown
    # Were the fifth like the other four, all would wait: what they say could be read alone.
    asking.do(survey.enter_paper, [Answered(scale, level=2), *both[1:]])
    told = results(asking)
    assert told[scale].levels == survey.Levels((4, 8, 8, 0))
    # Three wrote: their words wait for two more, and their forms cannot be taken out any more.
    assert told[free] == shown[free]
    with asking.reading() as book:
        assert survey.paper_forms(book, asking.id) == []
    assert (standing(asking).papers, standing(asking).waiting) == (5, 3)
    for _ in range(2):
        asking.do(survey.enter_paper, [Answered(free, words="På papper")])
    assert results(asking)[free].words == ("På papper",) * 5
    assert (standing(asking).papers, standing(asking).waiting) == (7, 0)
    assert list(asking.keys.iterdir()) == []


def test_a_survey_of_which_paper_has_been_released_is_not_opened_again(asking: Evening) -> None:
    """Else what one more person answers could be found by subtraction."""
    kinds = (QuestionKind.scale, QuestionKind.free, QuestionKind.actions)
    scale, free, choosing = (question(asking, kind) for kind in kinds)
    asking.do(survey.keep_open, LATER)
    asking.do(ending.end, ended=True)
    asking.do(survey.close_now)
    beside = [Answered(free, words="På papper")] * 3 + [Answered(choosing, action_ids=())] * 2
    for level, answered in enumerate(beside):
        asking.do(survey.enter_paper, [Answered(scale, level=1 + level % 2), answered])
        assert standing(asking).stays_closed is (level == 4)
    assert results(asking)[scale].answers == 5
    assert (standing(asking).papers, standing(asking).waiting) == (5, 5)
    asking.refused(survey_closed, survey.keep_open, LATER)
    asking.do(ending.end, ended=False)
    assert not standing(asking).is_open


def test_who_closes_a_survey_that_has_closed_by_itself_is_told_that(asking: Evening) -> None:
    asking.do(survey.keep_open, LATER)
    asking.do(ending.end, ended=True)
    asking.do(survey.answer, asking.member("Amina"), question(asking, QuestionKind.scale), 3)
    asking.refused(answered_meanwhile, survey.close_now, answered=False)
    run_out(asking)
    asking.do(survey.settle)
    asking.refused(survey_closed, survey.close_now, answered=False)


def test_paper_that_nobody_can_read_any_more_is_told_as_lost(asking: Evening) -> None:
    scale = question(asking, QuestionKind.scale)
    asking.do(survey.answer, asking.member("Amina"), scale, 3)
    asking.do(ending.end, ended=True)
    asking.do(survey.enter_paper, [Answered(scale, level=1)])
    sealing.destroy_key(asking.keys, asking.all(Survey)[0].id)
    asking.do(survey.enter_paper, [Answered(scale, level=1)])
    assert (standing(asking).waiting, standing(asking).lost) == (1, 1)


def test_paper_that_nobody_can_read_is_not_said_to_wait(asking: Evening) -> None:
    """As after a backup was put back on another computer, or the meeting was carried there."""
    asking.do(ending.end, ended=True)
    asking.do(survey.enter_paper, [Answered(question(asking, QuestionKind.free), words="Svar")])

    def unsettled() -> list[int]:
        with asking.reading() as book:
            return [*survey.unsettled(book, asking.keys, int(time.time()))]

    assert unsettled() == []
    sealing.destroy_key(asking.keys, asking.all(Survey)[0].id)
    assert unsettled() == [asking.id]
    asking.do(survey.settle)
    assert (standing(asking).waiting, standing(asking).lost) == (0, 1)
    assert unsettled() == []


def keys_there(asking: Evening) -> Path:
    """Also while the meeting lies removed."""
    return asking.writer.do(None, lambda act: act.keys)


@pytest.fixture
def removed(asking: Evening) -> RemovedMeeting:
    """A meeting that was removed while three paper forms waited for five."""
    free = question(asking, QuestionKind.free)
    asking.do(ending.end, ended=True)
    for number in range(3):
        asking.do(survey.enter_paper, [Answered(free, words=f"Svar {number}")])
    asking.do(removed_meetings.throw_away, SECRET)
    return asking.all(RemovedMeeting)[0]


def test_paper_that_waits_waits_on_in_a_meeting_that_is_removed_and_put_back(
    asking: Evening, removed: RemovedMeeting
) -> None:
    with asking.reading() as book:
        sealing.sweep_keys(book, keys_there(asking), by_age=True)
    asking.writer.do(
        None,
        lambda act: removed_meetings.put_back(act, removed.municipality_id, removed.id, SECRET),
    )
    (key,) = asking.keys.iterdir()
    assert key.stem == str(asking.all(Survey)[0].id), "it lies under no other id any more"
    free = question(asking, QuestionKind.free)
    for number in (3, 4):
        asking.do(survey.enter_paper, [Answered(free, words=f"Svar {number}")])
    assert (standing(asking).waiting, standing(asking).lost) == (0, 0)
    assert results(asking)[free].answers == 5
    assert list(asking.keys.iterdir()) == []


def test_with_a_removed_meeting_the_key_of_what_waited_in_it_is_destroyed(
    asking: Evening, removed: RemovedMeeting
) -> None:
    long_ago = removed.removed_at - (LIMIT.desk_days + 1) * DAY

    def empty_it(act: Act) -> None:
        act.book.change(RemovedMeeting, {}, removed_at=long_ago)
        removed_meetings.empty(act)

    assert len(list(keys_there(asking).iterdir())) == 1
    asking.writer.do(None, empty_it)
    assert list(keys_there(asking).iterdir()) == []


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
    assert console.send("survey/until", date=LATER_ON, time="12:00").status_code == 303
    console.send("ended")
    assert LATER_ON in console.screen()
    scale = evening.ids(SurveyQuestion)[0]
    assert f"survey/{scale}" in amina.screen()
    assert amina.send(f"survey/{scale}", level=3).status_code == 303
    assert "Stäng enkäten nu" in console.screen()
    assert (
        "Någon har svarat. När du har stängt enkäten kan den inte öppnas igen." in console.screen()
    )
    assert console.tap("survey/until/none").status_code == 409, "it was meant to stay until the end"
    assert f"survey/{scale}" in amina.screen()
    console.send("survey/closed")
    assert "survey/" not in amina.screen()
    assert console.tap("survey/until", date=LATER_ON, time="12:00").status_code == 409


def test_a_phone_changes_its_last_answer_and_takes_all_of_them_back(house: House) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.survey)
    asked = evening.ids(SurveyQuestion)
    amina.tap(f"survey/{asked[0]}", level=3)
    assert f"survey/{asked[0]}/taken-back" in amina.screen()
    assert f'/survey/{asked[0]}"' in main_of(amina.tap(f"survey/{asked[0]}/taken-back").text)
    for question_id in asked:
        amina.tap(f"survey/{question_id}/skipped")
    evening.go_to(Step.thanks)
    assert "survey/withdrawn" in amina.screen()
    assert f'/survey/{asked[0]}"' in main_of(amina.tap("survey/withdrawn").text)
    assert evening.all(SurveyForm) == []


def test_who_answered_nothing_is_not_told_that_answers_are_saved(house: House) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.survey)
    run_out(evening)
    evening.go_to(Step.thanks)
    assert 'id="saved"' not in amina.screen()
    assert "survey/withdrawn" not in amina.screen()


def test_the_coordinator_sets_the_time_and_enters_paper_at_the_desk(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.survey)
    token = evening.sign_in()
    at = f"/coordinator/meetings/{evening.id}/survey"
    desk = house.browser(at, {"coordinator": token})
    assert "closes when the meeting" in desk.get().text
    assert desk.send("until", date=LATER_ON, time="12.00").status_code == 303
    assert LATER_ON in desk.get().text
    refused = desk.send("until", date="2020-01-02", time="12.00")
    assert 'role="alert"' in desk.ask("GET", refused.headers["location"]).text
    scale, _, free = evening.ids(SurveyQuestion)
    filled = {f"level_{scale}": "4", f"words_{free}": "På papper"}
    assert desk.ask("POST", f"{at}/papers", data=filled).status_code == 303
    told = desk.get().text
    assert "1 paper form has been entered. Paper forms are counted when the survey closes." in told
    form = evening.all(SurveyForm)[0].id
    assert desk.send(f"papers/{form}/removed").status_code == 303
    assert evening.all(SurveyForm) == []
