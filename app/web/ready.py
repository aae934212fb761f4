"""Whether this computer is ready for the evening, asked for at the console; the desk has it too."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from app.frozen import frozen
from app.keeping.checks import Check
from app.keeping.looking import look
from app.method.refusals import NotYoursError
from app.templating import render_template
from app.viewer import Facilitator, find
from app.web.doors import ConsoleVisit
from app.web.house import house_of
from app.web.visit import Visit

router = APIRouter()


@frozen
class ReadyPage:
    checks: tuple[Check, ...]


@router.get("/console/{meeting_id}/ready.html")
async def to_read(request: Request, visit: ConsoleVisit) -> HTMLResponse:
    return HTMLResponse(await run_in_threadpool(_words, request, visit))


def _words(request: Request, visit: Visit) -> str:
    """Renders the page in the language of this console."""
    house, database = visit.house, house_of(request).database
    with database.reading() as book:
        viewer = find(book, house.settings.secret, visit.claim)
    if not isinstance(viewer, Facilitator):
        raise NotYoursError
    page = ReadyPage(look(database, house.settings, house.addresses))
    return render_template("paper/ready.html", viewer.language, s=page)
