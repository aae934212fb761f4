"""The guide to the method, for all who have a part in it: read, printed or edited."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.languages import HALL_LANGUAGES
from app.method.followup.statements import Statement, stated_here
from app.method.refusals import NotYoursError
from app.papers.document import Block, Document
from app.papers.guide.booklet import booklet, guide
from app.papers.naming import file_name
from app.papers.printing.as_json import as_json, document_sheet
from app.papers.printing.typeset import typeset
from app.templating import render_template
from app.vocabulary import N_, GuidePart, Language
from app.web.doors import browser_language
from app.web.house import house_of
from app.web.sending import to_print

AT = "/guide"

# Two booklets at a time: anybody may ask for one, and all requests share the server's threads.
BOOKLETS = CapacityLimiter(2)

router = APIRouter()


@frozen
class GuidePage:
    """`blocks`: each with the word by which the template knows its kind."""

    part: GuidePart
    blocks: tuple[tuple[str, Block], ...]
    parts: tuple[GuidePart, ...] = tuple(GuidePart)
    languages: tuple[Language, ...] = HALL_LANGUAGES

    @property
    def number(self) -> int:
        return self.parts.index(self.part) + 1

    @property
    def before(self) -> GuidePart | None:
        return next((before for before, after in pairwise(self.parts) if after is self.part), None)

    @property
    def after(self) -> GuidePart | None:
        return dict(pairwise(self.parts)).get(self.part)


@router.get(AT)
async def beginning(request: Request) -> Response:
    return RedirectResponse(f"{AT}/{GuidePart.about}?language={_language(request)}", 302)


@router.get(AT + "/booklet.{kind}")
async def one_booklet(request: Request, kind: str) -> Response:
    if kind not in ("pdf", "docx"):
        raise NotYoursError
    language = _language(request)
    stated = await run_in_threadpool(_stated, request)
    make = _printed if kind == "pdf" else _written
    content = await run_sync(make, language, stated, limiter=BOOKLETS)
    return to_print(content, file_name(N_("Guide"), [language], kind))


@router.get(AT + "/{part}")
async def page(request: Request, part: str) -> Response:
    if part not in {*GuidePart}:
        raise NotYoursError
    stated = await run_in_threadpool(_stated, request)
    return HTMLResponse(await run_in_threadpool(_page, _language(request), GuidePart(part), stated))


def _page(language: Language, part: GuidePart, stated: Sequence[Statement]) -> str:
    blocks = tuple((type(block).__name__, block) for block in guide(language, stated)[part])
    return render_template("guide/page.html", language, s=GuidePage(part, blocks))


def _printed(language: Language, stated: Sequence[Statement]) -> bytes:
    document = booklet(language, stated)
    return _set(as_json(document.title, document.head, language, [document_sheet(document)]))


# Both are cached, because anybody may ask for them, and they are the same for everybody.
@lru_cache(maxsize=len(HALL_LANGUAGES))
def _set(data: bytes) -> bytes:
    return typeset(data)


def _written(language: Language, stated: Sequence[Statement]) -> bytes:
    return _as_docx(booklet(language, stated))


@lru_cache(maxsize=len(HALL_LANGUAGES))
def _as_docx(document: Document) -> bytes:
    # Imported here, because it loads the library that writes documents.
    from app.papers.docx_file import as_docx  # noqa: PLC0415

    return as_docx(document)


def _language(request: Request) -> Language:
    asked = {language.value: language for language in HALL_LANGUAGES}.get(
        request.query_params.get("language", "")
    )
    spoken = asked or browser_language(request, HALL_LANGUAGES)
    return spoken if spoken in HALL_LANGUAGES else Language.sv


def _stated(request: Request) -> tuple[Statement, ...]:
    database = house_of(request).database
    with database.reading() as book:
        return stated_here(book)
