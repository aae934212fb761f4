"""The way in: the page before joining, joining itself, and the language of a browser."""

import asyncio
from collections.abc import Callable

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.assembly import assembled
from app.languages import of_phones
from app.limits import LIMIT
from app.links import code_in
from app.method.act import Act
from app.method.people import joining as coming_in
from app.method.people.admitting import may_join
from app.method.refusals import (
    NotYoursError,
    Refusal,
    bad_code,
    no_cookies,
    no_meeting,
    require,
    unknown_field,
)
from app.models import Meeting
from app.reading.pieces import MeetingPiece
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.screens.joining import Join
from app.screens.speaker import Speaker
from app.templating import Page, render_page, render_template, sentence
from app.viewer import Participant, PhoneClaim, TableHost, find, phone_cookie
from app.vocabulary import Language, Role
from app.web.doors import (
    FOR_A_YEAR,
    LANGUAGE_COOKIE,
    cookie_of,
    language_in,
    language_of,
    meeting_by_code,
    phone_claim_of,
    spoken,
)
from app.web.forms import Form, read_form
from app.web.house import house_of
from app.web.visit import spoken_with


async def start(request: Request) -> Response:
    """Where a code is typed; it leads to its meeting. Of one that has ended strangers hear no more than of none."""
    typed = request.query_params.get("code", "").strip()
    code = code_in(typed)
    if code and await _leads_on(request, code):
        return RedirectResponse(f"/{code}", 303)
    language = language_of(request) or Language.sv
    said = sentence(no_meeting if code else bad_code, language) if typed else ""
    shown = typed[: LIMIT.pasted]
    words = render_template("door/start.html", language, code=code or shown, said=said)
    return HTMLResponse(words, 409 if typed else 200)


async def _leads_on(request: Request, code: str) -> bool:
    meeting = await run_in_threadpool(meeting_by_code, request.app.state.database, code)
    claim = phone_claim_of(request, meeting)
    is_open = meeting is not None and not meeting.ended and meeting.code == code
    return is_open or (claim is not None and await is_in(request, claim))


async def is_in(request: Request, claim: PhoneClaim) -> bool:
    """Whether this phone is known in the meeting."""
    return await run_in_threadpool(house_of(request).show.knows, claim)


async def page(
    request: Request, code: str, table: int | None, refusal: Refusal | None = None
) -> Response:
    """Gives the phone its cookie: however often the form is sent, it is one phone that comes in."""
    meeting = await _open_meeting(request, code)
    language = language_in(request, meeting)
    screen = await run_in_threadpool(_screen, request, meeting, language, table)
    shown = Page(
        audience="phone",
        language=language,
        title=screen.meeting.words,
        socket=None,
        epoch=0,
        notice=sentence(refusal, language) if refusal else "",
        languages=spoken_with(request.app.state.settings, of_phones(meeting.unchecked_languages)),
        language_path=f"/{meeting.code}/language{_at_table(screen.table)}",
    )
    answer = HTMLResponse(render_page(shown, assembled(screen).whole), 409 if refusal else 200)
    if phone_claim_of(request, meeting) is None:
        held_as = cookie_of(request.app.state.settings)
        answer.set_cookie(phone_cookie(meeting.id), coming_in.token(), **held_as)
    return answer


async def join(request: Request, code: str) -> Response:
    """Who brings no cookie back from the page could never be found again, and does not come in."""
    meeting = await _open_meeting(request, code)
    form = await read_form(request, ["role", "table", "tie"], several=["other"])
    others = _sharing(form)
    table = form.number("table", 1, LIMIT.tables) if "table" in form else None
    role = form.one_of(Role, "role") if "role" in form else Role.unsaid
    claim = phone_claim_of(request, meeting)
    if claim is None:
        return await page(request, code, table, no_cookies)
    hashed, language = claim.hashed, language_in(request, meeting)

    def command(act: Act) -> None:
        coming_in.join(act, hashed, role, language, table, others, tie="tie" in form)

    house = house_of(request)
    await asyncio.wrap_future(house.writer.submit(meeting.id, command))
    house.presence.asked(claim)
    return RedirectResponse(f"/{meeting.code}", 303)


def _sharing(form: Form) -> list[Role]:
    """The roles of those who share the phone; where nobody is chosen, there is nobody."""
    require(unknown_field if set(form.several("other")) - {"", *Role} else None)
    return [Role(words) for words in form.several("other") if words]


async def change_language(request: Request, code: str) -> Response:
    """Of the person if one is in; of the browser in any case. What is being written stays in the page."""
    settings = request.app.state.settings
    meeting = await run_in_threadpool(meeting_by_code, request.app.state.database, code)
    claim = phone_claim_of(request, meeting)
    known = claim is not None and await is_in(request, claim)
    is_open = meeting is not None and not meeting.ended and meeting.code == code.upper()
    if meeting is None or not (is_open or known):
        raise NotYoursError
    form = await read_form(request, ["language"])
    language = spoken(settings, form["language"], of_phones(meeting.unchecked_languages))
    if claim and known:
        submitted = house_of(request).writer.submit(
            meeting.id, _speaking(settings.secret, claim, language)
        )
        await asyncio.wrap_future(submitted)
    back = f"/{meeting.code}{_at_table(table_asked(request))}"
    return speaking(RedirectResponse(back, 303), language)


def table_asked(request: Request) -> int | None:
    """The number of the table whose code led here; whatever is no such number is none."""
    words = request.query_params.get("table", "")
    is_number = words.isascii() and words.isdigit() and len(words) <= 2
    return int(words) or None if is_number else None


async def ask_table(request: Request, claim: PhoneClaim, at: str, table: int) -> Response:
    """Who is in has come by the code of a table: an address alone moves nobody, so it is asked."""
    settings, database = request.app.state.settings, request.app.state.database
    show = house_of(request).show

    def reader() -> tuple[Language, int | None, int | None] | None:
        with database.reading() as book:
            viewer = find(book, settings.secret, claim)
            if not isinstance(viewer, Participant | TableHost):
                return None
            me = viewer.member
            with show.snapshot(book, claim.meeting_id) as now:
                return me.language, me.table, now.meeting.numbers.get(me.group_id or 0)

    found = await run_in_threadpool(reader)
    if found is None:
        raise NotYoursError
    language, now, group = found
    if now == table:
        return RedirectResponse(at, 303)
    words = render_template("door/table.html", language, at=at, table=table, now=now, group=group)
    return HTMLResponse(words)


def _at_table(table: int | None) -> str:
    return f"?table={table}" if table else ""


def speaking(answer: Response, language: Language) -> Response:
    answer.set_cookie(LANGUAGE_COOKIE, language, max_age=FOR_A_YEAR, samesite="lax", httponly=True)
    return answer


def _speaking(secret: bytes, claim: PhoneClaim, language: Language) -> Callable[[Act], None]:
    def command(act: Act) -> None:
        viewer = find(act.book, secret, claim)
        if isinstance(viewer, Participant | TableHost):
            with Snapshot.of(act.book, act.keys, act.meeting_id) as now:
                readers = turns.readers(now, viewer)
            for member in readers:
                coming_in.speak(act, member, language)

    return command


async def _open_meeting(request: Request, code: str) -> Meeting:
    """An unknown code, a former one and an ended meeting say the same: there is nothing here."""
    meeting = await run_in_threadpool(meeting_by_code, request.app.state.database, code)
    if meeting is None or meeting.ended or meeting.code != code.upper():
        raise NotYoursError
    return meeting


def _screen(request: Request, meeting: Meeting, language: Language, table: int | None) -> Join:
    show = house_of(request).show
    with request.app.state.database.reading() as book, show.snapshot(book, meeting.id) as now:
        piece: MeetingPiece = now.meeting
        refusal = may_join(book, meeting)
    say = Speaker(piece, language)
    return Join(
        language=language,
        at=f"/{meeting.code}",
        meeting=say(meeting.name_id),
        place=say(meeting.place_id),
        principles=tuple(say(principle.text_id) for principle in piece.principles),
        refusal=refusal,
        has_moved=house_of(request).show.addresses.has_moved(meeting),
        table=table,
    )
