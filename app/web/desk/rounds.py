"""What the next round may cost, set at the desk beside the earlier rounds."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.limits import LIMIT
from app.method.followup import next_round
from app.method.followup.next_round import Budget
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed
from app.web.desk.showing import MEETINGS, refused
from app.web.desk.typed_drafts import page_of

AT = MEETINGS + "/{meeting_id:int}/rounds"
EUROS = ("a_session", "the_meeting", "besides")

router = APIRouter(route_class=route(refused))


@router.post(AT + "/budget")
async def set_budget(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, ("sessions", *EUROS, "decided"))
    euros = {name: form.number(name, 0, LIMIT.euros) for name in EUROS}
    wanted = Budget(
        sessions=form.number("sessions", 0, LIMIT.tables),
        a_session=euros["a_session"],
        the_meeting=euros["the_meeting"],
        besides=euros["besides"],
        decided=form["decided"],
    )
    return await change(
        request,
        meeting_id,
        lambda act: next_round.set_budget(act, wanted),
        f"{MEETINGS}/{meeting_id}/rounds#budget",
    )


@router.get(AT + "/{form:path}")
async def back_to_page(request: Request, _signed: Signed) -> Response:
    """Redirects a reload after a refused form to the page of that form."""
    return RedirectResponse(page_of(request.url.path), 303)
