"""The agreed actions are read back one by one on the wall, with the owner's answer; and all of them again."""

import pytest

from app.method import agreement
from app.vocabulary import Language, Shown, Step
from tests.house import House

TITLES = ("Språkkafé", "Klara brev", "Kvällsbibliotek")


@pytest.fixture
def ids(house: House) -> list[int]:
    evening = house.evening
    evening.go_to(Step.agreement)
    return [
        evening.do(agreement.agree, title, "Biblioteket", "", "", Language.sv) for title in TITLES
    ]


def on_the_wall(house: House) -> list[str]:
    screen = house.projector().screen()
    return [title for title in TITLES if title in screen]


def test_one_action_stands_in_front_in_turn(house: House, ids: list[int]) -> None:
    console = house.console()
    assert on_the_wall(house) == list(TITLES)
    for action_id, title in zip(ids, TITLES, strict=True):
        answer = console.tap("wall", what=Shown.read_back, subject=action_id)
        assert answer.status_code == 200
        assert on_the_wall(house) == [title]
    console.tap("wall/down", what=Shown.read_back)
    assert on_the_wall(house) == list(TITLES)


def test_the_console_offers_the_next_the_one_before_and_all(house: House, ids: list[int]) -> None:
    console = house.console()
    assert forms(console.screen()) == ["read-next"]
    console.tap("wall", what=Shown.read_back, subject=ids[0])
    assert forms(console.screen()) == ["read-next", "read-all"]
    console.tap("wall", what=Shown.read_back, subject=ids[1])
    assert forms(console.screen()) == ["read-next", "read-before", "read-all"]
    console.tap("wall", what=Shown.read_back, subject=ids[2])
    assert forms(console.screen()) == ["read-before", "read-all"]


def test_what_is_taken_away_while_it_is_read_stands_in_front_no_longer(
    house: House, ids: list[int]
) -> None:
    console = house.console()
    console.tap("wall", what=Shown.read_back, subject=ids[0])
    console.tap(f"actions/{ids[0]}/dropped")
    assert on_the_wall(house) == list(TITLES[1:])


def test_the_owners_answer_stands_on_the_wall_and_on_phones(house: House, ids: list[int]) -> None:
    console = house.console()
    for screen in (house.projector(), house.phone("Amina")):
        assert "har lovat" not in screen.screen()
    for action_id in ids:
        console.tap(f"actions/{action_id}/owner", answer="yes")
    for screen in (house.projector(), house.phone("Amina")):
        assert screen.screen().count("har lovat") == 3
    console.tap(f"actions/{ids[0]}/owner", answer="to_ask")
    assert "ska tillfrågas" in house.projector().screen()


def forms(screen: str) -> list[str]:
    names = ("read-next", "read-before", "read-all")
    return [name for name in names if f'id="{name}"' in screen]
