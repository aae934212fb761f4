"""The axis: while one more tap can change it, nobody is shown where the others place an idea; then in zones alone."""

import random
import re

import pytest

from app import texts
from app.limits import LIMIT
from app.method import axis, groups, ideas, proposals, vote
from app.method.refusals import not_settled, placing_closed, too_few_to_show, voted_on
from app.models import AxisSpread, Placement, Proposal
from app.templating import sentence
from app.vocabulary import Effort, Impact, Language, Step
from tests.cast import Evening
from tests.house import House
from tests.web.elements import tree

TABLE = ("Amina", "Börje", "Kirsi", "Olena", "Mikael")
# An idea's plane, drawn, in words and as a table; and of that how many have placed it.
DRAWN = re.compile(r'<svg class="plane".*?</table>', re.DOTALL)
HOW_MANY = re.compile(r'<p id="placed-.*?</p>', re.DOTALL)
# Of a screen: what the clock says, and the marks of its words.
MADE_BY_CHANCE = re.compile(r'<time.*?</time>| data-v="[^"]*"')


@pytest.fixture
def idea(evening: Evening) -> int:
    """Of the first group, to be placed."""
    evening.go_to(Step.ideas)
    written: int = evening.do(ideas.write, evening.member("Amina"), "A path", "", "")
    evening.go_to(Step.axis)
    return written


@pytest.fixture
def evening(house: House) -> Evening:
    return house.evening


def place(evening: Evening, idea: int, name: str, effort: int, impact: int) -> None:
    evening.do(axis.place, evening.member(name), idea, effort, impact)


def show(evening: Evening, idea: int) -> AxisSpread | None:
    evening.do(axis.show, evening.member("Amina"), idea)
    with evening.reading() as book:
        return book.one(AxisSpread, idea_id=idea)


def test_until_it_is_shown_a_tap_of_anybodys_moves_nothing_but_how_many(
    house: House, evening: Evening, idea: int, chance: random.Random
) -> None:
    watcher, seen = house.phone("Amina"), set()
    place(evening, idea, "Amina", 50, 50)
    for name in (*TABLE[1:], *TABLE[1:], *TABLE[1:]):
        place(evening, idea, name, chance.randint(0, 100), chance.randint(0, 100))
        seen.add(HOW_MANY.sub("", DRAWN.findall(watcher.screen())[0]))
    assert len(seen) == 1
    assert "5 av 5 har placerat" in watcher.screen()


def test_a_slider_says_its_place_in_the_words_of_its_third(
    house: House, evening: Evening, idea: int
) -> None:
    watcher = house.phone("Amina")
    for effort, impact in ((33, 34), (34, 33), (67, 68), (68, 67)):
        place(evening, idea, "Amina", effort, impact)
        screen = tree(watcher.screen())
        for slider, third in (
            (f"effort-{idea}", axis.zone(Effort, effort)),
            (f"impact-{idea}", axis.zone(Impact, impact)),
        ):
            said = screen.one(id=slider).held["aria-valuetext"]
            assert said == texts.name(third, Language.sv)


def test_one_or_two_cannot_show_it_and_settle_directly(
    house: House, evening: Evening, idea: int
) -> None:
    for name in TABLE[:2]:
        place(evening, idea, name, 10, 90)
        evening.refused(too_few_to_show, axis.show, evening.member("Amina"), idea)
        screen = house.phone("Amina").screen()
        assert f'form="show-{idea}"' not in screen
        assert f'form="settle-{idea}"' in screen
    assert evening.all(AxisSpread) == []
    evening.refused(not_settled, proposals.propose, evening.member("Amina"), idea)
    evening.do(axis.settle, evening.member("Amina"), idea, 20, 80)
    evening.do(proposals.propose, evening.member("Amina"), idea)


def test_of_three_the_zone_of_the_middle_is_shown_and_nothing_of_how_wide(
    evening: Evening, idea: int
) -> None:
    for name, (effort, impact) in zip(TABLE, [(0, 100), (40, 70), (100, 10)], strict=False):
        place(evening, idea, name, effort, impact)
    shown = show(evening, idea)
    assert shown is not None
    assert (shown.effort, shown.impact) == ("between", "large")
    assert [*shown[3:]] == [None] * 4  # type: ignore[index]


def test_from_four_on_it_is_shown_how_wide_they_lie_in_zones(
    house: House, evening: Evening, idea: int
) -> None:
    places = [(3, 97), (41, 71), (43, 73), (46, 76)]
    for name, (effort, impact) in zip(TABLE, places, strict=False):
        place(evening, idea, name, effort, impact)
    shown = show(evening, idea)
    assert shown is not None
    assert [*shown[1:]] == ["between", "large", "easy", "between", "large", "large"]  # type: ignore[index]
    screen = MADE_BY_CHANCE.sub("", house.phone("Mikael").screen())
    numbers = {int(digits) for digits in re.findall(r"\d+", screen)}
    assert numbers.isdisjoint({97, 41, 71, 43, 73, 46, 76}), (
        "who has not placed it reads nobody's place"
    )


def test_the_same_zones_give_the_same_screen_wherever_in_them_anybody_placed(
    chance: random.Random,
) -> None:
    for _ in range(300):
        places = [
            (chance.randint(0, 100), chance.randint(0, 100)) for _ in range(chance.randint(0, 6))
        ]
        moved = [(within(effort, chance), within(impact, chance)) for effort, impact in places]
        before, after = axis.spread(1, places), axis.spread(1, moved)
        assert (before is None) is (len(places) < 3)
        assert (before and before.model_dump()) == (after and after.model_dump())


def within(place: int, chance: random.Random) -> int:
    """Somewhere else in the same third."""
    low, high = [(0, 33), (34, 67), (68, 100)][place * 3 // 101]
    return chance.randint(low, high)


def test_once_shown_it_stands_whoever_taps_or_goes(
    house: House, evening: Evening, idea: int
) -> None:
    for name in TABLE:
        place(evening, idea, name, 10, 90)
    shown = show(evening, idea)
    evening.refused(placing_closed, axis.place, evening.member("Kirsi"), idea, 90, 10)
    assert (
        house.phone("Kirsi").tap(f"ideas/{idea}/placement", effort=90, impact=10).status_code == 409
    )
    assert f'action="/{house.code}/ideas/{idea}/placement"' not in house.phone("Kirsi").screen()
    evening.do(groups.move, evening.people["Kirsi"], evening.groups[2])
    assert show(evening, idea) == shown


def test_placing_anew_opens_it_for_all_and_begins_from_nobody(
    house: House, evening: Evening, idea: int
) -> None:
    for name in TABLE[:3]:
        place(evening, idea, name, 10, 90)
    show(evening, idea)
    assert house.phone("Olena").tap(f"ideas/{idea}/placed-anew").status_code == 200
    assert (evening.all(AxisSpread), evening.all(Placement)) == ([], [])
    place(evening, idea, "Kirsi", 90, 10)
    evening.refused(too_few_to_show, axis.show, evening.member("Amina"), idea)
    assert "1 av 5 har placerat" in house.phone("Amina").screen()


@pytest.mark.parametrize("word", [*Effort, *Impact])
def test_the_middle_of_a_zone_lies_in_it_as_far_from_one_end_as_that_of_its_opposite(
    word: Effort | Impact,
) -> None:
    opposite = [*type(word)][-1 - [*type(word)].index(word)]
    assert axis.zone(type(word), axis.middle_of(word)) is word
    assert axis.middle_of(word) + axis.middle_of(opposite) == LIMIT.plane


def test_of_more_proposals_than_a_group_may_have_each_can_be_taken_back(
    house: House, evening: Evening
) -> None:
    evening.go_to(Step.axis)
    evening.do(proposals.let_propose, 3)
    for title in ("A path", "A café", "A bus"):
        evening.propose("Amina", title)
    evening.do(proposals.let_propose, 1)
    phone, proposed = house.phone("Amina"), evening.all(Proposal)
    for proposal in proposed:
        assert f'form="withdraw-{proposal.idea_id}"' in phone.screen()
    assert phone.tap(f"ideas/{proposed[0].idea_id}/withdrawn").status_code == 200
    screen = phone.screen()
    assert "Ta tillbaka ett först" in screen
    assert f'form="propose-{proposed[0].idea_id}"' not in screen


def test_once_a_vote_has_been_opened_a_step_back_offers_no_other_choice(
    house: House, evening: Evening, idea: int
) -> None:
    for name in TABLE[:2]:
        place(evening, idea, name, 10, 90)
    evening.do(axis.settle, evening.member("Amina"), idea, 20, 80)
    evening.do(proposals.propose, evening.member("Amina"), idea)
    phone = house.phone("Amina")
    evening.go_to(Step.vote)
    evening.go_to(Step.axis)
    assert f'form="withdraw-{idea}"' in phone.screen(), "no round has been opened"
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.go_to(Step.axis)
    screen = phone.screen()
    assert sentence(voted_on, Language.sv) in screen
    for act in ("withdraw", "unsettle"):
        assert f'form="{act}-{idea}"' not in screen, "it would be refused"
