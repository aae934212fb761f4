"""Bringing in cards, results and suggestions: choose, check the columns, check the rows, add."""

from collections.abc import Awaitable

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.method.act import Act
from app.method.preparing import brought, typed
from app.method.preparing.brought import Seen
from app.method.refusals import NotYoursError, OvertakenError, Refusal, require
from app.method.sent import whole_number
from app.papers.brought import columns, sheets
from app.papers.brought.columns import Understood, without_persons
from app.papers.brought.pieces import pieces_of
from app.papers.brought.plain_text import sheet_of
from app.papers.brought.sheets import CellSheet
from app.papers.brought.template import KINDS, template
from app.papers.brought.upload import sheets_in
from app.papers.naming import file_name
from app.vocabulary import N_
from app.web.desk import brought_pages as pages
from app.web.desk.brought_choices import TARGETS
from app.web.desk.brought_fields import COLUMNS, looked_at, row_fields, to_add, understood
from app.web.desk.brought_pages import Around, WaitingFile
from app.web.desk.door import Signed, change, offered, route, shown, write
from app.web.desk.fields import read_typed, with_seen
from app.web.desk.making import Wish, at_length, file_being_read
from app.web.desk.showing import MEETING, MEETINGS, back_to_form
from app.web.desk.typed_drafts import MADE_ON
from app.web.forms import Form, known, read_anything
from app.web.once import judged_once, leading, read_once, written_beside
from app.web.sending import attached

ONE = MEETING + "/{kind}/import"
STEPS = ("columns", "rows")

nothing_to_add = Refusal(
    "nothing_to_add", N_("There is nothing to add yet. Paste the texts, or choose a file.")
)
nothing_but_persons = Refusal(
    "nothing_but_persons",
    N_(
        "This file holds people's names or addresses and nothing else. Nothing of it has been taken in."
    ),
)


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    """Shows the step that was sent, with the refusal. A text of nothing but persons is not kept,
    not even as a draft.
    """
    if refusal == nothing_but_persons:
        request.state.form = Form({"text": ""})
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    return await _page(request, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(ONE)
async def import_page(request: Request, _signed: Signed) -> Response:
    return await _page(request)


@router.get(ONE + "/template.xlsx")
async def empty_table(request: Request, kind: str, _signed: Signed) -> Response:
    language = offered(request.query_params.get("language", ""))
    content = await run_in_threadpool(template, _known(kind), language)
    return attached(content, file_name(KINDS[kind], [language], "xlsx"))


@router.post(ONE)
async def choose(request: Request, meeting_id: int, kind: str, signed: Signed) -> Response:
    form = await read_typed(request, {"text"}, files={"file"})
    there = await run_in_threadpool(pages.around, request, meeting_id, kind)
    content, text = form.file("file"), form.get("text", "")
    # A file was not typed, so it does not come back with a refusal.
    request.state.form = Form({"text": text})
    require(None if content or text.strip() else nothing_to_add)

    async def bring() -> Response:
        told = await run_in_threadpool(_read, content, text, there.head.main_language)

        def command(act: Act) -> None:
            _forget_typed(act, signed.id, _at(request))
            brought.bring(act, signed.id, kind, *told)

        return await change(request, meeting_id, command, _at(request))

    wish = Wish(file_being_read, _at(request), _refused, said=hash((content, text)))
    return await at_length(request, signed, wish, bring)


@router.post(ONE + "/columns")
async def understand(request: Request, meeting_id: int, kind: str, _signed: Signed) -> Response:
    sent = await judged_once(request, await read_anything(request))
    file = await run_in_threadpool(pages.waiting, request, meeting_id, _known(kind))
    if file is None or sent.get(MADE_ON, "") != file.made_on:
        return RedirectResponse(_at(request), 303)
    uses = [f"use_{place}" for place in range(file.sheet.width)]
    form = known(request, sent, with_seen((*COLUMNS, *uses)))
    read, chosen = await run_in_threadpool(understood, form, file)
    told = sheets.to_json(read) if read != file.sheets else None
    return await _unless_overtaken(request, _say(request, file.seen, chosen, told))


@router.post(ONE + "/rows")
async def look(request: Request, meeting_id: int, kind: str, _signed: Signed) -> Response:
    sent = await judged_once(request, await read_anything(request))
    there = await run_in_threadpool(pages.around, request, meeting_id, kind)
    file = await run_in_threadpool(pages.waiting, request, meeting_id, kind)
    if file is None:
        return RedirectResponse(f"{MEETINGS}/{meeting_id}/{kind}", 303)
    if sent.get(MADE_ON, "") != file.made_on:
        return RedirectResponse(_at(request), 303)
    pieces = await run_in_threadpool(pieces_of, file.sheet, file.choice, there.wanted(kind))
    form = known(request, sent, with_seen(row_fields(pieces, kind)))
    chosen = looked_at(form, pieces, kind, file.choice)
    if "add" in form:
        return await _unless_overtaken(request, _add(request, file, chosen, there))
    opened = form.get("mend", "")
    at = "#rows" if whole_number(opened) is None else f"?mend={opened}#row-{opened}"
    return await _unless_overtaken(request, _say(request, file.seen, chosen, at=at))


async def _add(request: Request, file: WaitingFile, choice: Understood, there: Around) -> Response:
    """Saves what is ticked and edited first, so that a refusal loses none of it."""
    meeting_id, told = request.path_params["meeting_id"], columns.to_json(choice)
    seen = await written_beside(
        request, meeting_id, lambda act: brought.understand(act, file.seen, told)
    )
    adding = await run_in_threadpool(to_add, file.sheet, choice, there, file.seen.kind)
    pack = f"{MEETINGS}/{meeting_id}/{file.seen.kind}"
    at = f"{pack}/import#rows" if adding.rest else pack
    return await change(request, meeting_id, lambda act: brought.add(act, seen, adding), at)


@router.post(ONE + "/dropped")
async def throw_away(request: Request, meeting_id: int, kind: str, signed: Signed) -> Response:
    await read_once(request, ())

    def command(act: Act) -> None:
        _forget_typed(act, signed.id, _at(request))
        brought.drop(act, signed.id, _known(kind))

    return await change(request, meeting_id, command, _at(request))


def _forget_typed(act: Act, who: int, at: str) -> None:
    """Drops what was typed on the pages of a file: the rows of another one have the same names."""
    for step in STEPS:
        typed.drop(act, who, f"{at}/{step}")


async def _say(
    request: Request, seen: Seen, choice: Understood, sheets: str | None = None, at: str = ""
) -> Response:
    told = columns.to_json(choice)
    done = await write(
        request,
        request.path_params["meeting_id"],
        lambda act: brought.understand(act, seen, told, sheets),
        f"{_at(request)}{at}",
    )
    return leading(done.leads)


async def _unless_overtaken(request: Request, answer: Awaitable[Response]) -> Response:
    """Shows what there is now, if an earlier press or another tab was first."""
    try:
        return await answer
    except OvertakenError:
        return RedirectResponse(_at(request), 303)


def _read(content: bytes, text: str, language: str) -> tuple[str, str]:
    """Returns the sheets, and how they are understood, as the strings that are stored."""
    cell_sheets = _sheets(content, text)
    return sheets.to_json(cell_sheets), columns.to_json(
        columns.guessed(cell_sheets, Understood(language=language))
    )


def _sheets(content: bytes, text: str) -> tuple[CellSheet, ...]:
    cell_sheets = sheets_in(content) if content else (sheet_of(text),)
    kept = tuple(without_persons(sheet) for sheet in cell_sheets)
    require(None if any(sheet.width for sheet in kept) else nothing_but_persons)
    return tuple(sheet for sheet in kept if sheet.width)


def _known(kind: str) -> str:
    if kind not in TARGETS:
        raise NotYoursError
    return kind


def _at(request: Request) -> str:
    """The address at which the steps are shown."""
    return f"{request.url.path.partition('/import')[0]}/import"


async def _page(request: Request, refusal: Refusal | None = None, status: int = 200) -> Response:
    meeting_id, kind = request.path_params["meeting_id"], _known(request.path_params["kind"])
    draft = request.state.drafts.get(_at(request))
    pasted = draft.fields.get("text", "") if draft else ""
    name, page = await run_in_threadpool(pages.page_of, request, meeting_id, kind, pasted)
    return await shown(request, name, page, refusal=refusal, status=status)
