"""Shows the desk's pages, fresh or with a refusal; a form's path names the page it stands on."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.db import Book
from app.frozen import frozen
from app.hall_clock import hall_day, today
from app.keeping import removed_meetings
from app.limits import LIMIT
from app.method.accounts import may_prepare
from app.method.followup.due import Due, due
from app.method.preparing.meeting import municipality_of, own_municipality
from app.method.preparing.pattern import Outline
from app.method.refusals import NotYoursError, Refusal
from app.method.sent import whole_number
from app.models import Meeting
from app.screens.speaker import Said, say, say_stored
from app.vocabulary import Language
from app.web.desk import typed_drafts
from app.web.desk.addresses import base_of
from app.web.desk.asked import FIRST, Asked
from app.web.desk.door import Signed, language_of, shown
from app.web.desk.reading import Reader
from app.web.desk.tabs import READ
from app.web.house import house_of

MEETINGS = "/coordinator/meetings"
MEETING = MEETINGS + "/{meeting_id:int}"
REFUSED = 409


@frozen
class MeetingLine:
    id: int
    name: Said
    place: Said
    municipality: Said
    starts_at: int
    starts_on: str
    ended: bool
    is_sample: bool
    is_archived: bool


@frozen
class RemovedLine:
    """A meeting in the basket. `until`: the ISO day on which it is erased."""

    id: int
    name: Said
    until: str


@frozen
class DueToday:
    """What is due now or soon. `of`: an action, else the meeting. `is_late`: its day has passed."""

    meeting_id: int
    kind: Due
    on: str
    of: Said
    is_late: bool


@frozen
class Meetings:
    """`municipality`: asked for with the first meeting, and None until then."""

    lines: tuple[MeetingLine, ...]
    removed: tuple[RemovedLine, ...]
    municipality: Said | None
    due: tuple[DueToday, ...]
    starts: tuple[Outline, ...] = tuple(Outline)
    start: Outline = Outline.evening

    @property
    def current(self) -> list[MeetingLine]:
        return [line for line in self.lines if not line.is_archived]

    @property
    def archived(self) -> list[MeetingLine]:
        return [line for line in self.lines if line.is_archived]


async def show(
    request: Request, meeting_id: int, tab: str, refusal: Refusal | None = None, status: int = 200
) -> Response:
    """Answers with a page of one meeting."""
    page = await read_page(request, meeting_id, tab)
    return await shown(request, tab, page, refusal=refusal, status=status)


async def read_page(request: Request, meeting_id: int, tab: str) -> Any:
    return await run_in_threadpool(_read, request, meeting_id, tab)


async def meetings_page(
    request: Request, template: str, refusal: Refusal | None = None, status: int = 200
) -> Response:
    page = await run_in_threadpool(meetings_of, request)
    return await shown(request, template, page, refusal=refusal, status=status)


async def refused(request: Request, refusal: Refusal, status: int) -> Response:
    """Shows the page of the refused form, with the sentence and what was typed."""
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    meeting_id = request.path_params.get("meeting_id")
    if meeting_id is None:
        template = "new" if request.url.path == MEETINGS else "meetings"
        return await meetings_page(request, template, refusal, status)
    tab = request.url.path.removeprefix(f"{MEETINGS}/{meeting_id}").strip("/").split("/")[0]
    return await show(request, int(meeting_id), tab if tab in READ else "basics", refusal, status)


async def back_to_form(request: Request, refusal: Refusal, status: int) -> Response | None:
    """Keeps the form as a draft and redirects to its page, so that Back and Reload never send the
    form again. None if drafts of it are not kept.
    """
    form, path = getattr(request.state, "form", None), request.url.path
    if (
        request.method != "POST"
        or status != REFUSED
        or form is None
        or not typed_drafts.keeps(path)
    ):
        return None
    await typed_drafts.keep_typed(request, request.state.coordinator.id, path, form, refusal)
    page, _, place = typed_drafts.page_of(path).partition("#")
    sign = "&" if "?" in page else "?"
    return RedirectResponse(f"{page}{sign}refused={quote(path)}{'#' + place if place else ''}", 303)


async def back_to_page(request: Request, _signed: Signed) -> Response:
    """Redirects a reload after a refused form to the page of that form."""
    return RedirectResponse(typed_drafts.page_of(request.url.path), 303)


def _read(request: Request, meeting_id: int, tab: str) -> Any:
    if tab not in READ:
        raise NotYoursError
    asked = asked_of(request, meeting_id, tab)
    with house_of(request).database.reading() as book:
        return READ[tab](Reader(book, meeting_id, asked))


def asked_of(request: Request, meeting_id: int, tab: str) -> Asked:
    return Asked(
        tab,
        language_of(request),
        base=base_of(request, meeting_id),
        secret=house_of(request).settings.secret,
        chosen=_chosen(request),
        lacking=request.query_params.get("lacking", ""),
        is_hosted=house_of(request).settings.is_hosted,
    )


def _chosen(request: Request) -> int | None:
    """The text that is edited: by the path or the query; else a new one (None) or the first."""
    words = str(request.path_params.get("chosen_id") or request.query_params.get("chosen", ""))
    if (chosen := whole_number(words)) is not None:
        return chosen
    return None if request.method == "POST" or "new" in request.query_params else FIRST


def meetings_of(request: Request) -> Meetings:
    """All meetings that the signed-in coordinator prepares, with those removed and what is due."""
    who, language = request.state.coordinator, language_of(request)
    with house_of(request).database.reading() as book:
        meetings = book.all(Meeting, order=("starts_at",), is_rehearsal=False)
        prepared = [meeting for meeting in meetings if may_prepare(book, who, meeting.id)]
        municipality = own_municipality(book, who.id)
        return Meetings(
            tuple(_line(book, meeting, language) for meeting in reversed(prepared)),
            _removed(book, municipality.id, language) if municipality else (),
            say_stored(book, municipality.name_id, language, municipality.main_language)
            if municipality
            else None,
            tuple(
                sorted(
                    (
                        deadline
                        for meeting in prepared
                        for deadline in _due(book, meeting, language)
                    ),
                    key=lambda deadline: deadline.on,
                )
            ),
        )


def _removed(book: Book, municipality_id: int, language: Language) -> tuple[RemovedLine, ...]:
    return tuple(
        RemovedLine(
            removed.id,
            say({0: json.loads(removed.name)}, 0, language, language),
            (hall_day(removed.removed_at) + timedelta(days=LIMIT.desk_days)).isoformat(),
        )
        for removed in removed_meetings.lying(book, municipality_id)
    )


def _due(book: Book, meeting: Meeting, language: Language) -> Iterator[DueToday]:
    now = today()
    soon = (now + timedelta(days=LIMIT.soon_days)).isoformat()
    for deadline in due(book, meeting):
        if deadline.on <= soon:
            title = say_stored(
                book, deadline.title_id or meeting.name_id, language, meeting.main_language
            )
            is_late = deadline.on < now.isoformat()
            yield DueToday(meeting.id, deadline.kind, deadline.on, title, is_late=is_late)


def _line(book: Book, meeting: Meeting, language: Language) -> MeetingLine:
    municipality = municipality_of(book, meeting.id)
    main = meeting.main_language
    return MeetingLine(
        meeting.id,
        say_stored(book, meeting.name_id, language, main),
        say_stored(book, meeting.place_id, language, main),
        say_stored(book, municipality.name_id, language, main),
        meeting.starts_at,
        hall_day(meeting.starts_at).isoformat(),
        ended=meeting.ended,
        is_sample=municipality.is_sample,
        is_archived=meeting.archived,
    )
