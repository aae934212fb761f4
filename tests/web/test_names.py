"""The program answers to its own names alone, so that no other name can be made to lead into it."""

import socket
from collections.abc import Callable

import httpx
import pytest

from app.models import Person
from tests.environment import PATIENCE
from tests.house import House
from tests.web.rows import everything

OpenHouse = Callable[..., House]


def called(house: House, host: str, **headers: str) -> httpx.Response:
    """A participant's form, sent to the program by this name."""
    phone = house.phone("Amina")
    phone.headers.pop("Sec-Fetch-Site", None)
    phone.headers.update({"Origin": f"http://{host}", "Host": host, **headers})
    return phone.send("language", language="fi")


def test_it_answers_to_its_addresses_and_to_no_foreign_name(house: House) -> None:
    port = house.address.rsplit(":", 1)[1]
    for host in (
        "localhost",
        f"LOCALHOST:{port}",
        f"127.0.0.1:{port}",
        f"[::1]:{port}",
        "localhost.",
    ):
        assert called(house, host).status_code == 303, host
    house.phone("Amina").send("language", language="sv")
    before = everything(house.evening)
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
    ):
        answer = called(house, host)
        assert answer.status_code == 403, host
        phone = house.phone("Amina")
        phone.headers["Host"] = host
        assert phone.get().status_code == 403, host
    assert everything(house.evening) == before


@pytest.mark.parametrize(
    "host", ["[", "]", "[::1", "a b", "localhost:x", "localhost:1:2", "a@localhost", "%"]
)
def test_a_host_that_is_none_is_refused_and_breaks_nothing(house: House, host: str) -> None:
    assert called(house, host, Origin=house.address).status_code in (400, 403)


@pytest.mark.parametrize("named", [b"", b"Host:\r\n", b"Host: localhost\r\nHost: evil.example\r\n"])
def test_a_request_names_one_host(house: House, named: bytes) -> None:
    port = int(house.address.rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        line.sendall(b"GET /%s HTTP/1.1\r\n%s\r\n" % (house.code.encode(), named))
        assert line.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 403")


def test_names_are_given_by_whoever_starts_it(open_house: OpenHouse) -> None:
    house = open_house(base_url="https://hall.example", names=("laptop.lan",))
    for host, origin in (
        ("hall.example", "https://hall.example"),
        ("laptop.lan", "http://laptop.lan"),
    ):
        assert called(house, host, Origin=origin).status_code == 303, host
    assert called(house, "other.lan", Origin="http://other.lan").status_code == 403


def test_another_scheme_is_another_origin(house: House) -> None:
    own = house.address.removeprefix("http://")
    assert called(house, own, Origin=f"https://{own}").status_code == 403
    assert called(house, own).status_code == 303
    assert [row.language for row in house.evening.all(Person, id=house.evening.people["Amina"])]
