"""Correcting a translation: its table is fetched, comes in checked, and is used at once."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app import texts
from app.assembly import say_otherwise
from app.catalogues import corrected_files
from app.frozen import frozen
from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES
from app.method.refusals import NotYoursError, Refusal, require
from app.papers.naming import file_name
from app.papers.printing.typeset import typeset
from app.vocabulary import N_, Language
from app.web.desk.door import Signed, judge_own, language_of, noted, route, shown
from app.web.desk.showing import back_to_page
from app.web.desk.typed_drafts import HOME
from app.web.house import house_of
from app.web.once import read_once
from app.web.saved import saying_saved
from app.web.sending import attached, to_print

AT = f"{HOME}/languages"
CORRECTABLE = tuple(language for language in PHONE_LANGUAGES if language not in HALL_LANGUAGES)

no_table = Refusal(
    "no_table",
    N_(
        "This is not the table of that language. Fetch the table here, correct it, and choose that file."
    ),
)


@frozen
class WordingsPage:
    """`languages`: each with its number of corrections. `wrong`: faults of a refused file."""

    languages: tuple[tuple[Language, int], ...]
    is_hosted: bool
    wrong: tuple[object, ...] = ()


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await _shown(request, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(AT)
async def page(request: Request, _signed: Signed) -> Response:
    return await _shown(request)


@router.get(AT + "/{tag}.xlsx")
async def table(request: Request, tag: str, _signed: Signed) -> Response:
    # Imported here and below, because it loads the libraries for workbooks.
    from app.papers import catalogue_book  # noqa: PLC0415

    language, reader = _language(tag), language_of(request)
    return attached(
        await run_in_threadpool(catalogue_book.table, language),
        file_name(N_("Translations"), [reader], "xlsx", apart=language),
    )


@router.get(AT + "/{tag}.pdf")
async def promised(request: Request, tag: str, _signed: Signed) -> Response:
    from app.papers import sentences_to_check  # noqa: PLC0415

    language, reader = _language(tag), language_of(request)
    made = await run_in_threadpool(lambda: typeset(sentences_to_check.sheet(language, reader)))
    printed = N_("What promises something, to print")
    return to_print(made, file_name(printed, [reader], "pdf", apart=language))


@router.post(AT + "/{tag}")
async def correct(request: Request, tag: str, _signed: Signed) -> Response:
    """Takes nothing of a file in which something is wrong, and names what is."""
    from app.papers import catalogue_book  # noqa: PLC0415

    language, settings = _language(tag), house_of(request).settings
    form = await read_once(request, (), files={"file"})
    judge_own(request)
    read = await run_in_threadpool(catalogue_book.read, form.file("file"), language)
    require(None if read.known else no_table)
    if read.wrong:
        return await _shown(request, None, 409, read.wrong)
    await run_in_threadpool(corrected_files.keep, settings.data, language, read.corrected)
    await run_in_threadpool(say_otherwise, corrected_files.corrections(settings.data))
    # Screens that are kept for phones still hold the old words.
    house_of(request).hub.forget()
    return await noted(request, saying_saved(AT))


router.add_api_route(AT + "/{tag}", back_to_page)


def _language(tag: str) -> Language:
    if tag not in CORRECTABLE:
        raise NotYoursError
    return Language(tag)


async def _shown(
    request: Request,
    refusal: Refusal | None = None,
    status: int = 200,
    wrong: tuple[object, ...] = (),
) -> Response:
    return await shown(request, "wordings", _page(request, wrong), refusal=refusal, status=status)


def _page(request: Request, wrong: tuple[object, ...]) -> WordingsPage:
    counted = tuple((language, len(texts.corrections(language))) for language in CORRECTABLE)
    return WordingsPage(counted, house_of(request).settings.is_hosted, wrong)
