"""Every form of the offices as somebody fills it in, by the pages that can be reached from one."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from app.rehearsal import desk as rehearsal
from app.web import offices
from tests.house import Browser
from tests.web.at_desk import as_it_is
from tests.web.elements import Element, tree

FILE = re.compile(r"\.(pdf|docx|xlsx|csv|json|zip|pptx|html|svg)\b")
# What somebody types; all other fields stay as they are unless a form says otherwise.
TYPED = {"en", "text_en", "words", "text", "name"}


def _posted(routes: Iterable[Any]) -> Iterator[str]:
    for route in routes:
        if included := getattr(route, "original_router", None):
            yield from _posted(included.routes)
        elif "POST" in getattr(route, "methods", ()):
            yield route.path


ROUTES = sorted(
    {path for room in (rehearsal, *offices.ROOMS) for path in _posted(room.router.routes)}
)


@cache
def route_of(path: str) -> str:
    """The route that this path leads to; of several the one with fewest gaps."""
    fits = [route for route in ROUTES if _pattern(route).fullmatch(path)]
    return min(fits, key=lambda route: route.count("{"), default="")


@cache
def _pattern(route: str) -> re.Pattern[str]:
    numbered = re.sub(r"\{\w+:int\}", r"\\d+", route.replace(".", r"\."))
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", numbered))


@dataclass
class Sent:
    """A form as it is sent, whenever it is sent."""

    path: str
    fields: dict[str, Any]
    files: dict[str, Any] = field(default_factory=dict)

    def by(self, browser: Browser) -> httpx.Response:
        told = {"files": self.files} if self.files else {}
        return browser.ask("POST", self.path, data=self.fields, **told)


def forms_of(browser: Browser, *pages: str) -> dict[str, str]:
    """For each route to which a form leads: a page with such a form. From the desk's first page on
    all pages of this meeting, unless these alone are asked for.
    """
    pages_by_route: dict[str, str] = {}
    seen: set[str] = set()
    waiting = deque(pages or ["/coordinator"])
    while waiting:
        path = waiting.popleft()
        if (kind := _kind(path)) in seen:
            continue
        seen.add(kind)
        answer = browser.ask("GET", path)
        if answer.status_code == 303:
            waiting.append(answer.headers["location"].partition("#")[0])
            continue
        page = tree(answer.text)
        for _, action, _ in pressed(page):
            pages_by_route.setdefault(route_of(action), path)
        waiting += [] if pages else [link for link in _links(page) if _is_near(browser, link)]
    return pages_by_route


def _is_near(browser: Browser, link: str) -> bool:
    """Whether it is a page of the desk, and not of another meeting."""
    is_other = re.match(r"/coordinator/meetings/\d", link) and not link.startswith(browser.path)
    return link.startswith("/coordinator") and not is_other


def pressed(page: Element) -> Iterator[tuple[Element, str, Element]]:
    """Each way to send each form that is posted: the form, where it leads, and the button."""
    naming = [button for button in page.all("button") if button.held.get("form")]
    for form in page.all("form"):
        if form.held.get("method") == "post":
            named = form.held.get("id")
            beside = [button for button in naming if button.held["form"] == named]
            for button in [*form.all("button"), *beside]:
                yield form, button.held.get("formaction", form.held["action"]), button


def filled(form: Element, button: Element, number: int = 0) -> dict[str, Any]:
    """What is sent by this button: what stands in the form, and something in each empty field, which the
    number tells from what was typed before.
    """
    said = as_it_is(form)
    said |= {name: f"Words {number} ({name})" for name in TYPED & said.keys() if not said[name]}
    for box in form.all("input"):
        if box.held.get("type") == "radio":
            said.setdefault(box.held["name"], box.held.get("value", "on"))
    said |= {name: "4" for name in said if name.startswith("level_")}
    for choice in form.all("select"):
        values = [option.held.get("value", "") for option in choice.all("option")]
        said[choice.held["name"]] = said.get(choice.held["name"]) or next(filter(None, values), "")
    if "name" in button.held:
        said[button.held["name"]] = button.held.get("value", "")
    return said


def _links(page: Element) -> list[str]:
    to = [link.held.get("href", "").partition("#")[0] for link in page.all("a")]
    return [path for path in to if not FILE.search(path)]


def _kind(path: str) -> str:
    """Pages that differ by a number or a language alone are one."""
    return re.sub(r"(?<=[/=])(\d+|[a-z]{2,3})(?=[/&]|$)", "…", path.partition("#")[0])
