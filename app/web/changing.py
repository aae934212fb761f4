"""The pages for leaving a phone, and for going on with another one."""

import asyncio
from functools import partial

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.limits import LIMIT
from app.links import code_in
from app.method.people import changing, coming_back, joining
from app.method.refusals import NotYoursError, Refusal, no_cookies
from app.models import Meeting
from app.templating import render_template, sentence
from app.viewer import PhoneClaim, phone_cookie
from app.vocabulary import N_
from app.web.doors import (
    LANGUAGE_COOKIE,
    cookie_of,
    language_in,
    met_by,
)
from app.web.forms import read_form
from app.web.house import house_of
from app.web.joining import is_in

bad_move = Refusal(
    "bad_move",
    N_(
        "This code is not right, or it is older than %(minutes)s minutes. Make a new one on the other phone."
    ),
    (("minutes", LIMIT.minutes_to_move),),
)

router = APIRouter()


@router.get("/{code}/phone")
async def ask(request: Request, code: str) -> Response:
    """Asks whether to leave this phone or to move to another; shows the code for that, if any.

    Once the meeting has ended, no other phone can come in, with a code or without.
    """
    meeting, claim = await _joined(request, code)
    if meeting.ended:
        return _shown(request, meeting, "door/leaving.html", moves=False)
    held = house_of(request).moves.code_of(claim)
    return _shown(request, meeting, "door/leaving.html", moves=True, code=held)


@router.post("/{code}/moving")
async def begin(request: Request, code: str) -> Response:
    """Makes a code. If the meeting has ended meanwhile there is none, as the page then says."""
    meeting, claim = await _joined(request, code)
    await read_form(request, ())
    if not meeting.ended:
        house_of(request).moves.begin(claim)
    return RedirectResponse(f"/{meeting.code}/phone", 303)


@router.post("/{code}/left")
async def leave(request: Request, code: str) -> Response:
    """Takes the phone's people out; makes the browser forget cookies, cache and storage."""
    meeting, claim = await _joined(request, code)
    await read_form(request, ())
    house = house_of(request)
    house.moves.end(house.moves.code_of(claim))
    submitted = house.writer.submit(meeting.id, partial(changing.leave, hashed=claim.holder))
    await asyncio.wrap_future(submitted)
    answer = RedirectResponse("/", 303)
    for cookie in (phone_cookie(meeting.id), LANGUAGE_COOKIE):
        answer.delete_cookie(cookie)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/{code}/moved")
async def ask_code(request: Request, code: str) -> Response:
    meeting, claim = await _open(request, code)
    answer = _shown(request, meeting, "door/moving.html", said="")
    if claim is None:
        held_as = cookie_of(house_of(request).settings)
        answer.set_cookie(phone_cookie(meeting.id), joining.token(), **held_as)
    return answer


@router.post("/{code}/moved")
async def take_over(request: Request, code: str) -> Response:
    """Moves the people of another phone, by its code, to this browser. Refused without a cookie,
    because the browser could never be recognised again. A browser that is in already keeps its own
    people.
    """
    meeting, claim = await _open(request, code)
    form = await read_form(request, ["code"])
    house, typed = house_of(request), code_in(form["code"])
    left = house.moves.claim_of(typed) or await run_in_threadpool(_away, request, meeting, typed)
    if claim is None or left is None or left.meeting_id != meeting.id:
        refusal = no_cookies if claim is None else bad_move
        said = sentence(refusal, language_in(request, meeting))
        return _shown(request, meeting, "door/moving.html", status=409, said=said)
    if not await is_in(request, claim):
        command = partial(changing.take_over, left=left.holder, taken=claim.holder)
        await asyncio.wrap_future(house.writer.submit(meeting.id, command))
        house.moves.end(typed)
        house.presence.asked(claim)
    return RedirectResponse(f"/{meeting.code}", 303)


def _away(request: Request, meeting: Meeting, code: str) -> PhoneClaim | None:
    """Returns the phone whose page shows this code; None while it is connected, or if none does."""
    secret = house_of(request).settings.secret
    with house_of(request).database.reading() as book:
        token_hash = coming_back.phone_of(book, secret, meeting.id, code)
    claim = PhoneClaim(meeting.id, token_hash) if token_hash else None
    return None if claim and house_of(request).hub.is_attended(claim) else claim


async def _open(request: Request, code: str) -> tuple[Meeting, PhoneClaim | None]:
    meeting, claim = await met_by(request, code)
    if meeting is None or meeting.ended:
        raise NotYoursError
    return meeting, claim


async def _joined(request: Request, code: str) -> tuple[Meeting, PhoneClaim]:
    """Raises NotYoursError unless this phone is in. The meeting may have ended: whoever lends the
    phone out can still leave it then.
    """
    meeting, claim = await met_by(request, code)
    if meeting is None or claim is None or not await is_in(request, claim):
        raise NotYoursError
    return meeting, claim


def _shown(
    request: Request, meeting: Meeting, template: str, status: int = 200, **named: str | bool
) -> Response:
    language = language_in(request, meeting)
    words = render_template(template, language, at=f"/{meeting.code}", **named)
    return HTMLResponse(words, status)
