"""The survey by its doors: what is refused is kept nowhere, and the console tells how many have not finished."""

import time
from datetime import timedelta
from io import BytesIO

import docx
import pytest

from app import texts
from app.hall_clock import hall_time, today
from app.limits import DAY
from app.method import ending, sealing, survey
from app.method.preparing.questions import remove_question
from app.method.survey import Answered
from app.models import Draft, Meeting, Survey, SurveyQuestion
from app.vocabulary import LEVELS, Language, Role, Step
from tests.environment import LATER
from tests.house import Browser, House, main_of
from tests.web.at_console import go_on
from tests.web.elements import tree
from tests.web.markup import form_of


@pytest.fixture
def free(house: House) -> int:
    """The question of the survey that asks for words; Amina is at it."""
    house.evening.go_to(Step.survey)
    *before, free = house.evening.ids(SurveyQuestion)
    for question in before:
        house.phone("Amina").tap(f"survey/{question}/skipped")
    return free


def test_before_the_meeting_is_ended_it_is_told_how_many_have_not_finished_the_survey(
    house: House, console: Browser
) -> None:
    """Ending closes it, and nobody can open again what somebody has answered."""
    said = "people have not finished the survey yet."
    house.evening.go_to(Step.survey)
    assert said in main_of(console.screen())
    assert said in go_on(console)
    console.tap("ended")
    assert said not in main_of(console.screen())


def test_how_many_answered_on_paper_stands_apart_from_the_panel_for_those_without_a_phone(
    house: House, console: Browser
) -> None:
    """No two elements of the console have one id."""
    house.evening.go_to(Step.survey)
    scale = house.evening.ids(SurveyQuestion)[0]
    house.evening.do(survey.enter_paper, [Answered(scale, level=4)])
    shown = tree(console.screen())
    assert "1 paper form" in shown.one("p", id="paper-forms").said
    ids = [element.held["id"] for element in shown.below() if "id" in element.held]
    assert len(ids) == len(set(ids))


def test_who_goes_home_after_answering_hides_nobody_who_has_not(
    house: House, console: Browser
) -> None:
    house.evening.go_to(Step.survey)
    here = len(house.evening.people)
    amina = house.phone("Amina")
    for question in house.evening.ids(SurveyQuestion):
        amina.tap(f"survey/{question}/skipped")
    amina.tap("people/0/gone")
    amina.tap("left")
    assert f"{here - 1} people have not finished" in main_of(console.screen())
    assert f'<span class="big">1</span> of {here} have finished' in main_of(console.screen())


def test_of_lost_forms_it_is_told_that_the_phones_ask_again_for_as_long_as_they_do(
    house: House, console: Browser
) -> None:
    """Nobody is told that their own answers were lost: whose they were, nobody knows any more."""
    evening = house.evening
    evening.go_to(Step.survey)
    first, *_ = evening.ids(SurveyQuestion)
    house.phone("Amina").tap(f"survey/{first}", level=2)
    sealing.destroy_key(evening.keys, evening.all(Survey)[0].id)
    evening.do(survey.settle)
    lost, again = "1 form cannot be read, because of a technical fault.", "The phones ask again."
    assert f"{lost} {again}" in main_of(console.screen())
    for name in ("Amina", "Mikael"):
        assert "Om du redan har svarat" in house.phone(name).screen()
    house.phone("Amina").tap(f"survey/{first}", level=2)
    assert "har svarat" not in house.phone("Amina").screen(), "what is answered now is there"
    evening.do(ending.end, ended=True)
    assert lost in main_of(console.screen())
    assert again not in main_of(console.screen())


def take_all_out(house: House) -> None:
    for question in house.evening.ids(SurveyQuestion):
        house.evening.do(remove_question, question)


def test_a_survey_without_questions_is_nobodys_to_finish(house: House, console: Browser) -> None:
    house.evening.go_to(Step.survey)
    take_all_out(house)
    assert "finished the survey yet" not in main_of(console.screen())


def test_where_nothing_is_asked_nobody_is_thanked_for_answers_and_every_screen_says_so(
    house: House, console: Browser
) -> None:
    take_all_out(house)
    house.evening.go_to(Step.survey)
    phone, wall = house.phone("Amina"), house.projector()
    for screen in (phone, wall):
        said = tree(screen.screen()).said
        assert "Den här enkäten har inga frågor." in said
        assert [
            words for words in ("sparade", "Tack för svaren", "Några frågor") if words in said
        ] == []
    panel = tree(console.screen()).one(id="survey-through").said
    assert panel == "There are no questions in this survey."
    for act in ("ended", "reopened"):
        assert console.tap(act).status_code == 200
    assert "Den här enkäten har inga frågor." in tree(phone.screen()).said


def test_a_survey_that_stays_open_holds_nobody_at_the_end(house: House, console: Browser) -> None:
    house.evening.go_to(Step.thanks)
    house.evening.do(survey.keep_open, LATER)
    assert "finished the survey" not in main_of(console.screen())


@pytest.mark.parametrize("days_late", [0, 40])
def test_the_end_that_is_offered_comes_after_the_evening_though_it_was_planned_for_another_day(
    house: House, console: Browser, days_late: int
) -> None:
    evening = house.evening
    evening.go_to(Step.survey)
    planned = {"starts_at": int(time.time()) - days_late * DAY}
    evening.do(lambda act: act.book.change(Meeting, {"id": evening.id}, **planned))
    offered = tree(main_of(console.screen())).one("form", id="survey-until-form")
    day, clock = (field.held["value"] for field in offered.all("input") if field.held.get("id"))
    assert console.tap("survey/until", date=day, time=clock).status_code == 200
    assert hall_time(evening.all(Survey)[-1].until or 0).date() == today() + timedelta(days=1)


def test_what_becomes_of_an_answer_is_read_before_the_first_question_and_before_own_words(
    house: House,
) -> None:
    """On a low screen what stands below a question is out of sight, while its answers are not."""
    sealed, published = "Your answer is sealed.", "The municipality may publish it."
    house.evening.go_to(Step.survey)
    phone = house.phone("Olena")
    first, *between, free = house.evening.ids(SurveyQuestion)
    asked = main_of(phone.screen())
    assert asked.count(sealed) == 1
    assert asked.index(sealed) < asked.index(f'id="question-{first}"')
    assert 'aria-describedby="sealing"' in asked
    for question in (first, *between):
        phone.tap(f"survey/{question}/skipped")
    asked = main_of(phone.screen())
    assert f'id="question-{free}"' in asked
    assert asked.count(sealed) == 1
    assert asked.index(published) < asked.index("<textarea")


def test_a_refused_answer_of_the_survey_stands_on_the_refusing_page_alone(
    house: House, free: int
) -> None:
    phone = house.phone("Amina")
    refused = phone.send(f"survey/{free}", words="w" * 501)
    assert refused.status_code == 409
    assert refused.headers["Cache-Control"] == "no-store"
    assert form_of(refused, f"{phone.path}/survey/{free}")["words"] == "w" * 501
    assert form_of(phone.get(), f"{phone.path}/survey/{free}")["words"] == ""
    assert house.evening.all(Draft) == []
    assert phone.send(f"survey/{free}", words="fine").status_code == 303


@pytest.mark.parametrize("script", [True, False])
def test_an_answer_that_comes_too_late_or_twice_is_no_draft(
    house: House, free: int, *, script: bool
) -> None:
    phone = house.phone("Amina")
    for _ in range(2):
        phone.send(f"survey/{free}", script=script, words="Only for them")
    house.evening.go_to(Step.opening)
    kirsi = house.phone("Kirsi")
    assert kirsi.send(f"survey/{free}", script=script, words="Too late").status_code == 409
    assert house.evening.all(Draft) == []
    assert "Too late" not in kirsi.get().text


def test_the_paper_form_asks_as_the_phones_do_and_for_nothing_that_nobody_enters(
    house: House,
) -> None:
    """In another order the coordinator would enter it wrong."""
    house.evening.go_to(Step.survey)
    desk = house.browser(
        f"/coordinator/meetings/{house.evening.id}", {"coordinator": house.evening.sign_in()}
    )
    asked = desk.ask("GET", f"{desk.path}/print/survey-form.docx", params={"language": "sv"})
    on_paper = [line.text for line in docx.Document(BytesIO(asked.content)).paragraphs]
    amina, entered = house.phone("Amina").screen(), desk.ask("GET", f"{desk.path}/survey").text
    pages = (("\n".join(on_paper), Language.sv), (amina, Language.sv), (entered, Language.en))
    for page, language in pages:
        inner = (texts.say(level, language) for level in LEVELS[2:0:-1])
        places = [
            page.index(level) for level in (f"High ({language})", *inner, f"Low ({language})")
        ]
        assert places == sorted(places)
    roles = {texts.name(role, Language.sv) for role in Role}
    assert not any(line.endswith(role) for role in roles for line in on_paper)


def test_who_is_asked_for_own_words_alone_is_told_that_they_may_be_published(
    house: House, free: int
) -> None:
    phone, told = house.phone("Olena"), "The municipality may publish it."
    for question in house.evening.ids(SurveyQuestion)[:-1]:
        assert told not in phone.get().text
        phone.tap(f"survey/{question}/skipped")
    assert f"survey/{free}" in phone.get().text
    assert told in phone.get().text
