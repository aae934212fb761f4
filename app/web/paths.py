"""How an address finds its door: not by asking all of them, one after the other, whether it is theirs."""

import re
from collections.abc import Sequence
from typing import Any, Never

from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.limits import LIMIT
from app.links import CODE_LETTERS

_CODE = re.compile(f"[{CODE_LETTERS}]{{{LIMIT.code}}}", re.IGNORECASE)


class Doors(BaseRoute):
    """Several doors as one route."""

    def __init__(self, routes: Sequence[BaseRoute] = ()) -> None:
        self.routes = list(routes)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["door"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **_: Any) -> Never:
        raise NoMatchFound(name, {})


class PhoneDoors(Doors):
    """A phone's pages and its socket, looked for before all others: no other address begins with a code.

    What is no code finds them in their own place, where it is told so.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found: tuple[Match, Scope] = (Match.NONE, {})
        if scope["type"] in ("http", "websocket") and _CODE.fullmatch(scope["path"].split("/")[1]):
            for door in self.routes:
                match, child = door.matches(scope)
                if match.value > found[0].value:
                    found = (match, {**child, "door": door})
        return found


class ActDoors(Doors):
    """All that is done, found by the shape of its path, whatever number of doors there is."""

    def __init__(self) -> None:
        super().__init__()
        self._by_shape: dict[tuple[str, ...], Route] = {}

    def add(self, door: Route) -> None:
        first, *rest = door.path[1:].split("/")
        self.routes.append(door)
        self._by_shape[(first, *_signs(rest))] = door

    def of(self, path: str) -> Route | None:
        first, *rest = path[1:].split("/")
        return self._by_shape.get(("{code}" if _CODE.fullmatch(first) else first, *_signs(rest)))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Of what is not sent to them: see `ActsFirst`."""
        door = self.of(scope["path"]) if scope["type"] == "http" else None
        return (Match.PARTIAL, {"door": door}) if door else (Match.NONE, {})


class ActsFirst:
    """What people do is looked for before all pages, with nothing in between."""

    def __init__(self, app: ASGIApp, doors: ActDoors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_sent = scope["type"] == "http" and scope["method"] == "POST"
        door = self._doors.of(scope["path"]) if is_sent else None
        await (door.app if door else self._app)(scope, receive, send)


def _signs(pieces: Sequence[str]) -> list[str]:
    """What a path says itself, and one sign for each number that it names."""
    return ["#" if "{" in one or one.isdigit() else one for one in pieces]
