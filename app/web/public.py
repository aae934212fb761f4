"""What opens without an account afterwards: the public page, an owner's report, a calendar."""

import time
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.db import Book
from app.frozen import frozen
from app.hall_clock import hall_day
from app.languages import HALL_LANGUAGES
from app.links import may_read_calendar, may_report, of_public_name
from app.method.act import Act
from app.method.followup import following, publishing
from app.method.followup.following import Reported
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.models import (
    AgreedAction,
    FollowedAction,
    FollowEntry,
    Meeting,
    Municipality,
    Publication,
)
from app.models.followup import FollowState
from app.papers.public.plain_files import MEDIA, public_address, published
from app.screens.speaker import Said, say_stored
from app.vocabulary import Language
from app.web.doors import browser_language
from app.web.forms import Form, read_form
from app.web.house import house_of
from app.web.once import judged_once, leading, written
from app.web.rendering import rendered

PAGE = "/public/{name}"
REPORT = "/report/{action_id:int}.{secret}"
# No cache on the way may serve a page that has been withdrawn; and search engines may find it.
FRESH = {"Cache-Control": "no-cache", "X-Robots-Tag": "all"}
CALENDAR = "text/calendar; charset=utf-8"

router = APIRouter()


@frozen
class ReportPage:
    """An action as its owner sees it. `log`: what has been said of it, with its words. `state`,
    `typed`: what stands in the form, which is what was sent if that was refused.
    """

    languages: ClassVar[tuple[Language, ...]] = HALL_LANGUAGES
    path: str
    title: Said
    first_step: Said
    due_on: str
    state: FollowState
    log: tuple[tuple[FollowEntry, Said], ...]
    language: Language
    is_sent: bool
    refusal: Refusal | None = None
    typed: str = ""


@router.get(PAGE)
async def public_page(request: Request, name: str) -> Response:
    """Leads to the page in a language that the browser reads; else in the meeting's own."""
    await run_in_threadpool(_published, request, name)
    language = browser_language(request, HALL_LANGUAGES)
    return RedirectResponse(f"/public/{name}/{language or 'index'}.html", 302, headers=FRESH)


@router.get(PAGE + "/{file}")
async def public_file(request: Request, name: str, file: str) -> Response:
    content = await run_in_threadpool(_file, request, name, file)
    return Response(content, media_type=MEDIA[file.rsplit(".", 1)[1]], headers=FRESH)


@router.get(REPORT)
async def owner_page(request: Request, action_id: int, secret: str) -> Response:
    return await _owner_page(request, action_id, secret)


@router.post(REPORT)
async def owner_reports(request: Request, action_id: int, secret: str) -> Response:
    form = await read_form(request, {"state", "words", "language"})
    language = _known(form.get("language", ""))
    answer = leading(f"{request.url.path}?language={language}&sent=1")
    await judged_once(request, form, again=lambda _: answer)
    meeting_id = await run_in_threadpool(_meeting_of_owner, request, action_id, secret)
    reported = Reported(form.one_of(FollowState, "state"), {language.value: form["words"]})

    def command(act: Act) -> None:
        row = act.book.one(FollowedAction, agreed_action_id=action_id)
        if row is None or not may_report(house_of(request).settings.secret, row, secret):
            raise NotYoursError  # taken away meanwhile
        following.report(act, action_id, reported, hall_day(act.now), by_owner=True)

    try:
        await written(request, meeting_id, command)
    except RefusedError as error:
        return await _owner_page(request, action_id, secret, error.refusal, form)
    return answer


@router.get("/calendar/{municipality_id:int}.{secret}.ics")
async def calendar(request: Request, municipality_id: int, secret: str) -> Response:
    content = await run_in_threadpool(_calendar, request, municipality_id, secret)
    return Response(content, media_type=CALENDAR)


async def _owner_page(
    request: Request,
    action_id: int,
    secret: str,
    refusal: Refusal | None = None,
    form: Form | None = None,
) -> Response:
    page = await run_in_threadpool(_report_page, request, action_id, secret, refusal, form)
    status = 409 if refusal else 200
    return await rendered("public/report.html", page.language, status, s=page)


def _report_page(
    request: Request, action_id: int, secret: str, refusal: Refusal | None, form: Form | None
) -> ReportPage:
    asked = form.get("language", "") if form else request.query_params.get("language", "")
    with house_of(request).database.reading() as book:
        action, row = _followed(book, action_id)
        if not may_report(house_of(request).settings.secret, row, secret):
            raise NotYoursError
        meeting = book.one(Meeting, id=action.meeting_id)
        main = meeting.main_language if meeting else Language.sv
        language = _known(asked, browser_language(request, HALL_LANGUAGES) or main)

        def told(text_id: int) -> Said:
            return say_stored(book, text_id, language, main)

        log = following.log(book, action_id)
        return ReportPage(
            path=request.url.path,
            title=told(action.title_id),
            first_step=told(action.first_step_id),
            due_on=action.due_on,
            state=form.one_of(FollowState, "state") if form else following.state_of(log),
            log=tuple((entry, told(entry.text_id)) for entry in log),
            language=language,
            is_sent="sent" in request.query_params,
            refusal=refusal,
            typed=form.get("words", "") if form else "",
        )


def _meeting_of_owner(request: Request, action_id: int, secret: str) -> int:
    with house_of(request).database.reading() as book:
        action, row = _followed(book, action_id)
        if not may_report(house_of(request).settings.secret, row, secret):
            raise NotYoursError
        return action.meeting_id


def _followed(book: Book, action_id: int) -> tuple[AgreedAction, FollowedAction]:
    """Raises NotYoursError for an action that was dropped or is not followed."""
    action = book.one(AgreedAction, id=action_id, dropped=False)
    row = book.one(FollowedAction, agreed_action_id=action_id)
    if action is None or row is None:
        raise NotYoursError
    return action, row


def _file(request: Request, name: str, file: str) -> bytes:
    versions, address = _published(request, name)
    content = published(versions, address, file)
    if content is None:
        raise NotYoursError
    return content


def _published(request: Request, name: str) -> tuple[list[Publication], str]:
    """Returns all versions of a page that can be read now, and its address."""
    meeting_id = of_public_name(name)
    with house_of(request).database.reading() as book:
        meeting = book.one(Meeting, id=meeting_id)
        if meeting is None or publishing.read_now(book, meeting.id) is None:
            raise NotYoursError
        versions = publishing.versions(book, meeting.id)
    return versions, public_address(house_of(request).settings.base_url, meeting)


def _calendar(request: Request, municipality_id: int, secret: str) -> bytes:
    # Imported here, because nothing else needs the library that writes calendars.
    from app.papers.calendar_file import municipality_calendar  # noqa: PLC0415

    with house_of(request).database.reading() as book:
        whose = book.one(Municipality, id=municipality_id)
        if whose is None or not may_read_calendar(house_of(request).settings.secret, whose, secret):
            raise NotYoursError
        return municipality_calendar(book, whose, int(time.time()))


def _known(words: str, otherwise: Language = Language.sv) -> Language:
    return {language.value: language for language in HALL_LANGUAGES}.get(words, otherwise)
