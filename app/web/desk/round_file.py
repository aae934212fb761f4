"""A round as a file: sent to other municipalities, or brought in from one as a start."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.hall_clock import today
from app.links import public_name
from app.method.act import Act
from app.method.preparing.packs import add_cards, add_suggestions
from app.models import Card
from app.papers.naming import file_name
from app.papers.public.new_version import next_version
from app.papers.public.shared import read_shared, shared
from app.vocabulary import N_
from app.web.desk.door import Signed, change, language_of, route
from app.web.desk.followup import FOLLOWUP
from app.web.desk.showing import MEETINGS, refused
from app.web.house import house_of
from app.web.once import read_once
from app.web.sending import attached

router = APIRouter(route_class=route(refused))


@router.get(FOLLOWUP + "/round.json")
async def take_out(request: Request, meeting_id: int, _signed: Signed) -> Response:
    content = await run_in_threadpool(_shared, request, meeting_id)
    named = file_name(N_("Round"), [language_of(request)], "json", apart=public_name(meeting_id))
    return attached(content, named)


@router.post(FOLLOWUP + "/shared")
async def bring_in(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Adds the file's cards to those here and, as suggestions, the actions agreed there."""
    form = await read_once(request, (), files={"file"})
    start = await run_in_threadpool(read_shared, form.file("file"))

    def command(act: Act) -> None:
        add_cards(act, start.cards)
        add_suggestions(act, start.suggestions)

    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/cards")


def _shared(request: Request, meeting_id: int) -> bytes:
    with house_of(request).database.reading() as book:
        content, _ = next_version(book, meeting_id, today())
        heavy = [card.id for card in book.all(Card, meeting_id=meeting_id, heavy=True)]
    return shared(content, heavy)
