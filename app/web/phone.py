"""A phone's page, and the way in. The acts done on it have their routes in `acts`."""

from contextlib import suppress

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.routing import Route

from app.method.refusals import NotYoursError
from app.web import about as telling, joining
from app.web.doors import code_of, notice_address, phone_claim_at
from app.web.house import house_of
from app.web.open_door import OpenDoor
from app.web.visit import Visit

router = APIRouter()


@router.get("/")
async def start(request: Request) -> Response:
    return await joining.start(request)


async def screen(request: Request) -> Response:
    """The person's screen, or the page for joining; an unknown code looks like an ended meeting."""
    code, table = code_of(request), joining.table_asked(request)
    meeting_id = await house_of(request).codes.meeting_of(code)
    await notice_address(request, meeting_id)
    if claim := phone_claim_at(request, meeting_id):
        with suppress(NotYoursError):  # it has the cookie, but has not joined
            if table:
                return await joining.ask_table(request, claim, table)
            return await Visit(request, claim, f"/{code}").page()
    return await joining.page(request, code, table)


doors = [
    Route("/{code}", OpenDoor(screen), methods=["GET"]),
    Route("/{code}/join", OpenDoor(joining.join), methods=["POST"]),
]
router.routes += doors


@router.get("/{code}/{table:int}")
def at_table(code: str, table: int) -> Response:
    """The short address in a table's code: in a QR it needs fewer, larger modules."""
    return RedirectResponse(f"/{code.upper()}?table={table}", 303)


@router.get("/{code}/about")
async def about(request: Request, code: str) -> Response:
    return await telling.about(request, code)


@router.get("/{code}/accessibility")
async def accessibility(request: Request, code: str) -> Response:
    return await telling.accessibility(request, code)


@router.post("/{code}/language")
async def language(request: Request, code: str) -> Response:
    return await joining.change_language(request, code)
