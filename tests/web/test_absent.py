"""A phone that is not there is taken out by the facilitator, and is in again when it is heard of, or by hand."""

import re
from collections.abc import Callable

import pytest

from app.method import groups, sorting, vote
from app.method.people import headcount, hosting, joining, merging, seating
from app.method.people.absent import phone_connected
from app.method.rules import person_gone
from app.method.sorting_pack import pack_of
from app.models import Card, Device, Proposal
from app.templating import sentence
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.house import Browser, House, notice_of
from tests.web.elements import tree

NAME = "Mikael"
SHARED = ("Maryam", "Tove", "Aino")


@pytest.fixture
def console(house: House) -> Browser:
    return house.console(Language.en)


def go_away(evening: Evening, *names: str) -> None:
    for name in names:
        evening.do(joining.set_presence, evening.phone_of(name), present=False)


def take_out(console: Browser, evening: Evening, name: str) -> None:
    assert console.tap("phones/out", device_id=evening.phone_of(name)).status_code == 200


def in_it(screen: str) -> int:
    """How many are in, as the console says it."""
    counted = re.search(r'id="people">(\d+) ', screen)
    assert counted
    return int(counted[1])


def options(screen: str, form: str) -> list[str]:
    """What a form of the console offers."""
    inside = screen.partition(f'<select id="{form}-phone"')[2].partition("</select>")[0]
    return re.findall(r"<option [^>]*>([^<]*)</option>", inside)


def test_a_phone_that_is_away_can_be_taken_out_and_in_again(house: House, console: Browser) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    go_away(evening, NAME)
    before, group = console.screen(), evening.member(NAME).group_id
    (offered,) = options(before, "take-out")
    assert offered == f"Group 1: {joining.seat_tag(evening.people[NAME])} From an organisation"
    take_out(console, evening, NAME)
    out = console.screen()
    assert in_it(out) == in_it(before) - 1
    assert (options(out, "take-out"), len(options(out, "take-in"))) == ([], 1)
    assert evening.member(NAME).group_id is None
    console.tap("phones/in", device_id=evening.phone_of(NAME))
    assert (console.screen(), evening.member(NAME).group_id) == (before, group)


def test_one_who_is_connected_alone_is_one_also_in_the_sentence(house: House) -> None:
    console, everybody = house.console(Language.sv), tuple(house.evening.people)
    go_away(house.evening, *everybody[1:])
    assert 'id="present">1 uppkopplad</p>' in console.screen()
    house.evening.do(joining.set_presence, house.evening.phone_of(everybody[1]), present=True)
    assert 'id="present">2 uppkopplade</p>' in console.screen()


def test_a_phone_that_is_there_is_not_taken_out(house: House, console: Browser) -> None:
    evening = house.evening
    refused = console.tap("phones/out", device_id=evening.phone_of(NAME))
    assert refused.status_code == 409
    assert notice_of(refused.text) == sentence(phone_connected, Language.en)
    assert evening.member(NAME).group_id == evening.groups[1]


@pytest.mark.parametrize("path", ["phones/out", "phones/in"])
def test_what_is_no_phone_is_not_there(house: House, console: Browser, path: str) -> None:
    assert console.tap(path, device_id=house.evening.people[NAME]).status_code == 404


BACK: dict[str, Callable[[Browser], object]] = {
    "by asking for its page": Browser.get,
    "by an act": lambda phone: phone.tap("hand"),
    "by an act without script": lambda phone: phone.send("hand"),
    "by its socket": Browser.wire,
    "by joining once more": lambda phone: phone.send("join"),
}


@pytest.mark.parametrize("way", BACK)
def test_a_phone_that_comes_back_is_in_again_where_it_was(
    open_house: Callable[..., House], way: str
) -> None:
    house = open_house(presence_grace_seconds=0.2, without_script_seconds=0.2)
    evening, phone, console = house.evening, house.phone(NAME), house.console(Language.en)
    evening.go_to(Step.sorting)
    watching, wire = console.wire(), phone.wire()
    device_id = evening.phone_of(NAME)
    watching.wait(
        lambda _: [device.id for device in evening.all(Device, present=True)] == [device_id]
    )
    screen, group = phone.screen(), evening.member(NAME).group_id
    wire.close()
    watching.wait(lambda _: evening.all(Device, present=True) == [])
    take_out(console, evening, NAME)
    BACK[way](phone)
    watching.wait(lambda _: evening.member(NAME).group_id == group)
    assert options(console.screen(), "take-in") == []
    if way == "by its socket":
        assert phone.screen() == screen


def test_the_first_page_of_a_phone_that_comes_back_shows_its_group(
    house: House, console: Browser
) -> None:
    evening, phone = house.evening, house.phone(NAME)
    evening.go_to(Step.groups)
    before = phone.screen()
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    assert phone.screen() == before


def test_what_a_phone_did_first_after_coming_back_is_done_for_its_group(
    house: House, console: Browser
) -> None:
    evening, card = house.evening, house.evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    assert house.phone(NAME).tap(f"cards/{card}/lean", category="more").status_code == 200


def test_nobody_waits_for_who_was_taken_out(house: House, console: Browser) -> None:
    evening, card = house.evening, house.evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    evening.do(headcount.count_heads, evening.groups[1], 7)
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    assert house.phone("Amina").screen()
    with evening.reading() as book:
        assert headcount.heads(book, evening.groups[1]) == 6
    for name in ("Amina", "Börje", "Kirsi", "Olena"):
        evening.do(sorting.lean, evening.member(name), card, Category.more)
    with evening.reading() as book:
        assert pack_of(book, evening.id, evening.groups[1]).is_closed(card)
    console.tap("phones/in", device_id=evening.phone_of(NAME))
    with evening.reading() as book:
        assert headcount.heads(book, evening.groups[1]) == 7


@pytest.mark.parametrize("way", ["opened again", "skipped before"])
def test_a_card_that_comes_back_does_not_ask_those_who_have_all_leaned_on_it(
    house: House, way: str
) -> None:
    """The others are gone meanwhile."""
    evening, cards = house.evening, house.evening.ids(Card)
    evening.go_to(Step.sorting)
    phones = [house.phone(name) for name in ("Amina", "Kirsi", "Olena")]
    for phone in phones:
        assert phone.tap(f"cards/{cards[0]}/lean", category="more").status_code == 200
    amina = phones[0]
    if way == "opened again":
        amina.tap(f"cards/{cards[0]}/decision", decision="less")
        go_away(evening, NAME, "Börje")
        amina.tap(f"cards/{cards[0]}/reopened", laying=1)
    else:
        amina.tap(f"cards/{cards[0]}/skipped")
        go_away(evening, NAME, "Börje")
        for card in cards[1:]:
            amina.tap(f"cards/{card}/decision", decision="less")
    for phone in phones:
        screen = phone.screen()
        assert f'id="card-words-{cards[0]}"' in screen
        assert "/lean" not in screen
        said = tree(screen).one(id="ground-talk").one("p", kind="lead").said
        assert re.findall(r"\d+", said) == ["3", "0", "0"]


def test_a_ballot_counts_again_with_its_voter(house: House, console: Browser) -> None:
    evening = house.evening
    proposal = evening.propose("Hodan", "Evening library")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    for name in (NAME, "Amina"):
        evening.do(vote.cast, evening.member(name), proposal)
    said = re.compile(r'class="big">(\d+)</span> of (\d+) ')
    before = said.findall(console.screen())
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    ((voted, people),) = before
    assert said.findall(console.screen()) == [(str(int(voted) - 1), str(int(people) - 1))]
    house.phone(NAME).get()
    assert said.findall(console.screen()) == before
    assert sum(result.votes for result in evening.do(vote.close_round, 1)) == 2


def test_of_a_shared_phone_those_come_back_who_were_there(house: House, console: Browser) -> None:
    evening = house.evening
    evening.share(*SHARED)
    phone = house.phone(SHARED[0])
    phone.tap("people/1/gone")
    before, group = phone.screen(), evening.member(SHARED[0]).group_id
    go_away(evening, SHARED[0])
    take_out(console, evening, SHARED[0])
    assert [evening.member(name).group_id for name in SHARED] == [None] * 3
    assert phone.screen() == before
    assert [evening.member(name).group_id for name in SHARED] == [group, None, group]


def test_the_table_where_somebody_sits_is_remembered(house: House, console: Browser) -> None:
    evening = house.evening
    evening.do(seating.sit_down, evening.people[NAME], 6)
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    with evening.reading() as book:
        assert seating.at_tables(book, evening.id) == {}
    console.tap("phones/in", device_id=evening.phone_of(NAME))
    with evening.reading() as book:
        assert seating.at_tables(book, evening.id) == {evening.people[NAME]: 6}


def test_who_comes_back_after_the_groups_have_merged_is_in_the_one(
    house: House, console: Browser
) -> None:
    evening = house.evening
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    evening.do(merging.merge, evening.groups[3], evening.groups[1])
    house.phone(NAME).get()
    assert evening.member(NAME).group_id == evening.groups[3]


@pytest.mark.parametrize("made", [False, True], ids=["made nothing", "made something"])
@pytest.mark.parametrize("back", ["before they part", "after they part"])
@pytest.mark.parametrize("gone", ["before they merge", "while merged"])
def test_who_was_taken_out_around_a_merge_is_at_the_own_table_when_they_have_parted(
    house: House, console: Browser, gone: str, back: str, *, made: bool
) -> None:
    evening, own, kept = house.evening, *(house.evening.groups[number] for number in (1, 3))
    evening.go_to(Step.sorting)
    go_away(evening, NAME)
    if gone == "before they merge":
        take_out(console, evening, NAME)
    merged = evening.do(merging.merge, kept, own)
    if gone == "while merged":
        take_out(console, evening, NAME)
    if made:
        evening.do(sorting.decide, evening.member("Rolf"), evening.ids(Card)[0], Category.more)
    if back == "before they part":
        house.phone(NAME).get()
    evening.do(merging.part, merged)
    house.phone(NAME).get()
    assert evening.member(NAME).group_id == own
    assert evening.member("Rolf").group_id == kept


def test_who_comes_back_when_groups_were_formed_meanwhile_is_placed(
    house: House, console: Browser
) -> None:
    evening = house.evening
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    evening.do(groups.form, 1)
    evening.do(lambda act: groups.with_numbers(act, frozenset({2})))
    house.phone(NAME).get()
    assert evening.member(NAME).group_id == evening.groups[2]


def test_who_was_taken_out_is_moved_nowhere(house: House, console: Browser) -> None:
    evening = house.evening
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    moved = console.tap(f"people/{evening.people[NAME]}/group", small_group_id=evening.groups[2])
    assert (moved.status_code, evening.member(NAME).group_id) == (409, None)
    assert notice_of(moved.text) == sentence(person_gone, Language.en)


def test_a_tables_phone_is_the_tables_again(house: House, console: Browser) -> None:
    evening = house.evening
    evening.do(hosting.host, evening.phone_of(NAME), hosts=True)
    phone, screen = house.phone(NAME), house.phone(NAME).screen()
    go_away(evening, NAME)
    take_out(console, evening, NAME)
    assert phone.screen() == screen
    assert evening.all(Device, id=evening.phone_of(NAME))[0].hosts


def test_in_an_ended_meeting_nobody_is_taken_out(house: House, console: Browser) -> None:
    evening = house.evening
    go_away(evening, NAME)
    console.tap("ended")
    refused = console.tap("phones/out", device_id=evening.phone_of(NAME))
    assert refused.status_code == 409
    assert evening.all(Proposal) == []
