"""What is printed before the evening: a sign for each table, with the codes and the Wi-Fi; the facilitator's page."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from app.limits import LIMIT
from app.method.refusals import NotYoursError
from app.method.wordings import said
from app.models import Meeting
from app.papers.evening_page import evening_page
from app.qr import qr_path, wifi
from app.screens.speaker import Said, say
from app.templating import render_template
from app.vocabulary import Language
from app.web.desk.addresses import base_of
from app.web.desk.door import Signed, database_of, language_of, offered, route
from app.web.desk.showing import MEETINGS, refused

USUAL_TABLES = 8
Qr = tuple[str, int]


@dataclass(frozen=True)
class Signs:
    """`tables`: the number of each with the path and width of its QR. `network_qr`: None without a Wi-Fi."""

    name: Said
    address: str
    code: str
    tables: tuple[tuple[int, Qr], ...]
    network: str
    network_password: str
    network_qr: Qr | None


router = APIRouter(route_class=route(refused))


@router.get(MEETINGS + "/{meeting_id:int}/links/tables.html")
async def to_print(request: Request, meeting_id: int, _signed: Signed) -> HTMLResponse:
    asked = request.query_params.get("language")
    language = offered(asked) if asked else language_of(request)
    signs = await run_in_threadpool(_read, request, meeting_id, language)
    return HTMLResponse(render_template("paper/tables.html", language, s=signs))


@router.get(MEETINGS + "/{meeting_id:int}/links/evening.html")
async def facilitators_page(request: Request, meeting_id: int, _signed: Signed) -> HTMLResponse:
    asked = request.query_params.get("language")
    language = offered(asked) if asked else language_of(request)

    def words() -> str:
        base = base_of(request, meeting_id)
        with database_of(request).reading() as book:
            page = evening_page(book, meeting_id, language, base)
        return render_template("paper/evening.html", language, s=page)

    return HTMLResponse(await run_in_threadpool(words))


def _read(request: Request, meeting_id: int, language: Language) -> Signs:
    with database_of(request).reading() as book:
        meeting = book.one(Meeting, id=meeting_id)
        if meeting is None:
            raise NotYoursError
        name = say(
            {meeting.name_id: said(book, meeting.name_id)},
            meeting.name_id,
            language,
            meeting.main_language,
        )
    join = f"{base_of(request, meeting_id)}/{meeting.code}"
    numbers = range(1, _asked(request) + 1)
    return Signs(
        name=name,
        address=join.split("://", 1)[1].rsplit("/", 1)[0],
        code=meeting.code,
        tables=tuple((number, qr_path(f"{join}/{number}".upper())) for number in numbers),
        network=meeting.network,
        network_password=meeting.network_password,
        network_qr=_network_qr(meeting),
    )


def _network_qr(meeting: Meeting) -> Qr | None:
    return qr_path(wifi(meeting.network, meeting.network_password)) if meeting.network else None


def _asked(request: Request) -> int:
    words = request.query_params.get("tables", "")
    wanted = int(words) if words.isascii() and words.isdigit() and len(words) <= 3 else USUAL_TABLES
    return max(1, min(wanted, LIMIT.tables))
