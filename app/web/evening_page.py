"""The facilitator's page to print, asked for at the console; the desk has it too."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from app.method.refusals import NotYoursError
from app.method.rules import meeting_of
from app.papers.printing.prepared import Prepared, PrintWanted
from app.papers.printing.print_pack import printed, saved_as
from app.papers.printing.typeset import typeset
from app.viewer import Facilitator, find
from app.web.doors import ConsoleVisit
from app.web.house import house_of
from app.web.sending import to_print
from app.web.visit import Visit

router = APIRouter()


@router.get("/console/{meeting_id}/evening.pdf")
async def page(request: Request, visit: ConsoleVisit) -> Response:
    return to_print(*await run_in_threadpool(_paper, request, visit))


def _paper(request: Request, visit: Visit) -> tuple[bytes, str]:
    """Sets the page in the language of this console."""
    house = visit.house
    with house_of(request).database.reading() as book:
        viewer = find(book, house.settings.secret, visit.claim)
        if not isinstance(viewer, Facilitator):
            raise NotYoursError
        base = house.addresses.used(meeting_of(book, viewer.meeting_id).address)
        prepared = Prepared(book, viewer.meeting_id, PrintWanted((viewer.language,), 1, base))
    return typeset(printed("leader", prepared)), saved_as("leader", prepared, "pdf")
