"""The door of an organisation: its link opens the report of one session, and nothing else."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from app.db import Book
from app.languages import HALL_LANGUAGES
from app.method.act import Act
from app.method.refusals import NotYoursError, Refusal, RefusedError, not_saved_send_again
from app.models import Gathering, Link, Meeting
from app.trouble import StoreError
from app.viewer import link_cookie, opened_link
from app.vocabulary import Door, Language
from app.web.doors import language_of
from app.web.forms import file_too_large, is_multipart, too_large
from app.wire.guests import is_in

HOME = "/organisation"
Refused = Callable[[Request, Refusal, int], Awaitable[Response]]


@dataclass(frozen=True)
class Secretary:
    """Whoever opened the link. `opened`: its id and secret, as the cookie holds them."""

    meeting_id: int
    gathering_id: int
    opened: str
    language: Language

    @property
    def path(self) -> str:
        return f"{HOME}/{self.gathering_id}"


async def secretary(request: Request, gathering_id: int) -> Secretary:
    """Found anew for every request: a link that is renewed or closed opens nothing any more."""
    found = await run_in_threadpool(_found, request, gathering_id)
    is_in(request)
    request.state.secretary = found
    return found


Written = Annotated[Secretary, Depends(secretary)]


async def write(request: Request, who: Secretary, command: Callable[[Act, Gathering], Any]) -> Any:
    """Writes, if the link still opens it then."""

    def run(act: Act) -> Any:
        _link(act.book, request, who.gathering_id, who.opened)
        return command(act, act.book.all(Gathering, id=who.gathering_id)[0])

    submitted = request.app.state.writer.submit(who.meeting_id, run)
    return (await asyncio.wrap_future(submitted)).value


def route(refused: Refused) -> type[APIRoute]:
    """`refused` makes the page on which a refusal is said, with the given status."""

    class OrganisationRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def judged(request: Request) -> Response:
                response = await _judged(request, answer, refused)
                response.headers.setdefault("Cache-Control", "no-store")
                return response

            return judged

    return OrganisationRoute


async def _judged(
    request: Request, answer: Callable[[Request], Awaitable[Response]], refused: Refused
) -> Response:
    try:
        return await answer(request)
    except RefusedError as error:
        return await refused(request, error.refusal, 409)
    except StoreError:
        if request.method != "POST" or not hasattr(request.state, "secretary"):
            raise
        return await refused(request, not_saved_send_again, 503)
    except HTTPException as error:
        if error.status_code != 413 or not hasattr(request.state, "secretary"):
            raise
        told = file_too_large if is_multipart(request) else too_large
        return await refused(request, told, 413)


def _found(request: Request, gathering_id: int) -> Secretary:
    opened = request.cookies.get(link_cookie(Door.organisation, gathering_id), "")
    with request.app.state.database.reading() as book:
        link = _link(book, request, gathering_id, opened)
        meeting = book.all(Meeting, id=link.meeting_id)[0]
    asked = request.query_params.get("language", "")
    known = {one.value: one for one in HALL_LANGUAGES}
    language = known.get(asked) or language_of(request, HALL_LANGUAGES) or meeting.main_language
    return Secretary(meeting.id, gathering_id, opened, language)


def _link(book: Book, request: Request, gathering_id: int, opened: str) -> Link:
    link = opened_link(book, request.app.state.settings.secret, opened)
    if link is None or link.door is not Door.organisation or link.gathering_id != gathering_id:
        raise NotYoursError
    return link
