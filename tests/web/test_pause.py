"""A pause by its doors: the console calls it by its name and leads on; on phones nothing is done meanwhile."""

import pytest

from app.method.preparing import planning
from app.method.preparing.planning import PlannedRow
from app.method.refusals import step_closed
from app.models import Card, Lean
from app.templating import sentence
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of, notice_of
from tests.web.at_console import go_on, heading


@pytest.fixture
def pause(house: House) -> int:
    """It is on, between the opening and the results."""
    row_id: int = house.evening.do(planning.add_pause)
    house.evening.do(planning.place_row, row_id, 2)
    house.evening.go_to(Step.pause)
    return row_id


def test_the_console_calls_it_by_its_name_and_leads_into_the_next_step(
    house: House, pause: int, console: Browser
) -> None:
    assert heading(console.screen()) == "Pause"
    named = PlannedRow(5, {Language.en: "The mayor speaks"})
    house.evening.do(planning.plan, {pause: named}, "")
    assert "The mayor speaks" in heading(console.screen())
    assert heading(go_on(console)) == "Results, theme by theme"


@pytest.mark.usefixtures("pause")
def test_nothing_of_another_step_is_done_in_it(house: House) -> None:
    answer = house.phone("Olena").tap(f"cards/{house.evening.ids(Card)[0]}/lean", category="more")
    assert answer.status_code == 409
    assert notice_of(answer.text) == sentence(step_closed, Language.en)
    assert 'data-step="pause"' in main_of(answer.text)
    assert house.evening.all(Lean) == []
