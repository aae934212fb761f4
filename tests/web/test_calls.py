"""A table's calls through the doors: who sees them, who does not, and how they end."""

from collections.abc import Callable

from app.method import groups, sorting
from app.method.act import Act
from app.method.people import merging
from app.method.people.joining import seat_tag
from app.models import Card, QuietCall, TableCall
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


def test_a_quiet_call_leaves_no_word_on_any_phone_and_can_be_taken_back(house: House) -> None:
    amina, kirsi, console = house.phone("Amina"), house.phone("Kirsi"), house.console()
    called = f"visited-{house.evening.groups[1]}"
    before = amina.screen(), kirsi.screen()
    assert notice_of(amina.tap("need").text) == ""
    assert kirsi.send("need").status_code == 303
    assert (amina.screen(), kirsi.screen()) == before
    assert called in console.screen()
    amina.tap("need/withdrawn")
    assert called in console.screen(), "Kirsi's call stands"
    kirsi.tap("need/withdrawn")
    assert called not in console.screen()
    assert (amina.screen(), kirsi.screen()) == before
    assert house.evening.all(QuietCall) == []


def test_who_called_quietly_sees_by_one_sign_that_somebody_comes(
    open_house: Callable[..., House],
) -> None:
    house = open_house(deadline_seconds=0.05)
    amina, kirsi, console = house.phone("Amina"), house.phone("Kirsi"), house.console()
    evening = house.evening
    kirsi.tap("hand")
    amina.tap("need")
    evening.do(merging.merge, evening.groups[2], evening.groups[1])
    assert f"call-{evening.groups[2]}" in console.screen(), "it goes along with who called"
    assert console.tap(f"groups/{evening.groups[2]}/visited").status_code == 200
    assert evening.all(TableCall) == []
    assert "visited-" not in console.screen()
    assert ("help-comes" in amina.screen(), "help-comes" in kirsi.screen()) == (True, False)
    wire = amina.wire()
    evening.do(an_hour_ago)
    wire.wait(lambda _: evening.all(QuietCall) == [])
    assert "help-comes" not in amina.screen()


def test_who_has_no_group_yet_can_call_quietly_by_the_code_on_the_phone(house: House) -> None:
    """From joining on; and the call goes along into the group."""
    evening, console = house.evening, house.console(Language.en)
    person, late = evening.people["Olena"], house.phone("Olena")
    evening.do(groups.stand_up, person)
    seat = seat_tag(person)
    before = late.screen()
    assert f"They see a few characters and no name: {seat}." in before
    assert notice_of(late.tap("need").text) == ""
    assert late.screen() == before
    assert f"The characters on the phone: {seat}" in console.screen()
    assert console.tap(f"people/{person}/visited").status_code == 200
    assert "call-of-" not in console.screen()
    assert "help-comes" in late.screen()
    late.tap("need/withdrawn")
    late.tap("need")
    evening.do(groups.move, person, evening.groups[1])
    assert "call-of-" not in console.screen()
    assert f"visited-{evening.groups[1]}" in console.screen()
    assert console.tap("people/17/visited").status_code == 404


def an_hour_ago(act: Act) -> None:
    (call,) = act.book.all(QuietCall)
    act.book.change(QuietCall, {"device_id": call.device_id}, answered_at=act.now - 3600)


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
