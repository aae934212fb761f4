"""The thanks by their doors: what the last wall tells of who starts."""

from app.method import agreement
from app.vocabulary import Language, Step
from tests.house import House


def test_the_one_who_will_start_stands_on_the_last_wall_as_it_was_agreed(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    evening.go_to(Step.thanks)
    shown = house.projector().screen()
    assert "ska tillfrågas" in shown
