"""The backups of an evening tell who did what in it: once it has ended they go, wherever they are by then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.keeping import second_place, shelf
from app.method import ending, sorting
from app.models import Card
from app.vocabulary import Category, Step
from tests.house import House


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """It looks so seldom whether a backup is due that only what a test makes is made."""
    return open_house(backup_look_seconds=3600.0)


def own(house: House) -> list[Path]:
    return shelf.backups(shelf.folder_of(house.settings.data))


def made(house: House) -> Path:
    """The backup that is made now."""
    house.app.state.backups.make()
    return own(house)[-1]


def of_an_evening(house: House) -> list[Path]:
    """Backups of a sorting in which somebody has leaned."""
    evening = house.evening
    evening.go_to(Step.sorting)
    evening.do(sorting.lean, evening.member("Amina"), evening.ids(Card)[0], Category.more)
    return [made(house), made(house)]


def test_they_go_although_the_program_was_closed_right_after_the_end(house: House) -> None:
    of_an_evening(house)
    house.evening.do(ending.end, ended=True)
    house.stop()
    house.start()
    newest = made(house)
    assert own(house) == [newest]


def test_they_go_from_a_stick_that_was_pulled_out_while_the_evening_ended(
    house: House, tmp_path: Path
) -> None:
    stick, pulled_out = tmp_path / "stick", tmp_path / "pulled out"
    stick.mkdir()
    second_place.choose(house.settings.data, stick)
    there = stick / second_place.FOLDER
    told = of_an_evening(house)
    assert [file.name for file in shelf.backups(there)] == [file.name for file in told]
    stick.rename(pulled_out)
    house.evening.do(ending.end, ended=True)
    house.app.state.backups.make()
    house.stop()
    pulled_out.rename(stick)
    house.start()
    newest = made(house)
    assert [file.name for file in shelf.backups(there)] == [newest.name]


def test_they_go_however_long_ago_they_were_made_when_it_ends(house: House) -> None:
    """It was forgotten to end it, or it ended by itself some days later."""
    earlier = datetime.now(UTC) - timedelta(days=3)
    for hour, file in enumerate(of_an_evening(house)):
        file.rename(file.with_name(shelf.new_name(earlier + timedelta(hours=hour))))
    house.evening.do(ending.end, ended=True)
    newest = made(house)
    assert own(house) == [newest]


def test_what_was_made_while_it_had_ended_stays_when_it_was_opened_again_and_ends_anew(
    house: House,
) -> None:
    of_an_evening(house)
    house.evening.do(ending.end, ended=True)
    between = made(house)
    house.evening.do(ending.end, ended=False)
    again = of_an_evening(house)
    assert own(house) == [between, *again], "it goes on, and is not without its backups"
    house.evening.do(ending.end, ended=True)
    newest = made(house)
    assert own(house) == [between, newest]


def test_those_of_a_meeting_that_goes_on_stay_while_others_are_over(house: House) -> None:
    going_on, folder = of_an_evening(house), shelf.folder_of(house.settings.data)
    now, over = datetime.now(UTC), {house.evening.id + 1}
    shelf.thin_out(folder, now, going_on[-1].name, by_age=True, over=over)
    assert own(house) == going_on


def test_the_only_one_stays_until_one_is_made_after_the_end(house: House) -> None:
    told, folder = of_an_evening(house), shelf.folder_of(house.settings.data)
    shelf.thin_out(folder, datetime.now(UTC), "", by_age=True, over={house.evening.id})
    assert own(house) == told[-1:]
