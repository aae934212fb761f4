"""The report form: saved as it is typed, page by page; checked, sent, and opened again."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.db import Book
from app.languages import HALL_LANGUAGES
from app.method.act import Act
from app.method.refusals import NotYoursError, Refusal, require
from app.method.reports import bringing, writing
from app.method.reports.report_questions import SECTIONS
from app.method.reports.writing import Typing, known_places, report_of
from app.models import Gathering, Report
from app.models.report import ReportState
from app.papers.brought.reports import answers_in
from app.papers.printing.prepared import Prepared, PrintWanted
from app.papers.printing.print_pack import printed, saved_as
from app.papers.printing.report_form import report_form
from app.papers.printing.typeset import typeset
from app.templating import sentence
from app.vocabulary import Language
from app.web.doors import LANGUAGE_COOKIE, cookie_of
from app.web.forms import Form, read_form
from app.web.house import house_of
from app.web.once import leading, read_once
from app.web.organisation.door import HOME, ByLink, Secretary, report_route, write_report
from app.web.organisation.pages import OVER, REVISION, SAID, SessionReader, SessionReport
from app.web.rendering import rendered
from app.web.saved import saved_at, saying_saved
from app.web.sending import attached

ONE = HOME + "/{gathering_id:int}"
AT = ONE + "/{number:int}"
SENDING = "sending"
# Paths that take forms only. A GET of one, by Reload after a refusal, leads to the report.
SENT_TO = frozenset({"sent", "opened-again", "chosen", "brought"})
# By this header the script says that no button was pressed: somebody is still typing.
TYPING = "X-Typing"


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    """Shows the sentence on the page whose form was sent, with what was typed there; on the closed
    report if it was sent meanwhile.
    """
    who: Secretary = request.state.secretary
    if request.headers.get(TYPING):
        return JSONResponse({"said": sentence(refusal, who.language)}, status)
    number, section = request.path_params.get("number"), _section_of(request)
    reader = SessionReader(request, who)
    if number is None:
        return await _shown(request, "choose", await run_in_threadpool(reader.choose))
    report = await run_in_threadpool(reader.report, number)
    if report.state is ReportState.open and section in SECTIONS:
        page: Any = await run_in_threadpool(reader.section, number, section)
        return await _shown(request, "section", page.with_sent(_sent(request)), refusal, status)
    if report.state is ReportState.open:
        page = await run_in_threadpool(reader.sending, number)
        return await _shown(request, SENDING, page, refusal, status)
    return await _shown(request, "closed", report, refusal, status)


def _sent(request: Request) -> Form:
    """The form that was refused; an empty one if it could not be read."""
    form: Form | None = getattr(request.state, "form", None)
    return Form() if form is None else form


def _section_of(request: Request) -> str:
    """Returns the section whose page holds the form that was sent; "" for the page for sending."""
    if request.url.path.endswith("/chosen"):
        return _sent(request).get("section", "")
    if request.url.path.endswith("/brought"):
        return SECTIONS[0]
    return str(request.path_params.get("section", ""))


router = APIRouter(route_class=report_route(_refused))


@router.get(ONE)
async def home(request: Request, who: ByLink) -> Response:
    page = await run_in_threadpool(SessionReader(request, who).choose)
    if len(page.states) == 1 and "language" not in request.query_params:
        return RedirectResponse(f"{who.path}/{next(iter(page.states))}", 303)
    return await _shown(request, "choose", page)


@router.get(ONE + "/form.{kind}")
async def empty_form(request: Request, kind: str, who: ByLink) -> Response:
    """The empty form, to be printed, or filled in with Word and brought in again."""
    if kind not in ("pdf", "docx"):
        raise NotYoursError
    return attached(*await run_in_threadpool(_empty_form, request, who, kind))


@router.get(AT)
async def report(request: Request, number: int, who: ByLink) -> Response:
    page: SessionReport = await run_in_threadpool(SessionReader(request, who).report, number)
    if page.state is ReportState.open:
        return RedirectResponse(f"{page.at}/{SECTIONS[0]}", 303)
    return await _shown(request, "closed", page)


@router.get(AT + "/{section}")
async def section_page(request: Request, number: int, section: str, who: ByLink) -> Response:
    reader = SessionReader(request, who)
    page: SessionReport = await run_in_threadpool(reader.report, number)
    if page.state is not ReportState.open or section in SENT_TO:
        return RedirectResponse(page.at, 303)
    if section == SENDING:
        return await _shown(request, SENDING, await run_in_threadpool(reader.sending, number))
    return await _shown(
        request, "section", await run_in_threadpool(reader.section, number, section)
    )


@router.post(AT + "/sent")
async def send(request: Request, number: int, who: ByLink) -> Response:
    await read_once(request, ())

    def command(act: Act, gathering: Gathering) -> None:
        writing.send(act, writing.report_to_write(act, gathering, number, who.language))

    return await _led(request, who, command, f"{who.path}/{number}")


@router.post(AT + "/opened-again")
async def open_again(request: Request, number: int, who: ByLink) -> Response:
    await read_once(request, ())

    def command(act: Act, gathering: Gathering) -> None:
        writing.open_again(act, _there(act, gathering, number))

    return await _led(request, who, command, f"{who.path}/{number}")


@router.post(AT + "/chosen")
async def choose(request: Request, number: int, who: ByLink) -> Response:
    form = await read_once(request, {"place", "seen", "which", "section"})
    section, place = form["section"], form["place"]
    if place not in known_places(section):
        raise NotYoursError
    seen, which = form["seen"], form.id("which")

    def command(act: Act, gathering: Gathering) -> None:
        report = writing.report_to_write(act, gathering, number, who.language)
        writing.choose(act, report, place, seen, which)

    to = saying_saved(f"{who.path}/{number}/{section}#{place}")
    return await _led(request, who, command, to)


@router.post(AT + "/brought")
async def bring(request: Request, number: int, who: ByLink) -> Response:
    form = await read_once(request, (), files={"file"})
    content = form.file("file")
    require(None if content else bringing.no_file)
    answers = await run_in_threadpool(answers_in, content)

    def command(act: Act, gathering: Gathering) -> None:
        bringing.bring(act, writing.report_to_write(act, gathering, number, who.language), answers)

    return await _led(request, who, command, saying_saved(f"{who.path}/{number}/{SECTIONS[0]}"))


@router.post(AT + "/{section}")
async def save(request: Request, number: int, section: str, who: ByLink) -> Response:
    places = known_places(section)
    allowed = [name + place for place in places for name in (SAID, REVISION, OVER)]
    # What is typed is judged by its revisions, and its answer tells the newest of them.
    reading = read_form if request.headers.get(TYPING) else read_once
    form = await reading(request, (*allowed, "go", "written_in"))
    typed, language, onward = _typed(form, places), _language(form, who), form.get("go", "")
    standing: dict[str, Any] = {}

    def command(act: Act, gathering: Gathering) -> str:
        report = writing.report_to_write(act, gathering, number, language)
        standing["own"] = writing.keep(act, report, typed)
        if "written_in" in form:
            writing.set_language(act, report, language)
        standing.update(_standing(act.book, report, places))
        # If two have written the same answer, both wordings are shown first.
        goes_on = onward in (*SECTIONS, SENDING) and not standing["beside"]
        return onward if goes_on else section

    answer = await _led(request, who, command, saying_saved(f"{who.path}/{number}/{{0}}"))
    return JSONResponse(standing) if request.headers.get(TYPING) else answer


async def _led(
    request: Request, who: Secretary, command: Callable[[Act, Gathering], Any], to: str
) -> Response:
    return leading((await write_report(request, who, command, to)).leads)


def _empty_form(request: Request, who: Secretary, kind: str) -> tuple[bytes, str]:
    wanted = PrintWanted((who.language,), groups=1, base="")
    with house_of(request).database.reading() as book:
        prepared = Prepared(book, who.meeting_id, wanted)
    called = saved_as("report-form", prepared, kind)
    if kind == "pdf":
        return typeset(printed("report-form", prepared)), called
    # Imported here, because it loads the library that writes documents.
    from app.papers.docx_file import as_docx  # noqa: PLC0415

    return as_docx(report_form(prepared)), called


def _typed(form: Form, places: tuple[str, ...]) -> dict[str, Typing]:
    return {
        place: Typing(form[SAID + place], form.id(REVISION + place), form.get(OVER + place, ""))
        for place in places
        if SAID + place in form
    }


def _language(form: Form, who: Secretary) -> Language:
    return form.one_of(Language, "written_in") if "written_in" in form else who.language


def _standing(book: Book, report: Report, places: tuple[str, ...]) -> Mapping[str, Any]:
    """What the page needs to go on: its revisions now, and where others have written too."""
    answers = writing.answers_of(book, report.id)
    mine = {place: answers[place] for place in places if place in answers}
    return {
        "revisions": {place: answer.revision for place, answer in mine.items()},
        "beside": [place for place, answer in mine.items() if answer.beside],
    }


def _there(act: Act, gathering: Gathering, number: int) -> Report:
    session_report = report_of(act.book, act.meeting_id, gathering.id, number)
    if session_report is None:
        raise NotYoursError
    return session_report


async def _shown(
    request: Request,
    template: str,
    page: Any,
    refusal: Refusal | None = None,
    status: int = 200,
) -> Response:
    who: Secretary = request.state.secretary
    answer = await rendered(
        f"organisation/{template}.html",
        who.language,
        status,
        s=page,
        refusal=refusal,
        saved_at=None if refusal else saved_at(request),
    )
    if request.query_params.get("language") in set(HALL_LANGUAGES):
        settings = house_of(request).settings
        answer.set_cookie(LANGUAGE_COOKIE, who.language, **cookie_of(settings))
    return answer
