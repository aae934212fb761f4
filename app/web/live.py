"""The live pages, their sockets, and the route that exchanges a link for a cookie."""

from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import RedirectResponse, Response
from starlette.routing import WebSocketRoute

from app.live.connection import LEFT, TOO_SLOW
from app.method.refusals import NotYoursError
from app.method.sent import whole_number
from app.models import Link
from app.viewer import Claim, LinkClaim, link_cookie, opened_link
from app.vocabulary import DOORS_OF_ONE_THING, Door
from app.web.doors import (
    FRAMED,
    ConsolePage,
    ProjectorPage,
    WatchedWall,
    code_of,
    cookie_of,
    link_claim_of,
    phone_claim_at,
    visit_at,
)
from app.web.house import house_of
from app.web.open_door import SocketDoor
from app.wire.guests import guest_of
from app.wire.lines import line_of

router = APIRouter()


@router.get("/open/{opened}")
def open_link(request: Request, opened: str) -> Response:
    """Moves the secret from the address bar to a cookie. The link opens on other devices too."""
    settings = house_of(request).settings
    with house_of(request).database.reading() as book:
        link: Link | None = opened_link(book, settings.secret, opened)
    if link is None:
        raise NotYoursError
    opens_id = link.gathering_id or link.meeting_id
    answer = RedirectResponse(f"/{link.door}/{opens_id}", 303)
    answer.set_cookie(link_cookie(link.door, opens_id), opened, **cookie_of(settings))
    return answer


@router.get("/console/{meeting_id}")
async def console(visit: ConsolePage) -> Response:
    return await visit.page()


@router.get("/console/{meeting_id}/wall")
async def watched_wall(visit: WatchedWall) -> Response:
    """The one page that stands inside another page of ours: the console."""
    page = await visit.page()
    page.headers.update(FRAMED)
    return page


@router.get("/projector/{meeting_id}")
async def projector(visit: ProjectorPage) -> Response:
    return await visit.page()


async def watched_wall_live(socket: WebSocket) -> None:
    claim = _link_claim(socket, Door.console)
    await _attend(socket, replace(claim, watches=True) if claim else None)


def _open_on_phones(door: Door) -> None:
    """Adds a page for one thing on the own phone: presenter, helper, interpreter."""

    @router.get(f"/{door}/{{meeting_id}}")
    async def page(request: Request, meeting_id: int) -> Response:
        return await (await visit_at(request, door, meeting_id)).page()


async def phone_live(socket: WebSocket) -> None:
    meeting_id = await house_of(socket).codes.meeting_of(code_of(socket))
    await _attend(socket, phone_claim_at(socket, meeting_id))


def _attended_at(door: Door) -> SocketDoor:
    async def live(socket: WebSocket) -> None:
        await _attend(socket, _link_claim(socket, door))

    return SocketDoor(live)


def _link_claim(socket: WebSocket, door: Door) -> LinkClaim | None:
    path: str = socket.scope["path"]
    meeting_id = whole_number(path.split("/")[2])
    return link_claim_of(socket, door, meeting_id) if meeting_id is not None else None


for of_one_thing in DOORS_OF_ONE_THING:
    _open_on_phones(of_one_thing)


# Plain routes of Starlette: what FastAPI's own keep of each connection would be kept all evening.
doors = [
    *(
        WebSocketRoute(f"/{door}/{{meeting_id}}/live", _attended_at(door))
        for door in (Door.console, Door.projector, *DOORS_OF_ONE_THING)
    ),
    WebSocketRoute("/console/{meeting_id}/wall/live", SocketDoor(watched_wall_live)),
    WebSocketRoute("/{code}/live", SocketDoor(phone_live)),
]
router.routes += doors


async def _attend(socket: WebSocket, claim: Claim | None) -> None:
    """Accepts the socket before judging it: a page would retry a refused handshake for ever."""
    await socket.accept()
    house, line = house_of(socket), line_of(socket)
    if claim is None or not (
        house.presence.has_proven(claim) or await house.beside(house.show.knows, claim)
    ):
        line.hang_up(LEFT)
        return
    guest = guest_of(socket)
    if guest and not guest.stays():  # its page connects again, and in the end polls the screen
        line.hang_up(TOO_SLOW)
    elif line.stay():
        house.hub.attend(line, claim, socket.query_params, partial(house.presence.left, claim))
        house.presence.arrived(claim)
