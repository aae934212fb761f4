"""What residents told, as it is prepared: population groups, gatherings, key results, cards, suggested actions."""

from fastapi import APIRouter, Request, Response

from app.method.preparing import (
    gatherings,
    key_results,
    packs,
    population_groups,
    slide_notes,
)
from app.vocabulary import Theme
from app.web.desk.door import Command, Signed, change, route
from app.web.desk.fields import (
    HELD,
    WORDS,
    held_from,
    optional_theme,
    theme_from,
    words_from,
)
from app.web.desk.showing import MEETINGS, refused
from app.web.forms import read_form

ONE = MEETINGS + "/{meeting_id:int}"
CARD = (*WORDS, "theme", "population_group_id", "heavy")
FURTHEST = 1000

router = APIRouter(route_class=route(refused))


async def _done(
    request: Request, meeting_id: int, command: Command, page: str, place: str = ""
) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/{page}{place}")


@router.post(ONE + "/gatherings/groups")
async def add_group(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_form(request, (*WORDS, "majority"))
    words, is_majority = words_from(form), "majority" in form
    return await _done(
        request,
        meeting_id,
        lambda act: population_groups.add_group(act, words, is_majority=is_majority),
        "gatherings",
    )


@router.post(ONE + "/gatherings/groups/{group_id:int}")
async def set_group(request: Request, meeting_id: int, group_id: int, _signed: Signed) -> Response:
    form = await read_form(request, (*WORDS, "majority"))
    words, is_majority = words_from(form), "majority" in form
    return await _done(
        request,
        meeting_id,
        lambda act: population_groups.set_group(act, group_id, words, is_majority=is_majority),
        "gatherings",
        f"#group-{group_id}",
    )


@router.post(ONE + "/gatherings/groups/{group_id:int}/removed")
async def remove_group(
    request: Request, meeting_id: int, group_id: int, _signed: Signed
) -> Response:
    await read_form(request, ())
    return await _done(
        request,
        meeting_id,
        lambda act: population_groups.remove_group(act, group_id),
        "gatherings",
    )


@router.post(ONE + "/gatherings")
async def add_gathering(request: Request, meeting_id: int, _signed: Signed) -> Response:
    held = held_from(await read_form(request, HELD))
    return await _done(
        request, meeting_id, lambda act: gatherings.add_gathering(act, held), "gatherings"
    )


@router.post(ONE + "/gatherings/{gathering_id:int}")
async def set_gathering(
    request: Request, meeting_id: int, gathering_id: int, _signed: Signed
) -> Response:
    held = held_from(await read_form(request, HELD))
    return await _done(
        request,
        meeting_id,
        lambda act: gatherings.set_gathering(act, gathering_id, held),
        "gatherings",
        f"#gathering-{gathering_id}",
    )


@router.post(ONE + "/gatherings/{gathering_id:int}/removed")
async def remove_gathering(
    request: Request, meeting_id: int, gathering_id: int, _signed: Signed
) -> Response:
    await read_form(request, ())
    return await _done(
        request,
        meeting_id,
        lambda act: gatherings.remove_gathering(act, gathering_id),
        "gatherings",
    )


@router.post(ONE + "/results")
async def add_result(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_form(request, (*WORDS, "theme", "population_group_id"))
    theme, group_id, words = theme_from(form), form.id("population_group_id"), words_from(form)
    return await _done(
        request,
        meeting_id,
        lambda act: key_results.add_result(act, theme, group_id, words),
        "results",
        f"#{theme}",
    )


@router.post(ONE + "/results/{result_id:int}")
async def set_result(
    request: Request, meeting_id: int, result_id: int, _signed: Signed
) -> Response:
    words = words_from(await read_form(request, WORDS))
    return await _done(
        request,
        meeting_id,
        lambda act: key_results.set_result(act, result_id, words),
        "results",
        f"#result-{result_id}",
    )


@router.post(ONE + "/results/{result_id:int}/removed")
async def remove_result(
    request: Request, meeting_id: int, result_id: int, _signed: Signed
) -> Response:
    await read_form(request, ())
    return await _done(
        request, meeting_id, lambda act: key_results.remove_result(act, result_id), "results"
    )


@router.post(ONE + "/results/notes/{theme}")
async def set_note(request: Request, meeting_id: int, theme: Theme, _signed: Signed) -> Response:
    words = words_from(await read_form(request, WORDS))
    return await _done(
        request,
        meeting_id,
        lambda act: slide_notes.set_note(act, theme, words),
        "results",
        f"#note-{theme}",
    )


@router.post(ONE + "/cards")
async def add_card(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_form(request, CARD)
    theme, group_id, words = theme_from(form), form.id("population_group_id"), words_from(form)
    is_heavy = "heavy" in form
    return await _done(
        request,
        meeting_id,
        lambda act: packs.add_card(act, theme, group_id, words, heavy=is_heavy),
        "cards",
    )


@router.post(ONE + "/cards/{one_id:int}")
async def set_card(request: Request, meeting_id: int, one_id: int, _signed: Signed) -> Response:
    form = await read_form(request, CARD)
    theme, group_id, words = theme_from(form), form.id("population_group_id"), words_from(form)
    is_heavy = "heavy" in form
    return await _done(
        request,
        meeting_id,
        lambda act: packs.set_card(act, one_id, theme, group_id, words, heavy=is_heavy),
        f"cards?one={one_id}",
    )


@router.post(ONE + "/cards/{one_id:int}/place")
async def place_card(request: Request, meeting_id: int, one_id: int, _signed: Signed) -> Response:
    place = (await read_form(request, {"place"})).number("place", 0, FURTHEST)
    return await _done(
        request,
        meeting_id,
        lambda act: packs.place_card(act, one_id, place),
        f"cards?one={one_id}",
    )


@router.post(ONE + "/cards/{one_id:int}/removed")
async def remove_card(request: Request, meeting_id: int, one_id: int, _signed: Signed) -> Response:
    await read_form(request, ())
    return await _done(request, meeting_id, lambda act: packs.remove_card(act, one_id), "cards")


@router.post(ONE + "/suggestions")
async def add_suggestion(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_form(request, (*WORDS, "theme"))
    theme, words = optional_theme(form), words_from(form)
    return await _done(
        request, meeting_id, lambda act: packs.add_suggestion(act, theme, words), "suggestions"
    )


@router.post(ONE + "/suggestions/{one_id:int}")
async def set_suggestion(
    request: Request, meeting_id: int, one_id: int, _signed: Signed
) -> Response:
    form = await read_form(request, (*WORDS, "theme"))
    theme, words = optional_theme(form), words_from(form)
    return await _done(
        request,
        meeting_id,
        lambda act: packs.set_suggestion(act, one_id, theme, words),
        f"suggestions?one={one_id}",
    )


@router.post(ONE + "/suggestions/{one_id:int}/place")
async def place_suggestion(
    request: Request, meeting_id: int, one_id: int, _signed: Signed
) -> Response:
    place = (await read_form(request, {"place"})).number("place", 0, FURTHEST)
    return await _done(
        request,
        meeting_id,
        lambda act: packs.place_suggestion(act, one_id, place),
        f"suggestions?one={one_id}",
    )


@router.post(ONE + "/suggestions/{one_id:int}/removed")
async def remove_suggestion(
    request: Request, meeting_id: int, one_id: int, _signed: Signed
) -> Response:
    await read_form(request, ())
    return await _done(
        request, meeting_id, lambda act: packs.remove_suggestion(act, one_id), "suggestions"
    )
