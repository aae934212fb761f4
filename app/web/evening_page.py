"""The facilitator's page to print, asked for at the console; the desk has it too."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from app.method.refusals import NotYoursError
from app.method.rules import meeting_of
from app.papers.evening_page import evening_page
from app.templating import render_template
from app.viewer import Facilitator, find
from app.web.doors import ConsoleVisit
from app.web.visit import Visit

router = APIRouter()


@router.get("/console/{meeting_id}/evening.html")
async def to_print(request: Request, visit: ConsoleVisit) -> HTMLResponse:
    return HTMLResponse(await run_in_threadpool(_words, request, visit))


def _words(request: Request, visit: Visit) -> str:
    """In the language of this console."""
    house = visit.house
    with request.app.state.database.reading() as book:
        viewer = find(book, house.settings.secret, visit.claim)
        if not isinstance(viewer, Facilitator):
            raise NotYoursError
        base = house.show.addresses.used(meeting_of(book, viewer.meeting_id).address)
        page = evening_page(book, viewer.meeting_id, viewer.language, base)
    return render_template("paper/evening.html", viewer.language, s=page)
