"""The groups of a full hall are formed, which takes a while: nobody waits for it, nobody who comes is forgotten."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.languages import PHONE_LANGUAGES
from app.method import groups_planning
from app.method.act import Act
from app.method.people import headcount, joining, seating
from app.method.refusals import step_closed
from app.models import Card, Meeting, Membership, SmallGroup
from app.templating import sentence
from app.vocabulary import Category, Language, Role, Step
from tests.cast import Evening, bare_evening
from tests.house import SECRET, House, notice_of

PEOPLE = 300
GROUPS = 60
TAPS = 3


@pytest.fixture
def hall(house: House) -> Evening:
    """Another meeting of the same house, this evening: all are in and nobody sits at a table yet."""
    state = house.app.state.house
    hall = bare_evening(state.database, state.writer, code="FARHA77")
    hall.do(_come_in)
    return hall


def _come_in(act: Act) -> None:
    # A meeting of a day long past ends by itself while no phone is connected.
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=act.now, most_phones=PEOPLE + 1)
    roles, languages = list(Role), list(PHONE_LANGUAGES)
    for place in range(PEOPLE):
        joining.join(
            act,
            joining.token_hash(SECRET, f"{act.meeting_id}{place}"),
            roles[place % len(roles)],
            languages[place % len(languages)],
            tie=place % 4 == 0,
        )


def formed(hall: Evening) -> list[SmallGroup]:
    return hall.all(SmallGroup, meeting_id=hall.id)


def seated(hall: Evening) -> list[int]:
    """How many sit in each group."""
    with hall.reading() as book:
        return [len(headcount.members(book, group.id)) for group in formed(hall)]


def test_while_the_groups_are_formed_another_meeting_goes_on(house: House, hall: Evening) -> None:
    house.evening.go_to(Step.sorting)
    amina, card = house.phone("Amina"), house.evening.ids(Card)[0]
    console, taps = house.console(of=hall), 0
    assert amina.tap(f"cards/{card}/lean", category=Category.more).status_code == 200
    with ThreadPoolExecutor(1) as beside:
        forming = beside.submit(console.tap, "groups", number=GROUPS, ties="1")
        while taps < TAPS and not formed(hall):
            answer = amina.tap(f"cards/{card}/lean", category=list(Category)[taps % 2])
            assert answer.status_code == 200
            taps += 1
        assert forming.result().status_code == 200
    assert taps == TAPS
    assert seated(hall) == [PEOPLE // GROUPS] * GROUPS


def test_who_comes_in_while_the_groups_are_formed_sits_in_one(house: House, hall: Evening) -> None:
    console, late = house.console(Language.en, of=hall), house.browser(f"/{hall.row.code}")
    with ThreadPoolExecutor(1) as beside:
        forming = beside.submit(console.tap, "groups", number=GROUPS, ties="1")
        assert late.join(role=Role.resident).status_code == 303
        was_first = not formed(hall)
        assert forming.result().status_code == 200
    assert was_first
    assert sum(seated(hall)) == PEOPLE + 1
    assert len({row.person_id for row in hall.all(Membership)} & _of(hall)) == PEOPLE + 1


def _of(hall: Evening) -> set[int]:
    with hall.reading() as book:
        return {placed.person for placed in groups_planning.people_of(book, hall.id)}


@pytest.mark.parametrize("path", ["groups", "groups/by-table"])
def test_a_press_that_comes_late_mixes_nobody_anew_who_is_sorting(house: House, path: str) -> None:
    evening, console = house.evening, house.console()
    evening.do(seating.sit_down, evening.people["Amina"], 3)
    evening.go_to(Step.sorting)
    sitting = evening.all(Membership)
    refused = console.tap(path, **({"number": 2} if path == "groups" else {}))
    assert refused.status_code == 409
    assert notice_of(refused.text) == sentence(step_closed, Language.sv)
    assert evening.all(Membership) == sitting
