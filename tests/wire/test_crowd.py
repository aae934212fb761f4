"""One device, or one hall too large for the machine, shuts nobody out who is in; and nobody is waited for for ever."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from app.machine import listen
from app.viewer import phone_cookie
from app.wire.guests import Guests
from tests.ears import Wire
from tests.environment import PATIENCE
from tests.house import House

OpenHouse = Callable[..., House]
ELSEWHERE = "127.0.0.2"
HALL = 500


def connected(house: House, said: bytes = b"") -> socket.socket:
    """A connection on which no more than this is said."""
    made = socket.create_connection(("127.0.0.1", int(house.address.rsplit(":", 1)[1])), PATIENCE)
    made.sendall(said)
    return made


def is_over(connection: socket.socket, seconds: float = PATIENCE) -> bool:
    """The other side ends it within so long."""
    connection.settimeout(seconds)
    try:
        return not connection.recv(1)
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


@contextmanager
def many(house: House, number: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as opened:
        yield [opened.enter_context(connected(house)) for _ in range(number)]


def asked(house: House, name: str) -> tuple[int, float]:
    """The page of somebody's phone at another address, asked for anew: status, and seconds."""
    held = {phone_cookie(house.evening.id): f"{house.evening.id}{name}"}
    way = httpx.HTTPTransport(local_address=ELSEWHERE)
    begun = time.monotonic()
    with httpx.Client(
        transport=way, base_url=house.address, cookies=held, timeout=PATIENCE
    ) as client:
        status = client.get(f"/{house.code}").status_code
    return status, time.monotonic() - begun


def test_a_whole_hall_can_wait_for_a_server_that_is_still_starting() -> None:
    with listen("127.0.0.1", 0) as listener, ExitStack() as waiting:
        for _ in range(HALL):
            waiting.enter_context(socket.create_connection(listener.getsockname(), PATIENCE))


def test_silent_connections_of_one_address_shut_nobody_out(open_house: OpenHouse) -> None:
    house = open_house(room=40)
    amina = house.phone("Amina")
    wire = amina.wire()
    with many(house, 200) as silent:
        assert asked(house, "Kirsi")[0] == 200
        assert asked(house, "Kirsi")[1] < 1
        assert amina.get().status_code == 200
        assert sum(is_over(connection, 0.01) for connection in silent) >= 160
    assert wire.closed is None


def test_who_is_known_and_rests_gives_way_before_anybody_is_turned_away(
    open_house: OpenHouse,
) -> None:
    house = open_house(room=16)
    names = [name for name in house.evening.people if name.isascii()]
    phones = [house.phone(name) for name in names * 3]
    for _ in range(2):
        assert {phone.get().status_code for phone in phones} == {200}


def test_of_strangers_at_as_many_addresses_who_has_waited_longest_gives_way() -> None:
    guests, ended = Guests(room=6), list[str]()
    first, *_ = [guests.come(address, partial(ended.append, address)) for address in "abc"]
    guests.move(first, busy=True)
    guests.move(first, busy=False)
    guests.come("d", lambda: None)
    assert ended == ["b"], "a has just been answered"


def test_more_sockets_than_there_is_room_for_are_told_to_come_again(open_house: OpenHouse) -> None:
    house = open_house(room=12)
    wires = [
        house.phone(name).wire() for name in list(filter(str.isascii, house.evening.people))[:12]
    ]
    told = [wire.closed for wire in wires if wire.closed]
    assert told == [1013] * 3
    assert asked(house, "Rolf")[0] == 200, "its page is there all the same"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: local",
        b"POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab",
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /",
    ],
    ids=["nothing", "half a head", "half a body", "half a second head"],
)
def test_what_does_not_go_on_is_not_waited_for(open_house: OpenHouse, said: bytes) -> None:
    house = open_house(patience_seconds=0.3)
    with connected(house, said) as connection:
        connection.settimeout(PATIENCE)
        while connection.recv(4096):
            pass


def test_a_head_without_end_is_refused(open_house: OpenHouse) -> None:
    house = open_house(patience_seconds=PATIENCE)
    with connected(house, b"GET / HTTP/1.1\r\nHost: here\r\nX: ") as connection:
        with suppress(OSError):  # ended while it still talks
            for _ in range(100):
                connection.sendall(b"x" * 10_000)
        connection.settimeout(PATIENCE)
        assert connection.recv(12) == b"HTTP/1.1 400"


def test_a_head_and_a_body_that_come_by_drops_have_an_end(open_house: OpenHouse) -> None:
    house = open_house(patience_seconds=0.2)
    body = b"POST /x/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\n"
    for begin in (b"GET / HTTP/1.1\r\nX: ", body):
        with connected(house, begin) as connection:
            end = time.monotonic() + PATIENCE
            while not dropped(connection):
                assert time.monotonic() < end


def dropped(connection: socket.socket) -> bool:
    """One more byte; whether the other side has had enough. What it answers meanwhile is read."""
    connection.settimeout(0.05)
    try:
        connection.sendall(b"x")
        return not connection.recv(4096)
    except TimeoutError:
        return False
    except OSError:
        return True


def sockets_of(house: House, number: int) -> list[Wire]:
    phone = house.phone("Amina")
    return [phone.wire() for _ in range(number)]


def test_a_phone_has_three_sockets_and_the_oldest_gives_way(house: House) -> None:
    wires = sockets_of(house, 5)
    closed = [wire.wait(lambda wire: wire.closed).closed for wire in wires[:2]]
    assert closed == [1013, 1013]
    assert [wire.closed for wire in wires[2:]] == [None] * 3


def test_a_socket_that_talks_without_end_is_closed(house: House) -> None:
    wire = house.phone("Amina").wire()

    async def talk() -> None:
        assert wire.connection
        with suppress(ConnectionClosed):
            for _ in range(20_000):
                await wire.connection.send("x")

    house.ears.run(talk())
    assert wire.wait(lambda wire: wire.closed).closed == 1006
    assert house.phone("Amina").wire().frames


def test_nonsense_writes_no_log_full(house: House, caplog: pytest.LogCaptureFixture) -> None:
    for said in (
        b"\0\0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n",
    ):
        for _ in range(30):
            with connected(house, said) as connection:
                connection.settimeout(PATIENCE)
                assert connection.recv(100)
    assert len(caplog.records) <= 4
