"""The page on which people say that they come: by a link, without a name, stored as counts."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.hall_clock import hall_day
from app.languages import PHONE_LANGUAGES, of_phones
from app.links import may_sign_up
from app.method.preparing import expecting
from app.method.preparing.expecting import KITCHEN, OTHER, Kitchen
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.method.wordings import said
from app.models import Meeting
from app.screens.speaker import Said, say
from app.vocabulary import Language, Role
from app.web.doors import browser_language
from app.web.forms import read_form
from app.web.house import house_of
from app.web.once import judged_once, leading, written
from app.web.rendering import rendered

AT = "/coming/{meeting_id:int}.{secret}"

router = APIRouter()


@frozen
class ComingPage:
    """`spoken`: languages in which somebody may want to follow the meeting."""

    path: str
    meeting: Said
    place: Said
    starts_at: int
    starts_on: str
    language: Language
    languages: tuple[Language, ...]
    spoken: tuple[Language, ...]
    is_sent: bool
    refusal: Refusal | None = None
    kitchen: tuple[Kitchen, ...] = tuple(Kitchen)


@router.get(AT)
async def page(request: Request, meeting_id: int, secret: str) -> Response:
    return await _shown(request, meeting_id, secret)


@router.post(AT)
async def come(request: Request, meeting_id: int, secret: str) -> Response:
    form = await read_form(request, {"role", "spoken", "language", *KITCHEN})
    language = form["language"] if form["language"] in PHONE_LANGUAGES else ""
    answer = leading(f"{request.url.path}?language={language}&sent=1")
    # Until the meeting ends a digest of each form is stored; it tells nothing of what the form said,
    # and neither its language nor the link's secret is stored with it.
    await judged_once(request, form, again=lambda _: answer)
    key = house_of(request).settings.secret
    try:
        role, spoken = form.one_of(Role, "role"), form["spoken"]
        needs = [need for name, need in KITCHEN.items() if name in form]
        await written(
            request,
            meeting_id,
            lambda act: expecting.comes(act, (key, secret), role, spoken, needs),
        )
    except RefusedError as error:
        return await _shown(request, meeting_id, secret, error.refusal, language)
    return answer


async def _shown(
    request: Request,
    meeting_id: int,
    secret: str,
    refusal: Refusal | None = None,
    asked: str = "",
) -> Response:
    read = await run_in_threadpool(_read, request, meeting_id, secret, refusal, asked)
    status = 409 if refusal else 200
    return await rendered("public/coming.html", read.language, status, s=read)


def _read(
    request: Request, meeting_id: int, secret: str, refusal: Refusal | None, asked: str
) -> ComingPage:
    meeting = _meeting(request, meeting_id, secret)
    known, asked = _languages(meeting), asked or request.query_params.get("language", "")
    chosen = Language(asked) if asked in known else browser_language(request, known)
    language, main = chosen or meeting.main_language, meeting.main_language
    with house_of(request).database.reading() as book:
        words = {text_id: said(book, text_id) for text_id in (meeting.name_id, meeting.place_id)}
    return ComingPage(
        path=request.url.path,
        meeting=say(words, meeting.name_id, language, main),
        place=say(words, meeting.place_id, language, main),
        starts_at=meeting.starts_at,
        starts_on=hall_day(meeting.starts_at).isoformat(),
        language=language,
        languages=known,
        spoken=tuple(Language(code) for code in expecting.LANGUAGES.values() if code != OTHER),
        is_sent="sent" in request.query_params,
        refusal=refusal,
    )


def _languages(meeting: Meeting) -> tuple[Language, ...]:
    return of_phones(meeting.unchecked_languages)


def _meeting(request: Request, meeting_id: int, secret: str) -> Meeting:
    with house_of(request).database.reading() as book:
        meeting: Meeting | None = book.one(Meeting, id=meeting_id)
    if meeting is None or not may_sign_up(house_of(request).settings.secret, meeting, secret):
        raise NotYoursError
    return meeting
