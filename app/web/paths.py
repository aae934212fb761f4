"""How a request finds its route, without trying all routes one after the other."""

import re
from collections.abc import Sequence
from typing import Any, Never

from starlette.routing import BaseRoute, Match, NoMatchFound, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from app.limits import LIMIT
from app.links import CODE_LETTERS

_CODE = re.compile(f"[{CODE_LETTERS}]{{{LIMIT.code}}}", re.IGNORECASE)


class Doors(BaseRoute):
    """Several routes that the router sees as one."""

    def __init__(self, routes: Sequence[BaseRoute] = ()) -> None:
        self.routes = list(routes)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["door"].handle(scope, receive, send)

    def url_path_for(self, name: str, /, **_: Any) -> Never:
        raise NoMatchFound(name, {})


class PhoneDoors(Doors):
    """A phone's pages and its socket, tried before all other routes: no other path begins with a
    code.

    A path whose first segment is not a code finds the same routes at their own, later place, which
    answers that there is no such meeting.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        best: tuple[Match, Scope] = (Match.NONE, {})
        if scope["type"] in ("http", "websocket") and _CODE.fullmatch(first_of(scope)):
            for door in self.routes:
                match, child = door.matches(scope)
                if match.value > best[0].value:
                    best = (match, {**child, "door": door})
        return best


class OpenDoors(Doors):
    """Routes found by the shape of the path, however many there are; see `OpenFirst`."""

    def __init__(self, routes: Sequence[Route | WebSocketRoute]) -> None:
        super().__init__(routes)
        self.by_shape: dict[tuple[str, ...], dict[str, Route | WebSocketRoute]] = {}
        for door in routes:
            kinds = door.methods or () if isinstance(door, Route) else ("websocket",)
            self.by_shape.setdefault(_shape(door.path), {}).update(dict.fromkeys(kinds, door))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Matches a known path with another method, which the framework then answers with 405."""
        doors = self.by_shape.get(_shape(scope["path"]), {}) if scope["type"] == "http" else {}
        door = next((route for route in doors.values() if isinstance(route, Route)), None)
        return (Match.PARTIAL, {"door": door}) if door else (Match.NONE, {})


class OpenFirst:
    """Tries first the routes that all phones in a hall use, with no layer in between."""

    def __init__(self, app: ASGIApp, doors: OpenDoors) -> None:
        self._app = app
        self._by_shape = doors.by_shape

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] != "lifespan":
            doors = self._by_shape.get(_shape(scope["path"]), {})
            door = doors.get(scope.get("method", scope["type"]))
            app = door.app if door else app
        await app(scope, receive, send)


def first_of(scope: Scope) -> str:
    """The first segment of a path; nothing for `*`, which is no path."""
    path: str = scope["path"]
    return path[1:].split("/", maxsplit=1)[0]


def _shape(path: str) -> tuple[str, ...]:
    """The segments of a path, with one sign for any number, parameter or code."""
    first, *rest = path[1:].split("/")
    signs = ("#" if "{" in segment or segment.isdigit() else segment for segment in rest)
    return ("{code}" if _CODE.fullmatch(first) else first, *signs)
