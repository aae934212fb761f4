"""Whose screen is made first when several are woken by one act, since an answer waits for one of them."""

import asyncio
import json
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from queue import SimpleQueue
from threading import Event

import pytest

from app.links import secret_of
from app.live import hub as pump, screen_threads
from app.live.connection import Connection
from app.live.screen_threads import Screens
from app.method import vote
from app.method.people.joining import token_hash
from app.models import Card
from app.viewer import Claim, LinkClaim, PhoneClaim
from app.vocabulary import Door, Step
from tests.cast import CAST
from tests.environment import PATIENCE
from tests.house import SECRET, House
from tests.live.test_connection import Line

Given = SimpleQueue[tuple[str, dict[str, object]]]


class NamedLine(Line):
    """All that is written on such lines is in one order. `then`: what its phone does once it is told something."""

    def __init__(self, name: str, told: Given) -> None:
        super().__init__()
        self._name = name
        self._told = told
        self.then: Callable[[], None] = lambda: None

    def give(self, words: bytes, *, packed: bool = False) -> None:
        assert not packed
        self._told.put((self._name, json.loads(words)))
        self.then()

    def hang_up(self, code: int) -> None:
        """The house is closed."""


class Watched:
    """A hall with a wall that is on; what each page is told comes in one order."""

    def __init__(self, house: House, step: Step) -> None:
        self._house = house
        self.hub = house.app.state.house.hub
        self.evening = house.evening
        self.evening.go_to(step)
        self.told: Given = SimpleQueue()
        link = house.link(Door.projector)
        opened = f"{link.id}.{secret_of(SECRET, link)}"
        self._attend("wall", LinkClaim(self.evening.id, Door.projector, opened))

    def claim(self, name: str) -> PhoneClaim:
        return PhoneClaim(self.evening.id, token_hash(SECRET, f"{self.evening.id}{name}"))

    def come(self, name: str) -> NamedLine:
        return self._attend(name, self.claim(name))

    def _attend(self, name: str, claim: Claim) -> NamedLine:
        line = NamedLine(name, self.told)
        self._house.loop.call_soon_threadsafe(self.hub.attend, line, claim, {}, lambda: None)
        assert self.next_told()[0] == name
        return line

    def next_told(self) -> tuple[str, dict[str, object]]:
        return self.told.get(timeout=PATIENCE)

    def do_soon(self, act: Callable[[], None]) -> None:
        self._house.loop.call_soon_threadsafe(act)


class Voting(Watched):
    """A vote is open on a proposal of group 1."""

    def __init__(self, house: House) -> None:
        self.proposal = house.evening.propose("Amina", "Language café")
        house.evening.go_to(Step.vote)
        house.evening.do(vote.open_round)
        super().__init__(house, Step.vote)


@pytest.fixture
def voting(house: House) -> Voting:
    return Voting(house)


def test_who_votes_is_answered_before_the_wall_is_made(house: House, voting: Voting) -> None:
    voting.come("Layla")
    assert house.phone("Layla").tap("vote", proposal_id=voting.proposal).status_code == 200
    (first, own), (second, _) = voting.next_told(), voting.next_told()
    assert (first, second) == ("Layla", "wall")
    assert own["sequence"] == voting.evening.row.sequence


@pytest.mark.parametrize("together", [1, pump.TOGETHER])
def test_however_many_vote_one_after_the_other_the_wall_stands_back_once(
    voting: Voting, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    """Each votes while the wall waits for its turn after the one before."""
    monkeypatch.setattr(pump, "TOGETHER", together)
    voters = [name for name, (group, *_) in CAST.items() if group > 1]
    lines = [voting.come(name) for name in voters]
    answers = set[asyncio.Task[object]]()

    with ExitStack() as waiting:

        def votes(name: str) -> Callable[[], None]:
            def act() -> None:
                waiting.enter_context(voting.hub.acting(voting.claim(name)))
                voting.evening.do(vote.cast, voting.evening.member(name), voting.proposal)
                answer = voting.hub.newest_of(voting.claim(name), frozenset())
                answers.add(asyncio.get_running_loop().create_task(answer))

            return act

        for line, name in zip(lines, voters[1:], strict=False):
            line.then = votes(name)
        voting.do_soon(votes(voters[0]))
        told: list[str] = []
        while not {*told} >= {*voters}:
            told.append(voting.next_told()[0])

    between = [len(names.split()) for names in " ".join(told).split("wall")]
    assert [name for name in told if name != "wall"] == voters
    assert max(between) <= 2


def test_a_decision_is_shown_on_the_wall_then_to_who_decided_then_to_the_others(
    house: House,
) -> None:
    watched = Watched(house, Step.sorting)
    card = house.evening.ids(Card)[0]
    for name in ("Layla", "Mikael", "Olena", "Amina"):
        watched.come(name)
    assert house.phone("Amina").tap(f"cards/{card}/decision", decision="more").status_code == 200
    told = [watched.next_told()[0] for _ in range(4)]
    assert told[:2] == ["wall", "Amina"]
    assert {*told[2:]} == {"Mikael", "Olena"}


def test_the_first_screen_is_given_before_the_last_is_made(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last phone's screen is not made before the first phone has its own."""
    watched = Watched(house, Step.opening)
    names = ("Amina", "Kirsi", "Hodan", "Layla")
    for name in names:
        watched.come(name)
    first_came, seen = Event(), count(1)
    make = Screens.for_page_of

    def slowly(screens: Screens, connection: Connection) -> screen_threads.Given:
        if next(seen) == len(names) + 1:
            assert first_came.wait(PATIENCE)
        return make(screens, connection)

    monkeypatch.setattr(Screens, "for_page_of", slowly)
    house.evening.go_to(Step.results)
    came = [watched.next_told()[0] for _ in ("wall", "the first phone")]
    first_came.set()
    came += [watched.next_told()[0] for _ in names[1:]]
    assert (came[0], {*came[1:]}) == ("wall", {*names})
