"""The packs, as they are prepared: experience cards and suggested actions."""

from fastapi import APIRouter, Request, Response

from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import packs
from app.method.sent import whole_number
from app.web.desk import stored_fields
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import (
    group_from,
    moved,
    optional_theme,
    read_typed,
    theme_from,
    words_from,
)
from app.web.desk.showing import MEETING, MEETINGS, refused
from app.web.forms import Form
from app.web.once import Command, read_once

CARD = (*WRITTEN_TAGS, "theme", "population_group_id", "heavy")
# Where the editor leads after saving: to another text by its id, a new one, or the half split off.
GO, NEW, SPLIT = "go", "new", "split"

router = APIRouter(route_class=route(refused))


async def _done(request: Request, meeting_id: int, command: Command, page: str) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/{page}")


@router.post(MEETING + "/cards")
async def add_card(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*CARD, GO))
    theme, group_id, words = theme_from(form), group_from(form), words_from(form)
    is_heavy = "heavy" in form
    return await _done(
        request,
        meeting_id,
        lambda act: packs.add_card(act, theme, group_id, words, heavy=is_heavy),
        _next("cards", form),
    )


@router.post(MEETING + "/cards/{chosen_id:int}")
async def set_card(request: Request, meeting_id: int, chosen_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*CARD, GO))

    def command(act: Act) -> int:
        sent = stored_fields.met(form, stored_fields.card(act.book, chosen_id))
        theme, group_id, words = theme_from(sent), group_from(sent), words_from(form)
        packs.set_card(act, chosen_id, theme, group_id, words, heavy="heavy" in sent)
        return packs.split_card(act, chosen_id) if form.get(GO) == SPLIT else chosen_id

    return await _done(request, meeting_id, command, _next("cards", form))


@router.post(MEETING + "/cards/{chosen_id:int}/place")
async def place_card(request: Request, meeting_id: int, chosen_id: int, signed: Signed) -> Response:
    command = await moved(
        request, signed, CARD, LIMIT.furthest, lambda act, to: packs.place_card(act, chosen_id, to)
    )
    return await _done(request, meeting_id, command, f"cards?chosen={chosen_id}")


@router.post(MEETING + "/cards/{chosen_id:int}/removed")
async def remove_card(
    request: Request, meeting_id: int, chosen_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(request, meeting_id, lambda act: packs.remove_card(act, chosen_id), "cards")


@router.post(MEETING + "/suggestions")
async def add_suggestion(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "theme", GO))
    theme, words = optional_theme(form), words_from(form)
    return await _done(
        request,
        meeting_id,
        lambda act: packs.add_suggestion(act, theme, words),
        _next("suggestions", form),
    )


@router.post(MEETING + "/suggestions/{chosen_id:int}")
async def set_suggestion(
    request: Request, meeting_id: int, chosen_id: int, _signed: Signed
) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "theme", GO))

    def command(act: Act) -> int:
        theme = optional_theme(
            stored_fields.met(form, stored_fields.suggestion(act.book, chosen_id))
        )
        packs.set_suggestion(act, chosen_id, theme, words_from(form))
        return chosen_id

    return await _done(request, meeting_id, command, _next("suggestions", form))


@router.post(MEETING + "/suggestions/{chosen_id:int}/place")
async def place_suggestion(
    request: Request, meeting_id: int, chosen_id: int, signed: Signed
) -> Response:
    command = await moved(
        request,
        signed,
        (*WRITTEN_TAGS, "theme"),
        LIMIT.furthest,
        lambda act, to: packs.place_suggestion(act, chosen_id, to),
    )
    return await _done(request, meeting_id, command, f"suggestions?chosen={chosen_id}")


@router.post(MEETING + "/suggestions/{chosen_id:int}/removed")
async def remove_suggestion(
    request: Request, meeting_id: int, chosen_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(
        request, meeting_id, lambda act: packs.remove_suggestion(act, chosen_id), "suggestions"
    )


def _next(pack: str, form: Form) -> str:
    """Returns the page after saving. `{0}` in it stands for the id of what was saved or made."""
    go = form.get(GO, "")
    if go == NEW:
        return f"{pack}?new=1"
    return f"{pack}?chosen={go}" if whole_number(go) else f"{pack}?chosen={{0}}"
