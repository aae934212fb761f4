"""The posts of a phone as such: where it is, who shares it, whose turn it is, and whether it acts for its table."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.limits import LIMIT
from app.method.people import hosting, joining, seating, sharing
from app.vocabulary import Role
from app.web.doors import PhoneVisit

router = APIRouter(prefix="/{code}")


@router.post("/table")
async def sit_down(visit: PhoneVisit) -> Response:
    table = (await visit.form("table")).number("table", 1, LIMIT.tables)
    return await visit.act(
        lambda act, phone: seating.sit_down(act, phone.member.person_id, table), by_phone=True
    )


@router.post("/turn")
async def take_turn(visit: PhoneVisit) -> Response:
    """Somebody's; of nobody in particular, when somebody is done."""
    seat = (await visit.form("seat")).optional_id("seat")
    return await visit.act(
        lambda act, phone: sharing.take_turn(act, phone.device_id, seat), by_phone=True
    )


@router.post("/people")
async def take_in(visit: PhoneVisit) -> Response:
    role = (await visit.form("role")).one_of(Role, "role")
    return await visit.act(
        lambda act, phone: joining.take_in(act, phone.device_id, role, phone.member.language),
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


@router.post("/host")
async def host(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(
        lambda act, phone: hosting.host(act, phone.device_id, hosts=True), by_phone=True
    )


@router.post("/host/withdrawn")
async def be_own(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(
        lambda act, phone: hosting.host(act, phone.device_id, hosts=False), by_phone=True
    )


@router.post("/headcount")
async def tell_heads(visit: PhoneVisit) -> Response:
    number = (await visit.form("headcount")).number("headcount", 1, LIMIT.at_a_table)
    return await visit.act(
        lambda act, phone: hosting.tell_heads(act, phone.device_id, number), by_phone=True
    )


@router.post("/headcount/cleared")
async def count_phones(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(
        lambda act, phone: hosting.tell_heads(act, phone.device_id, None), by_phone=True
    )
