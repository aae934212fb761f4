"""What residents told, as it is prepared: population groups, gatherings, key results."""

from fastapi import APIRouter, Request, Response

from app.languages import WRITTEN_TAGS
from app.method.act import Act
from app.method.preparing import basket, gatherings, key_results, population_groups, slide_notes
from app.vocabulary import Theme
from app.web.desk import stored_fields
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import HELD, group_from, held_from, read_typed, words_from
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused
from app.web.once import Command, read_once

TABS = ("programme", "gatherings", "results", "cards", "suggestions", "texts", "people")

router = APIRouter(route_class=route(refused))


async def _done(
    request: Request, meeting_id: int, command: Command, page: str, place: str = ""
) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/{page}{place}")


@router.post(MEETING + "/gatherings/groups")
async def add_group(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "majority"))
    words, is_majority = words_from(form), "majority" in form
    return await _done(
        request,
        meeting_id,
        lambda act: population_groups.add_group(act, words, is_majority=is_majority),
        "gatherings",
    )


@router.post(MEETING + "/gatherings/groups/{group_id:int}")
async def set_group(request: Request, meeting_id: int, group_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "majority"))

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.group(act.book, group_id))
        is_majority = "majority" in sent
        population_groups.set_group(act, group_id, words_from(form), is_majority=is_majority)

    return await _done(request, meeting_id, command, "gatherings", f"#group-{group_id}")


@router.post(MEETING + "/gatherings/groups/{group_id:int}/removed")
async def remove_group(
    request: Request, meeting_id: int, group_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(
        request,
        meeting_id,
        lambda act: population_groups.remove_group(act, group_id),
        "gatherings",
    )


@router.post(MEETING + "/gatherings")
async def add_gathering(request: Request, meeting_id: int, _signed: Signed) -> Response:
    held = held_from(await read_typed(request, HELD))
    return await _done(
        request, meeting_id, lambda act: gatherings.add_gathering(act, held), "gatherings"
    )


@router.post(MEETING + "/gatherings/{gathering_id:int}")
async def set_gathering(
    request: Request, meeting_id: int, gathering_id: int, _signed: Signed
) -> Response:
    form = await read_typed(request, HELD)

    def command(act: Act) -> None:
        held = held_from(stored_fields.met(form, stored_fields.gathering(act.book, gathering_id)))
        gatherings.set_gathering(act, gathering_id, held)

    return await _done(request, meeting_id, command, "gatherings", f"#gathering-{gathering_id}")


@router.post(MEETING + "/gatherings/{gathering_id:int}/removed")
async def remove_gathering(
    request: Request, meeting_id: int, gathering_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(
        request,
        meeting_id,
        lambda act: gatherings.remove_gathering(act, gathering_id),
        "gatherings",
    )


@router.post(MEETING + "/results/themes/{theme}")
async def add_result(request: Request, meeting_id: int, theme: Theme, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "population_group_id"))
    group_id, words = group_from(form), words_from(form)
    return await _done(
        request,
        meeting_id,
        lambda act: key_results.add_result(act, theme, group_id, words),
        "results",
        f"#{theme}",
    )


@router.post(MEETING + "/results/{result_id:int}")
async def set_result(
    request: Request, meeting_id: int, result_id: int, _signed: Signed
) -> Response:
    words = words_from(await read_typed(request, WRITTEN_TAGS))
    return await _done(
        request,
        meeting_id,
        lambda act: key_results.set_result(act, result_id, words),
        "results",
        f"#result-{result_id}",
    )


@router.post(MEETING + "/results/{result_id:int}/removed")
async def remove_result(
    request: Request, meeting_id: int, result_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _done(
        request, meeting_id, lambda act: key_results.remove_result(act, result_id), "results"
    )


@router.post(MEETING + "/results/notes/{theme}")
async def set_note(request: Request, meeting_id: int, theme: Theme, _signed: Signed) -> Response:
    words = words_from(await read_typed(request, WRITTEN_TAGS))
    return await _done(
        request,
        meeting_id,
        lambda act: slide_notes.set_note(act, theme, words),
        "results",
        f"#note-{theme}",
    )


@router.post(MEETING + "/basics/removed/{removed_id:int}")
async def put_back(request: Request, meeting_id: int, removed_id: int, _signed: Signed) -> Response:
    at = (await read_once(request, {"at"}))["at"]
    tab = at if at in TABS else "basics"
    return await _done(request, meeting_id, lambda act: basket.put_back(act, removed_id), tab)


router.add_api_route(MEETING + "/basics/removed/{removed_id:int}", back_to_page)
