"""How a browser becomes a participant, a facilitator or a projector. A stranger gets 404."""

import re
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from app.db import Database
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, of_phones
from app.limits import DAY
from app.method import phone_network
from app.method.people.joining import token_hash
from app.method.refusals import NotYoursError
from app.models import Meeting
from app.settings import Settings
from app.viewer import Claim, LinkClaim, PhoneClaim, link_cookie, phone_cookie
from app.vocabulary import Door, Language
from app.web.guard import CONTENT_SECURITY_POLICY
from app.web.house import house_of
from app.web.paths import first_of
from app.web.shell import spoken_with
from app.web.visit import Visit

# Headers of the one page that stands inside another page of ours: the wall in the console.
FRAMED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
FOR_A_YEAR = 365 * DAY
LANGUAGE_COOKIE = "language"
# One entry of an Accept-Language header: the language, whatever its region, and its weight.
_ACCEPTED = re.compile(r"(?P<language>[a-z]+)(-[a-z0-9]+)*\s*(;\s*q=(?P<weight>[01](\.\d{0,3})?))?")


def code_of(connection: HTTPConnection) -> str:
    """The meeting code with which the path of a phone's page begins."""
    return first_of(connection.scope).upper()


async def met_by(request: Request, code: str) -> tuple[Meeting | None, PhoneClaim | None]:
    """Returns the meeting that has or had this code, and the claim of the phone that asks."""
    meeting_id = await house_of(request).codes.meeting_of(code)
    if meeting_id is None:
        return None, None
    meeting = await run_in_threadpool(_meeting, house_of(request).database, meeting_id)
    return meeting, phone_claim_at(request, meeting_id) if meeting else None


def _meeting(database: Database, meeting_id: int) -> Meeting | None:
    with database.reading() as book:
        return book.one(Meeting, id=meeting_id)


def phone_claim_at(connection: HTTPConnection, meeting_id: int | None) -> PhoneClaim | None:
    cookie = connection.cookies.get(phone_cookie(meeting_id)) if meeting_id else None
    if meeting_id is None or not cookie:
        return None
    secret: bytes = house_of(connection).settings.secret
    return PhoneClaim(meeting_id, token_hash(secret, cookie))


async def notice_address(request: Request, meeting_id: int | None) -> None:
    """Records once that a phone reached this machine by the host name of this request. Leaves out
    the machine's own browser: it comes from the very address that it asks for.
    """
    client, host = request.client, request.headers["host"]
    if meeting_id is not None and client and client.host != urlsplit(f"//{host}").hostname:
        await run_in_threadpool(_notice_address, request, meeting_id, host)


def _notice_address(request: Request, meeting_id: int, host: str) -> None:
    house = house_of(request)
    address = house.addresses.of_host(host)
    if address and not _is_noticed(house.database, meeting_id, address):
        house.writer.submit(meeting_id, lambda act: phone_network.note_reached(act, address))


def _is_noticed(database: Database, meeting_id: int, address: str) -> bool:
    with database.reading() as book:
        return address in phone_network.reached(book, meeting_id)


def link_claim_of(connection: HTTPConnection, door: Door, meeting_id: int) -> LinkClaim | None:
    opened = connection.cookies.get(link_cookie(door, meeting_id))
    if not opened:
        return None
    # The wall speaks the meeting's languages, whatever its browser has chosen.
    language = (
        None
        if door is Door.projector
        else browser_language(connection, HALL_LANGUAGES, asked=False)
    )
    return LinkClaim(meeting_id, door, opened, language)


def browser_language(
    connection: HTTPConnection,
    known: tuple[Language, ...] | None = None,
    *,
    asked: bool = True,
) -> Language | None:
    """Returns the language chosen on this browser, if it is among `known`; with `asked`, else the
    known one that the browser prefers; else None.

    Without `known`, any phone language counts if it was chosen, in whatever meeting.
    Accept-Language then leads only to a language that a native reader has checked.
    """
    chosen = connection.cookies.get(LANGUAGE_COOKIE)
    if chosen in {*(known or PHONE_LANGUAGES), Language.pseudo}:
        return Language(chosen)
    if not asked:
        return None
    return _read_by(connection.headers.get("accept-language", ""), known or of_phones(""))


def language_in(connection: HTTPConnection, meeting: Meeting) -> Language:
    """For a phone that has not joined yet: returns a language that this meeting offers."""
    known = of_phones(meeting.unchecked_languages)
    return browser_language(connection, known) or meeting.main_language


def _read_by(header: str, known: tuple[Language, ...]) -> Language | None:
    """Returns the known language that an Accept-Language header gives the highest weight."""
    wanted: dict[Language, float] = {}
    for part in header.lower().split(","):
        said = _ACCEPTED.fullmatch(part.strip())
        if said and said["language"] in known:
            wanted.setdefault(Language(said["language"]), float(said["weight"] or 1))
    best = max(wanted, key=lambda language: wanted[language], default=None)
    return best if best and wanted[best] > 0 else None


def spoken(settings: Settings, words: str, known: tuple[Language, ...]) -> Language:
    """Returns the chosen language. Raises NotYoursError if it is not one of the known ones."""
    if words not in spoken_with(settings, known):
        raise NotYoursError
    return Language(words)


def cookie_of(settings: Settings) -> dict[str, Any]:
    is_secure = bool(settings.base_url and settings.base_url.startswith("https:"))
    return {"max_age": FOR_A_YEAR, "httponly": True, "samesite": "lax", "secure": is_secure}


async def phone_visit(request: Request, code: str) -> Visit:
    """Like all visits here, leaves the claim unverified: the act or the screen verifies it."""
    meeting_id = await house_of(request).codes.meeting_of(code)
    claim = phone_claim_at(request, meeting_id)
    if claim is None:
        raise NotYoursError
    return Visit(request, claim, f"/{code.upper()}")


async def console_visit(request: Request, meeting_id: int) -> Visit:
    return _linked(request, Door.console, meeting_id)


async def projector_visit(request: Request, meeting_id: int) -> Visit:
    return _linked(request, Door.projector, meeting_id)


async def visit_at(request: Request, door: Door, meeting_id: int) -> Visit:
    return _linked(request, door, meeting_id)


async def watched_wall(request: Request, meeting_id: int) -> Visit:
    """The wall, small, on the console. It shows what the hall sees, but is no projector."""
    claim = link_claim_of(request, Door.console, meeting_id)
    watching = replace(claim, watches=True) if claim else None
    return _visit(request, watching, f"/{Door.console}/{meeting_id}/wall")


async def proven_console(visit: Annotated[Visit, Depends(console_visit)]) -> Visit:
    return await _proven(visit)


async def proven_at(request: Request, door: Door, meeting_id: int) -> Visit:
    return await _proven(_linked(request, door, meeting_id))


def _linked(request: Request, door: Door, meeting_id: int) -> Visit:
    return _visit(request, link_claim_of(request, door, meeting_id), f"/{door}/{meeting_id}")


def _visit(request: Request, claim: Claim | None, path: str) -> Visit:
    if claim is None:
        raise NotYoursError
    return Visit(request, claim, path)


async def _proven(visit: Visit) -> Visit:
    """Verifies the claim, for what is neither an act nor a screen: those do it themselves."""
    if not await run_in_threadpool(visit.house.show.knows, visit.claim):
        raise NotYoursError
    return visit


ConsolePage = Annotated[Visit, Depends(console_visit)]
WatchedWall = Annotated[Visit, Depends(watched_wall)]
ProjectorPage = Annotated[Visit, Depends(projector_visit)]
ConsoleVisit = Annotated[Visit, Depends(proven_console)]
