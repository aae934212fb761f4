"""Who is in: noticed by sockets, latched by acts, forgotten as a time."""

import asyncio
import time
from collections.abc import Callable

import pytest
from sqlmodel import SQLModel

from app.live import presence
from app.method import groups
from app.method.people import joining
from app.method.people.joining import token_hash
from app.method.sorting_pack import pack_of
from app.models import Card, Device, Person, Seat
from app.viewer import PhoneClaim
from app.vocabulary import Door, Language, Role, Step
from tests.cast import Evening
from tests.ears import Wire
from tests.environment import PATIENCE
from tests.house import SECRET, House
from tests.web.test_changing_phones import MOVE_CODE

OpenHouse = Callable[..., House]
TABLE = ("Amina", "Kirsi", "Olena", "Mikael")  # of group 1; Börje has left before


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    """Nobody has to be waited for long here."""
    return open_house(presence_grace_seconds=0.2, without_script_seconds=0.2)


def device(evening: Evening, name: str) -> Device:
    seat = evening.all(Seat, person_id=evening.people[name])[0]
    return evening.all(Device, id=seat.device_id)[0]


def here(evening: Evening) -> set[str]:
    return {name for name in evening.people if device(evening, name).present}


def wait_until(watching: Wire, happened: Callable[[], bool]) -> None:
    """Asks again each time this socket is told something."""
    watching.wait(lambda _: happened())


@pytest.fixture
def table(house: House) -> dict[str, Wire]:
    """Group 1 without one, in the sorting; everybody else has left the hall."""
    house.evening.go_to(Step.sorting)
    wires = {name: house.phone(name).wire() for name in TABLE}
    watching = house.console().wire()
    wait_until(watching, lambda: here(house.evening) == set(TABLE))
    return wires


def test_a_phone_is_in_while_it_has_a_socket_and_out_after_a_grace(
    house: House, table: dict[str, Wire]
) -> None:
    watching = house.console().wire()
    table["Amina"].close()
    wait_until(watching, lambda: not device(house.evening, "Amina").present)
    house.phone("Amina").wire()
    wait_until(watching, lambda: device(house.evening, "Amina").present)


def test_who_comes_back_within_the_grace_never_left(open_house: OpenHouse) -> None:
    house = open_house(presence_grace_seconds=60)
    watching, phone = house.console().wire(), house.phone("Amina")
    for _ in range(3):
        phone.wire().close()
    sequence = house.evening.row.sequence
    house.evening.go_to(Step.opening)
    watching.wait(lambda wire: wire.frames[-1].sequence == sequence + 1)
    assert device(house.evening, "Amina").present


def test_of_two_sockets_of_a_phone_one_is_enough(house: House, table: dict[str, Wire]) -> None:
    second = house.phone("Amina").wire()
    table["Amina"].close()
    table["Kirsi"].close()
    wait_until(table["Olena"], lambda: not device(house.evening, "Kirsi").present)
    assert device(house.evening, "Amina").present
    second.close()
    wait_until(table["Olena"], lambda: not device(house.evening, "Amina").present)


@pytest.mark.usefixtures("table")
def test_leaning_closes_when_everybody_who_is_in_has_leaned(house: House) -> None:
    card = house.evening.ids(Card)[0]
    for name in TABLE[:-1]:
        house.phone(name).tap(f"cards/{card}/lean", category="more")
    assert not is_closed(house.evening, card)
    house.phone(TABLE[-1]).tap(f"cards/{card}/lean", category="less")
    assert is_closed(house.evening, card)


def test_who_left_blocks_no_table(house: House, table: dict[str, Wire]) -> None:
    card = house.evening.ids(Card)[0]
    for name in TABLE[:-1]:
        house.phone(name).tap(f"cards/{card}/lean", category="more")
    table[TABLE[-1]].close()
    wait_until(table["Amina"], lambda: is_closed(house.evening, card))
    assert table["Amina"].shows(house.phone("Amina").screen())


@pytest.mark.usefixtures("table")
def test_who_was_moved_away_blocks_no_table(house: House) -> None:
    card, evening = house.evening.ids(Card)[0], house.evening
    for name in TABLE[:-1]:
        house.phone(name).tap(f"cards/{card}/lean", category="more")
    moved = evening.people[TABLE[-1]]
    house.console().tap(f"people/{moved}/group", small_group_id=evening.groups[2])
    assert is_closed(evening, card)


def test_a_phone_without_script_is_in_while_its_requests_are_fresh(house: House) -> None:
    watching = house.console().wire()
    wait_until(watching, lambda: not here(house.evening))
    house.phone("Kirsi").get()
    wait_until(watching, lambda: here(house.evening) == {"Kirsi"})
    wait_until(watching, lambda: not here(house.evening))


def test_who_joined_and_was_never_heard_of_again_is_in_no_longer_than_that(house: House) -> None:
    watching, evening = house.console().wire(), house.evening
    before = {row.id for row in evening.all(Device)}
    house.browser(f"/{house.code}").join(role="resident")
    (new,) = [row for row in evening.all(Device) if row.id not in before]
    wait_until(watching, lambda: evening.all(Device, id=new.id)[0].present)
    wait_until(watching, lambda: not evening.all(Device, id=new.id)[0].present)


def test_another_phone_that_took_over_and_was_never_heard_of_again_is_in_no_longer_than_that(
    house: House,
) -> None:
    watching, evening = house.console().wire(), house.evening
    first, other = house.phone("Amina"), house.browser(f"/{house.code}")
    wire = first.wire()
    first.send("moving")
    code = MOVE_CODE.search(first.ask("GET", f"{first.path}/phone").text)
    assert code
    other.ask("GET", f"{other.path}/moved")
    assert other.send("moved", code=code[1]).status_code == 303
    wire.wait(lambda wire: wire.closed)
    wait_until(watching, lambda: "Amina" not in here(evening))


def test_who_joined_lapsed_and_comes_back_is_in_again(house: House) -> None:
    watching, evening = house.console().wire(), house.evening
    before = {row.id for row in evening.all(Device)}
    browser = house.browser(f"/{house.code}")
    browser.join(role="resident")
    (new,) = [row for row in evening.all(Device) if row.id not in before]
    wait_until(watching, lambda: not evening.all(Device, id=new.id)[0].present)
    browser.wire()
    wait_until(watching, lambda: evening.all(Device, id=new.id)[0].present)


class Clock:
    """Goes on when it is told to."""

    seconds = -1.0

    def monotonic(self) -> float:
        return self.seconds


def test_a_phone_is_in_for_45_seconds_after_its_socket_and_for_five_minutes_after_a_request(
    open_house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As decision 8 has it, where nothing else is set."""
    clock = Clock()
    monkeypatch.setattr(presence, "time", clock)
    monkeypatch.setattr(presence, "TICK_SECONDS", 0.05)
    house = open_house()
    evening, watching = house.evening, house.console().wire()
    latched = house.app.state.house.presence

    def closes(name: str) -> None:
        claim = PhoneClaim(evening.id, token_hash(SECRET, f"{evening.id}{name}"))
        house.loop.call_soon_threadsafe(latched.left, claim)

    def here_at(seconds: float, *, without: str) -> set[str]:
        """Who is in then, once that has been looked at: so this one, whose time was over before, is out."""
        house.loop.call_soon_threadsafe(setattr, clock, "seconds", seconds)
        wait_until(watching, lambda: without not in here(evening))
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), house.loop).result(PATIENCE)
        evening.do(lambda _: None)  # after all that this look has latched
        return here(evening)

    closes("Börje")
    house.loop.call_soon_threadsafe(setattr, clock, "seconds", 0)
    closes("Amina")
    assert house.phone("Kirsi").get().status_code == 200
    assert "Amina" in here_at(44.9, without="Börje")
    assert "Kirsi" in here_at(45, without="Amina")
    here_at(254, without="Amina")
    closes("Olena")
    assert here_at(299.9, without="Olena") == {"Kirsi"}
    assert here_at(300, without="Kirsi") == set()


def test_nobody_is_in_before_a_request_of_theirs(house: House) -> None:
    evening = house.evening
    hashed = joining.token_hash(b"cast", "somebody")
    evening.do(joining.join, hashed, Role.resident, Language.sv)
    assert not evening.all(Device, token_hash=hashed)[0].present


@pytest.mark.usefixtures("table")
def test_who_joined_and_went_blocks_no_table(house: House, table: dict[str, Wire]) -> None:
    evening, card = house.evening, house.evening.ids(Card)[0]
    before = set(evening.people.values())
    house.browser(f"/{house.code}").join(role="resident")
    (ghost,) = [row.id for row in evening.all(Person) if row.id not in before]
    evening.do(groups.move, ghost, evening.groups[1])
    for name in TABLE:
        house.phone(name).tap(f"cards/{card}/lean", category="more")
    wait_until(table["Amina"], lambda: is_closed(evening, card))


def test_the_console_hears_whether_a_projector_is_connected(house: House) -> None:
    watching = house.console().wire()
    told = watching.screen
    assert not house.link(Door.projector).present
    wall = house.projector().wire()
    wait_until(watching, lambda: house.link(Door.projector).present)
    watching.wait(lambda wire: wire.screen != told)
    assert watching.shows(house.console().screen())
    wall.close()
    wait_until(watching, lambda: not house.link(Door.projector).present)
    assert watching.shows(house.console().screen())


def test_a_projector_that_answers_no_more_is_told_as_lost(open_house: OpenHouse) -> None:
    """Its line is still up for all that anybody knows: the lid was shut, or the cable pulled."""
    house = open_house(presence_grace_seconds=0.2, beat_seconds=0.5)
    watching, wall = house.console().wire(), house.projector().wire()
    assert wall.connection is not None
    wait_until(watching, lambda: house.link(Door.projector).present)
    wall.ears.run(wall.connection.send("here"))
    wait_until(watching, lambda: not house.link(Door.projector).present)


def test_a_second_projector_is_enough_in_whatever_language_its_browser_is(house: House) -> None:
    watching = house.console().wire()
    first = house.projector().wire()
    second = house.opened(Door.projector, {"language": Language.fi}).wire()
    wait_until(watching, lambda: house.link(Door.projector).present)
    first.close()
    house.phone("Kirsi").wire().close()
    wait_until(watching, lambda: here(house.evening) == set())
    assert house.link(Door.projector).present
    second.close()
    wait_until(watching, lambda: not house.link(Door.projector).present)


def test_a_forged_projector_is_not_told_as_connected(house: House) -> None:
    evening = house.evening
    watching = house.console().wire()
    link = house.link(Door.projector)
    for held in (f"{link.id}.guessed", f"{link.id}.", "x.y", "", "9" * 30):
        forged = house.browser(f"/projector/{evening.id}", {f"projector-{evening.id}": held})
        assert forged.wire().closed == 4403
    house.phone("Kirsi").wire().close()
    wait_until(watching, lambda: not here(evening))
    assert not house.link(Door.projector).present


@pytest.mark.usefixtures("table")
def test_after_a_restart_who_was_in_is_in_until_the_time_to_come_back_is_over(house: House) -> None:
    house.stop()
    house.start()
    watching = house.console().wire()
    kirsi = house.phone("Kirsi").wire()
    wait_until(watching, lambda: here(house.evening) == {"Kirsi"})
    assert kirsi.closed is None


def test_nothing_is_stored_of_when_somebody_came_or_left(
    house: House, table: dict[str, Wire]
) -> None:
    table["Amina"].close()
    wait_until(table["Kirsi"], lambda: not device(house.evening, "Amina").present)
    now = time.time()
    with house.evening.reading() as book:
        times = {
            (kind.__tablename__, column)
            for kind in SQLModel.__subclasses__()
            for row in book.all(kind)
            for column, value in row._asdict().items()  # type: ignore[attr-defined]
            if isinstance(value, int) and abs(value - now) < 3600
        }
    assert times <= {("programme_row", "began_at"), ("meeting", "clock_until")}


def is_closed(evening: Evening, card: int) -> bool:
    with evening.reading() as book:
        return pack_of(book, evening.id, evening.groups[1]).is_closed(card)
