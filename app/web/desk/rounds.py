"""What the next round may cost, set at the desk beside the earlier rounds."""

from fastapi import APIRouter, Request, Response

from app.limits import LIMIT
from app.method.act import Act
from app.method.followup import next_round
from app.method.followup.next_round import Budget
from app.web.desk import stored_afterwards
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused
from app.web.desk.stored_fields import met
from app.web.forms import Form

AT = MEETING + "/rounds"
EUROS = ("a_session", "the_meeting", "besides")

router = APIRouter(route_class=route(refused))


@router.post(AT + "/budget")
async def set_budget(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, ("sessions", *EUROS, "decided"))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.budget(act.book, meeting_id))
        next_round.set_budget(act, _budget(sent))

    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/rounds#budget")


def _budget(form: Form) -> Budget:
    euros = {name: form.number(name, 0, LIMIT.euros) for name in EUROS}
    return Budget(
        sessions=form.number("sessions", 0, LIMIT.tables),
        a_session=euros["a_session"],
        the_meeting=euros["the_meeting"],
        besides=euros["besides"],
        decided=form["decided"],
    )


router.add_api_route(AT + "/{form:path}", back_to_page)
