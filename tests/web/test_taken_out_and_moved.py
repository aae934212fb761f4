"""A phone that was taken out and comes back to another table: what it first sends was meant for the one before."""

from collections.abc import Callable

import pytest

from app.method import groups
from app.method.people import joining, merging
from app.models import Card, Decision, Merge
from app.vocabulary import Step
from tests.cast import Evening
from tests.house import House, notice_of
from tests.web.tabs import Tab
from tests.web.test_new_marks import LARGE, SITS_ELSEWHERE, is_told

NAME = "Mikael"


def take_out(house: House) -> None:
    evening = house.evening
    device = evening.phone_of(NAME)
    evening.do(joining.set_presence, device, present=False)
    assert house.console().tap("phones/out", device_id=device).status_code == 200


def merge(evening: Evening) -> None:
    evening.do(merging.merge, evening.groups[3], evening.groups[1])


def part(evening: Evening) -> None:
    evening.do(merging.part, evening.all(Merge)[0].id)


def dissolve(evening: Evening) -> None:
    evening.go_to(Step.groups)
    evening.do(groups.form, 1)
    evening.do(lambda act: groups.with_numbers(act, frozenset({2})))
    evening.go_to(Step.sorting)


def nothing(_: Evening) -> None:
    pass


@pytest.mark.parametrize(
    ("before", "meanwhile"),
    [(nothing, merge), (nothing, dissolve), (merge, part)],
    ids=["merged", "dissolved", "parted"],
)
def test_what_it_sends_first_is_not_done_at_the_table_to_which_it_comes_back(
    house: House, before: Callable[[Evening], None], meanwhile: Callable[[Evening], None]
) -> None:
    evening, phone, card = house.evening, house.phone(NAME), house.evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    before(evening)
    if LARGE in phone.screen():
        phone.tap("mark/seen", **Tab(phone).form("mark/seen"))
    assert LARGE not in phone.screen()
    take_out(house)
    meanwhile(evening)
    late = {"decision": "more", "laying": 1}
    answer = phone.tap(f"cards/{card}/decision", **late)
    assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE)
    assert evening.all(Decision) == []
    number = next(n for n, at in evening.groups.items() if at == evening.member(NAME).group_id)
    assert is_told(phone, number)
    phone.tap("mark/seen", mark=number)
    assert phone.tap(f"cards/{card}/decision", **late).status_code == 200
    assert [decision.small_group_id for decision in evening.all(Decision)] == [
        evening.groups[number]
    ]


def test_at_the_same_table_it_is_done_and_nothing_is_told(house: House) -> None:
    evening, phone, card = house.evening, house.phone(NAME), house.evening.ids(Card)[0]
    evening.go_to(Step.sorting)
    take_out(house)
    assert phone.tap(f"cards/{card}/decision", decision="more", laying=1).status_code == 200
    assert LARGE not in phone.screen()
