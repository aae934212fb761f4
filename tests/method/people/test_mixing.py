"""Mixing: who shares a phone sits together; then languages, sizes, roles; and nobody moves who need not."""

import random
import time
from collections import Counter
from itertools import product

import pytest

from app.method.people.mixing import Placed, balanced, by_table, needing, suggested_number
from app.vocabulary import Language, Role

SMALL_ROOMS = 50
MOST_WAYS = 5000
SEATED = dict[int, int]


@pytest.mark.parametrize(
    ("people", "number"), [(1, 1), (7, 1), (8, 2), (12, 2), (13, 3), (40, 8), (200, 40)]
)
def test_about_five_people_make_a_group(people: int, number: int) -> None:
    assert suggested_number(people) == number


def room(
    chance: random.Random, people: int, number: int, *, shared: float = 0.0, wishing: float = 0.0
) -> list[Placed]:
    """People of uneven roles and languages, some of them seated already.

    `shared`: how likely a phone has two to four people. `wishing`: how likely somebody asks for the own language.
    """
    kinds = chance.sample(list(Role), chance.randint(1, len(Role)))
    seats = [None, *range(1, number + 3)]
    drawn: list[Placed] = []
    while len(drawn) < people:
        size = chance.randint(2, 4) if chance.random() < shared else 1
        now, phone = chance.choice(seats), len(drawn)
        for person in range(len(drawn), min(len(drawn) + size, people)):
            spoken = (Language.sv, Language.fi, Language.en, Language.ar)
            language = chance.choices(spoken, [10, 6, 2, 1])[0]
            wishes = chance.random() < wishing
            drawn.append(Placed(person, chance.choice(kinds), now, phone, language, wishes))
    return drawn


def rooms(
    chance: random.Random, number: int, *, shared: float = 0.0, wishing: float = 0.0
) -> list[tuple[list[Placed], int]]:
    drawn = []
    for _ in range(number):
        people = chance.randint(6, 100)
        groups = chance.randint(1, min(people // 3, 20))
        made = room(chance, people, groups, shared=shared, wishing=wishing)
        drawn.append((made, min(groups, len(phones(made)))))
    return drawn


def phones(people: list[Placed]) -> dict[int, list[Placed]]:
    by_phone: dict[int, list[Placed]] = {}
    for placed in people:
        by_phone.setdefault(placed.phone, []).append(placed)
    return by_phone


def seated(people: list[Placed], seats: SEATED) -> list[Placed]:
    return [placed._replace(now=seats[placed.person]) for placed in people]


def tables(people: list[Placed], seats: SEATED, number: int) -> list[list[Placed]]:
    sitting: list[list[Placed]] = [[] for _ in range(number)]
    for placed in people:
        sitting[seats[placed.person] - 1].append(placed)
    return sitting


def lonely(table: list[Placed]) -> int:
    """Those at a table who asked for somebody of their language and have none."""
    spoken = Counter(placed.language for placed in table)
    return sum(placed.wishes and spoken[placed.language] == 1 for placed in table)


def unevenness(tables: list[list[Placed]], kinds: set[Role] | set[Language]) -> int:
    """How far these are from standing within one at every table: nought when they do, or nearly."""
    return sum(
        sum(kind in (placed.role, placed.language) for placed in table) ** 2
        for table in tables
        for kind in kinds
    )


def worth(people: list[Placed], seats: SEATED, number: int) -> tuple[int, ...]:
    """What counts, in its order: the less, the better."""
    sitting = tables(people, seats, number)
    asked = {Language(placed.language) for placed in people if placed.wishes}
    return (
        sum(map(lonely, sitting)),
        sum(len(table) ** 2 for table in sitting),
        unevenness(sitting, asked),
        unevenness(sitting, set(Role)),
        sum(placed.now not in (None, seats[placed.person]) for placed in people),
    )


def spread(counts: list[int]) -> int:
    return max(counts) - min(counts)


@pytest.mark.parametrize(
    ("tried", "shared", "wishing"),
    [(110, 0, 0), (25, 0.2, 0), (20, 0, 0.15), (20, 0.15, 0.15)],
    ids=["plain", "shared phones", "ties", "both"],
)
@pytest.mark.parametrize("times", [1, pytest.param(6, marks=pytest.mark.long)])
def test_what_always_holds_in_any_room(
    chance: random.Random, tried: int, shared: float, wishing: float, times: int
) -> None:
    for people, number in rooms(chance, tried * times, shared=shared, wishing=wishing):
        seats = balanced(people, number)
        sitting = tables(people, seats, number)
        assert seats.keys() == {placed.person for placed in people}
        assert all(
            len({seats[placed.person] for placed in group}) == 1
            for group in phones(people).values()
        )
        assert balanced(seated(people, seats), number) == seats, "forming again moves nobody"
        if not shared:
            alone = Counter(placed.language for placed in people)
            assert sum(map(lonely, sitting)) == sum(
                placed.wishes and alone[placed.language] == 1 for placed in people
            )
        if not shared and not wishing:
            assert spread([len(table) for table in sitting]) <= 1
            for kind in Role:
                assert (
                    spread([sum(placed.role is kind for placed in table) for table in sitting]) <= 1
                )


def test_sizes_are_within_one_also_with_ties_at_tables_of_about_five(chance: random.Random) -> None:
    for _ in range(100):
        number = chance.randint(2, 12)
        people = room(chance, number * 5 + chance.randint(-2, 2), number, wishing=0.15)
        seats = balanced(people, number)
        assert spread([len(table) for table in tables(people, seats, number)]) <= 1


def test_small_rooms_are_seated_in_the_best_of_all_ways(chance: random.Random) -> None:
    tried = 0
    while tried < SMALL_ROOMS:
        number, size = chance.randint(2, 5), chance.randint(4, 12)
        people = room(
            chance, size, number, shared=chance.choice((0, 0.4)), wishing=chance.choice((0, 0.4))
        )
        groups = list(phones(people).values())
        if number > len(groups) or number ** len(groups) > MOST_WAYS:
            continue
        tried += 1
        ways = (
            {
                placed.person: seat
                for group, seat in zip(groups, way, strict=True)
                for placed in group
            }
            for way in product(range(1, number + 1), repeat=len(groups))
        )
        best = min(worth(people, way, number) for way in ways)
        assert worth(people, balanced(people, number), number) == best


def test_forming_100_people_takes_a_moment(chance: random.Random) -> None:
    """The writer waits for it."""
    people = room(chance, 100, 20, shared=0.1, wishing=0.1)
    began = time.process_time()
    balanced(people, 20)
    assert time.process_time() - began < 1


def test_one_more_group_takes_hardly_more_people_than_it_seats(chance: random.Random) -> None:
    for people, number in rooms(chance, 100):
        if len(people) <= number:
            continue
        seats = balanced(people, number)
        then = balanced(seated(people, seats), number + 1)
        moved = sum(then[person] != seats[person] for person in seats)
        assert moved <= len(people) // (number + 1) + max(4, len(people) // 5)


def test_a_language_that_was_asked_for_is_not_crowded_at_one_table() -> None:
    people = [
        *(
            Placed(number, Role.resident, None, number, Language.en, wishes=True)
            for number in range(6)
        ),
        *(Placed(number, Role.elected, None, number) for number in range(6, 20)),
    ]
    sitting = tables(people, balanced(people, 4), 4)
    assert sorted(sum(placed.language is Language.en for placed in table) for table in sitting) == [
        0,
        2,
        2,
        2,
    ]


def test_without_ties_a_wish_counts_for_nothing() -> None:
    people = [
        *(
            Placed(number, Role.resident, None, number, Language.en, wishes=True)
            for number in range(2)
        ),
        *(Placed(number, Role.elected, None, number) for number in range(2, 6)),
    ]
    seats = balanced(people, 2, ties=False)
    assert seats[0] != seats[1]
    seats = balanced(people, 2)
    assert seats[0] == seats[1]


def test_by_table_those_who_share_a_phone_follow_the_one_who_scanned_it() -> None:
    people = [
        Placed(1, Role.resident, None, 10),
        Placed(2, Role.resident, None, 10),
        Placed(3, Role.elected, None, 11),
        Placed(4, Role.elected, None, 12),
    ]
    assert by_table(people, {2: 7, 3: 4}) == {1: 7, 2: 7, 3: 4, 4: 4}


def test_who_comes_late_sits_with_the_phone_then_the_table_then_the_language() -> None:
    people = [
        Placed(1, Role.resident, 1, 10, Language.en),
        Placed(2, Role.elected, 2, 11),
        Placed(3, Role.elected, 3, 12),
    ]
    beside = Placed(4, Role.resident, None, 12, Language.en, wishes=True)
    assert needing([*people, beside], 4, (1, 2, 3)) == 3
    alone = beside._replace(phone=13)
    assert needing([*people, alone], 4, (1, 2, 3), 2) == 2
    assert needing([*people, alone], 4, (1, 2, 3), 9) == 1
    assert needing([*people, alone._replace(wishes=False)], 4, (1, 2, 3)) == 2
