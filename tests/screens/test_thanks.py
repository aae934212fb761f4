"""The screens of the thanks: what was agreed stays, with where one will be told what became of it."""

from app.method import agreement, ending, survey
from app.method.preparing.meeting import Basics, bad_address, set_basics
from app.models import Meeting, SurveyQuestion
from app.vocabulary import Language, Step
from tests.environment import LATER
from tests.house import House
from tests.web.elements import tree

TITLES = ("Språkkafé", "Klara brev")


def test_what_was_agreed_stays_after_the_end_with_where_the_follow_up_will_be(house: House) -> None:
    evening = house.evening
    row = evening.row
    basics = Basics(
        {"sv": "Möte"},
        {},
        row.main_language,
        row.second_language,
        row.starts_at,
        follow_up="www.sundby.fi/uppfoljning",
    )
    evening.do(set_basics, basics)
    wrong = Basics({"sv": "Möte"}, {}, Language.sv, None, row.starts_at, follow_up="inte en adress")
    evening.refused(bad_address, set_basics, wrong)
    evening.go_to(Step.thanks)
    assert "www.sundby.fi/uppfoljning" in house.projector().screen()
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    screen = house.phone("Olena").screen()
    assert 'href="https://www.sundby.fi/uppfoljning"' in screen


def test_who_has_not_finished_the_survey_gets_it_first_and_then_the_thanks(house: House) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.thanks)
    for question in evening.ids(SurveyQuestion):
        assert 'data-step="survey"' in phone.screen()
        phone.tap(f"survey/{question}/skipped")
    screen = phone.screen()
    assert 'data-step="thanks"' in screen
    assert "The municipality tells publicly what has become of it" in screen


def test_who_has_answered_can_take_it_back_as_long_as_the_survey_is_open_after_the_end_too(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.survey)
    evening.do(survey.keep_open, LATER)
    for question in evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped")
    evening.do(ending.end, ended=True)
    assert 'data-step="ended"' in phone.screen()
    assert 'action="/KRAN7A2/survey/withdrawn"' in phone.screen()
    phone.tap("survey/withdrawn")
    assert 'data-step="survey"' in phone.screen()
    for question in evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped")
    evening.do(survey.close_now)
    assert "survey/withdrawn" not in phone.screen()


def test_the_agreed_actions_stand_on_the_last_wall_by_number_and_on_every_phone(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    for title in TITLES:
        evening.do(agreement.agree, title, "Skolan", "", "", Language.sv)
    evening.do(lambda act: act.book.remove(SurveyQuestion, meeting_id=act.meeting_id))
    evening.go_to(Step.thanks)
    begins = tree(house.projector().screen()).one(id="begins")
    assert [line.one(kind="begins-number").said for line in begins.all("li")] == ["1", "2"]
    assert [line.one(kind="begins-title").said for line in begins.all("li")] == [*TITLES]
    screen = house.phone("Olena").screen()
    assert all(title in screen for title in TITLES)


def test_where_nothing_was_agreed_the_wall_thanks_for_coming(house: House) -> None:
    house.evening.go_to(Step.thanks)
    screen = house.projector().screen()
    assert "Ni kom, berättade och lyssnade." in screen
    assert 'id="begins"' not in screen


def test_who_starts_what_and_by_when_can_still_be_read_when_the_meeting_has_ended(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Skolan", "Boka salen", "2027-01-20", Language.sv)
    evening.do(lambda act: act.book.remove(SurveyQuestion, meeting_id=act.meeting_id))
    evening.go_to(Step.thanks)
    phone = house.phone("Olena")
    facts = tree(phone.screen()).one(kind="facts").said
    assert all(words in facts for words in ("Skolan", "Boka salen", "2027"))
    evening.do(lambda act: act.book.change(Meeting, {"id": act.meeting_id}, ended=True))
    assert tree(phone.screen()).one(kind="facts").said == facts
