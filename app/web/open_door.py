"""Handlers outside the framework's layers, for what all phones in a hall ask for at once."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from fastapi import Request, WebSocket, WebSocketDisconnect
from fastapi.responses import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from app.live.connection import FAILED
from app.trouble import StoreError
from app.web.compressing import compress
from app.web.errors import answer_to


class OpenDoor:
    """Sends what `answer` returns, or the answer to what it raised."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except ClientDisconnect:  # the client left before it had asked; nothing was done
            return
        except Exception as error:  # noqa: BLE001 -- `answer_to` logs it, unless it is a refusal
            answer = await answer_to(request, error)
        finally:
            # Request and visit refer to each other. Unlinked, they need no garbage collector.
            scope.get("state", {}).pop("visit", None)
        compress(answer, request)
        await answer(scope, receive, send)


class SocketDoor:
    """The same for a socket; `attend` accepts it."""

    def __init__(self, attend: Callable[[WebSocket], Awaitable[None]]) -> None:
        self._attend = attend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        try:
            await self._attend(socket)
        except StoreError:  # its page connects again
            with suppress(RuntimeError, WebSocketDisconnect):  # the client has gone meanwhile
                await socket.close(FAILED)
