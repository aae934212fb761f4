"""The whole program on a free port, with the cast in its meeting; and simple browsers to use it."""

import asyncio
import json
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from inspect import Parameter
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from app.links import link_path
from app.machine import listen
from app.method.acts import acts
from app.models import Link
from app.rehearsal.markup import INTENT
from app.serving import config_of
from app.settings import Settings
from app.viewer import phone_cookie
from app.vocabulary import Door, Language
from app.wire.entrance import Entrance
from tests.cast import Evening
from tests.ears import Ears, Wire
from tests.environment import HALL, PATIENCE
from tests.lines import Lines
from tests.stage import Cast, Prepared, cast_on

# The cast's cookies are their names, hashed under this secret.
SECRET = b"cast"
# Headers by which a browser tells which page a request comes from.
SAID = ("Origin", "Sec-Fetch-Site")
DESK = "/coordinator/"
# More connections than any test holds.
ROOM = 1000
# Turns of a server's event loop, after which it has noticed closed connections.
TURNS = 5


@cache
def shape_of(act_path: str) -> re.Pattern[str]:
    """Of the paths of an act: what each names has the name of its gap."""
    return re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", act_path))


def first_made_on(path: str) -> dict[str, Any]:
    """What the form of the act at this path was made on, if that was the first round, laying or placing; before
    the first round it is none. Of the words of an idea, none were there.
    """
    plain = path.partition("?")[0]
    return {
        field.name: {"after": 0, "seen": ""}.get(field.name, 1)
        for act in acts()
        if shape_of(act.path).fullmatch(plain)
        for field in act.fields
        if field.saw and field.default is not Parameter.empty
    }


def main_of(page: str) -> str:
    """The screen in a page, as it is pushed, or in the answer to a script that named no digests."""
    if page.startswith("{"):
        page = json.loads(page)["screen"]
    whole = page[page.index('<main id="screen"') : page.index("</main>") + len("</main>")]
    return INTENT.sub("", whole)


def notice_of(answer: str) -> str:
    """The notice in an answer to a script, beside the screen."""
    return str(json.loads(answer)["said"])


class Browser:
    """One browser, without a renderer: cookies, pages, posts with and without script, sockets."""

    def __init__(self, house: "House", path: str, cookies: dict[str, str] | None = None) -> None:
        self.path = path
        self._house = house
        house.browsers.append(self)
        self._client = httpx.Client(
            base_url=house.address,
            cookies=cookies,
            headers={"Origin": house.address, "Sec-Fetch-Site": "same-origin"},
            transport=Lines(),
            trust_env=False,
            timeout=PATIENCE,
        )

    @property
    def headers(self) -> httpx.Headers:
        """The headers of every request; of these its sockets send the `SAID` ones too."""
        return self._client.headers

    @property
    def cookies(self) -> httpx.Cookies:
        return self._client.cookies

    def ask(self, method: str, path: str, **named: Any) -> httpx.Response:
        """Sends any request, to any path."""
        return self._client.request(method, path, **named)

    def get(self, *, script: bool = False) -> httpx.Response:
        """Gets its page; `script`: the screen alone, as the page's script asks for it again."""
        return self.ask("GET", self.path, headers={"HX-Request": "true"} if script else {})

    def screen(self) -> str:
        """Gets its page; returns the screen."""
        page = self.get()
        assert page.status_code == 200, page.text
        return main_of(page.text)

    def tap(self, path: str, **fields: Any) -> httpx.Response:
        """Posts a form below its page, as the page's script does."""
        return self.send(path, script=True, **fields)

    def send(self, path: str, *, script: bool = False, **fields: Any) -> httpx.Response:
        """Posts a form below its page, as a browser does; `script`: as the page's script does.

        What the form was made on is the first of its kind, if `fields` do not say another one. No act
        stands below a page of the desk, though a path there may read like an act's.
        """
        headers = {"HX-Request": "true"} if script else {}
        data = fields if self.path.startswith(DESK) else first_made_on(path) | fields
        return self.ask("POST", f"{self.path}/{path}", data=data, headers=headers)

    def join(self, **fields: Any) -> httpx.Response:
        """Opens the meeting's page and joins."""
        self.get()
        return self.send("join", **fields)

    def live(self) -> tuple[str, dict[str, str]]:
        """The address of its socket, and the headers for it."""
        address = self._house.address.replace("http", "ws", 1)
        said = {name: self.headers[name] for name in SAID if name in self.headers}
        brought = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return f"{address}{self.path}/live", {**said, "Cookie": brought}

    def close(self) -> None:
        self._client.close()

    def wire(self, opened: str = "") -> Wire:
        """Opens its socket, and waits for the first screen or the end.

        `opened`: an open panel's id.
        """
        address, headers = self.live()
        wire = self._house.ears.connect(f"{address}?open={opened}" if opened else address, headers)
        return wire.wait(lambda wire: wire.frames or wire.closed)


class House:
    """A server on a data folder, in a thread; it can be stopped and started again."""

    def __init__(
        self, settings: Settings, cast: Cast, send_buffer: int | None = None, room: int = ROOM
    ) -> None:
        self.settings = settings
        self._send_buffer = send_buffer
        self._room = room
        self.ears = Ears()
        self.browsers: list[Browser] = []
        meeting, people, groups = cast
        self._cast = (meeting, dict(people), dict(groups))
        self.port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address_in_hall(self) -> str:
        """Its address by a host name other than localhost."""
        return f"http://{HALL}:{self.port}"

    @property
    def evening(self) -> Evening:
        """The cast's meeting, as this server holds it."""
        state = self.app.state.house
        return Evening(state.database, state.writer, *self._cast)

    @property
    def code(self) -> str:
        return self.evening.row.code

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The server's event loop."""
        return self._server.loop

    def start(self) -> None:
        listener = listen("127.0.0.1", self.port)
        if self._send_buffer:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self._send_buffer)
        self.port = listener.getsockname()[1]
        config = config_of(self.settings, self._room)
        self.app: Any = config.app
        self._server = _Server(config)
        entrance = Entrance.at(listener, config.guests)
        self.thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [entrance]}, daemon=True
        )
        self.thread.start()
        assert self._server.opened.wait(PATIENCE)

    def stop(self) -> None:
        if self.thread.is_alive():
            self._server.leave()
            self.thread.join(PATIENCE)

    def close(self) -> None:
        for browser in self.browsers:
            browser.close()
        self.ears.close()
        self.stop()

    def browser(self, path: str, cookies: dict[str, str] | None = None) -> Browser:
        return Browser(self, path, cookies)

    def phone(self, name: str, of: Evening | None = None) -> Browser:
        """The phone of one of the cast, or of somebody who has joined the meeting `of`."""
        evening = of or self.evening
        held = {phone_cookie(evening.id): f"{evening.id}{name}"}
        return self.browser(f"/{evening.row.code}", held)

    def console(self, language: Language | None = None, of: Evening | None = None) -> Browser:
        return self.opened(Door.console, {"language": language} if language else None, of)

    def projector(self, of: Evening | None = None) -> Browser:
        return self.opened(Door.projector, None, of)

    def desk(self, language: Language = Language.en) -> Browser:
        """A browser in which a first coordinator is signed in, at the meeting."""
        token = self.evening.sign_in(language)
        return self.browser(f"/coordinator/meetings/{self.evening.id}", {"coordinator": token})

    def opened(
        self, door: Door, cookies: dict[str, str] | None = None, of: Evening | None = None
    ) -> Browser:
        """A browser in which the link of this door has been opened."""
        evening = of or self.evening
        browser = self.browser(f"/{door}/{evening.id}", cookies)
        answer = browser.ask("GET", link_path(SECRET, self.link(door, evening)))
        assert answer.headers["location"] == browser.path
        return browser

    def link(self, door: Door, of: Evening | None = None) -> Link:
        evening = of or self.evening
        return evening.all(Link, meeting_id=evening.id, door=door)[0]


class _Server(uvicorn.Server):
    """Ends at once.

    Uvicorn checks only ten times a second whether to end, which costs a thousand tests time.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.opened = threading.Event()
        self._told_to_leave = asyncio.Event()

    def leave(self) -> None:
        self.loop.call_soon_threadsafe(self._told_to_leave.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.opened.set()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._told_to_leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        await self.lifespan.shutdown()


def settings_of(like: Path, data: Path, **changed: Any) -> Settings:
    """For a server on a copy of that folder."""
    shutil.copytree(like, data)
    loaded = Settings.load(data, pseudo_language=True)
    return replace(loaded, **{"secret": SECRET, "names": (HALL,), **changed})


@pytest.fixture
def open_house(prepared: Prepared, tmp_path: Path) -> Iterator[Callable[..., House]]:
    """A function that starts a server; settings that are named replace the usual ones.

    `room`: how many connections it accepts.
    `send_buffer`: the size of a socket's send buffer in the kernel, in bytes.
    `cast`: the cast of another database, which `database_url` names.
    `like`: a data folder in which the cast's meeting has gone on.
    """
    opened: list[House] = []

    def open_it(
        *,
        send_buffer: int | None = None,
        room: int = ROOM,
        cast: Cast = prepared.cast,
        like: Path = prepared.folder,
        **changed: Any,
    ) -> House:
        data = tmp_path / f"house-{len(opened)}"
        opened.append(House(settings_of(like, data, **changed), cast, send_buffer, room))
        return opened[-1]

    yield open_it
    for house in opened:
        house.close()


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    return open_house()


@pytest.fixture
def drawn_house(
    replayable: None,  # noqa: ARG001 -- its rows are made in it
    open_house: Callable[..., House],
    empty_sqlite: Path,
    tmp_path: Path,
) -> House:
    """All its ids come from the seed: for who walks by chance, or down a list that stands by them."""
    file = tmp_path / "drawn.db"
    shutil.copy(empty_sqlite, file)
    url = f"sqlite:///{file.as_posix()}"
    return open_house(database_url=url, cast=cast_on(url, tmp_path))
