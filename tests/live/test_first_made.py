"""Whose screen is made first when several are woken by one act, since an answer waits for one of them."""

import json
from queue import SimpleQueue

from app.links import secret_of
from app.method import vote
from app.method.people.joining import token_hash
from app.viewer import Claim, LinkClaim, PhoneClaim
from app.vocabulary import Door, Step
from tests.environment import PATIENCE
from tests.house import SECRET, House
from tests.live.test_connection import Line

Given = SimpleQueue[tuple[str, dict[str, object]]]


class NamedLine(Line):
    """All that is written on such lines is in one order."""

    def __init__(self, name: str, told: Given) -> None:
        super().__init__()
        self._name = name
        self._told = told

    def give(self, words: bytes, *, packed: bool = False) -> None:
        assert not packed
        self._told.put((self._name, json.loads(words)))

    def hang_up(self, code: int) -> None:
        """The house is closed."""


def test_who_votes_is_answered_before_the_wall_is_made(house: House) -> None:
    evening = house.evening
    proposal = evening.propose("Amina", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    voter = PhoneClaim(evening.id, token_hash(SECRET, f"{evening.id}Layla"))
    link = house.link(Door.projector)
    wall = LinkClaim(evening.id, Door.projector, f"{link.id}.{secret_of(SECRET, link)}")
    told: Given = SimpleQueue()

    def attend(name: str, claim: Claim) -> None:
        line, hub = NamedLine(name, told), house.app.state.house.hub
        house.loop.call_soon_threadsafe(hub.attend, line, claim, {}, lambda: None)
        assert told.get(timeout=PATIENCE)[0] == name

    attend("wall", wall)
    attend("voter", voter)
    assert house.phone("Layla").tap("vote", proposal_id=proposal).status_code == 200
    (first, own), (second, _) = told.get(timeout=PATIENCE), told.get(timeout=PATIENCE)
    assert (first, second) == ("voter", "wall")
    assert own["sequence"] == evening.row.sequence
