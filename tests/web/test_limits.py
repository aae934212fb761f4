"""Twenty at once on each limit: the limit succeed, the others are told why not, and nobody meets a fault."""

from collections import Counter
from collections.abc import Callable

import httpx
import pytest

from app.limits import LIMIT
from app.method import accounts, axis, ideas, vote
from app.models import (
    AgreedAction,
    Ballot,
    Card,
    Idea,
    PopulationGroup,
    ProgrammeRow,
    Proposal,
    SuggestedAction,
)
from app.vocabulary import Language, Step, Theme
from tests.crowd import at_once
from tests.house import Browser, House, main_of, notice_of

TWENTY = 20
TABLE = ("Amina", "Kirsi", "Olena", "Mikael")


def all_at_once(
    browsers: list[Browser], tap: Callable[[Browser, int], httpx.Response]
) -> Counter[int]:
    """What twenty were answered. Who was refused has read one sentence beside a fresh screen."""
    answers = at_once(TWENTY, lambda turn: tap(browsers[turn % len(browsers)], turn))
    for answer in answers:
        assert main_of(answer.text)
        assert bool(notice_of(answer.text)) is (answer.status_code == 409)
    return Counter(answer.status_code for answer in answers)


def test_a_group_writes_as_many_ideas_as_it_may(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phones = [house.phone(name) for name in TABLE]
    told = all_at_once(phones, lambda phone, turn: phone.tap("ideas", title=f"Idea {turn}"))
    assert told == {200: LIMIT.ideas, 409: 20 - LIMIT.ideas}
    with house.evening.reading() as book:
        assert len(ideas.standing_ideas(book, house.evening.groups[1])) == LIMIT.ideas


def test_a_suggestion_is_developed_once(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phones = [house.phone(name) for name in TABLE]
    suggested = house.evening.ids(SuggestedAction)[0]
    told = all_at_once(phones, lambda phone, _: phone.tap(f"suggestions/{suggested}/developed"))
    assert told == {200: 20}
    with house.evening.reading() as book:
        assert len(ideas.standing_ideas(book, house.evening.groups[1])) == 1


def test_a_group_proposes_one_idea(house: House) -> None:
    house.evening.propose("Amina", "First")
    house.evening.go_to(Step.ideas)
    for place in range(3):
        house.evening.do(ideas.write, house.evening.member("Amina"), f"Idea {place}", "", "")
    house.evening.go_to(Step.axis)
    written = [idea.id for idea in house.evening.all(Idea)]
    for idea in written:
        house.evening.do(axis.place, house.evening.member("Amina"), idea, 1, 1)
        house.evening.do(axis.settle, house.evening.member("Amina"), idea, 1, 1)
    phones = [house.phone(name) for name in TABLE]
    told = all_at_once(phones, lambda phone, turn: phone.tap(f"ideas/{written[turn % 4]}/proposed"))
    assert told == {200: 20}
    assert len(house.evening.all(Proposal)) == 1


@pytest.fixture
def proposals(house: House) -> list[int]:
    """One of each group, in a vote that is open."""
    made = [house.evening.propose(name, f"By {name}") for name in ("Amina", "Hodan", "Layla")]
    house.evening.go_to(Step.vote)
    house.evening.do(vote.open_round)
    return made


def test_a_person_has_one_vote(house: House, proposals: list[int]) -> None:
    phones = [house.phone("Amina") for _ in range(4)]
    told = all_at_once(
        phones, lambda phone, turn: phone.tap("vote", proposal_id=proposals[1 + turn % 2])
    )
    assert told == {200: 20}
    assert len(house.evening.all(Ballot)) == 1


def test_twenty_votes_of_ten_people_are_ten(house: House, proposals: list[int]) -> None:
    own = dict(zip((1, 2, 3), proposals, strict=True))
    names = [*TABLE, "Hodan", "Pekka", "Yusuf", "Layla", "Leena", "Rolf"]
    phones = [house.phone(name) for name in names]

    def cast(phone: Browser, turn: int) -> httpx.Response:
        group = 1 if turn % 10 < 4 else 2 if turn % 10 < 7 else 3
        chosen = own[group % 3 + 1]
        return phone.tap("vote", proposal_id=chosen)

    assert all_at_once(phones, cast) == {200: 20}
    assert sum(result.votes for result in house.evening.do(vote.close_round, 1)) == 10


def test_a_vote_for_the_own_group_never_counts(house: House, proposals: list[int]) -> None:
    phones = [house.phone(name) for name in TABLE]
    told = all_at_once(phones, lambda phone, _: phone.tap("vote", proposal_id=proposals[0]))
    assert told == {409: 20}
    assert house.evening.all(Ballot) == []


def test_as_many_actions_are_agreed_as_may_be(house: House) -> None:
    house.evening.go_to(Step.agreement)
    consoles = [house.console() for _ in range(2)]
    told = all_at_once(
        consoles, lambda browser, turn: browser.tap("actions", title=f"Action {turn}")
    )
    assert told == {200: LIMIT.actions, 409: 20 - LIMIT.actions}
    assert len(house.evening.all(AgreedAction, meeting_id=house.evening.id)) == LIMIT.actions


def test_next_goes_one_step(house: House) -> None:
    house.evening.go_to(Step.results)
    rows = {row.kind: row.id for row in house.evening.all(ProgrammeRow)}
    consoles = [house.console() for _ in range(2)]
    told = all_at_once(
        consoles,
        lambda browser, _: browser.tap(
            "step", row_id=rows[Step.supper], seen_row_id=rows[Step.results]
        ),
    )
    assert told == {200: 1, 409: 19}
    assert house.evening.row.current_row_id == rows[Step.supper]


def test_a_pack_holds_thirty_cards(house: House) -> None:
    evening = house.evening
    token = evening.do(accounts.set_up, "desk", "no hash", Language.sv)
    group = evening.all(PopulationGroup)[0].id
    path = f"/coordinator/meetings/{evening.id}"
    desks = [house.browser(path, {"coordinator": token}) for _ in range(4)]
    before = len(evening.ids(Card))

    def add(turn: int) -> httpx.Response:
        return desks[turn % 4].send(
            "cards", theme=Theme.security, population_group_id=group, sv=f"A new card {turn}"
        )

    answers = at_once(TWENTY, add)
    refused = [answer for answer in answers if "refused=" in answer.headers["location"]]
    assert len(refused) == TWENTY - (LIMIT.cards - before)
    shown = desks[0].ask("GET", refused[0].headers["location"]).text
    assert str(LIMIT.cards) in shown[shown.index('role="alert"') :]
    assert len(evening.ids(Card)) == LIMIT.cards
