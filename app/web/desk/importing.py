"""Bringing cards and suggested actions in: paste or choose a file, see what would come, then add it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import packs
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.models import Card
from app.papers.files import decoded
from app.papers.imports import Imported, Usual, of_persons, read_cards, read_suggestions
from app.vocabulary import N_
from app.web.desk.door import Signed, change, language_of, route, shown, text_language
from app.web.desk.fields import optional_theme, read_typed
from app.web.desk.kept import keep
from app.web.desk.pages import Group, Head, PackPage
from app.web.desk.showing import MEETINGS, back_to_form, read_page
from app.web.forms import Form

ONE = MEETINGS + "/{meeting_id:int}/{kind}/import"
FIELDS = ("text", "theme", "group", "language", "add")

nothing_to_add = Refusal(
    "nothing_to_add", N_("There is nothing to add yet. Paste the texts, or choose a file.")
)


@dataclass(frozen=True)
class ImportPage:
    """`found`: what the text holds; None before anything was given."""

    head: Head
    kind: str
    groups: tuple[Group, ...]
    room: int
    text: str
    usual: Usual
    found: Imported[Any] | None


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    """Back to what was pasted, with the sentence."""
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    form: Form = getattr(request.state, "form", None) or Form({}, {})
    return await _page(request, form, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(ONE)
async def import_page(request: Request, _signed: Signed) -> Response:
    """With what was pasted before, if it has not been added."""
    kept_before = request.state.drafts.get(request.url.path)
    fields = kept_before.fields if kept_before else {}
    return await _page(request, Form({name: [words] for name, words in fields.items()}, {}))


@router.post(ONE)
async def bring_in(request: Request, meeting_id: int, kind: str, signed: Signed) -> Response:
    form = _with_file(await read_typed(request, FIELDS, files={"file"}))
    request.state.form = form
    usual, text = _usual(request, form), form.get("text")
    require(None if text.strip() else nothing_to_add)
    await run_in_threadpool(_look, request, kind, text, usual)
    if "add" not in form:
        await keep(request, signed.id, request.url.path, form)
        return RedirectResponse(f"{request.url.path}#found", 303)
    command = _adding(_known(kind), text, usual)
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/{kind}")


def _look(request: Request, kind: str, text: str, usual: Usual) -> None:
    """Raises why nothing of it can be taken. What tells of persons is not kept either, not even as a draft."""
    try:
        _found(_known(kind), text, usual, LIMIT.cards)
    except RefusedError as error:
        if error.refusal.code == of_persons.code:
            request.state.form = Form({"text": [""]}, {})
        raise


def _known(kind: str) -> str:
    if kind not in ("cards", "suggestions"):
        raise NotYoursError
    return kind


def _adding(kind: str, text: str, usual: Usual) -> Callable[[Act], None]:
    """Reads the text again under the lock: the pack may have been filled meanwhile."""

    def add(act: Act) -> None:
        found = _found(kind, text, usual, _room(act.book.count(Card, meeting_id=act.meeting_id)))
        require(None if found.good else nothing_to_add)
        if kind == "cards":
            packs.add_cards(act, found.good)
        else:
            packs.add_suggestions(act, found.good)

    return add


async def _page(
    request: Request, form: Form, refusal: Refusal | None = None, status: int = 200
) -> Response:
    kind = _known(request.path_params["kind"])
    around: PackPage = await read_page(request, request.path_params["meeting_id"], kind)
    text, usual, room = form.get("text"), _usual(request, form, around), _room(len(around.lines))
    try:
        found = await run_in_threadpool(_found, kind, text, usual, room) if text.strip() else None
    except (
        RefusedError
    ) as error:  # said already when it was sent, and again when the page is asked for again
        found, refusal = None, refusal or error.refusal
    page = ImportPage(around.head, kind, around.groups, room, text, usual, found)
    return shown(request, "import", page, refusal=refusal, status=status)


def _found(kind: str, text: str, usual: Usual, room: int) -> Imported[Any]:
    return read_cards(text, usual, room) if kind == "cards" else read_suggestions(text, usual)


def _room(there: int) -> int:
    return max(LIMIT.cards - there, 0)


def _with_file(form: Form) -> Form:
    """A chosen file comes before what was pasted."""
    content = form.file("file")
    fields = {name: form.several(name) for name in form.names()}
    return Form({**fields, "text": [decoded(content)]}, {}) if content else form


def _usual(request: Request, form: Form, around: PackPage | None = None) -> Usual:
    spoken = around.head.main_language if around else language_of(request)
    language = text_language(form["language"]) if "language" in form else spoken
    return Usual(language, optional_theme(form), form.get("group"))
