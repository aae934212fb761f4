"""What the console offers can be done: in the step that it shows, in a meeting in full course."""

import random

import pytest

from app.method import ending
from app.method.refusals import bad_number
from app.templating import sentence
from app.vocabulary import METHOD_STEPS, Language, Step
from tests.house import Browser, House, main_of, notice_of
from tests.web.pressing import opened, pressed
from tests.web.test_inverses import Hall, set_up
from tests.web.test_made_on import forms


@pytest.mark.parametrize("step", METHOD_STEPS)
def test_no_act_is_offered_in_a_step_that_does_not_open_it(
    house: House, console: Browser, step: Step
) -> None:
    set_up(house.evening, step)
    offered = {form.act for form in forms(Hall({"console": console}, {}))}
    assert {act.path for act in offered if act.open_in and step not in act.open_in} == set()
    assert len(offered) > 10


@pytest.mark.long
@pytest.mark.parametrize("step", METHOD_STEPS)
def test_nothing_that_it_offers_is_refused(
    house: House, console: Browser, step: Step, chance: random.Random
) -> None:
    """Except a number of groups for which there are too few people."""
    evening, count = house.evening, 0
    set_up(evening, step)
    for offer, answer in pressed(console, chance, lambda: main_of(opened(console))):
        if answer.status_code != 200:
            said = notice_of(answer.text)
            assert said.startswith(sentence(bad_number, Language.en).split("%")[0]), (
                offer.path,
                said,
            )
        count += 1
        if evening.row.ended:
            evening.do(ending.end, ended=False)
        evening.go_to(step)
    assert count > 20
