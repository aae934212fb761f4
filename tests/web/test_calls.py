"""A table's calls through the doors: who sees them, who does not, and how they end."""

from collections.abc import Callable

from app.method import sorting
from app.method.people.calls import heard
from app.models import Card, TableCall
from app.templating import sentence
from app.vocabulary import Call, Category, Language, Step
from tests.house import House, notice_of


def test_a_raised_hand_stands_on_the_tables_phones_and_at_the_console(house: House) -> None:
    amina, kirsi, hodan, console = (
        house.phone("Amina"),
        house.phone("Kirsi"),
        house.phone("Hodan"),
        house.console(),
    )
    assert amina.tap("hand").status_code == 200
    assert "lower-hand" in kirsi.screen()
    assert "lower-hand" not in hodan.screen()
    assert f"visited-{house.evening.groups[1]}" in console.screen()
    kirsi.tap("hand/lowered")
    assert "lower-hand" not in amina.screen()
    assert "visited-" not in console.screen()


def test_a_need_is_told_to_the_one_who_asked_and_shown_on_no_phone(house: House) -> None:
    amina, kirsi, console = house.phone("Amina"), house.phone("Kirsi"), house.console()
    before = amina.screen(), kirsi.screen()
    answer = amina.tap("need")
    assert notice_of(answer.text) == sentence(heard, Language.sv)
    assert (amina.screen(), kirsi.screen()) == before
    assert f"visited-{house.evening.groups[1]}" in console.screen()


def test_a_need_is_told_without_script_too(house: House) -> None:
    answer = house.phone("Amina").send("need")
    assert answer.status_code == 200
    assert sentence(heard, Language.sv) in answer.text


def test_the_facilitator_goes_to_the_table_and_its_calls_are_over(house: House) -> None:
    house.phone("Amina").tap("hand")
    house.phone("Amina").tap("need")
    console = house.console()
    assert console.tap(f"groups/{house.evening.groups[1]}/visited").status_code == 200
    assert house.evening.all(TableCall) == []


def test_a_table_at_one_card_for_long_is_noticed_until_it_decides(
    open_house: Callable[..., House],
) -> None:
    house = open_house(stuck_seconds=0.6)
    evening, console = house.evening, house.console().wire()
    evening.go_to(Step.sorting)

    def stuck() -> set[int]:
        return {row.small_group_id for row in evening.all(TableCall, call=Call.stuck)}

    console.wait(lambda _: stuck() == set(evening.groups.values()))
    first = evening.ids(Card)[0]
    evening.do(sorting.decide, evening.member("Amina"), first, Category.more)
    console.wait(lambda _: evening.groups[1] not in stuck())
