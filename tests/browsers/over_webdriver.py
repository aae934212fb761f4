"""Firefox by Marionette, and WebKitGTK by its own driver: both speak the words of WebDriver."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from abc import abstractmethod
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import httpx

from tests.browsers.engine import Engine, WentAwayError, seen
from tests.environment import HALL, PATIENCE
from tests.evening.line import CHUNK, Line

# By which WebDriver tells an element from an object.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
WENT_AWAY = (
    "stale element",
    "javascript error",
    "not interactable",
    "click intercepted",
    "no such element",
    "no such frame",
    "unknown error",
)
TO_A_SOCKET = b"GET ws://"
MINI_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")
FIREFOX = "firefox-esr"
WEBKIT = ("WebKitWebDriver", "xvfb-run")
# Asks nobody outside for anything.
PREFERENCES = """user_pref("marionette.port", {port});
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("intl.accept_languages", "en");
user_pref("network.proxy.type", 0);
user_pref("widget.gtk.overlay-scrollbars.enabled", true);
user_pref("ui.useOverlayScrollbars", 1);
user_pref("network.dns.localDomains", "{hall}");
user_pref("toolkit.legacyUserProfileCustomizations.stylesheets", true);
"""
# Nothing stands round the page: no window is narrower than its bars, and a phone is.
FIREFOX_BARS = ":root { min-width: 0 !important } #navigator-toolbox { display: none !important }"
GTK_BARS = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: none; font-size: 1px }"


class Directions(Line):
    """A proxy by which every name is the server's. It takes whole addresses over HTTP, and none over a socket."""

    def _carry(self, source: socket.socket, target: socket.socket, note: bytearray) -> None:
        with suppress(OSError):
            if source.recv(len(TO_A_SOCKET), socket.MSG_PEEK) == TO_A_SOCKET:
                target.sendall(re.sub(rb"ws://[^/]+", b"", source.recv(CHUNK), count=1))
        super()._carry(source, target, note)


class Driven(Engine):
    """`_started`: the browser's process, of a session of its own. By the hall's name it finds this machine."""

    _started: "subprocess.Popen[bytes]"

    @abstractmethod
    def _tell(self, command: str, **fields: Any) -> Any: ...

    def go(self, address: str) -> None:
        self._tell("go", url=address)

    def ask(self, script: str) -> Any:
        return self._tell("ask", script=script, args=[])

    def touch(self, element: str) -> None:
        self._tell("ask", script=f"({element}).scrollIntoView({{ block: 'nearest' }})", args=[])
        shown = self._tell("ask", script=f"return {element}", args=[])
        if shown is None:
            raise WentAwayError(element)
        self._tell("touch", id=shown[ELEMENT])

    def write(self, selector: str, words: str) -> None:
        """Key by key, over what stands in a field; the words may be keys by their WebDriver letters."""
        self.until(seen(selector))
        select = f"const field = {seen(selector)}; if (field.select) field.select(); return field"
        self._again(lambda: self._tell("write", id=self.ask(select)[ELEMENT], text=words))

    def size(self, width: int, height: int) -> None:
        """Of the page, which may have a bar above it."""
        self._tell("size", width=width, height=height)
        bar = self.ask("return outerHeight - innerHeight")
        self._tell("size", width=width, height=height + bar)

    def draw(self) -> str:
        return str(self._tell("draw"))

    def close(self) -> None:
        os.killpg(self._started.pid, signal.SIGTERM)
        self._started.wait(PATIENCE)


class Firefox(Driven):
    """Marionette: a length, a colon and a list in JSON, over TCP."""

    COMMANDS = {  # noqa: RUF012 -- never changed
        "go": "WebDriver:Navigate",
        "ask": "WebDriver:ExecuteScript",
        "touch": "WebDriver:ElementClick",
        "write": "WebDriver:ElementSendKeys",
        "size": "WebDriver:SetWindowRect",
        "draw": "WebDriver:TakeScreenshot",
        "begin": "WebDriver:NewSession",
        "wait": "WebDriver:SetTimeouts",
    }

    def __init__(self, folder: Path, _server: int) -> None:
        port = free_port()
        profile = folder / "profile"
        (profile / "chrome").mkdir(parents=True)
        (profile / "user.js").write_text(PREFERENCES.format(port=port, hall=HALL), "utf-8")
        (profile / "chrome" / "userChrome.css").write_text(FIREFOX_BARS, "utf-8")
        self._started = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile)],
            env={**os.environ, "HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._line = reached(port)
        self._answers = self._line.makefile("rb")
        self._read()  # its greeting
        self._number = 0
        self._tell("begin")
        self._tell("wait", script=PATIENCE * 1000)

    def _tell(self, command: str, **fields: Any) -> Any:
        self._number += 1
        said = json.dumps([0, self._number, self.COMMANDS[command], fields]).encode()
        self._line.sendall(b"%d:%s" % (len(said), said))
        _, _, error, result = self._read()
        if error:
            raise _error(error["error"], error["message"])
        return result.get("value") if isinstance(result, dict) else result

    def _read(self) -> Any:
        length = b""
        while (letter := self._answers.read(1)) != b":":
            assert letter, "the browser has hung up"
            length += letter
        return json.loads(self._answers.read(int(length)))

    def draw(self) -> str:
        return str(self._tell("draw", full=False))

    def close(self) -> None:
        self._answers.close()
        self._line.close()
        super().close()


class WebKit(Driven):
    """Over HTTP, under a screen that nobody sees."""

    PATHS = {  # noqa: RUF012 -- never changed
        "go": ("POST", "url"),
        "ask": ("POST", "execute/sync"),
        "touch": ("POST", "element/{id}/click"),
        "write": ("POST", "element/{id}/value"),
        "size": ("POST", "window/rect"),
        "draw": ("GET", "screenshot"),
    }

    def __init__(self, folder: Path, server: int) -> None:
        port = free_port()
        self._directions = Directions(server)
        style = folder / ".config" / "gtk-3.0" / "gtk.css"
        style.parent.mkdir(parents=True)
        style.write_text(GTK_BARS, "utf-8")
        self._started = subprocess.Popen(
            [WEBKIT[1], "-a", "-s", "-screen 0 1600x1000x24", WEBKIT[0], f"--port={port}"],
            env={
                **os.environ,
                "HOME": str(folder),
                "LANG": "C.UTF-8",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        reached(port).close()
        self._client = httpx.Client(timeout=PATIENCE * 2, trust_env=False)
        self._at = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
        wanted = {
            "webkitgtk:browserOptions": options,
            "timeouts": {"script": PATIENCE * 1000},
            # It knows no names but the system's.
            "proxy": {
                "proxyType": "manual",
                "httpProxy": f"127.0.0.1:{self._directions.port}",
            },
        }
        made = self._client.post(self._at, json={"capabilities": {"alwaysMatch": wanted}}).json()
        assert "sessionId" in made["value"], made
        self._at += f"/{made['value']['sessionId']}"

    def _tell(self, command: str, **fields: Any) -> Any:
        method, path = self.PATHS[command]
        address = f"{self._at}/{path.format(**fields)}"
        answer = self._client.request(method, address, json=fields if method == "POST" else None)
        value = answer.json()["value"]
        if answer.is_error:
            raise _error(value["error"], value.get("message", ""))
        return value

    def close(self) -> None:
        self._client.delete(self._at)
        self._client.close()
        super().close()
        self._directions.close()


def _error(kind: str, message: str) -> Exception:
    return (
        WentAwayError(message)
        if kind.startswith(WENT_AWAY)
        else AssertionError(f"{kind}: {message}")
    )


def has_firefox() -> bool:
    return shutil.which(FIREFOX) is not None


def has_webkit() -> bool:
    return all(map(shutil.which, WEBKIT)) and MINI_BROWSER.exists()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def reached(port: int) -> socket.socket:
    """As soon as somebody listens there."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE * 2)
        except OSError:
            if time.monotonic() > until:
                raise
            Event().wait(0.1)
