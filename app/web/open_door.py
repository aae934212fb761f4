"""Doors with nothing of the framework's around them: what all phones in a hall ask for at once passes through these."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from fastapi import Request, WebSocket, WebSocketDisconnect
from fastapi.responses import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from app.live.connection import FAILED
from app.trouble import StoreError
from app.web.errors import answer_to
from app.web.packing import pack


class OpenDoor:
    """Gives what `answer` makes of a request, or of what was raised meanwhile."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except ClientDisconnect:  # whoever asked is gone before having asked; nothing was done
            return
        except Exception as error:  # noqa: BLE001 -- told there, where it is no refusal
            answer = await answer_to(request, error)
        finally:
            # A request and its visit hold each other: let go of here, nobody has to look for them.
            scope.get("state", {}).pop("visit", None)
        pack(answer, request)
        await answer(scope, receive, send)


class SocketDoor:
    """The same for a socket, which `attend` accepts."""

    def __init__(self, attend: Callable[[WebSocket], Awaitable[None]]) -> None:
        self._attend = attend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        try:
            await self._attend(socket)
        except StoreError:  # its page asks anew
            with suppress(RuntimeError, WebSocketDisconnect):  # it has gone meanwhile
                await socket.close(FAILED)
