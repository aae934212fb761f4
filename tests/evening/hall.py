"""The hall: the program as a person starts it, and everybody's browser, at a name that is not the machine's own.

So browsers give its pages nothing that they give to localhost: plain HTTP, no secure context.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, BrowserContext, Page

from app.assets import STATIC
from app.db import Database
from app.serving import fresh_sample
from app.vocabulary import Language
from tests.environment import DAY, HALL, PATIENCE
from tests.evening.console import Console
from tests.evening.line import Line
from tests.evening.phone import Phone
from tests.evening.remote import Remote
from tests.evening.screen import Plain
from tests.evening.wall import Wall
from tests.evening.watch import Watch

P = TypeVar("P", bound=Phone)

HOME = STATIC.parent
SERVE = (sys.executable, "-m", "app", "serve")
# As a browser does whose battery is low.
SHOWS_NO_FILM = """HTMLMediaElement.prototype.play = async () => {
  throw new DOMException("no", "NotAllowedError");
};"""
LOCALES = {Language.sv: "sv-SE", Language.fi: "fi-FI", Language.en: "en-GB"}


class Program:
    """`python -m app serve` on a data folder. Killed and started again it stands at the same address."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = _free_port()
        self.address = f"http://{HALL}:{self.port}"
        self._where = f"--host 127.0.0.1 --port {self.port} --base-url {self.address}".split()
        self._complaints = data.with_name(f"{data.name}.complaints")
        self.start()

    def start(self) -> None:
        with self._complaints.open("a") as complaints:
            self._process = subprocess.Popen(
                [*SERVE, "--data", os.fspath(self.data), "--no-sample", *self._where],
                cwd=HOME,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
            )
        assert self._process.stdout
        told = iter(self._process.stdout)
        assert any("Ctrl-C" in line for line in told), self.complaints

    def kill(self) -> None:
        """As when the laptop loses its power."""
        self._process.kill()
        self._process.communicate()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=PATIENCE)

    def sample(self) -> dict[str, str]:
        """The links of a fresh sample meeting, made beside the running server."""
        links = fresh_sample(self.data, self.address)
        return {door: str(link) for door, link in links.items()}

    @property
    def complaints(self) -> str:
        """All that the program has said to the terminal's error stream."""
        return self._complaints.read_text()

    def database(self) -> Database:
        """What is stored, read beside the server."""
        return Database(f"sqlite:///{(self.data / 'meeting.db').as_posix()}")

    @property
    def keys(self) -> Path:
        return self.data.with_name(f"{self.data.name}-keys")


@contextmanager
def running(data: Path) -> Iterator[Program]:
    """A program that complains of nothing and ends when it is told to."""
    started = Program(data)
    yield started
    started.stop()
    assert started.complaints == ""


class Hall:
    """One meeting of a program, and the browsers of those who are in it."""

    def __init__(self, program: Program, browser: Browser) -> None:
        self.program = program
        self.links = program.sample()
        self.code = self.links["join"].rsplit("/", 1)[1]
        self.watch = Watch()
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._lines: list[Line] = []
        self._has_film = False

    def is_planned_for_later(self) -> None:
        """By the time of day the sample is of today or tomorrow; the console tells of another day than planned."""
        with closing(sqlite3.connect(self.program.data / "meeting.db")) as stored, stored:
            stored.execute("UPDATE meeting SET starts_at = starts_at + ?", (3 * DAY,))

    def turns_on(self, language: Language) -> None:
        """The coordinator has, before anybody opened the meeting."""
        with closing(sqlite3.connect(self.program.data / "meeting.db")) as stored, stored:
            of_this = "UPDATE meeting SET unchecked_languages = ? WHERE code = ?"
            stored.execute(of_this, (language.value, self.code))

    def phone(self, name: str, language: Language, line: Line | None, kind: type[P]) -> P:
        """A phone that has not joined yet."""
        address = self._address(line)
        page = self._small(language, address, script=not issubclass(kind, Plain))
        return kind(page, f"{address}/{self.code}", name, language, line)

    def console(self, kind: type[Console] = Console) -> Console:
        return self._console(kind, (1366, 768))

    def tablet(self, kind: type[Console] = Console) -> Console:
        """The same console, its link opened on another device."""
        return self._console(kind, (768, 1024))

    def remote(self, kind: type[Remote] = Remote) -> Remote:
        page = self._small(Language.sv, self._address(None), script=not issubclass(kind, Plain))
        page.goto(self.links["presenter"])
        return kind(page, page.url)

    def wall(self, line: Line | None = None) -> Wall:
        page = self._large((1920, 1080), script=True, line=line)
        page.goto(self.links["projector"].replace(self.program.address, self._address(line)))
        return Wall(page, page.url)

    def desk(self) -> Page:
        """The coordinator's browser, with nothing opened in it."""
        return self._large((1366, 768), script=True)

    def stranger(self, language: Language) -> Page:
        """A phone that has opened nothing yet."""
        return self._small(language, self._address(None), script=True)

    def line(self) -> Line:
        self._lines.append(Line(self.program.port))
        return self._lines[-1]

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        for line in self._lines:
            line.close()

    def _address(self, line: Line | None) -> str:
        return f"http://{HALL}:{line.port if line else self.program.port}"

    def _console(self, kind: type[Console], size: tuple[int, int]) -> Console:
        page = self._large(size, script=not issubclass(kind, Plain))
        page.goto(self.links["console"])
        return kind(page, page.url)

    def _small(self, language: Language, address: str, *, script: bool) -> Page:
        context = self._browser.new_context(
            viewport={"width": 360, "height": 640},
            has_touch=True,
            is_mobile=True,
            locale=LOCALES[language],
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        # One phone shows the film that keeps its screen on. On two cores, those of all others
        # would take an eighth of an evening's time.
        if self._has_film:
            context.add_init_script(SHOWS_NO_FILM)
        self._has_film = True
        return self._watched(context, address)

    def _large(self, size: tuple[int, int], *, script: bool, line: Line | None = None) -> Page:
        context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            device_scale_factor=0.5,  # nobody looks: fewer pixels to draw
            locale=LOCALES[Language.sv],
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        return self._watched(context, self._address(line))

    def _watched(self, context: BrowserContext, address: str) -> Page:
        self._contexts.append(context)
        self.watch.over(context, address.removeprefix("http://"))
        return context.new_page()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as any_port:
        return int(any_port.getsockname()[1])
