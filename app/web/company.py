"""The posts of a phone as such: who shares it, and whose turn it is."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.method import joining, sharing
from app.vocabulary import Background
from app.web.doors import PhoneVisit

router = APIRouter(prefix="/{code}")


@router.post("/turn")
async def take_turn(visit: PhoneVisit) -> Response:
    """Somebody's; of nobody in particular, when somebody is done."""
    seat = (await visit.form("seat")).optional_id("seat")
    return await visit.act(
        lambda act, phone: sharing.take_turn(act, phone.device_id, seat), by_phone=True
    )


@router.post("/people")
async def take_in(visit: PhoneVisit) -> Response:
    background = (await visit.form("background")).one_of(Background, "background")
    return await visit.act(
        lambda act, phone: joining.take_in(act, phone.device_id, background, phone.member.language),
        by_phone=True,
    )


@router.post("/people/{seat}/gone")
async def take_no_part(visit: PhoneVisit, seat: int) -> Response:
    await visit.form()
    return await visit.act(
        lambda act, phone: joining.leave(act, phone.device_id, seat), by_phone=True
    )


@router.post("/people/{seat}/back")
async def take_part_again(visit: PhoneVisit, seat: int) -> Response:
    await visit.form()
    return await visit.act(
        lambda act, phone: joining.come_back(act, phone.device_id, seat), by_phone=True
    )
