"""The way in: the page before joining, joining itself, and the language of a browser."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.assembly import assembled
from app.db import Book
from app.languages import of_phones
from app.limits import LIMIT
from app.links import code_in
from app.live.show import Show
from app.method.act import Act
from app.method.people import joining as coming_in
from app.method.people.admitting import may_join
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    bad_code,
    no_cookies,
    no_meeting,
    require,
    unknown_field,
)
from app.method.sent import whole_number
from app.models import Meeting
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.screens.joining import Join
from app.screens.speaker import Speaker
from app.templating import Page, render_template, sentence
from app.viewer import JoinedPhone, Participant, PhoneClaim, TableHost, find, phone_cookie
from app.vocabulary import Language, Role
from app.vocabulary.audience import Audience
from app.web.doors import (
    FOR_A_YEAR,
    LANGUAGE_COOKIE,
    browser_language,
    code_of,
    cookie_of,
    language_in,
    met_by,
    phone_claim_at,
    spoken,
)
from app.web.forms import Form, read_form
from app.web.house import house_of
from app.web.live_page import live_page
from app.web.shell import spoken_with


async def start(request: Request) -> Response:
    """The page for typing a code, which leads to the code's meeting. For an ended meeting a
    stranger gets the same answer as for none.
    """
    typed = request.query_params.get("code", "").strip()
    code = code_in(typed)
    if code and await _leads_on(request, code):
        return RedirectResponse(f"/{code}", 303)
    language = browser_language(request) or Language.sv
    said = sentence(no_meeting if code else bad_code, language) if typed else ""
    shown = typed[: LIMIT.pasted]
    words = render_template("door/start.html", language, code=code or shown, said=said)
    return HTMLResponse(words, 409 if typed else 200)


async def _leads_on(request: Request, code: str) -> bool:
    meeting, claim = await met_by(request, code)
    is_open = meeting is not None and not meeting.ended and meeting.code == code
    return is_open or (claim is not None and await is_in(request, claim))


async def is_in(request: Request, claim: PhoneClaim) -> bool:
    """Whether this phone is known in the meeting."""
    return await run_in_threadpool(house_of(request).show.knows, claim)


async def page(
    request: Request, code: str, table: int | None, refusal: Refusal | None = None
) -> Response:
    """The page for joining. Its cookie makes a form that is sent twice bring one phone in."""
    return await house_of(request).beside(_page, request, code, table, refusal)


def _page(request: Request, code: str, table: int | None, refusal: Refusal | None) -> Response:
    with house_of(request).database.reading() as book:
        meeting = _open_at(book, code)
        language = language_in(request, meeting)
        screen = _screen(book, house_of(request).show, meeting, language, table)
    shown = Page(
        audience=Audience.phone,
        language=language,
        title=screen.meeting.words,
        socket=None,
        epoch=0,
        notice=sentence(refusal, language) if refusal else "",
        languages=spoken_with(house_of(request).settings, of_phones(meeting.unchecked_languages)),
        language_path=f"/{meeting.code}/language{_at_table(screen.table)}",
    )
    own = {"sequence": "0"}
    answer = live_page(request, shown, assembled(screen), own, 409 if refusal else 200)
    if phone_claim_at(request, meeting.id) is None:
        held_as = cookie_of(house_of(request).settings)
        answer.set_cookie(phone_cookie(meeting.id), coming_in.token(), **held_as)
    return answer


async def join(request: Request) -> Response:
    """Lets a phone in; refuses one without the page's cookie: it could never be found again."""
    house, code = house_of(request), code_of(request)
    try:
        who = _who_comes(await read_form(request, ["role", "table", "tie"], several=["other"]))
    except RefusedError:
        # If the meeting is not open, the answer is 404 as for no meeting, and not the refusal.
        await house.beside(_open, request, code)
        raise
    meeting_id = await house.codes.meeting_of(code)
    claim = phone_claim_at(request, meeting_id)
    if meeting_id is None or claim is None:
        return await page(request, code, who.table, no_cookies)
    hashed = claim.holder

    def command(act: Act) -> None:
        language = language_in(request, _open_at(act.book, code))
        coming_in.join(
            act, hashed, who.role, language, who.table, who.others, tie=who.tie, present=True
        )

    await asyncio.wrap_future(house.writer.submit(meeting_id, command))
    house.presence.joined(claim)
    return RedirectResponse(f"/{code}", 303)


class _Coming(NamedTuple):
    """The person who joins, with `others` who share the phone; see `people.joining.join`."""

    role: Role
    table: int | None
    others: list[Role]
    tie: bool


def _who_comes(form: Form) -> _Coming:
    others = _sharing(form)
    table = form.number("table", 1, LIMIT.tables) if "table" in form else None
    role = form.one_of(Role, "role") if "role" in form else Role.unsaid
    return _Coming(role, table, others, "tie" in form)


def _sharing(form: Form) -> list[Role]:
    """The roles of those who share the phone; an empty field stands for nobody."""
    require(unknown_field if set(form.several("other")) - {"", *Role} else None)
    return [Role(words) for words in form.several("other") if words]


async def change_language(request: Request, code: str) -> Response:
    """Sets the language of this browser, and of the people who are in with it. What is being
    written stays in the page.
    """
    settings = house_of(request).settings
    meeting, claim = await met_by(request, code)
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
    """The number of the table whose code led here; None for anything that is not such a number."""
    return whole_number(request.query_params.get("table", ""), LIMIT.tables) or None


async def ask_table(request: Request, claim: PhoneClaim, table: int) -> Response:
    """Asks whether to move to the table whose code was opened: an address alone moves nobody."""
    settings, database = house_of(request).settings, house_of(request).database
    show = house_of(request).show

    def reader() -> tuple[JoinedPhone, int | None]:
        with database.reading() as book:
            viewer = find(book, settings.secret, claim)
            if not isinstance(viewer, JoinedPhone):
                raise NotYoursError
            with show.snapshot(book, claim.meeting_id) as now:
                return viewer, now.meeting.numbers.get(viewer.member.group_id or 0)

    viewer, group = await run_in_threadpool(reader)
    at, member = f"/{viewer.code}", viewer.member
    if member.table == table:
        return RedirectResponse(at, 303)
    named = {"at": at, "table": table, "now": member.table, "group": group}
    return HTMLResponse(render_template("door/table.html", member.language, **named))


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


def _open(request: Request, code: str) -> None:
    with house_of(request).database.reading() as book:
        _open_at(book, code)


def _open_at(book: Book, code: str) -> Meeting:
    """Raises NotYoursError alike for an unknown code, a former one and an ended meeting."""
    meeting = book.one(Meeting, code=code)
    if meeting is None or meeting.ended:
        raise NotYoursError
    return meeting


def _screen(
    book: Book, show: Show, meeting: Meeting, language: Language, table: int | None
) -> Join:
    """The screen for joining. By the meeting's code it is the same for all who read one language,
    and is made once. By a table's code it is made each time: anybody can name a hundred tables,
    which would fill the cache.
    """
    refusal, has_moved = may_join(book, meeting), show.here.addresses.has_moved(meeting)

    def make() -> Join:
        piece = now.meeting
        say = Speaker(piece, language)
        return Join(
            language=language,
            at=f"/{meeting.code}",
            meeting=say(meeting.name_id),
            place=say(meeting.place_id),
            principles=tuple(say(principle.text_id) for principle in piece.principles),
            refusal=refusal,
            has_moved=has_moved,
            table=table,
        )

    with show.snapshot(book, meeting.id) as now:
        return make() if table else now.made((Join, language, refusal, has_moved), make)
