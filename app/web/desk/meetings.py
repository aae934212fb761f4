"""The desk's meetings, and what a meeting is made of besides what residents told."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method import contacts, interpreting
from app.method.act import Act
from app.method.preparing import ends, gatherings, meeting as preparing, principles
from app.method.preparing.meeting import Basics
from app.method.preparing.pattern import Outline, usual
from app.qr import qr_svg
from app.web.desk import (
    drafting,
    importing,
    in_language,
    packs,
    people,
    programme_form,
    questions,
    reports,
    residents_told,
    stored_fields,
    surveying,
    whole,
)
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import (
    BASICS,
    FURTHER,
    PHONES,
    basics_from,
    new_basics,
    read_typed,
    worded,
    words_from,
)
from app.web.desk.questions import texts_changed
from app.web.desk.showing import (
    MEETING,
    MEETINGS,
    back_to_page,
    meetings_page,
    read_page,
    refused,
    show,
)
from app.web.desk.typed_drafts import HOME
from app.web.forms import Form
from app.web.once import read_once

NEW = ("municipality", "name", "place", "start", *BASICS)

FOLLOWED = ("interpreters", "talk")

router = APIRouter(route_class=route(refused))


@router.get(HOME)
async def meetings(request: Request, _signed: Signed) -> Response:
    return await meetings_page(request, "meetings")


@router.get(MEETINGS + "/new")
async def new_page(request: Request, _signed: Signed) -> Response:
    return await meetings_page(request, "new")


router.add_api_route(MEETINGS, back_to_page)


@router.post(MEETINGS)
async def make(request: Request, signed: Signed) -> Response:
    form = await read_typed(request, NEW)
    basics, municipality = new_basics(form), form.get("municipality", "")
    start = form.one_of(Outline, "start") if "start" in form else Outline.evening
    return await change(
        request,
        None,
        lambda act: _make(act, signed.id, municipality, basics, start),
        MEETINGS + "/{0}/cards/import",
    )


def _make(act: Act, who: int, municipality: str, basics: Basics, start: Outline) -> int:
    """Makes the meeting. Its municipality is asked for once, and kept as the coordinator's own."""
    main = basics.main_language
    own = preparing.own_municipality(act.book, who)
    own_id = own.id if own else preparing.found_municipality(act, who, {main: municipality}, main)
    return preparing.make_meeting(act, own_id, basics, usual(start)).meeting_id


@router.get(MEETING)
async def meeting(meeting_id: int, _signed: Signed) -> Response:
    return RedirectResponse(f"{MEETINGS}/{meeting_id}/basics", 303)


@router.post(MEETING + "/basics")
async def basics(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(
        request, (*worded("municipality", "name", "place"), *BASICS, *FURTHER, *PHONES)
    )
    municipality = words_from(form, "municipality")

    def command(act: Act) -> None:
        preparing.name_municipality(act, municipality)
        wanted = basics_from(stored_fields.met(form, stored_fields.basics(act.book, meeting_id)))
        preparing.set_basics(act, wanted)

    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/basics")


@router.post(MEETING + "/texts/principles")
async def add_principle(request: Request, meeting_id: int, _signed: Signed) -> Response:
    words = words_from(await read_typed(request, WRITTEN_TAGS))
    return await texts_changed(
        request, meeting_id, lambda act: principles.add_principle(act, words)
    )


@router.post(MEETING + "/texts/principles/{principle_id:int}")
async def set_principle(
    request: Request, meeting_id: int, principle_id: int, _signed: Signed
) -> Response:
    words = words_from(await read_typed(request, WRITTEN_TAGS))
    return await texts_changed(
        request,
        meeting_id,
        lambda act: principles.set_principle(act, principle_id, words),
        f"#principle-{principle_id}",
    )


@router.post(MEETING + "/texts/principles/{principle_id:int}/removed")
async def remove_principle(
    request: Request, meeting_id: int, principle_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await texts_changed(
        request, meeting_id, lambda act: principles.remove_principle(act, principle_id)
    )


@router.post(MEETING + "/texts/ends")
async def set_ends(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, worded(*ends.USUAL))
    wanted = {column: words_from(form, column) for column in ends.USUAL}
    return await texts_changed(request, meeting_id, lambda act: ends.set_ends(act, wanted), "#ends")


@router.post(MEETING + "/links/{link_id:int}/renewed")
async def renew(request: Request, meeting_id: int, link_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    at = f"{MEETINGS}/{meeting_id}/links"
    return await change(request, meeting_id, lambda act: preparing.renew_link(act, link_id), at)


@router.post(MEETING + "/links/{link_id:int}/closed")
async def close(request: Request, meeting_id: int, link_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    at = f"{MEETINGS}/{meeting_id}/links"
    return await change(request, meeting_id, lambda act: preparing.close_link(act, link_id), at)


@router.post(MEETING + "/links/gatherings/{gathering_id:int}")
async def link_to_report(
    request: Request, meeting_id: int, gathering_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await change(
        request,
        meeting_id,
        lambda act: gatherings.link_to_report(act, gathering_id),
        f"{MEETINGS}/{meeting_id}/links#report-{gathering_id}",
    )


@router.post(MEETING + "/links/languages")
async def follow(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, ("language", *FOLLOWED))
    language, to = form["language"], f"{MEETINGS}/{meeting_id}/links#languages"
    told = _followed_from(form)
    return await change(
        request, meeting_id, lambda act: interpreting.add_followed(act, language, *told), to
    )


@router.post(MEETING + "/links/languages/{language}")
async def set_followed(
    request: Request, meeting_id: int, language: str, _signed: Signed
) -> Response:
    form = await read_typed(request, FOLLOWED)

    def command(act: Act) -> None:
        sent = stored_fields.met(form, stored_fields.followed(act.book, meeting_id, language))
        interpreting.set_followed(act, language, *_followed_from(sent))

    to = f"{MEETINGS}/{meeting_id}/links#language-{language}"
    return await change(request, meeting_id, command, to)


def _followed_from(form: Form) -> tuple[int, str]:
    return form.number("interpreters", 0, LIMIT.interpreters), form.get("talk", "")


@router.post(MEETING + "/contacts/erased")
async def erase_contacts(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await change(
        request, meeting_id, contacts.erase_all, f"{MEETINGS}/{meeting_id}/contacts"
    )


@router.post(MEETING + "/contacts/{action_id:int}/erased")
async def erase_contacts_of(
    request: Request, meeting_id: int, action_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    to = f"{MEETINGS}/{meeting_id}/contacts"
    return await change(request, meeting_id, lambda act: contacts.erase_of(act, action_id), to)


@router.get(MEETING + "/links/join.svg")
async def join_qr(request: Request, meeting_id: int, _signed: Signed) -> Response:
    page = await read_page(request, meeting_id, "links")
    return Response(qr_svg(page.join.upper()), media_type="image/svg+xml")


router.include_router(drafting.router)
router.include_router(programme_form.router)
router.include_router(people.router)
router.include_router(surveying.router)
router.include_router(residents_told.router)
router.include_router(packs.router)
router.include_router(questions.router)
router.include_router(importing.router)
router.include_router(in_language.router)
router.include_router(reports.router)
router.include_router(whole.router)


@router.get(MEETING + "/{tab}")
async def page(request: Request, meeting_id: int, tab: str, _signed: Signed) -> Response:
    return await show(request, meeting_id, tab)


for _tab in (
    "gatherings",
    "results",
    "cards",
    "suggestions",
    "texts",
    "links",
    "contacts",
    "survey",
    "reports",
    "people",
):
    router.add_api_route(f"{MEETING}/{_tab}/{{rest:path}}", back_to_page)
