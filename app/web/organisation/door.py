"""The door of an organisation: its link opens the report of one session, and nothing else."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from app.db import Book
from app.frozen import frozen
from app.languages import HALL_LANGUAGES
from app.live.writer import Done
from app.method.act import Act
from app.method.refusals import NotYoursError
from app.models import Gathering, Link, Meeting
from app.viewer import link_cookie, opened_link
from app.vocabulary import Door, Language
from app.web.doors import browser_language
from app.web.house import house_of
from app.web.once import written
from app.web.refusing import Refused, answered, judged_by
from app.wire.guests import note_known

HOME = "/organisation"


@frozen
class Secretary:
    """Somebody who came by the link. `opened`: the link's id and secret, as in the cookie."""

    meeting_id: int
    gathering_id: int
    opened: str
    language: Language

    @property
    def path(self) -> str:
        return f"{HOME}/{self.gathering_id}"


async def secretary(request: Request, gathering_id: int) -> Secretary:
    """Checks the link for every request: a renewed or closed one opens nothing any more."""
    who = await run_in_threadpool(_secretary, request, gathering_id)
    note_known(request)
    request.state.secretary = who
    return who


ByLink = Annotated[Secretary, Depends(secretary)]


async def write_report(
    request: Request, who: Secretary, command: Callable[[Act, Gathering], Any], to: str
) -> Done[Any]:
    """Writes, if the link still opens the report when the command runs; says where the form leads.
    `{0}` in `to`: what the command returns.
    """

    def run(act: Act) -> Any:
        _link(act.book, request, who.gathering_id, who.opened)
        return command(act, act.book.all(Gathering, id=who.gathering_id)[0])

    return await written(request, who.meeting_id, run, to)


def report_route(refused: Refused) -> type[APIRoute]:
    """Routes of the report. `refused` makes the page of a refusal, once the link is verified."""
    return judged_by(partial(answered, refused=refused, known_as="secretary"))


def _secretary(request: Request, gathering_id: int) -> Secretary:
    opened = request.cookies.get(link_cookie(Door.organisation, gathering_id), "")
    with house_of(request).database.reading() as book:
        link = _link(book, request, gathering_id, opened)
        meeting = book.all(Meeting, id=link.meeting_id)[0]
    asked = request.query_params.get("language", "")
    known = {offered.value: offered for offered in HALL_LANGUAGES}
    language = (
        known.get(asked) or browser_language(request, HALL_LANGUAGES) or meeting.main_language
    )
    return Secretary(meeting.id, gathering_id, opened, language)


def _link(book: Book, request: Request, gathering_id: int, opened: str) -> Link:
    link = opened_link(book, house_of(request).settings.secret, opened)
    if link is None or link.door is not Door.organisation or link.gathering_id != gathering_id:
        raise NotYoursError
    return link
