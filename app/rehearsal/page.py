"""An open page: the screen that was pushed to it last, and the forms that can be sent from it.

It works like a phone's own script: screens come by the socket, taps go by POST.
"""

import asyncio
import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from app.frozen import frozen
from app.rehearsal.browser import Answer, Browser, Pairs
from app.rehearsal.markup import Frame, after, digests_of, main_of, read_screen
from app.rehearsal.seen import NOTHING, SeenButton, SeenForm, SeenScreen
from app.screens.screen import MOST_OPENED

MOST_HOPS = 5
AGAIN = re.compile(r'id="anew"[^>]*>[^<]*<strong[^>]*>(\w+)<')
OF_A_KIND = 2


class LostError(Exception):
    """Raised if a page is missing, or cannot be connected."""


@frozen
class Pushed:
    """The screen that a page shows, as HTML, with its sequence number."""

    sequence: int = 0
    content: str = ""


class OpenPage:
    """A page in a browser, with its socket. `heard`: called for each screen that is pushed.

    `head`: the forms outside the screen. `again`: the code by which another server knows the phone.
    """

    def __init__(
        self, browser: Browser, path: str, heard: Callable[[], None] = lambda: None
    ) -> None:
        self.path = path
        self.pushed = Pushed()
        self.head: tuple[SeenForm, ...] = ()
        self.again = ""
        self.closed: int | None = None
        self._browser = browser
        self._heard = heard
        self._loaded, self._taps = secrets.token_hex(16), 0
        self._news = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None
        self._opened: tuple[str, ...] = ()
        self._opening: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()

    @property
    def screen(self) -> SeenScreen:
        """The screen that was pushed last; on a page without a socket, the page's own."""
        return read_screen(self.pushed.content) if self.pushed.content else NOTHING

    @property
    def is_live(self) -> bool:
        return self._socket is not None and self.closed is None

    async def open(self) -> None:
        """Loads the page and connects its socket. Raises LostError."""
        async with self._turn:
            await self._open()

    async def _open(self) -> None:
        await self.hang_up()
        answer = await self._followed(await self._browser.get(self._address))
        if answer.status != 200:
            raise LostError(f"{_plain(self.path)} was answered with {answer.status}")
        main = main_of(answer.body)
        self.head = read_screen(answer.body.replace(main, "")).forms
        self.pushed = Pushed(0, main)
        told = AGAIN.search(answer.body)
        self.again = told[1] if told else ""
        socket = read_screen(answer.body).socket
        if socket:
            await self._take_up(socket)

    @property
    def _address(self) -> str:
        return f"{self.path}?open={'.'.join(self._opened)}" if self._opened else self.path

    def _see_panels(self) -> None:
        """Opens some closed panels of each kind, by loading the page again with them."""
        wanted = [panel for panel in self.screen.panels if panel not in self._opened]
        kinds = Counter(map(_kind, self._opened))
        chosen = [panel for panel in wanted if kinds[_kind(panel)] < OF_A_KIND][:OF_A_KIND]
        if chosen and (self._opening is None or self._opening.done()):
            self._opened = (*self._opened, *chosen)[-MOST_OPENED:]
            self._opening = asyncio.create_task(self._opened_anew())

    async def open_all(self, kind: str) -> None:
        """Opens every panel whose id begins so."""
        chosen = [panel for panel in self.screen.panels if panel.startswith(kind)]
        others = [panel for panel in self._opened if panel not in chosen]
        self._opened = (*others, *chosen)[-MOST_OPENED:]
        await self.open()

    async def _opened_anew(self) -> None:
        with suppress(LostError, OSError):  # the next use of the page fails, and tells
            await self.open()

    async def hang_up(self) -> None:
        """Drops the socket, as when the network is lost or the page is left."""
        listening, self._listening = self._listening, None
        socket, self._socket = self._socket, None
        try:
            if listening:
                listening.cancel()
                await asyncio.wait([listening])  # raises only if the caller itself is cancelled
                if not listening.cancelled():
                    listening.result()
            if socket:
                await socket.close()
        finally:
            if socket:
                socket.transport.abort()  # else it would stay open if the caller is cancelled

    async def leave(self) -> None:
        """Closes the page and its browser for good."""
        # A screen that comes meanwhile may open panels too.
        while self._opening and not self._opening.done():
            self._opening.cancel()
            await asyncio.wait([self._opening])  # else what it has begun to open would stay open
        await self.hang_up()
        await self._browser.leave()

    def await_at(self, address: str) -> None:
        """Makes `open` go to another server."""
        self._browser = Browser(address, self._browser.language)

    async def come_elsewhere(self, address: str, path: str) -> None:
        """Opens the page on another server.

        The browser has no cookie there, so it sends the page's code.
        """
        await self.leave()
        async with self._turn:
            code, self.path = self.again, path
            self.await_at(address)
            self.closed = None
            if code:
                await self._browser.get(path)
                await self._browser.post(f"{path}/moved", [("code", code), ("intent", "")])
            await self._open()

    async def send(self, form: SeenForm, button: SeenButton, pairs: Pairs) -> Answer:
        """Sends a form by one of its buttons.

        A form without script leads to loading the page again.
        """
        sent = [*pairs, *([(button.name, button.value)] if button.name else [])]
        if form.scripted:
            self._taps += 1
            sent.append(("intent", f"{self._loaded}.{self.pushed.sequence}.{self._taps}"))
        has = digests_of(self.pushed.content) if form.scripted else None
        answer = await self._browser.post(form.action, sent, has, ".".join(self._opened))
        if answer.status == 303:
            await self.open()
        return answer

    async def caught_up(self, answer: Answer, seconds: float) -> None:
        """Waits until this page shows an act's result.

        An act that changes nothing pushes nothing.
        """
        end = time.monotonic() + seconds
        while self.pushed.sequence < answer.sequence and not self._has(answer):
            if not self.is_live or not await self.news(end - time.monotonic()):
                return

    async def fresh(self) -> str:
        """The screen as the server renders it now."""
        answer = await self._browser.get(self._address, scripted=True)
        return (
            after("", json.loads(answer.body))
            if answer.status == 200
            else f"status {answer.status}"
        )

    def _has(self, answer: Answer) -> bool:
        """Whether the answer holds a screen, and this page shows the same already."""
        is_told = answer.body.startswith("{") and "digests" in json.loads(answer.body)
        return is_told and json.loads(answer.body)["digests"].split() == digests_of(
            self.pushed.content
        )

    async def news(self, seconds: float | None) -> bool:
        """Waits for a screen that came after the last call. False if none comes in time."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True

    async def _followed(self, answer: Answer) -> Answer:
        hops = 0
        while answer.status in (302, 303, 307) and hops < MOST_HOPS:
            self.path, hops = answer.location, hops + 1
            answer = await self._browser.get(self.path)
        return answer

    async def _take_up(self, path: str) -> None:
        address = self._browser.address
        try:
            self._socket = await connect(
                f"{address.replace('http', 'ws', 1)}{path}?has={'.'.join(digests_of(self.pushed.content))}"
                f"&open={'.'.join(self._opened)}",
                origin=address,  # type: ignore[arg-type]
                additional_headers={"Cookie": self._browser.cookie},
                compression=None,
                proxy=None,
                max_size=None,
                ping_interval=None,
                close_timeout=1,
            )
        except (OSError, WebSocketException) as error:
            raise LostError(f"the socket of {_plain(self.path)} did not open") from error
        self.closed = None
        self._listening = asyncio.create_task(self._listen(self._socket))
        if not await self.news(10):
            raise LostError(f"nothing was pushed to {_plain(self.path)}")

    async def _listen(self, socket: ClientConnection) -> None:
        with suppress(WebSocketException):
            async for message in socket:
                self._take(json.loads(message))
        self.closed = socket.close_code or 1006
        self._news.set()
        self._heard()

    def _take(self, frame: Frame) -> None:
        """Applies a frame, unless it is a heartbeat or older.

        Raises LostError if its parts do not fit.
        """
        if "beat" in frame or frame["sequence"] < self.pushed.sequence:
            return
        content = after(self.pushed.content, frame)
        if digests_of(content) != frame["digests"].split():
            raise LostError(f"what was pushed to {_plain(self.path)} does not fit what it shows")
        self.pushed = Pushed(frame["sequence"], content)
        self._see_panels()
        self._news.set()
        self._heard()


def _kind(panel: str) -> str:
    """The kind of a panel: its id without its number."""
    return re.sub(r"\d+", "#", panel)


def _plain(path: str) -> str:
    """A path for messages: hides a link's secret."""
    return "a page" if path.startswith("/open/") else path
