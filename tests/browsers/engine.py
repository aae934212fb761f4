"""A page in whatever engine: gone to, asked, pressed as by a finger, pictured."""

import base64
import json
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from tests.environment import PATIENCE

# Looked at again and again by the page itself, so that nothing waits longer than it has to.
UNTIL = """return new Promise((done) => {
  const look = () => { if (%s) done(true); else setTimeout(look, 50); };
  look();
})"""
PHONE, WALL, LAPTOP = (360, 640), (1280, 720), (1366, 768)


def seen(selector: str) -> str:
    """An expression of the page's script: the first that is seen."""
    listed = f"[...document.querySelectorAll({json.dumps(selector)})]"
    return f"{listed}.find((one) => one.getClientRects().length)"


class WentAwayError(Exception):
    """What was asked or pressed belonged to a page that has just been changed for another."""


class Engine(ABC):
    """`script`: the body of a function."""

    @abstractmethod
    def go(self, address: str) -> None: ...

    @abstractmethod
    def ask(self, script: str) -> Any: ...

    @abstractmethod
    def touch(self, element: str) -> None:
        """A true press in the middle of it. `element`: an expression of the page's script."""

    @abstractmethod
    def size(self, width: int, height: int) -> None: ...

    @abstractmethod
    def draw(self) -> str:
        """The picture of what is seen, in base 64."""

    @abstractmethod
    def close(self) -> None: ...

    def until(self, condition: str) -> None:
        self._again(lambda: self.ask(UNTIL % condition))

    def press(self, selector: str) -> None:
        """The first that is seen, as soon as it is there."""
        self.until(seen(selector))
        self._again(lambda: self.touch(seen(selector)))

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.draw()))

    def _again(self, act: Any) -> None:
        """As long as the page is being changed under the hand."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                act()
            except WentAwayError:
                if time.monotonic() > until:
                    raise
            else:
                return
