"""Who comes, and who could start an action: counted, signed up, and told beforehand."""

from fastapi import APIRouter, Request, Response

from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import expecting, owners
from app.method.preparing.expecting import WHATS
from app.web.desk import stored_fields
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed, words_from
from app.web.desk.showing import MEETING, refused
from app.web.forms import Form
from app.web.once import Command, read_once

AT = MEETING + "/people"

router = APIRouter(route_class=route(refused))


@router.post(AT)
async def count(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, WHATS)

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.expected(act.book, meeting_id))
        expecting.count(act, {what: _number(sent, what) for what in WHATS if what in sent})

    return await _done(request, meeting_id, command)


@router.post(AT + "/sign-up")
async def open_sign_up(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _done(request, meeting_id, expecting.open_sign_up, "#sign-up")


@router.post(AT + "/sign-up/closed")
async def close_sign_up(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _done(request, meeting_id, expecting.close_sign_up, "#sign-up")


@router.post(AT + "/owners")
async def add_owner(request: Request, meeting_id: int, _signed: Signed) -> Response:
    words = words_from(await read_typed(request, WRITTEN_TAGS))
    return await _done(request, meeting_id, lambda act: owners.add_owner(act, words), "#owner-{0}")


@router.post(AT + "/owners/{owner_id:int}")
async def set_owner(request: Request, meeting_id: int, owner_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "told_on"))

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.owner(act.book, owner_id))
        owners.set_owner(act, owner_id, words_from(form), sent["told_on"].strip())

    return await _done(request, meeting_id, command, f"#owner-{owner_id}")


@router.post(AT + "/owners/{owner_id:int}/removed")
async def remove_owner(
    request: Request, meeting_id: int, owner_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(request, meeting_id, lambda act: owners.remove_owner(act, owner_id))


async def _done(request: Request, meeting_id: int, command: Command, place: str = "") -> Response:
    to = AT.replace("{meeting_id:int}", str(meeting_id))
    return await change(request, meeting_id, command, to + place)


def _number(form: Form, what: str) -> int:
    return form.number(what, 0, LIMIT.participants) if form[what].strip() else 0
