"""A meeting as a whole: copied, archived, thrown away and put back."""

from fastapi import APIRouter, Request, Response

from app.keeping import removed_meetings
from app.method.act import Act
from app.method.preparing.again import copy_meeting
from app.method.preparing.meeting import own_municipality
from app.method.refusals import NotYoursError
from app.models import Meeting
from app.web.desk.door import Signed, change, route
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused
from app.web.desk.typed_drafts import HOME
from app.web.house import house_of
from app.web.once import read_once

router = APIRouter(route_class=route(refused))


@router.post(MEETING + "/copied")
async def copy(request: Request, meeting_id: int, signed: Signed) -> Response:
    await read_once(request, ())
    return await change(
        request,
        meeting_id,
        lambda act: copy_meeting(act, meeting_id, signed.id),
        MEETINGS + "/{0}/basics",
    )


@router.post(MEETING + "/archived")
async def archive(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_once(request, {"state"})
    is_archived = form.pick({"archived": True, "back": False}, "state")
    return await change(request, meeting_id, lambda act: _archive(act, is_archived), HOME)


@router.post(MEETING + "/removed")
async def throw_away(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    secret = house_of(request).settings.secret
    return await change(
        request,
        meeting_id,
        lambda act: removed_meetings.throw_away(act, secret),
        f"{HOME}#basket",
    )


@router.post(MEETINGS + "/removed/{removed_id:int}")
async def put_back(request: Request, removed_id: int, signed: Signed) -> Response:
    await read_once(request, ())
    secret = house_of(request).settings.secret

    def command(act: Act) -> int:
        municipality = own_municipality(act.book, signed.id)
        if municipality is None:
            raise NotYoursError
        return removed_meetings.put_back(act, municipality.id, removed_id, secret)

    return await change(request, None, command, MEETINGS + "/{0}/basics")


for _form in (MEETING + "/copied", MEETING + "/archived", MEETING + "/removed"):
    router.add_api_route(_form, back_to_page)
router.add_api_route(MEETINGS + "/removed/{removed_id:int}", back_to_page)


def _archive(act: Act, is_archived: bool) -> None:  # noqa: FBT001 -- as the button says it
    act.book.change(Meeting, {"id": act.meeting_id}, archived=is_archived)
