"""The thanks by their doors: what the last wall tells of who starts."""

from app.method import agreement, programme
from app.models import SurveyQuestion
from app.vocabulary import Language, Step
from tests.house import House, main_of
from tests.web.elements import tree


def test_the_one_who_will_start_stands_on_the_last_wall_as_it_was_agreed(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.go_to(Step.thanks)
    shown = house.projector().screen()
    assert "ska tillfrågas" in shown


def test_what_the_municipality_promises_in_the_thanks_stays_on_the_phone_after_the_end(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.thanks)
    for question in evening.ids(SurveyQuestion):
        phone.tap(f"survey/{question}/skipped")
    promised = tree(main_of(phone.screen())).one(id="first-report").said
    assert promised.startswith("The municipality tells publicly what has become of it, on ")
    evening.do(programme.end, ended=True)
    shown = main_of(phone.screen())
    assert 'data-step="ended"' in shown
    assert tree(shown).one(id="first-report").said == promised
