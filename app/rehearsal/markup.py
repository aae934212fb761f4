"""Parses a screen's HTML into a `SeenScreen`, with the standard library's parser alone."""

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from app.limits import LIMIT
from app.rehearsal.seen import SeenButton, SeenField, SeenForm, SeenScreen

ALONE = frozenset({"br", "hr", "img", "input", "link", "meta"})
SENDING = ("submit", "image")
# Removed before parsing: drawings have most of a screen's tags, and nothing to press.
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Pages have this in each form, for browsers without script; pushed screens do not: `web.intending`.
INTENT = re.compile(r'<input type="hidden" name="intent" value="[^"]*">')
IN_PAGE = re.compile(r' data-v="([^"]+)"')

TagAttributes = dict[str, str]
Frame = dict[str, Any]


@lru_cache(maxsize=512)
def read_screen(html: str) -> SeenScreen:
    """Parses a `<main>`, or a whole page."""
    reader = _MarkupReader()
    reader.feed(DRAWING.sub("", html))
    reader.close()
    return reader.screen()


def main_of(html: str) -> str:
    """The `<main>` of a page, as it would be pushed; "" if there is none."""
    start, end = html.find('<main id="screen"'), html.find("</main>")
    return INTENT.sub("", html[start : end + len("</main>")]) if 0 <= start < end else ""


def digests_of(html: str) -> list[str]:
    """The digests of the parts that a page shows; see `assembly`."""
    return IN_PAGE.findall(html)


def after(html: str, frame: Frame) -> str:
    """The screen after a frame is applied to it, as the page's script does; see `live.frames`."""
    html = frame.get("screen", html)
    for name, part in frame.get("parts", {}).items():
        start, end = _element(html, name)
        html = html[:start] + part + html[end:]
    return html


def _element(html: str, name: str) -> tuple[int, int]:
    """Start and end of the element with this id."""
    at = html.find(f' id="{name}" data-v="')
    start = html.rfind("<", 0, max(at, 0))
    if start < 0:
        return 0, 0
    tag, depth = re.match(r"<([\w-]+)", html[start:])[1], 0  # type: ignore[index]
    for edge in re.finditer(rf"<(/?){tag}\b", html[start:]):
        depth += -1 if edge[1] else 1
        if not depth:
            return start, html.index(">", start + edge.start()) + 1
    return start, len(html)


class _Draft:
    """A form while it is being parsed. A button may stand before its form (attribute `form`)."""

    def __init__(self) -> None:
        self.told: TagAttributes = {}
        self.fields: list[SeenField] = []
        self.buttons: list[SeenButton] = []

    def form(self) -> SeenForm | None:
        told = self.told
        if not self.buttons or told.get("method", "").lower() != "post":
            return None
        return SeenForm(
            action=told.get("action", ""),
            id=told.get("id", ""),
            fields=tuple(self.fields),
            buttons=tuple(self.buttons),
            scripted="hx-post" in told,
        )


class _MarkupReader(HTMLParser):
    """Collects forms.

    Leaves out what is disabled, and buttons in a hidden element, except a hidden form.
    """

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, _Draft] = {}
        self._open: list[tuple[str, bool]] = []  # enclosing elements, and whether each disables
        self._around = ""  # the form that is open
        self._area: tuple[str, TagAttributes] | None = (
            None  # the textarea or select that is open, and its form
        )
        self._words = ""
        self._options: list[TagAttributes] = []
        self._page: dict[str, Any] = {}

    def screen(self) -> SeenScreen:
        forms = tuple(form for draft in self._drafts.values() if (form := draft.form()))
        return SeenScreen(forms, **self._page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._note(tag, told)
        if tag == "form":
            self._around = told.get("id") or f"form {len(self._drafts)}"
            self._draft(self._around).told = told
        elif tag == "option":
            self._options.append(told)
        elif tag in ("input", "textarea", "select", "button") and not _is_shut(told):
            self._take(tag, told, told.get("form") or self._around)
        if tag not in ALONE:
            shuts = "disabled" in told if tag == "fieldset" else "hidden" in told and tag != "form"
            self._open.append((tag, shuts))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass
        if tag == "form":
            self._around = ""
        if self._area and tag in ("textarea", "select"):
            self._end_area(*self._area)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._words += data

    def _draft(self, name: str) -> _Draft:
        return self._drafts.setdefault(name, _Draft())

    def _note(self, tag: str, told: TagAttributes) -> None:
        if tag == "main":
            self._page["step"] = told.get("data-step", "")
        if "hx-ws:connect" in told:
            self._page["socket"] = told["hx-ws:connect"]
        if "data-opens" in told:
            self._page["panels"] = (*self._page.get("panels", ()), told.get("id", ""))
        if told.get("data-until", "").isdigit():
            self._page["until"] = int(told["data-until"])

    def _take(self, tag: str, told: TagAttributes, owner: str) -> None:
        kind = told.get("type", "submit" if tag == "button" else "text")
        if kind in SENDING and not any(shuts for _, shuts in self._open):
            pressed = told.get("aria-pressed") == "true"
            button = SeenButton(told.get("name", ""), told.get("value", ""), pressed)
            self._draft(owner).buttons.append(button)
        elif tag in ("textarea", "select"):
            self._area, self._words, self._options = (owner, told), "", []
            if tag == "select":
                self._area[1]["type"] = "choice"
        elif tag == "input" and kind not in SENDING and told.get("name"):
            value = told.get("value", "on" if kind in ("checkbox", "radio") else "")
            self._draft(owner).fields.append(_field(told, kind, value))

    def _end_area(self, owner: str, told: TagAttributes) -> None:
        chosen = [option for option in self._options if "selected" in option] or self._options
        options = tuple(option.get("value", "") for option in self._options)
        if told.get("type") == "choice":
            value = chosen[0].get("value", "") if chosen else ""
            field = _field(told, "choice", value, options)
        else:
            field = _field(told, "words", self._words.removeprefix("\n"))
        self._draft(owner).fields.append(field)
        self._area = None


def _is_shut(told: TagAttributes) -> bool:
    return "disabled" in told or "hidden" in told or told.get("aria-disabled") == "true"


def _field(told: TagAttributes, kind: str, value: str, options: tuple[str, ...] = ()) -> SeenField:
    return SeenField(
        name=told.get("name", ""),
        kind="words" if kind == "text" else kind,
        value=value,
        options=options,
        low=told.get("min", ""),
        high=told.get("max", ""),
        most=int(told.get("maxlength") or LIMIT.text),
        chosen="checked" in told,
    )
