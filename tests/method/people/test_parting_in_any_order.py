"""Of several tables that became one, each has its own again, whichever goes back first."""

import random
from typing import NamedTuple

import pytest

from app.method import sorting, wordings
from app.method.people import decided_together, merging
from app.method.people.headcount import members
from app.models import Card, Decision, TalkLine
from app.vocabulary import Category, Step
from tests.cast import Evening, make_evening

NAMES = {1: "Amina", 2: "Hodan", 3: "Layla"}
ROUNDS = 12
CARDS = 6  # those after them are decided together
Merges = dict[int, int]


class Table(NamedTuple):
    """Who sits there; and by card what it has decided, and its line."""

    people: list[int]
    decided: dict[int, Category]
    lines: dict[int, dict[str, str]]


def table(meeting: Evening, group: int) -> Table:
    with meeting.reading() as book:
        group_id = meeting.groups[group]
        decided = {row.card_id: row.category for row in book.all(Decision, small_group_id=group_id)}
        lines = {
            row.card_id: wordings.said(book, row.text_id)
            for row in book.all(TalkLine, small_group_id=group_id)
        }
        return Table(members(book, group_id), decided, lines)


def decide(meeting: Evening, group: int, card_id: int, category: Category, line: str = "") -> None:
    member = meeting.member(NAMES[group])
    meeting.do(sorting.decide, member, card_id, category)
    if line:
        meeting.do(sorting.keep_line, member, card_id, 0, line)


def all_come_to_the_first(meeting: Evening, order: tuple[int, ...]) -> Merges:
    kept = meeting.groups[1]
    return {away: meeting.do(merging.merge, kept, meeting.groups[away]) for away in order}


@pytest.fixture
def card(sorting_now: Evening) -> int:
    return sorting_now.ids(Card)[0]


@pytest.fixture
def sorting_now(meeting: Evening) -> Evening:
    meeting.go_to(Step.sorting)
    return meeting


def test_what_both_others_have_decided_stays_with_the_one_that_stays(
    sorting_now: Evening, card: int
) -> None:
    for group in (2, 3):
        decide(sorting_now, group, card, Category.more, line=f"We are table {group}")
    merges = all_come_to_the_first(sorting_now, (2, 3))
    sorting_now.do(merging.part, merges[2])
    assert table(sorting_now, 1).decided == {card: Category.more}
    assert list(table(sorting_now, 1).lines[card].values()) == ["We are table 3"]
    sorting_now.do(merging.part, merges[3])
    assert table(sorting_now, 1)[1:] == ({}, {})


def test_the_own_decision_comes_back_though_another_one_was_of_the_same_mind(
    sorting_now: Evening, card: int
) -> None:
    for group, category in ((1, Category.more), (2, Category.less), (3, Category.more)):
        decide(sorting_now, group, card, category)
    merges = all_come_to_the_first(sorting_now, (2, 3))
    for away in (2, 3):
        sorting_now.do(merging.part, merges[away])
        assert table(sorting_now, 1).decided == {card: Category.more}


def test_where_those_who_are_left_differ_the_card_is_open(sorting_now: Evening, card: int) -> None:
    for group, category in ((1, Category.more), (2, Category.less), (3, Category.less)):
        decide(sorting_now, group, card, category)
    merges = all_come_to_the_first(sorting_now, (2, 3))
    assert table(sorting_now, 1).decided == {card: Category.less}
    sorting_now.do(merging.part, merges[2])
    assert table(sorting_now, 1).decided == {}
    sorting_now.do(merging.part, merges[3])
    assert table(sorting_now, 1).decided == {card: Category.more}


def test_what_was_decided_together_before_another_came_is_there_when_that_has_gone(
    sorting_now: Evening, card: int
) -> None:
    for group in (2, 3):
        decide(sorting_now, group, card, Category.more)
    first = sorting_now.do(merging.merge, sorting_now.groups[1], sorting_now.groups[2])
    sorting_now.do(sorting.reopen, sorting_now.member(NAMES[1]), card)
    decide(sorting_now, 1, card, Category.less)
    second = sorting_now.do(merging.merge, sorting_now.groups[1], sorting_now.groups[3])
    assert table(sorting_now, 1).decided == {}
    for merge_id in (second, first):
        sorting_now.do(merging.part, merge_id)
        assert table(sorting_now, 1).decided == {card: Category.less}


def test_the_example_that_the_module_gives_is_what_happens(sorting_now: Evening) -> None:
    table_of_four = str(decided_together.__doc__).partition("2 parted\n")[2].splitlines()
    rows = [dict(zip("123", line.split()[:3], strict=True)) for line in table_of_four]
    cards = sorting_now.ids(Card)[: len(rows)]
    for card_id, row in zip(cards, rows, strict=True):
        for group, said in row.items():
            if said != "-":
                decide(sorting_now, int(group), card_id, Category(said))

    def held() -> list[str]:
        decided = table(sorting_now, 1).decided
        return [decided.get(card_id, "-") for card_id in cards]

    merges: Merges = {}
    seen = []
    for away in (2, 3):
        merges |= all_come_to_the_first(sorting_now, (away,))
        seen.append(held())
    sorting_now.do(merging.part, merges[2])
    seen.append(held())
    told = [[word.replace("open", "-") for word in line.split()[3:6]] for line in table_of_four]
    assert [list(card) for card in zip(*seen, strict=True)] == told
    assert len(told) == 4


def test_in_whatever_order_they_part_each_has_its_own_again(
    meeting: Evening, chance: random.Random
) -> None:
    for number in range(ROUNDS):
        evening = make_evening(meeting.database, meeting.writer, f"KRAN{number:03}")
        evening.go_to(Step.sorting)
        _sort(evening, chance)
        before = {group: table(evening, group) for group in NAMES}
        new = _together(evening, chance)
        for group, own in before.items():
            people, decided, lines = table(evening, group)
            assert people == own.people
            assert {card: decided[card] for card in decided if card not in new} == own.decided
            assert lines == own.lines


def _sort(meeting: Evening, chance: random.Random) -> None:
    for group in NAMES:
        for card_id in meeting.ids(Card)[:CARDS]:
            if chance.random() < 0.6:
                category = chance.choice((Category.more, Category.less))
                line = f"We are table {group}" if chance.random() < 0.5 else ""
                decide(meeting, group, card_id, category, line)


def _together(meeting: Evening, chance: random.Random) -> set[int]:
    """They merge, decide something together and part. Returns the cards that were new to all."""
    kept, *away = chance.sample(list(NAMES), 3)
    merges = [
        meeting.do(merging.merge, meeting.groups[kept], meeting.groups[other]) for other in away
    ]
    new = meeting.ids(Card)[CARDS:]
    for merge_id, card_id in zip(chance.sample(merges, 2), new, strict=False):
        decide(meeting, kept, card_id, Category.more)
        meeting.do(merging.part, merge_id)
    return set(new)
