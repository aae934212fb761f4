"""What goes out after the meeting: the agreed actions and the whole result, as JSON, CSV and a page to print."""

from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.method.refusals import NotYoursError, Refusal
from app.papers.csv_file import actions_csv, result_csv
from app.papers.json_file import actions_json, result_json
from app.papers.outcome import CAVEAT, MeetingResult
from app.papers.result import read_result
from app.templating import render_template
from app.vocabulary import Language
from app.web.desk.door import Signed, database_of, language_of, offered, route
from app.web.desk.showing import MEETINGS, show

PAPERS = MEETINGS + "/{meeting_id:int}/after/{paper}"
CSV: dict[str, Callable[[MeetingResult], bytes]] = {"actions": actions_csv, "result": result_csv}
JSON: dict[str, Callable[[MeetingResult], str]] = {"actions": actions_json, "result": result_json}


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await show(request, request.path_params["meeting_id"], "after", refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(PAPERS + ".csv")
async def as_csv(request: Request, meeting_id: int, paper: str, _signed: Signed) -> Response:
    result = await _result(request, meeting_id, paper)
    return _file(CSV[paper](result), "text/csv; charset=utf-8", f"{_name(paper, result)}.csv")


@router.get(PAPERS + ".json")
async def as_json(request: Request, meeting_id: int, paper: str, _signed: Signed) -> Response:
    result = await _result(request, meeting_id, paper)
    return _file(JSON[paper](result), "application/json", f"{_name(paper, result)}.json")


@router.get(PAPERS + ".html")
async def to_print(request: Request, meeting_id: int, paper: str, _signed: Signed) -> Response:
    result = await _result(request, meeting_id, paper)
    words = render_template(f"paper/{paper}.html", result.language, result=result, caveat=CAVEAT)
    return HTMLResponse(words)


async def _result(request: Request, meeting_id: int, paper: str) -> MeetingResult:
    if paper not in CSV:
        raise NotYoursError
    asked = request.query_params.get("language")
    language = offered(asked) if asked else language_of(request)
    return await run_in_threadpool(_read, database_of(request), meeting_id, language)


def _read(database: Database, meeting_id: int, language: Language) -> MeetingResult:
    with database.reading() as book:
        return read_result(book, meeting_id, language)


def _name(paper: str, result: MeetingResult) -> str:
    called = {"actions": "agreed-actions", "result": "result"}
    return f"{called[paper]}-{result.held_on}-{result.language}"


def _file(content: str | bytes, media_type: str, name: str) -> Response:
    attached = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=attached)
