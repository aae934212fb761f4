"""Another laptop goes on: the wall tells where, and whoever was in is who they were, at another address too."""

import re
from collections.abc import Callable

import pytest

from app.keeping.restoring import restore
from app.keeping.shelf import backups, folder_of
from app.method import phone_network, vote
from app.models import Person
from app.vocabulary import Language, RoundState, Step
from tests.house import House

FIRST = "http://192.168.7.20:8000"
CODE = re.compile(r'id="anew" hidden>[^<]*<strong[^>]*>(\w{7})<')


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """The laptop that goes on: until now its phones came to another address."""
    house = open_house()
    house.evening.do(phone_network.note_reached, FIRST)
    return house


def test_the_wall_and_the_console_tell_where_it_goes_on_until_all_are_back(house: House) -> None:
    evening = house.evening
    assert "goes on here" not in house.projector().screen(), "it has not begun"
    evening.propose("Amina", "A language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    code = CODE.search(house.phone("Amina").get().text)
    assert code
    house.app.state.backups.make()
    house.stop()
    restore(backups(folder_of(house.settings.data))[-1], house.settings.data)
    for key in house.settings.keys.iterdir():
        key.unlink()  # they were on the other one
    house.start()

    wall, console = house.projector().screen(), house.console(Language.en)
    assert "Mötet fortsätter här" in wall
    assert house.settings.address.removeprefix("http://") in wall
    shown = console.screen()
    assert "another address than the one by which the phones came" in shown
    assert "15 phones are not back yet" in shown
    assert house.evening.row.joining_open
    with house.evening.reading() as book:
        newest = vote.newest_round(book, evening.id)
        assert newest
        assert newest.state is RoundState.void
    assert "these votes cannot be counted. Open a new round." in shown
    assert "This vote cannot be counted" in shown
    assert "The vote is not open yet" not in shown
    assert "kunde inte räknas" in house.phone("Amina").get().text

    other, people = house.browser(f"/{house.code}"), len(evening.all(Person))
    assert f'id="again" href="{other.path}/moved"' in other.get().text
    assert other.send("moved", code=f"{code[1][:3]} {code[1][3:].lower()}").status_code == 303
    assert 'data-step="vote"' in other.screen()
    assert len(evening.all(Person)) == people, "nobody came in anew"
    assert "14 phones are not back yet" in console.screen()
    third = house.browser(f"/{house.code}")
    third.get()
    assert third.send("moved", code=code[1]).status_code == 409, "that phone is here already"
    assert 'id="open-vote"' in shown, "the next thing to do"
    assert console.send("vote/opened", after=1).status_code == 303
    assert 'id="close-vote"' in console.screen()
    assert "The code is on the wall until" in console.screen()
    assert console.send("wall/down", what="qr").status_code == 303
    assert "fortsätter" not in house.projector().screen()
    assert "The code is not on the wall now" in console.screen()


def test_at_the_same_address_nothing_is_said_and_phones_come_by_themselves(house: House) -> None:
    evening = house.evening
    evening.do(phone_network.note_reached, house.settings.address)
    evening.go_to(Step.sorting)
    house.stop()
    house.start()
    assert "fortsätter" not in house.projector().screen()
    assert 'id="moved"' not in house.console().screen()
    assert 'data-step="sorting"' in house.phone("Amina").screen()
    assert 'id="again"' not in house.browser(f"/{house.code}").get().text
