"""Slow jobs of the desk: each begins once and goes on by itself; a page tells how far it is.

A browser waits for a moment; if the result is not there by then, it is led to that page. A client
that does not ask for HTML waits until the end.
"""

import asyncio
import secrets
import time
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.faults import tell
from app.frozen import frozen
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.models import Coordinator
from app.trouble import StoreError
from app.vocabulary import N_
from app.web.desk.door import Signed, route, shown
from app.web.desk.typed_drafts import HOME
from app.web.refusing import Refused, answered

AT = f"{HOME}/making"
# For so long the browser's own sign of waiting is enough.
AT_ONCE_SECONDS = 0.8
KEPT_SECONDS = 600
# The most jobs under way, of all coordinators, and the most results kept: threads and memory are
# limited.
MOST = 12
HAVE_THEIR_PAGE = (RefusedError, StoreError, NotYoursError)

too_many = Refusal(
    "too_many_made",
    N_("Much is being made just now. Wait until some of it is ready, then press again."),
)

file_being_made = N_("The file is being made")
file_being_read = N_("The file is being read")

Make = Callable[[], Coroutine[Any, Any, Response]]


@frozen
class Wish:
    """What a job is to make. `says`: the sentence shown meanwhile; `of`: the paper's name. `back`:
    the page on which it was asked for.

    `refused` makes the page on which a refusal is said. `said` stands for what was sent: another
    file is another wish.
    """

    says: str
    back: str
    refused: Refused
    of: str = ""
    said: Hashable = None


@frozen
class BeingMade:
    """One job. `who`: the coordinator who wished it. `begun`: by the monotonic clock."""

    who: int
    wish: Wish
    request: Request
    task: asyncio.Task[Response]
    begun: float

    @property
    def wanted(self) -> Hashable:
        return _wanted(self.request, self.who, self.wish)

    @property
    def is_under_way(self) -> bool:
        return not self.task.done()

    @property
    def has_failed(self) -> bool:
        """Whether it failed by a fault of ours. A refusal is none: its form's page says it."""
        if self.is_under_way or self.task.cancelled():
            return not self.is_under_way
        fault = self.task.exception()
        return fault is not None and not isinstance(fault, HAVE_THEIR_PAGE)

    def answer(self) -> Response:
        """Returns a copy each time, because an answer is changed while it is sent."""
        answer = self.task.result()
        copied = Response(answer.body, answer.status_code)
        copied.raw_headers = list(answer.raw_headers)
        return copied


class Makings:
    """The jobs of one server, by tokens that only the page of whoever asked knows."""

    def __init__(self) -> None:
        self._all: dict[str, BeingMade] = {}

    def find(self, token: str, who: int) -> BeingMade | None:
        job = self._all.get(token)
        return job if job and job.who == who else None

    def begin(self, request: Request, who: int, wish: Wish, make: Make) -> str:
        """Begins a job and returns its token, or that of the same wish if it is under way."""
        self._forget()
        wanted = _wanted(request, who, wish)
        for token, job in self._all.items():
            if job.is_under_way and job.wanted == wanted:
                return token
        require(too_many if len(self._all) - len(self._over()) >= MOST else None)
        token = secrets.token_urlsafe(16)
        task = asyncio.create_task(make())
        self._all[token] = made = BeingMade(who, wish, request, task, time.monotonic())
        task.add_done_callback(lambda _task: _tell(made))
        return token

    async def close(self) -> None:
        for job in self._all.values():
            job.task.cancel()
        await asyncio.gather(*(job.task for job in self._all.values()), return_exceptions=True)

    def _over(self) -> list[str]:
        return [token for token, job in self._all.items() if not job.is_under_way]

    def _forget(self) -> None:
        since = time.monotonic() - KEPT_SECONDS
        for place, token in enumerate(reversed(self._over())):
            if place >= MOST or self._all[token].begun < since:
                del self._all[token]


@frozen
class MakingPage:
    """A job as it was at one moment: it may end while its page is rendered. `wish`: None if the job
    is unknown or forgotten. `goes`: the address of the result. `seconds`: since it was begun.
    """

    wish: Wish | None
    goes: str
    seconds: int = 0
    is_under_way: bool = False
    has_failed: bool = False
    is_ready: bool = False

    @property
    def status(self) -> int:
        if self.wish is None:
            return 404
        return 500 if self.has_failed else 200


async def at_length(request: Request, signed: Coordinator, wish: Wish, make: Make) -> Response:
    """Returns what `make` answers, or a redirect to the page that leads to it later."""
    makings: Makings = request.app.state.makings
    token = makings.begin(request, signed.id, wish, make)
    making = makings.find(token, signed.id)
    if making is None:
        raise NotYoursError
    if "text/html" not in request.headers.get("accept", ""):
        await asyncio.wait({making.task})
        return making.answer()
    await asyncio.wait({making.task}, timeout=AT_ONCE_SECONDS)
    if making.is_under_way or making.has_failed or _leaves_form_behind(making):
        return RedirectResponse(f"{AT}/{token}", 303)
    return making.answer()


def _leaves_form_behind(making: BeingMade) -> bool:
    """Whether the answer to a form is a file. The browser saves it and stays on the form's page,
    which would not say that the file is ready.
    """
    if making.request.method != "POST" or making.task.exception():
        return False
    return "content-disposition" in making.task.result().headers


def _wanted(request: Request, who: int, wish: Wish) -> Hashable:
    return who, request.method, request.url.path, request.url.query, wish.said


def _tell(making: BeingMade) -> None:
    if making.has_failed and not making.task.cancelled():
        fault = making.task.exception()
        if fault:
            tell("what was asked for at the desk could not be made", fault)


async def _refused(_request: Request, _refusal: Refusal, _status: int) -> Response:
    raise NotYoursError  # no page here has a form


router = APIRouter(route_class=route(_refused))


@router.get(AT + "/{token}")
async def page(request: Request, token: str, signed: Signed) -> Response:
    told = _told(_being_made(request, token, signed), f"{AT}/{token}/it")
    return await shown(request, "making", told, status=told.status)


@router.get(AT + "/{token}/it")
async def it(request: Request, token: str, signed: Signed) -> Response:
    """The result, as often as it is asked for."""
    making = _being_made(request, token, signed)
    if making is None or making.is_under_way or making.has_failed:
        return RedirectResponse(f"{AT}/{token}", 303)
    return await answered(making.request, lambda _request: _result(making), making.wish.refused)


async def _result(making: BeingMade) -> Response:
    return making.answer()


def _told(making: BeingMade | None, goes: str) -> MakingPage:
    if making is None:
        return MakingPage(None, goes)
    return MakingPage(
        making.wish,
        goes,
        int(time.monotonic() - making.begun),
        is_under_way := making.is_under_way,
        has_failed := making.has_failed,
        is_ready=not is_under_way and not has_failed,
    )


def _being_made(request: Request, token: str, signed: Coordinator) -> BeingMade | None:
    makings: Makings = request.app.state.makings
    return makings.find(token, signed.id)
