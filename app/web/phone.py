"""A phone's page, and the way in. What is done at it stands in `acts`."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.web import about as telling, joining
from app.web.doors import meeting_by_code, notice_address, phone_claim_of
from app.web.visit import Visit

router = APIRouter()


@router.get("/")
async def start(request: Request) -> Response:
    return await joining.start(request)


@router.get("/{code}")
async def screen(request: Request, code: str) -> Response:
    """The person's screen, or the way in; a code that is nothing and an ended meeting look the same."""
    meeting = await asyncio.to_thread(meeting_by_code, request.app.state.database, code)
    await asyncio.to_thread(notice_address, request, meeting)
    claim = phone_claim_of(request, meeting)
    table = joining.table_asked(request)
    if claim and await joining.is_in(request, claim):
        if meeting and meeting.code != code.upper():  # it has a new one
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/{meeting.code}{asked}", 303)
        visit = Visit(request, claim, f"/{code.upper()}")
        return await (
            joining.ask_table(request, claim, visit.path, table) if table else visit.page()
        )
    return await joining.page(request, code, table)


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


@router.post("/{code}/join")
async def join(request: Request, code: str) -> Response:
    return await joining.join(request, code)


@router.post("/{code}/language")
async def language(request: Request, code: str) -> Response:
    return await joining.change_language(request, code)
