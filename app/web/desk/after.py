"""The page After: what goes out, as memo, tables, slides and data; and what is added to it."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.hall_clock import today
from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method import correcting
from app.method.act import Act
from app.method.answers import answer, answer_missing
from app.method.correcting import LIMITS, Corrected
from app.method.preparing.content import content_of
from app.method.refusals import NotYoursError, Refusal, require
from app.method.reports.bringing import no_file
from app.models import Coordinator
from app.papers.downloads import Download
from app.papers.outcome import MeetingResult
from app.papers.result import read_result
from app.vocabulary import Language, MunicipalAnswer
from app.web.desk import stored_fields
from app.web.desk.door import Signed, change, language_of, offered, route
from app.web.desk.fields import optional_theme, read_typed, worded, words_from
from app.web.desk.making import Wish, at_length, file_being_made
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused, show
from app.web.house import house_of
from app.web.once import read_once
from app.web.sending import attached

AFTER = MEETING + "/after"
ACTION = ("theme", "due_on", "review_on", "says_yes")


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    if request.method == "POST":
        return await refused(request, refusal, status)
    return await show(request, request.path_params["meeting_id"], "after", refusal, status)


router = APIRouter(route_class=route(_refused))


@router.post(AFTER + "/actions/{action_id:int}")
async def correct_action(
    request: Request, meeting_id: int, action_id: int, _signed: Signed
) -> Response:
    form = await read_typed(request, (*worded(*LIMITS), *ACTION))
    corrected_on = today()

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.action(act.book, action_id))
        wanted = Corrected(
            {name: words_from(form, name) for name in LIMITS},
            theme=optional_theme(sent),
            due_on=sent["due_on"],
            review_on=sent["review_on"],
            owner_says_yes="says_yes" in sent,
        )
        correcting.correct(act, action_id, wanted, corrected_on)

    to = f"{MEETINGS}/{meeting_id}/after#action-{action_id}"
    return await change(request, meeting_id, command, to)


@router.post(AFTER + "/answers/{proposal_id:int}")
async def answer_proposal(
    request: Request, meeting_id: int, proposal_id: int, _signed: Signed
) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "answer"))

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.answer(act.book, proposal_id))
        require(None if sent["answer"] else answer_missing)
        said = sent.one_of(MunicipalAnswer, "answer")
        answer(act, proposal_id, said, words_from(form))

    to = f"{MEETINGS}/{meeting_id}/after#answer-{proposal_id}"
    return await change(request, meeting_id, command, to)


for _form in ("actions/{action_id:int}", "answers/{proposal_id:int}", "slides"):
    router.add_api_route(f"{AFTER}/{_form}", back_to_page)


@router.get(AFTER + "/meeting.json")
async def content(request: Request, meeting_id: int, signed: Signed) -> Response:
    """Sends what was prepared, to be brought in elsewhere."""
    told = house_of(request).database, meeting_id, language_of(request)
    return await _at_length(request, signed, _wish(meeting_id), partial(_content, *told))


def _wish(meeting_id: int, said: Hashable = None) -> Wish:
    return Wish(file_being_made, f"{MEETINGS}/{meeting_id}/after", _refused, said=said)


async def _at_length(
    request: Request,
    signed: Coordinator,
    wish: Wish,
    make: Callable[[], tuple[bytes, str]],
) -> Response:
    async def answer() -> Response:
        content, name = await run_in_threadpool(make)
        return attached(content, name)

    return await at_length(request, signed, wish, answer)


def _content(database: Database, meeting_id: int, language: Language) -> tuple[bytes, str]:
    # Imported here, because of the libraries that these load.
    from app.papers.content_file import meeting_json  # noqa: PLC0415
    from app.papers.outgoing import name_of  # noqa: PLC0415

    with database.reading() as book:
        prepared = content_of(book, meeting_id)
        result = read_result(book, meeting_id, language)
    return meeting_json(prepared), name_of(Download.prepared, [result], "json")


@router.get(AFTER + "/{paper}.{kind}")
async def file(
    request: Request, meeting_id: int, paper: str, kind: str, signed: Signed
) -> Response:
    told = house_of(request).database, meeting_id, (paper, kind), languages_asked(request)
    return await _at_length(request, signed, _wish(meeting_id), partial(_made, *told))


@router.post(AFTER + "/slides")
async def slides(request: Request, meeting_id: int, signed: Signed) -> Response:
    """Makes the slides in the municipality's own template, which is not stored."""
    form = await read_once(request, {"language", "paper"}, files={"template"})
    template = form.file("template")
    require(None if template else no_file)
    languages = (offered(form["language"].partition(",")[0]),)
    wanted = form["paper"], "pptx"
    make = partial(_made, house_of(request).database, meeting_id, wanted, languages, template)
    wish = _wish(meeting_id, said=hash((wanted, languages, template)))
    return await _at_length(request, signed, wish, make)


def _made(
    database: Database,
    meeting_id: int,
    wanted: tuple[str, str],
    languages: Sequence[Language],
    template: bytes = b"",
) -> tuple[bytes, str]:
    """Reads in one transaction; makes the file after it, when nothing waits for the database."""
    # Imported here, because it loads the libraries for documents, slides and workbooks.
    from app.papers.outgoing import IN_BOTH, MAKERS, SLIDES, name_of  # noqa: PLC0415

    if wanted not in MAKERS:
        raise NotYoursError
    languages = languages if wanted in IN_BOTH else languages[:1]
    with database.reading() as book:
        results: list[MeetingResult] = [
            read_result(book, meeting_id, language) for language in languages
        ]
    name = name_of(Download(wanted[0]), results, wanted[1])
    if template:
        return SLIDES[wanted[0]](results[0], template), name
    return MAKERS[wanted](results), name


def languages_asked(
    request: Request, beside: Callable[[str], Language] = offered
) -> tuple[Language, ...]:
    """Returns one or two languages, with a comma between in the query; else the coordinator's.

    `beside`: says which language may be the second one.
    """
    asked = request.query_params.get("language", "").split(",")[: LIMIT.paper_languages]
    known = (offered, beside)
    chosen = dict.fromkeys(read(tag) for read, tag in zip(known, asked, strict=False) if tag)
    return tuple(chosen) or (language_of(request),)
