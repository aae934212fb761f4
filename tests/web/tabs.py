"""A page that stays open: what is tapped on it says which screen it was made on, and may come late."""

import re
import secrets
from typing import Any

from tests.house import Browser
from tests.web.elements import tree
from tests.web.markup import taken_apart


class Tab:
    """A page that is open in a browser, as its script counts its taps."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.page = secrets.token_hex(16)
        self.taps = 0
        self.read()

    def read(self) -> None:
        """It shows the newest screen."""
        self.text = self.browser.get().text
        self.seen = int(re.findall(r'data-sequence="(\d+)"', self.text)[0])

    def means(self, **fields: object) -> dict[str, object]:
        """What a tap says now, whenever it is sent."""
        self.taps += 1
        return fields | {"intent": f"{self.page}.{self.seen}.{self.taps}"}

    def form(self, path: str) -> dict[str, Any]:
        """What stands in a form of its page, hidden; without script its intent too."""
        return taken_apart(self.text).forms[f"{self.browser.path}/{path}"]

    def pressed(self, path: str) -> dict[str, Any]:
        """What such a form says whose only button is pressed."""
        action = f"{self.browser.path}/{path}"
        (form,) = (
            element for element in tree(self.text).all("form") if element.held["action"] == action
        )
        buttons = [button.held for button in form.all("button") if "name" in button.held]
        return self.form(path) | {held["name"]: held["value"] for held in buttons}
