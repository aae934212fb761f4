"""Who is moved, or whose table merges or parts, sees the mark large until somebody there says yes to it."""

import random
from collections import Counter

import pytest

from app.method import groups, sorting
from app.method.people import merging
from app.method.rules import another_table
from app.models import Card, CardTurn, Decision, Idea, Lean, TableCall
from app.templating import sentence
from app.vocabulary import Category, Language, Step
from tests.cast import Evening, make_evening
from tests.house import Browser, House, notice_of
from tests.web.tabs import Tab

LARGE = 'data-step="new-mark"'
SITS_ELSEWHERE = sentence(another_table, Language.sv)


def is_told(phone: Browser, number: int) -> bool:
    screen = phone.screen()
    return LARGE in screen and f">{number}</text>" in screen


def test_who_is_moved_is_told_until_they_say_yes(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    amina, kirsi = house.phone("Amina"), house.phone("Kirsi")
    wire = amina.wire()
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    wire.wait(lambda wire: LARGE in wire.frames[-1].content)
    assert is_told(amina, 2)
    assert LARGE not in kirsi.screen()
    assert amina.tap("mark/seen", mark=2).status_code == 200
    assert 'data-step="sorting"' in amina.screen()


def test_a_mark_that_has_not_been_shown_is_not_confirmed(house: House) -> None:
    """Somebody says yes to the table to which they were moved by mistake, just when that is corrected."""
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.sorting)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    shown = Tab(amina).form("mark/seen")
    evening.do(groups.move, evening.people["Amina"], evening.groups[3])
    answer = amina.tap("mark/seen", **shown)
    assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE)
    assert is_told(amina, 3)
    assert amina.tap("mark/seen", **Tab(amina).form("mark/seen")).status_code == 200
    assert LARGE not in amina.screen()


def test_who_is_back_before_having_said_yes_has_nothing_to_be_told(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.axis)
    before = house.phone("Amina").screen()
    for table in (2, 1):
        evening.do(groups.move, evening.people["Amina"], evening.groups[table])
    assert house.phone("Amina").screen() == before


def test_both_tables_are_told_that_they_merged_and_parted(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    amina, hodan, layla = house.phone("Amina"), house.phone("Hodan"), house.phone("Layla")
    merged = evening.do(merging.merge, evening.groups[1], evening.groups[2])
    assert (is_told(amina, 1), is_told(hodan, 1), is_told(layla, 3)) == (True, True, False)
    for phone in (amina, hodan):
        phone.tap("mark/seen", mark=1)
        assert LARGE not in phone.screen()
    evening.do(sorting.decide, evening.member("Amina"), evening.ids(Card)[0], Category.more)
    evening.do(merging.part, merged)
    assert (is_told(amina, 1), is_told(hodan, 2)) == (True, True)


def test_while_groups_are_formed_the_step_shows_the_mark_itself(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.groups)
    evening.do(groups.move, evening.people["Amina"], evening.groups[3])
    evening.go_to(Step.sorting)
    assert LARGE not in house.phone("Amina").screen()


def test_it_is_said_in_the_persons_own_language(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    amina = house.phone("Amina")
    amina.send("language", language=Language.en.value)
    assert "You are in group 2 now." in amina.screen()


def test_what_was_meant_for_the_table_before_is_not_done_at_the_new_one(house: House) -> None:
    """The phone had no connection while its person was moved, and sends then what was tapped before."""
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.sorting)
    first, second, third, fourth, *_ = evening.ids(Card)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    late = {
        f"cards/{first}/decision": {"decision": "more", "laying": "1"},
        f"cards/{second}/skipped": {"laying": "1"},
        f"cards/{third}/spread": {"laying": "1"},
        f"cards/{fourth}/lean": {"category": "more"},
    }
    for path, fields in late.items():
        answer = amina.tap(path, **fields)
        assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE), path
    assert (evening.all(Decision), evening.all(CardTurn), evening.all(Lean)) == ([], [], [])
    amina.tap("mark/seen", mark=2)
    for path, fields in late.items():
        assert amina.tap(path, **fields).status_code == 200, path


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_what_a_phone_sends_late_that_was_away_while_groups_were_formed_anew_is_refused(
    house: House, *, script: bool
) -> None:
    """In this step the mark is shown without being asked for: not to a phone that is not there."""
    evening, away = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    away.read()
    first, second, third, *_ = evening.ids(Card)
    evening.go_to(Step.groups)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.go_to(Step.sorting)
    late = {
        f"cards/{first}/decision": {"decision": "more", "laying": "1"},
        f"cards/{second}/skipped": {"laying": "1"},
        f"cards/{third}/lean": {"category": "more"},
    }
    without = {"intent": f"{away.page}.{away.seen}.0"}
    for path, fields in late.items():
        means = fields | (away.means() if script else without)
        answer = away.browser.send(path, script=script, **means)
        assert answer.status_code == 409, path
        assert SITS_ELSEWHERE in answer.text
    assert (evening.all(Decision), evening.all(CardTurn), evening.all(Lean)) == ([], [], [])
    away.read()
    for path, fields in late.items():
        assert away.browser.tap(path, **away.means(**fields)).status_code == 200, path


def test_it_is_refused_too_if_its_people_have_been_elsewhere_since_and_are_back(
    house: House,
) -> None:
    """Back at the new table, which no page of the phone has shown."""
    evening, away = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    away.read()
    evening.go_to(Step.groups)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    evening.go_to(Step.sorting)
    for table in (3, 2):
        evening.do(groups.move, evening.people["Amina"], evening.groups[table])
    late = away.means(decision="more", laying=1)
    answer = away.browser.tap(f"cards/{evening.ids(Card)[0]}/decision", **late)
    assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE)
    assert evening.all(Decision) == []


def test_what_was_tapped_before_groups_were_formed_anew_counts_for_who_is_back_at_the_same_table(
    house: House,
) -> None:
    evening, away = house.evening, Tab(house.phone("Amina"))
    evening.go_to(Step.sorting)
    away.read()
    evening.go_to(Step.groups)
    for table in (2, 1):
        evening.do(groups.move, evening.people["Amina"], evening.groups[table])
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    late = away.means(decision="more", laying=1)
    assert away.browser.tap(f"cards/{card}/decision", **late).status_code == 200
    assert [row.small_group_id for row in evening.all(Decision)] == [evening.groups[1]]


def test_no_hand_of_the_new_table_is_lowered_by_who_has_not_come_to_it_yet(house: House) -> None:
    """It would wait for somebody who has been told that nobody is needed."""
    evening, amina, hodan = house.evening, house.phone("Amina"), house.phone("Hodan")
    evening.go_to(Step.sorting)
    hodan.tap("hand")
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    answer = amina.tap("hand/lowered")
    assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE)
    assert [row.small_group_id for row in evening.all(TableCall)] == [evening.groups[2]]
    amina.tap("mark/seen", mark=2)
    assert amina.tap("hand/lowered").status_code == 200
    assert evening.all(TableCall) == []


def test_an_idea_that_was_typed_at_the_table_before_is_given_back_at_the_new_one(
    house: House,
) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.ideas)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    refused = amina.send("ideas", title="Språkcafé")
    assert (refused.status_code, evening.all(Idea)) == (409, [])
    amina.tap("mark/seen", mark=2)
    assert "Språkcafé" in amina.screen()


def test_a_table_that_others_have_joined_goes_on_and_those_who_came_find_it_first(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.sorting)
    first, second, *_ = evening.ids(Card)
    evening.do(merging.merge, evening.groups[1], evening.groups[2])
    kirsi, hodan = house.phone("Kirsi"), house.phone("Hodan")
    assert kirsi.tap(f"cards/{first}/decision", decision="more", laying=1).status_code == 200
    assert hodan.tap(f"cards/{second}/decision", decision="less", laying=1).status_code == 409
    assert [row.card_id for row in evening.all(Decision)] == [first]


@pytest.fixture
def stirred(house: House, replayable: None) -> Evening:  # noqa: ARG001 -- it is made in it
    """An evening of its own, so that all ids in it come from the seed."""
    evening = make_evening(house.evening.database, house.evening.writer, code="HETKE33")
    evening.go_to(Step.sorting)
    return evening


def stir(evening: Evening, chance: random.Random) -> str:
    """Moves somebody, merges two groups, parts some or forms them anew."""
    with evening.reading() as book:
        there = [group.id for group in groups.live_groups(book, evening.id)]
        merges = [
            merge.id
            for merge in merging.standing_merges(book, evening.id)
            if merge.kept_id in there
        ]
    can = ["move", "move", "form"]
    can += ["merge"] * 2 * (len(there) > 1) + ["part"] * 2 * bool(merges)
    match done := chance.choice(can):
        case "merge":
            evening.do(merging.merge, *chance.sample(there, 2))
        case "part":
            evening.do(merging.part, chance.choice(merges))
        case "form":
            evening.go_to(Step.groups)
            evening.do(groups.form, chance.randint(2, 4))
            evening.go_to(Step.sorting)
        case "move":
            person = chance.choice(list(evening.people.values()))
            evening.do(groups.move, person, chance.choice(there))
    return done


def decided(evening: Evening) -> set[tuple[int, int]]:
    return {(row.small_group_id, row.card_id) for row in evening.all(Decision)}


def test_what_a_page_sends_is_done_at_the_table_that_it_showed_or_nowhere(
    house: House, stirred: Evening, chance: random.Random
) -> None:
    evening, cards = stirred, stirred.ids(Card)
    pages = {name: Tab(house.phone(name, evening)) for name in evening.people if name.isascii()}
    shown = {name: evening.member(name).group_id for name in pages}
    seen: Counter[str] = Counter()
    for _ in range(30):
        seen[stir(evening, chance)] += 1
        for name in chance.sample(sorted(pages), 3):
            page = pages[name]
            if chance.random() < 0.3:
                page.read()
                if LARGE in page.text:
                    page.browser.tap("mark/seen", **page.form("mark/seen"))
                    page.read()
                shown[name] = evening.member(name).group_id
            before, card = decided(evening), chance.choice(cards)
            tap = page.means(decision="more", laying=1)
            answer = page.browser.tap(f"cards/{card}/decision", **tap)
            done = {group for group, _ in decided(evening) - before}
            assert done <= {shown[name]}
            seen["done" if done else notice_of(answer.text)] += 1
    assert {"done", SITS_ELSEWHERE, "part"} <= seen.keys()
