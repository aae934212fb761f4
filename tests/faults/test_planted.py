"""Addresses, agents and tokens of those who ask are in no file of the data and in no log, whatever goes wrong."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests.ears import Ears
from tests.faults.doing import Serve, rest
from tests.faults.ledger import Hall
from tests.faults.promises import Kept, Promises
from tests.faults.server import Served
from tests.faults.taking import full

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]
ADDRESS, AGENT, NAME = "192.0.2.77", "Planted-Agent/77.1", "hall.example"
PHONES = 12


class Asking:
    """Browsers behind a proxy that tells their address; all that they were given to come back with."""

    def __init__(self, server: Served, hall: Hall) -> None:
        self._server, self._hall = server, hall
        self._host = f"{NAME}:{server.port}"
        self.tokens: set[str] = {hall.console().rsplit("/", 1)[1]}

    def browser(self) -> httpx.Client:
        said = {
            "Host": self._host,
            "User-Agent": AGENT,
            "X-Forwarded-For": ADDRESS,
            "Forwarded": f"for={ADDRESS}",
            "HX-Request": "true",
        }
        return httpx.Client(base_url=self._server.address, headers=said, timeout=20)

    def come(self) -> None:
        """Some act, one opens the console, and some do what is not done."""
        at = f"/{self._hall.code}"
        for number in range(PHONES):
            with self.browser() as browser:
                browser.get(at)
                browser.post(f"{at}/join", data={"role": "resident"})
                self._note(browser)
                for path, form in self._tries(number):
                    browser.post(f"{at}/{path}", data=form)
                self._listen(browser)
        with self.browser() as console:
            console.get(self._hall.console())
            console.post(
                f"/console/{self._hall.meeting_id}/clock/more", data={"minutes": "1", "until": "0"}
            )
            self._note(console)
            console.get("/open/77.planted")
            console.post("/coordinator/sign-in", data={"login": "nobody", "password": "planted"})

    def _tries(self, number: int) -> Iterator[tuple[str, dict[str, str]]]:
        card = self._hall.cards[number % 3]
        yield f"cards/{card}/lean", {"category": "more"}
        yield f"cards/{card}/lean", {"category": "planted"}
        yield f"cards/{'9' * 30}/lean", {"category": "more"}
        yield "ideas", {"title": "x" * 70_000}

    def _note(self, browser: httpx.Client) -> None:
        self.tokens |= {cookie.partition(".")[2] or cookie for cookie in browser.cookies.values()}

    def _listen(self, browser: httpx.Client) -> None:
        ears = Ears()
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        said = {"Cookie": cookie, "User-Agent": AGENT, "X-Forwarded-For": ADDRESS}
        with suppress(Exception):  # whatever comes of it, it has asked
            address = self._server.address.replace("http", "ws", 1)
            ears.connect(
                f"{address}/{self._hall.code}/live", {**said, "Origin": f"http://{self._host}"}
            )
        ears.close()


def planted(server: Served, hall: Hall) -> tuple[int, int]:
    """How many bytes of what was told are anywhere afterwards, and how many were looked through."""
    asking = Asking(server, hall)
    asking.come()
    with full(server):
        asking.come()
        rest(0.5)
    asking.come()
    server.kill()
    server.start()
    asking.come()
    told = looked = 0
    for file in files_of(hall.data.parent):
        content = file.read_bytes()
        looked += len(content)
        for secret in (ADDRESS, AGENT, *asking.tokens):
            told += content.count(secret.encode()) * len(secret)
    assert len(asking.tokens) > 3 * PHONES
    return told, looked


def files_of(place: Path) -> Iterator[Path]:
    """All that the server has made or written: its data, its keys, its log, its backups."""
    yield from (path for path in place.rglob("*") if path.is_file())


@pytest.fixture
def behind_proxy(serve: Serve) -> Callable[[str], Served]:
    """The program, which takes what a proxy says of an address."""

    def start(without: str) -> Served:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        return serve(without, base_url=f"http://{NAME}:{port}", port=port)

    return start


def test_nothing_that_tells_who_asked_is_in_any_file_or_log(
    hall: Hall, behind_proxy: Callable[[str], Served], kept: Kept
) -> None:
    told, looked = planted(behind_proxy("nothing"), hall)
    kept("planted", f"{told} B of them in {looked // 1000:,} kB of files")
    assert told == 0


def test_where_the_log_tells_what_is_asked_it_is_there(
    hall: Hall, behind_proxy: Callable[[str], Served], promises: Promises
) -> None:
    told, _ = planted(behind_proxy("quiet"), hall)
    promises.broken("planted", f"with the server's own log {told:,} B")
    assert told
