"""A page as a browser would take it apart: its elements, what it says, and its forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass
class Sheet:
    """`built`: each element with the names of its attributes. `said`: all text. `forms`: fields by action."""

    built: list[tuple[str, ...]] = field(default_factory=list)
    said: str = ""
    forms: dict[str, dict[str, str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = Sheet()
        self._form: dict[str, str] = {}
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.sheet.built.append((tag, *sorted(held)))
        if tag == "form":
            self._form = self.sheet.forms.setdefault(held.get("action", ""), {})
        elif tag == "input" and "name" in held:
            self._form[held["name"]] = held.get("value", "")
        elif tag == "textarea":
            self._area = held["name"]
            self._form[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            # A browser takes the first line end after the tag away.
            self._form[self._area] += data.removeprefix("\n")
        self.sheet.said += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None


def taken_apart(markup: str) -> Sheet:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.sheet


def form_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The fields of the form that is sent there, as the page fills them."""
    fields = taken_apart(page.text).forms[action]
    return {name: value for name, value in fields.items() if name}
