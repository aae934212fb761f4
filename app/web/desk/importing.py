"""Bringing cards and suggested actions in: paste or choose a file, see what would come, then add it whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import packs
from app.method.refusals import NotYoursError, Refusal, require
from app.models import Card
from app.papers.columns import decoded
from app.papers.imports import Imported, Usual, read_cards, read_suggestions
from app.vocabulary import N_
from app.web.desk.door import Signed, change, language_of, route, shown, text_language
from app.web.desk.fields import optional_theme
from app.web.desk.pages import Group, Head, PackPage
from app.web.desk.showing import MEETINGS, read_page
from app.web.forms import Form, read_form

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
    form: Form = getattr(request.state, "form", None) or Form({}, {})
    return await _page(request, form, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(ONE)
async def import_page(request: Request, _signed: Signed) -> Response:
    return await _page(request, Form({}, {}))


@router.post(ONE)
async def bring_in(request: Request, meeting_id: int, kind: str, _signed: Signed) -> Response:
    form = await read_form(request, FIELDS, files={"file"})
    usual, text = _usual(request, form), _text(form)
    require(None if text.strip() else nothing_to_add)
    if "add" not in form:
        return await _page(request, form)
    command = _adding(_known(kind), text, usual)
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/{kind}")


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
    text, usual, room = _text(form), _usual(request, form, around), _room(len(around.lines))
    found = await run_in_threadpool(_found, kind, text, usual, room) if text.strip() else None
    page = ImportPage(around.head, kind, around.groups, room, text, usual, found)
    return shown(request, "import", page, refusal=refusal, status=status)


def _found(kind: str, text: str, usual: Usual, room: int) -> Imported[Any]:
    return read_cards(text, usual, room) if kind == "cards" else read_suggestions(text, usual)


def _room(there: int) -> int:
    return max(LIMIT.cards - there, 0)


def _text(form: Form) -> str:
    """A chosen file comes before what was pasted."""
    content = form.file("file")
    return decoded(content) if content else form.get("text")


def _usual(request: Request, form: Form, around: PackPage | None = None) -> Usual:
    spoken = around.head.main_language if around else language_of(request)
    language = text_language(form["language"]) if "language" in form else spoken
    return Usual(language, optional_theme(form), form.get("group"))
