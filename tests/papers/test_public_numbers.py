"""Who has every version of every public page, over the years, finds no few people by subtracting one from another."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import cast

import pytest

from app.method import small_cells
from app.papers.public import numbers
from app.papers.public.numbers import Heard, as_first_published, told_heard
from app.papers.public.told import ToldPage

TOWNS, MORE_TOWNS = 150, 20_000
GROUPS = range(1, 6)
# Of a session: its number, and the population group. By it, how many came.
Session = tuple[int, int]
Told = tuple[frozenset[Session], int]


@dataclass
class Pages:
    """The public page of one meeting, in all its versions. `heard`: the sessions that led to it, as they are now."""

    heard: dict[Session, int]
    versions: list[ToldPage] = field(default_factory=list)
    truths: list[dict[Session, int]] = field(default_factory=list)

    def publish(self, others: list["Pages"]) -> None:
        """As the program does; others count where one of their sessions is one of these."""
        counts = {
            group: sum(people for (_, of), people in self.heard.items() if of == group)
            for group in {of for _, of in self.heard}
        }
        shared = [pages for pages in others if {*self.heard} & {*pages.known()}]
        told = told_heard(counts, [_heard(pages.versions[0]) for pages in shared])
        page = {
            "people": None,
            "heard_people": told.whole,
            "heard": [
                {"group": {"text": group, "words": {}}, "sessions": 1, "participants": people}
                for group, people in told.groups.items()
            ],
            "cards": [],
        }
        first = self.versions[0] if self.versions else None
        self.versions.append(as_first_published(first, cast("ToldPage", page)))
        self.truths.append(dict(self.heard))

    def known(self) -> Iterator[Session]:
        """All sessions that ever led to what was published."""
        yield from (session for truth in self.truths for session in truth)

    def told(self) -> Iterator[Told]:
        """Every number that stood on it, and whom it counts; and what is left of the whole."""
        for at, page in enumerate(self.versions):
            told = _heard(page)
            counted = [
                (self._whom(people, at, {group}), people)
                for group, people in told.groups.items()
                if people is not None
            ]
            yield from counted
            if told.whole is not None:
                everybody = self._whom(told.whole, at, {*GROUPS})
                yield everybody, told.whole
                named = frozenset[Session]().union(*(whom for whom, _ in counted))
                if named < everybody:
                    yield everybody - named, told.whole - sum(people for _, people in counted)

    def _whom(self, people: int, at: int, groups: set[int]) -> frozenset[Session]:
        """The people of these groups at the first time when they were so many."""
        for truth in self.truths[: at + 1]:
            of = {session: came for session, came in truth.items() if session[1] in groups}
            if sum(of.values()) == people:
                return frozenset(of)
        raise AssertionError(people)


def _heard(page: ToldPage) -> Heard:
    groups = {row["group"]["text"]: row["participants"] for row in page["heard"]}
    return Heard(groups, page["heard_people"])


def town(draws: random.Random) -> list[Pages]:
    """Meetings of some years: sessions come in late or are taken out, and a meeting may begin as another's copy."""
    rounds: list[Pages] = []
    made = 0

    def more(of: dict[Session, int], most: int) -> None:
        nonlocal made
        for _ in range(draws.randint(0, most)):
            made += 1
            of[made, draws.choice(GROUPS)] = draws.choice((1, 2, 3, 4, 5, 6, 8, 12, 20))

    for _ in range(draws.randint(1, 3)):
        begun = dict(draws.choice(rounds).heard) if rounds and draws.random() < 0.6 else {}
        rounds.append(Pages(begun))
        more(begun, 6)
        for _ in range(draws.randint(1, 4)):
            pages = draws.choice(rounds)
            if pages.heard and draws.random() < 0.3:
                del pages.heard[draws.choice([*pages.heard])]
            more(pages.heard, 2)
            pages.publish([other for other in rounds if other is not pages])
    return rounds


def few_found(rounds: list[Pages]) -> list[frozenset[Session]]:
    """Of whom fewer than five are left, by a number alone or by two of them, one of which counts those of the other."""
    told = {number for pages in rounds for number in pages.told()}
    apart = (
        (large - small, most - least)
        for (large, most), (small, least) in permutations(told, 2)
        if small < large
    )
    return [whom for whom, people in (*told, *apart) if 0 < people < 5 and whom]


def test_no_version_of_any_page_and_no_two_of_them_tell_of_few(chance: random.Random) -> None:
    towns = [town(chance) for _ in range(TOWNS)]
    assert [few for rounds in towns for few in few_found(rounds)] == []
    pages = [page for rounds in towns for pages in rounds for page in pages.versions]
    assert any(page["heard_people"] for page in pages)
    assert any(_heard(page).hides for page in pages)


@pytest.mark.long
def test_nor_do_those_of_very_many_towns(chance: random.Random) -> None:
    for _ in range(MORE_TOWNS):
        assert few_found(town(chance)) == []


@pytest.mark.parametrize("defence", ["too_few", "countable", "as_first_published", "_is_close"])
def test_the_same_attacker_succeeds_where_a_defence_is_taken_away(
    chance: random.Random, monkeypatch: pytest.MonkeyPatch, defence: str
) -> None:
    weak = {
        "too_few": lambda _people: False,
        "countable": lambda counts: {group for group, count in counts.items() if count >= 5},
        "as_first_published": lambda _first, now: now,
        "_is_close": lambda _one, _other: False,
    }[defence]
    for module in (small_cells, numbers):
        monkeypatch.setattr(module, defence, weak, raising=False)
    if defence == "as_first_published":
        monkeypatch.setitem(globals(), "as_first_published", weak)
    assert any(few_found(town(chance)) for _ in range(TOWNS))


def test_of_the_sessions_in_a_memo_none_is_few_and_none_is_left_over(chance: random.Random) -> None:
    assert small_cells.told_sessions([("a", 12), ("a", 3), ("b", 9)]) == [None, None, 9]
    assert small_cells.told_sessions([("a", 12), ("b", 4)]) == [None, None]
    for _ in range(TOWNS):
        sessions = [
            (chance.choice("abcd"), chance.randint(0, 14)) for _ in range(chance.randint(0, 7))
        ]
        told = small_cells.told_sessions(sessions)
        groups = {group: 0 for group, _ in sessions}
        for group, people in sessions:
            groups[group] += people
        shown = small_cells.countable(groups)
        for group in groups:
            hidden = [
                people
                for (of, people), figure in zip(sessions, told, strict=True)
                if of == group and figure is None
            ]
            assert not 0 < sum(hidden) < 5 or group not in shown
        whole = [
            people for (_, people), figure in zip(sessions, told, strict=True) if figure is None
        ]
        assert not 0 < sum(whole) < 5 or sum(groups.values()) < 5
