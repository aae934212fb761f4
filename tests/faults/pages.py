"""An open page as its script keeps it (live.js, frames.js), and all that can befall its line."""

import json
import socket
import threading
from contextlib import suppress
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from app.live.connection import LEFT
from app.rehearsal.markup import after, digests_of, main_of, read_screen
from tests.house import Browser

Frame = dict[str, Any]


class Page(threading.Thread):
    """`deaf`: so many frames do not come. `lost`: so many answers do not. `awake`: cleared while it is asleep.

    `pressed`: while a finger is down nothing changes under it.
    """

    def __init__(self, name: str, browser: Browser) -> None:
        super().__init__(name=name, daemon=True)
        self.browser = browser
        self.screen = ""
        self.deaf = self.lost = 0
        self.awake = threading.Event()
        self.awake.set()
        self._at = (0, 0)  # the epoch and the sequence of what it shows
        self._waiting: Frame | None = None
        self._pressed = False
        self._doubts = 0
        self._is_off = False  # it has asked, and was not answered: it asks again
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._wire: ClientConnection | None = None
        self._address = ""

    @property
    def is_live(self) -> bool:
        """Whether it is one that hears of what changes."""
        return bool(self._address)

    @property
    def state(self) -> str:
        """For who has to find out why it stays behind."""
        lives = "on" if self.is_alive() and self._wire else "off"
        return f"{lives} at {self._at}, {self._doubts} doubts, deaf {self.deaf}, waiting {self._waiting}"

    def load(self) -> None:
        """The whole page, as it is come to."""
        page = self.fresh()
        with self._lock:
            self.screen, self._waiting = main_of(page), None
            self._at = (_told(page, "epoch"), _told(page, "sequence"))
            self._address = read_screen(page).socket

    def fresh(self) -> str:
        """A page of the same browser that is opened now."""
        return self.browser.ask("GET", self.browser.path, follow_redirects=True).text

    def run(self) -> None:
        while not self._over.is_set():
            with suppress(OSError, WebSocketException, httpx.HTTPError):
                if self._address:
                    self._listen()
            self._over.wait(0.05)

    def close(self) -> None:
        self._over.set()
        self.awake.set()
        self.cut()
        self.join(30)

    # -- What befalls it --------------------------------------------------------------------------

    def cut(self) -> None:
        wire = self._wire
        if wire:
            with suppress(OSError):
                wire.socket.shutdown(socket.SHUT_RDWR)

    def press(self) -> None:
        self._pressed = True

    def release(self) -> None:
        with self._lock:
            self._pressed = False
            waiting, self._waiting = self._waiting, None
            if waiting:
                self._apply(waiting)

    def wake(self) -> None:
        """Brought to the front again: another line, and it asks."""
        self.awake.set()
        self.cut()
        self._refresh()

    # -- What its script does ---------------------------------------------------------------------

    def _listen(self) -> None:
        path, headers = self.browser.live()
        said = f"{path}?has={'.'.join(digests_of(self.screen))}&open="
        with connect(
            said,
            additional_headers=headers,
            compression=None,
            proxy=None,
            max_size=None,
            ping_interval=None,
            close_timeout=1,
        ) as wire:
            self._wire, is_first = wire, True
            with suppress(ConnectionClosed):
                for message in wire:
                    self.awake.wait()
                    frame = json.loads(message)
                    self._hear(frame, is_first=is_first)
                    is_first = is_first and "beat" in frame
        if wire.close_code == LEFT:
            self.load()

    def _hear(self, frame: Frame, *, is_first: bool) -> None:
        if "beat" in frame:
            known = max(self._at[1], (self._waiting or {}).get("sequence", 0))
            if self._is_off or frame["beat"] > known:
                self._refresh()
        elif self.deaf and not is_first:  # what a line brings first is lost with the line alone
            self.deaf -= 1
        else:
            self._show(frame, is_first=is_first)

    def _show(self, frame: Frame, *, is_first: bool = False) -> None:
        if "digests" not in frame:  # the answer tells of no screen
            return
        with self._lock:
            waits = self._waiting
            before = (waits["epoch"], waits["sequence"]) if waits else self._at
            is_another = is_first and frame["epoch"] != before[0]
            if not is_another and (frame["epoch"], frame["sequence"]) < before:
                return
            if is_another:
                self._waiting = None
            if self._pressed:
                self._waiting = _joined(self._waiting, frame)
            else:
                self._apply(frame)

    def _apply(self, frame: Frame) -> None:
        self._at = (frame["epoch"], frame["sequence"])
        self.screen = after(self.screen, frame)
        if digests_of(self.screen) == frame["digests"].split():
            self._doubts = 0
        elif self._doubts < 2:
            self._doubts += 1
            self._refresh(whole=self._doubts > 1)

    def _refresh(self, *, whole: bool = False) -> None:
        has = {} if whole else {"X-Has": ".".join(digests_of(self.screen))}
        self._is_off = True
        with suppress(httpx.HTTPError):
            answer = self.browser.ask(
                "GET",
                self.browser.path,
                headers={"HX-Request": "true", **has},
                follow_redirects=True,
            )
            if self.lost:
                self.lost -= 1
                return
            self._is_off = False
            if answer.status_code == 404:
                self.load()
            elif answer.headers.get("content-type", "").startswith("application/json"):
                self._show(answer.json())


def _joined(before: Frame | None, frame: Frame) -> Frame:
    if before is None or "screen" in frame:
        return frame
    parts = before.get("parts", {}) | frame.get("parts", {})
    return {**before, **frame, "parts": parts}


def _told(page: str, name: str) -> int:
    return int(page.partition(f'data-{name}="')[2].partition('"')[0] or 0)
