"""Who has all files of ended meetings tells nobody's choice, and not who came first, better than by guessing."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest

from app.live.store import Store
from app.method import programme, sealing, untracing
from app.method.noting import NotingBook
from app.models import Ballot, SurveyForm
from tests.faults.promises import Kept, Promises
from tests.faults.traced_meetings import Played, played

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]
MEETINGS, FEW = 200, 12
KINDS = ("vote", "survey", "lean", "place")
SURE = 0.99


@dataclass
class Guesses:
    """Of one way: how many were `right` of those told, and how many by guessing among what was chosen."""

    told: int = 0
    right: int = 0
    guessed: float = 0.0
    spread: float = 0.0

    def add(self, told: dict[int, Any], true: dict[int, Any]) -> None:
        known = {person: said for person, said in told.items() if person in true}
        chosen = [*true.values()]
        shares = {said: chosen.count(said) / len(chosen) for said in set(chosen)}
        self.told += len(known)
        self.right += sum(true[person] == said for person, said in known.items())
        for said in known.values():
            share = shares.get(said, 0.0)
            self.guessed += share
            self.spread += share * (1 - share)

    def is_better(self, ways: int) -> bool:
        """Than by guessing, as sure as is asked of one way among so many."""
        most = NormalDist().inv_cdf(1 - (1 - SURE) / ways)
        return self.right > self.guessed + most * sqrt(self.spread) + 1


@dataclass
class Came:
    """Of one way: the rank correlations with the order in which people came."""

    correlations: list[float] = field(default_factory=list)
    spread: float = 0.0

    @property
    def mean(self) -> float:
        return sum(self.correlations) / len(self.correlations)

    def is_told(self, ways: int) -> bool:
        most = NormalDist().inv_cdf(1 - (1 - SURE) / 2 / ways)
        return abs(self.mean) > most * sqrt(self.spread) / len(self.correlations)


@dataclass
class Attack:
    """What came of all meetings. `guesses`: by kind and way; `orders`: by way."""

    guesses: dict[tuple[str, str], Guesses] = field(default_factory=lambda: defaultdict(Guesses))
    orders: dict[str, Came] = field(default_factory=lambda: defaultdict(Came))

    def on(self, held: Played) -> None:
        for kind in KINDS:
            true = held.true.choices[kind]
            for way, told in held.attacker.told(held.values(kind)).items():
                self.guesses[kind, way].add(told, true)
        for way, order in held.attacker.orders().items():
            if set(order) == set(held.true.came):
                came = self.orders[way]
                came.correlations.append(
                    rank_correlation([held.true.came.index(who) for who in order])
                )
                came.spread += 1 / (len(order) - 1)

    def found_out(self) -> list[str]:
        """The kinds of choices that some way tells better than guessing."""
        ways = len(self.guesses)
        return sorted(
            {kind for (kind, _), guesses in self.guesses.items() if guesses.is_better(ways)}
        )

    def orders_found(self) -> list[str]:
        ways = len(self.orders)
        return [way for way, came in self.orders.items() if came.is_told(ways)]

    def best(self) -> str:
        told = max(
            self.guesses.values(),
            key=lambda guesses: guesses.right - guesses.guessed,
            default=Guesses(),
        )
        return f"of {len(self.guesses)} ways the best is right {told.right} times, by guessing {told.guessed:.0f}"

    def furthest(self) -> float:
        return max(abs(came.mean) for came in self.orders.values())


def rank_correlation(places: list[int]) -> float:
    """Spearman's: of the order in which something lies with the order in which it came."""
    count = len(places)
    apart = sum((rank - place) ** 2 for rank, place in enumerate(places))
    return 1 - 6 * apart / (count * (count**2 - 1))


@pytest.fixture
def attack(empty_sqlite: Path, tmp_path: Path, seed: int) -> Callable[[int], Attack]:
    def on(meetings: int) -> Attack:
        attack = Attack()
        draws = random.Random(seed)  # noqa: S311 -- has to be repeatable
        for traced in played(empty_sqlite, tmp_path, draws, meetings):
            attack.on(traced)
        return attack

    return on


def test_no_choice_and_no_order_is_told_by_the_files(
    attack: Callable[[int], Attack], kept: Kept
) -> None:
    made = attack(MEETINGS)
    kept("traces", f"{MEETINGS} meetings: {made.best()}")
    ways = len(made.orders)
    kept(
        "traces",
        f"of {ways} orders the furthest correlates by {made.furthest():.3f}",
    )
    assert made.found_out() == []
    assert made.orders_found() == []
    assert ways > 5


def _keep_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    remove = NotingBook.remove

    def all_else(book: NotingBook, kind: Any, /, **equal: Any) -> int:
        return 0 if kind in (Ballot, SurveyForm) else remove(book, kind, **equal)

    monkeypatch.setattr(NotingBook, "remove", all_else)
    monkeypatch.setattr(sealing, "destroy_key", lambda *_: None)


def _keep_traces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(untracing, "forget_who_did_what_when", lambda _act: None)
    monkeypatch.setattr(programme, "forget_who_did_what_when", lambda _act: None, raising=False)


def _keep_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "write_anew", lambda _store: None)


def test_with_what_was_sealed_and_its_keys_votes_and_answers_are_told(
    attack: Callable[[int], Attack], monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    _keep_sealed(monkeypatch)
    betrayed = attack(FEW).found_out()
    promises.broken("traces", f"with ballots, forms and keys kept: {' and '.join(betrayed)}")
    assert {"vote", "survey"} <= set(betrayed)


def test_with_traces_left_leans_places_and_orders_are_told(
    attack: Callable[[int], Attack], monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    _keep_traces(monkeypatch)
    made = attack(FEW)
    promises.broken("traces", f"with traces kept: {' and '.join(made.found_out())}")
    promises.broken("traces", f"and an order by {made.furthest():.2f}")
    assert {"lean", "place"} <= set(made.found_out())
    assert made.orders_found()


def test_where_rows_lie_as_they_came_the_order_is_told(
    attack: Callable[[int], Attack], monkeypatch: pytest.MonkeyPatch, promises: Promises
) -> None:
    _keep_places(monkeypatch)
    made = attack(FEW)
    promises.broken("traces", f"with rows left where they were an order by {made.furthest():.2f}")
    assert made.orders_found()
