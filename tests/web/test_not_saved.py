"""While nothing can be saved: what phones, console, wall, desk and a monitor are told, and that nothing is lost."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.live.writer import LONGEST_PAUSE
from app.migrating import migrate
from app.models import Card, Device, Idea, Seat, SurveyQuestion
from app.trouble import StoreError
from app.viewer import phone_cookie
from app.vocabulary import Language, Step
from tests.house import House, notice_of
from tests.live.troubles import held, no_room, path_of
from tests.live.until_killed import add
from tests.stage import cast_on
from tests.throwaway import PostgresServer

PRESS = {"category": "more"}
SAID = "This could not be saved just now."


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """It looks often, and nobody has to be waited for long."""
    house = open_house(look_seconds=0.1, presence_grace_seconds=0.1, without_script_seconds=0.2)
    house.evening.go_to(Step.sorting)
    return house


def health(house: House) -> httpx.Response:
    return house.browser("/").ask("GET", "/healthz")


def locked(house: House) -> AbstractContextManager[None]:
    return held(path_of(house.evening.database))


@contextmanager
def full(house: House) -> Iterator[None]:
    """Somebody has written on until the last room was taken."""
    evening = house.evening
    with no_room(path_of(evening.database), evening.writer):
        with pytest.raises(StoreError):
            evening.do(add, evening.ids(SurveyQuestion)[2], "w" * 200_000)
        yield


@pytest.mark.parametrize(
    ("begin", "status", "why"),
    [
        (full, "full", "the disk is full on the computer that runs this program"),
        (locked, "held", "another program holds the data"),
    ],
)
def test_everybody_is_told_what_is_so_and_then_it_goes_on(
    house: House, begin: Callable[[House], AbstractContextManager[None]], status: str, why: str
) -> None:
    phone, console = house.phone("Olena"), house.console(Language.en)
    wall, watching = house.projector(), console.wire()
    before, card = wall.screen(), f"cards/{house.evening.ids(Card)[0]}/lean"
    with begin(house):
        watching.wait(lambda wire: why in wire.screen)
        assert why in console.screen()
        refused = phone.tap(card, **PRESS)
        assert (refused.status_code, notice_of(refused.text)) == (503, SAID)
        assert int(refused.headers["Retry-After"]) >= LONGEST_PAUSE, "the writer has tried again"
        assert (health(house).status_code, health(house).json()) == (503, {"status": status})
        assert phone.get().status_code == 200
        assert wall.screen() == before
    watching.wait(lambda wire: why not in wire.screen)
    assert why not in console.screen()
    assert (health(house).status_code, health(house).json()) == (200, {"status": "ok"})
    assert phone.tap(card, **PRESS).status_code == 200


@pytest.mark.parametrize(
    ("language", "why"),
    [(Language.sv, "ett annat program"), (Language.fi, "toinen ohjelma")],
)
def test_the_console_says_why_in_its_own_language(
    house: House, language: Language, why: str
) -> None:
    console = house.console(language)
    watching = console.wire()
    with locked(house):
        watching.wait(lambda wire: why in wire.screen)


def test_a_page_without_script_gives_the_words_back(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Olena")
    with locked(house):
        refused = phone.send("ideas", title="Language café", what="Coffee and talk")
        assert refused.status_code == 503
        assert f"{SAID} Wait a moment and send it again." in refused.text
        assert "Language café" in refused.text
        assert "Coffee and talk" in refused.text
    until_well(house)
    assert phone.send("ideas", title="Language café").status_code == 303
    assert len(house.evening.all(Idea)) == 1


def test_who_comes_meanwhile_is_asked_to_come_again(house: House) -> None:
    newcomer = house.browser(f"/{house.code}", {"language": Language.en})
    newcomer.get()
    with locked(house):
        refused = newcomer.send("join", role="resident")
        assert refused.status_code == 503
        assert "Wait a moment. Then go back and try again." in refused.text
        assert "set-cookie" not in refused.headers
        assert newcomer.get().status_code == 200
    until_well(house)
    assert newcomer.send("join", role="resident").status_code == 303


def test_the_desk_gives_back_what_was_typed(house: House) -> None:
    token = house.evening.sign_in()
    desk = house.browser("/coordinator", {"coordinator": token})
    fields: dict[str, Any] = {
        "municipality": "",
        "name": "An evening in Ankerö",
        "place": "Rådhuset",
    }
    fields |= {
        "date": "2027-03-09",
        "time": "16.30",
        "main_language": "sv",
        "second_language": "fi",
    }
    with locked(house):
        refused = desk.send("meetings", **fields)
        assert refused.status_code == 503
        assert f"{SAID} Wait a moment and send it again." in refused.text
        assert 'value="An evening in Ankerö"' in refused.text


def test_who_leaves_meanwhile_is_out_afterwards(house: House) -> None:
    watching, amina = house.console(Language.en).wire(), house.phone("Amina").wire()
    watching.wait(lambda _: is_in(house, "Amina"))
    with locked(house):
        watching.wait(lambda wire: "another program" in wire.screen)
        amina.close()
        house.phone("Kirsi").wire()
        watching.wait(lambda _: health(house).status_code == 503)
    watching.wait(lambda _: is_in(house, "Kirsi") and not is_in(house, "Amina"))


def is_in(house: House, name: str) -> bool:
    seat = house.evening.all(Seat, person_id=house.evening.people[name])[0]
    return house.evening.all(Device, id=seat.device_id)[0].present


def until_well(house: House) -> None:
    watching = house.console(Language.en).wire()
    watching.wait(lambda wire: 'id="trouble"' not in wire.screen)


def test_the_log_has_a_line_when_it_begins_and_one_when_it_is_over(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    card = f"cards/{house.evening.ids(Card)[0]}/lean"
    with locked(house):
        for name in ("Amina", "Kirsi", "Olena", "Mikael"):
            assert house.phone(name).tap(card, **PRESS).status_code == 503
    until_well(house)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert told == ["nothing can be saved: held", "nothing can be saved: no longer"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_writer_that_has_ended_is_told_and_keeps_nobody_waiting(house: House) -> None:
    house.evening.writer.submit(None, lambda _: sys.exit())
    card = f"cards/{house.evening.ids(Card)[0]}/lean"
    while (answer := health(house)).status_code == 200:
        pass
    assert answer.json() == {"status": "broken"}
    assert house.phone("Amina").tap(card, **PRESS).status_code == 503


def test_a_database_server_may_be_away_for_a_while(
    own_postgres: PostgresServer, keys: Path, open_house: Callable[..., House]
) -> None:
    migrate(own_postgres.url)
    cast = cast_on(own_postgres.url, keys)
    house = open_house(cast=cast, database_url=own_postgres.url, look_seconds=0.1)
    house.evening.go_to(Step.sorting)
    phone, console = house.phone("Olena"), house.console(Language.en)
    phone.headers["Accept-Language"] = "en"
    watching, card = console.wire(), f"cards/{house.evening.ids(Card)[0]}/lean"
    own_postgres.stop()
    watching.wait(lambda wire: "the database server does not answer" in wire.screen)
    refused = phone.tap(card, **PRESS)
    assert (refused.status_code, notice_of(refused.text)) == (503, SAID)
    assert phone.get().status_code == 503
    assert (health(house).status_code, health(house).json()) == (503, {"status": "unreachable"})
    own_postgres.start()
    watching.wait(lambda wire: 'id="trouble"' not in wire.screen)
    assert phone.tap(card, **PRESS).status_code == 200
    assert [health(house).json() for _ in range(20)] == [{"status": "ok"}] * 20


def test_an_act_of_who_is_no_phone_here_is_put_off_too(house: House) -> None:
    card = f"cards/{house.evening.ids(Card)[0]}/lean"
    stranger = house.browser(f"/{house.code}", {phone_cookie(house.evening.id): "nobody's"})
    with locked(house):
        assert stranger.tap(card, **PRESS).status_code == 503
