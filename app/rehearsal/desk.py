"""The coordinator's page for a rehearsal: starts it on this server, shows it, and stops it."""

import secrets

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.limits import LIMIT
from app.method.refusals import NotYoursError, Refusal
from app.rehearsal.playing import Playing, Rehearsals
from app.rehearsal.room import PACES
from app.rehearsal.run import Rehearsal, RehearsalPlan, Venue
from app.vocabulary import Step
from app.web.desk.addresses import base_of
from app.web.desk.door import Signed, noted, route, shown
from app.web.desk.pages import Head
from app.web.desk.reading import Reader
from app.web.desk.showing import MEETING, asked_of, back_to_page
from app.web.house import house_of
from app.web.once import read_once


@frozen
class RehearsalPage:
    """The page. `is_other`: the rehearsal is of another meeting. `step`: None before the first one.

    `faults`: sentences in English.
    """

    head: Head
    is_on: bool = False
    is_other: bool = False
    is_over: bool = False
    stopped: bool = False
    failed: bool = False
    step: Step | None = None
    acts: int = 0
    phones: int = 0
    projector: str = ""
    console: str = ""
    faults: tuple[str, ...] = ()


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await _shown(request, int(request.path_params["meeting_id"]), refusal, status)


router = APIRouter(route_class=route(_refused))
AT = MEETING + "/rehearsal"


@router.get(AT)
async def page(request: Request, meeting_id: int, _signed: Signed) -> Response:
    return await _shown(request, meeting_id)


@router.post(AT)
async def begin(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_once(request, {"phones", "pace"})
    phones, pace = (
        form.number("phones", LIMIT.fewest_rehearsing, LIMIT.most_rehearsing_here),
        form.pick(PACES, "pace"),
    )
    place = await run_in_threadpool(_place, request, meeting_id)
    rehearsal = Rehearsal(place, RehearsalPlan(meeting_id, phones, pace, secrets.randbelow(10_000)))
    await run_in_threadpool(rehearsals_of(request).begin, rehearsal)
    return await _noted(request, meeting_id)


@router.post(AT + "/stopped")
async def stop(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    await run_in_threadpool(rehearsals_of(request).stop)
    return await _noted(request, meeting_id)


router.add_api_route(AT + "/stopped", back_to_page)


async def _noted(request: Request, meeting_id: int) -> Response:
    return await noted(request, AT.replace("{meeting_id:int}", str(meeting_id)))


def rehearsals_of(request: Request) -> Rehearsals:
    rehearsals: Rehearsals = request.app.state.rehearsals
    return rehearsals


def _place(request: Request, meeting_id: int) -> Venue:
    """This server, at the address that the request came to.

    Refuses a meeting that does not exist.
    """
    host, port = request.scope.get("server") or ("", None)
    if port is None:
        raise NotYoursError
    _head(request, meeting_id)
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    house, links = house_of(request), base_of(request, meeting_id)
    return Venue(house.settings, house.database, house.writer, address, links)


async def _shown(
    request: Request, meeting_id: int, refusal: Refusal | None = None, status: int = 200
) -> Response:
    head = await run_in_threadpool(_head, request, meeting_id)
    playing = rehearsals_of(request).playing
    read = _page(head, meeting_id, playing) if playing else RehearsalPage(head)
    return await shown(request, "rehearsal", read, refusal=refusal, status=status)


def _head(request: Request, meeting_id: int) -> Head:
    asked = asked_of(request, meeting_id, "links")
    with house_of(request).database.reading() as book:
        return Reader(book, meeting_id, asked).head


def _step(rehearsal: Rehearsal) -> Step | None:
    step = rehearsal.room.step if rehearsal.room else ""
    return Step(step) if step in set(Step) else None


def _page(head: Head, meeting_id: int, playing: Playing) -> RehearsalPage:
    rehearsal, is_on = playing.rehearsal, playing.is_on
    is_whole = not (is_on or rehearsal.is_stopped or playing.failed)
    return RehearsalPage(
        head,
        is_on=is_on,
        is_other=rehearsal.plan.meeting_id != meeting_id,
        is_over=not is_on,
        stopped=rehearsal.is_stopped,
        failed=playing.failed,
        step=_step(rehearsal),
        acts=rehearsal.ledger.acts,
        phones=rehearsal.plan.phones,
        projector=playing.links["projector"],
        console=playing.links["console"],
        faults=tuple(rehearsal.faults if is_whole else rehearsal.ledger.faults),
    )
