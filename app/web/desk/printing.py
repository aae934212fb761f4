"""The print pack and each of its papers as PDF; letters and forms also as DOCX."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.limits import LIMIT
from app.method.refusals import NotYoursError
from app.method.sent import whole_number
from app.papers.printing.prepared import Prepared, PrintWanted
from app.papers.printing.print_pack import DOCUMENTS, NAMES, ON_TABLES, printed, saved_as
from app.papers.printing.typeset import typeset
from app.web.desk.addresses import base_of
from app.web.desk.after import languages_asked
from app.web.desk.door import Signed, beside_it, offered, route
from app.web.desk.making import Wish, at_length, file_being_made
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.house import house_of
from app.web.sending import to_print

router = APIRouter(route_class=route(refused))


@router.get(MEETING + "/print/{paper}.{kind}")
async def paper(
    request: Request, meeting_id: int, paper: str, kind: str, signed: Signed
) -> Response:
    is_known = paper in NAMES if kind == "pdf" else kind == "docx" and paper in DOCUMENTS
    if not is_known:
        raise NotYoursError
    back = f"{MEETINGS}/{meeting_id}/print"
    wish = Wish(file_being_made, back, refused, of=NAMES[paper])
    return await at_length(request, signed, wish, lambda: _answer(request, meeting_id, paper, kind))


async def _answer(request: Request, meeting_id: int, paper: str, kind: str) -> Response:
    return to_print(*await run_in_threadpool(_made, request, meeting_id, paper, kind))


def _made(request: Request, meeting_id: int, name: str, kind: str) -> tuple[bytes, str]:
    """Reads in one transaction; typesets after it, when nothing waits for the database. Returns
    what it is saved as, too.
    """
    wanted = PrintWanted(
        languages_asked(request, beside_it if name in ON_TABLES else offered),
        groups_asked(request),
        base_of(request, meeting_id),
    )
    with house_of(request).database.reading() as book:
        prepared = Prepared(book, meeting_id, wanted)
    called = saved_as(name, prepared, kind)
    if kind == "pdf":
        return typeset(printed(name, prepared)), called
    # Imported here, because it loads the library that writes documents.
    from app.papers.docx_file import as_docx  # noqa: PLC0415

    return as_docx(DOCUMENTS[name](prepared)), called


def groups_asked(request: Request) -> int:
    asked = whole_number(request.query_params.get("groups", ""))
    return LIMIT.usual_tables if asked is None else asked
