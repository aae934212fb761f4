"""The supper by its doors: nothing of another step is done in it, a table can call, and the groups can be formed."""

import pytest

from app.method.refusals import step_closed
from app.models import Card, Idea, Lean, SuggestedAction, TableCall
from app.templating import sentence
from app.vocabulary import Language, Step
from tests.house import Browser, House, main_of, notice_of


def test_what_was_tapped_on_a_page_of_another_step_is_not_done_during_the_meal(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.supper)
    card, suggested = evening.ids(Card)[0], evening.ids(SuggestedAction)[0]
    for path, fields in (
        (f"cards/{card}/lean", {"category": "more"}),
        (f"suggestions/{suggested}/developed", {}),
        ("vote/withdrawn", {}),
    ):
        answer = phone.tap(path, **fields)
        assert answer.status_code == 409, path
        assert notice_of(answer.text) == sentence(step_closed, Language.en)
        assert 'data-step="supper"' in main_of(answer.text)
    assert (evening.all(Lean), evening.all(Idea)) == ([], [])


@pytest.mark.parametrize("script", [True, False])
def test_a_table_is_helped_during_the_meal_too(
    house: House, console: Browser, *, script: bool
) -> None:
    house.evening.go_to(Step.supper)
    assert house.phone("Olena").send("hand", script=script).status_code == (200 if script else 303)
    assert [row.small_group_id for row in house.evening.all(TableCall)] == [house.evening.groups[1]]
    assert f'id="call-{house.evening.groups[1]}"' in console.screen()


def test_the_facilitator_forms_the_groups_during_the_meal(house: House, console: Browser) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.supper)
    wire = phone.wire()
    assert 'id="form-groups"' in console.screen()
    assert console.tap("groups", number=1).status_code == 200
    wire.wait(lambda wire: "You are in group 1" in wire.screen)
    members = {evening.member(name).group_id for name in evening.people}
    assert len(members) == 1
    assert 'data-step="supper"' in phone.screen(), "nobody is led on before the facilitator goes on"
