"""The console's posts that are not declared acts: the language of its browser, as for the other
links, and the address that the hall is told.
"""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.languages import HALL_LANGUAGES
from app.method import phone_network
from app.vocabulary import DOORS_OF_ONE_THING, Door
from app.web.doors import ConsoleVisit, proven_at, spoken
from app.web.forms import Fields
from app.web.joining import speaking
from app.web.visit import Visit

router = APIRouter()


@router.post("/console/{meeting_id}/language")
async def change_language(visit: ConsoleVisit) -> Response:
    """Sets the language of this browser alone: two facilitators may read two languages."""
    return await _speak(visit)


def _speak_on_phones(door: Door) -> None:
    @router.post(f"/{door}/{{meeting_id}}/language")
    async def change(request: Request, meeting_id: int) -> Response:
        return await _speak(await proven_at(request, door, meeting_id))


for of_one_thing in DOORS_OF_ONE_THING:
    _speak_on_phones(of_one_thing)


@router.post("/console/{meeting_id}/address")
async def choose_address(visit: ConsoleVisit) -> Response:
    """Not a declared act, because the choices are the addresses that only this machine knows."""
    offered = visit.house.addresses.offered()
    address = (await visit.form(Fields.of("address"))).pick(
        {choice: choice for choice in offered}, "address"
    )
    return await visit.act(lambda act, _: phone_network.choose_address(act, address))


async def _speak(visit: Visit) -> Response:
    form = await visit.form(Fields.of("language"))
    language = spoken(visit.house.settings, form["language"], HALL_LANGUAGES)
    return speaking(RedirectResponse(visit.path, 303), language)
