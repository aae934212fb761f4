"""An owner's report as a form in a file: for owners who cannot open the link."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.hall_clock import today
from app.method.act import Act
from app.method.followup import following
from app.method.followup.following import Reported
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError, RefusedError
from app.method.rules import meeting_of
from app.models import AgreedAction, FollowedAction
from app.papers.brought.owner_report import no_owners_report, report_in
from app.papers.document import Document
from app.papers.naming import file_name
from app.papers.printing.owner_form import owner_form
from app.screens.speaker import say_stored
from app.vocabulary import OwnerReport
from app.web.desk.door import Signed, change, language_of, route
from app.web.desk.followup import FOLLOWUP
from app.web.desk.showing import MEETINGS, refused
from app.web.house import house_of
from app.web.once import read_once
from app.web.sending import attached

router = APIRouter(route_class=route(refused))


@router.get(FOLLOWUP + "/actions/{action_id:int}/form.docx")
async def take_out(request: Request, meeting_id: int, action_id: int, _signed: Signed) -> Response:
    # Imported here, because it loads the library that writes documents.
    from app.papers.docx_file import as_docx  # noqa: PLC0415

    form = await run_in_threadpool(_form, request, meeting_id, action_id)
    content = await run_in_threadpool(as_docx, form)
    named = file_name(
        OwnerReport.called.says["name"], [language_of(request)], "docx", apart=str(action_id)
    )
    return attached(content, named)


@router.post(FOLLOWUP + "/reports")
async def bring_in(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Adds the report to the log, marked as the owner's own words."""
    form = await read_once(request, (), files={"file"})
    report = await run_in_threadpool(report_in, form.file("file"))
    told = Reported(report.state, {report.language.value: report.words})

    def command(act: Act) -> None:
        try:
            following.report(act, report.action_id, told, today(), by_owner=True)
        except NotYoursError:
            raise RefusedError(no_owners_report) from None  # the action is another meeting's

    place = f"{MEETINGS}/{meeting_id}/followup#action-{report.action_id}"
    return await change(request, meeting_id, command, place)


def _form(request: Request, meeting_id: int, action_id: int) -> Document:
    language = language_of(request)
    with house_of(request).database.reading() as book:
        action = book.one(AgreedAction, id=action_id, meeting_id=meeting_id, dropped=False)
        if action is None or book.one(FollowedAction, agreed_action_id=action_id) is None:
            raise NotYoursError
        main = meeting_of(book, meeting_id).main_language
        ids = (action.title_id, municipality_of(book, meeting_id).name_id)
        title, whose = (say_stored(book, text_id, language, main) for text_id in ids)
    return owner_form(whose.words, title, action_id, language)
