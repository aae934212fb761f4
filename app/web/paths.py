"""How an address finds its door: not by asking all of them, one after the other, whether it is theirs."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Never

from fastapi import Request
from fastapi.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import Receive, Scope, Send

from app.limits import LIMIT
from app.links import CODE_LETTERS

_CODE = re.compile(f"[{CODE_LETTERS}]{{{LIMIT.code}}}", re.IGNORECASE)
# By piece of a path what can follow, None for what a piece may name; at the end, by "", the door.
_Ways = dict[str | None, Any]


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
    """All that is done, found by the pieces of its path, whatever number of doors there is."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: _Ways = {}

    def add(self, path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        door = Route(path, endpoint, methods=["POST"])
        self.routes.append(door)
        way = self._ways
        for piece in path.strip("/").split("/"):
            way = way.setdefault(None if piece.startswith("{") else piece, {})
        way[""] = door

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        first, *rest = scope["path"][1:].split("/")
        way = self._ways.get(first) or (self._ways[None] if _CODE.fullmatch(first) else {})
        door = _leads_to(way, rest)
        if door is None:
            return Match.NONE, {}
        match, child = door.matches(scope)
        return match, {**child, "door": door}


def _leads_to(way: _Ways, pieces: Sequence[str]) -> Route | None:
    """What a path says itself goes before what it may name: "survey/withdrawn" is no question's."""
    if not pieces:
        return way.get("")
    first, *rest = pieces
    for piece in (first, None):
        if piece != "" and piece in way and (found := _leads_to(way[piece], rest)):
            return found
    return None
