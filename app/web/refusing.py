"""Pages with long forms: what is refused comes back as typed."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.routing import APIRoute

from app.method.refusals import Refusal, RefusedError, not_saved_send_again
from app.trouble import StoreError
from app.web.forms import refused_as_too_large
from app.web.once import judge_again

Answering = Callable[[Request], Awaitable[Response]]
# Makes the page on which a refusal is said, with the given status.
Refused = Callable[[Request, Refusal, int], Awaitable[Response]]


def judged_by(judge: Callable[[Request, Answering], Awaitable[Response]]) -> type[APIRoute]:
    """Returns a route class: `judge` answers, given the handler."""

    class JudgedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def judged(request: Request) -> Response:
                return await judge(request, answer)

            return judged

    return JudgedRoute


async def answered(
    request: Request, answer: Answering, refused: Refused, known_as: str = ""
) -> Response:
    """Returns what the handler answers, or the page that says why not. Raises DoneBeforeError for
    a form that an earlier press has done meanwhile.

    `known_as`: an attribute that the request's state has once it is known who asks. Before that,
    nothing of the page may be shown, and StoreError and 413 are raised on.
    """
    try:
        return await answer(request)
    except RefusedError as error:
        await judge_again(request)
        return await refused(request, error.refusal, 409)
    except StoreError:
        if request.method != "POST" or not _is_known(request, known_as):
            raise
        return await refused(request, not_saved_send_again, 503)
    except HTTPException as error:
        if error.status_code != 413 or not _is_known(request, known_as):
            raise
        return await refused(request, refused_as_too_large(request), 413)


def _is_known(request: Request, name: str) -> bool:
    return not name or hasattr(request.state, name)
