"""What the next round may cost, set at the desk beside the earlier rounds."""

from fastapi import APIRouter, Request, Response

from app.limits import LIMIT
from app.method.followup import next_round
from app.method.followup.next_round import Budget
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused

AT = MEETING + "/rounds"
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


router.add_api_route(AT + "/{form:path}", back_to_page)
