"""The follow-up at the desk: actions, reports, links; the public page, published or withdrawn."""

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.hall_clock import today
from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.links import public_name
from app.method.act import Act
from app.method.followup import calendars, following, next_round, publishing, rhythm
from app.method.followup.following import Reported
from app.method.preparing.translations import digest
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.method.rules import meeting_of
from app.models.followup import FollowState
from app.papers.naming import file_name
from app.papers.public.new_version import as_stored, next_version
from app.papers.public.plain_files import MEDIA, archive, files, history, public_address
from app.vocabulary import DeskTab
from app.web.desk import stored_afterwards
from app.web.desk.door import Signed, change, language_of, route, shown
from app.web.desk.fields import read_typed, words_from
from app.web.desk.follow_page import FollowPage, follow_page
from app.web.desk.reading import Reader
from app.web.desk.showing import MEETING, MEETINGS, asked_of, back_to_form, back_to_page
from app.web.desk.stored_fields import met
from app.web.house import house_of
from app.web.once import Command, read_once
from app.web.sending import attached

FOLLOWUP = MEETING + "/followup"
ACTION = FOLLOWUP + "/actions/{action_id:int}"


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    return await _shown(request, int(request.path_params["meeting_id"]), refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(FOLLOWUP)
async def page(request: Request, meeting_id: int, _signed: Signed) -> Response:
    return await _shown(request, meeting_id)


@router.post(FOLLOWUP + "/followed")
async def follow(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(request, meeting_id, following.follow)


@router.post(FOLLOWUP + "/rhythm")
async def set_rhythm(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, ("first", "then", "asks_again_on"))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.rhythm(act.book, meeting_id))
        first, then = (sent.number(name, 1, LIMIT.report_months) for name in ("first", "then"))
        rhythm.set_rhythm(act, first, then, sent["asks_again_on"])

    return await _changed(request, meeting_id, command, "#rhythm")


@router.post(ACTION)
async def report(request: Request, meeting_id: int, action_id: int, _signed: Signed) -> Response:
    """Adds an entry to the log, and sets when the action is looked at next.

    Who has moved that day alone has reported nothing, and the public page tells of no report.
    """
    form = await read_typed(request, (*WRITTEN_TAGS, "state", "corrects", "review_on"))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.followed(act.book, action_id))
        state = sent.one_of(FollowState, "state")
        said = Reported(state, words_from(form), form.optional_id("corrects"))
        is_moved = following.review(act, action_id, sent["review_on"])
        if not is_moved or following.says_something(act.book, action_id, said):
            following.report(act, action_id, said, today())

    return await _changed(request, meeting_id, command, f"#action-{action_id}")


@router.post(ACTION + "/link/renewed")
async def renew(request: Request, meeting_id: int, action_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(
        request,
        meeting_id,
        lambda act: following.renew_link(act, action_id),
        f"#action-{action_id}",
    )


@router.post(ACTION + "/link/revoked")
async def revoke(request: Request, meeting_id: int, action_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(
        request,
        meeting_id,
        lambda act: following.revoke_link(act, action_id),
        f"#action-{action_id}",
    )


@router.post(FOLLOWUP + "/became")
async def open_with(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Sets the earlier meeting whose outcome this one opens with, or none."""
    form = await read_typed(request, ("before_id",))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.became(act.book, meeting_id))
        if sent["before_id"] == stored_afterwards.AS_IT_IS:
            return
        before_id = sent.optional_id("before_id")
        if before_id is None:
            next_round.open_without(act)
        else:
            next_round.open_with(act, before_id)

    return await _changed(request, meeting_id, command, "#round")


@router.post(FOLLOWUP + "/calendar/{done}")
async def calendar(request: Request, meeting_id: int, done: str, _signed: Signed) -> Response:
    await read_once(request, ())
    acts: dict[str, Command] = {"opened": calendars.open_anew, "closed": calendars.close}
    if done not in acts:
        raise NotYoursError
    return await _changed(request, meeting_id, acts[done], "#calendar")


@router.post(FOLLOWUP + "/published")
async def publish(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Publishes what was previewed; refuses if it has changed since."""
    form = await read_once(request, {"digest", "after"})
    content, after = await run_in_threadpool(_next, request, meeting_id)
    if digest(content) != form["digest"]:
        raise RefusedError(publishing.preview_outdated)
    return await _changed(
        request,
        meeting_id,
        lambda act: publishing.publish(act, content, after, today()),
        "#public",
    )


@router.post(FOLLOWUP + "/withdrawn")
async def withdraw(request: Request, meeting_id: int, _signed: Signed) -> Response:
    await read_once(request, ())
    return await _changed(
        request, meeting_id, lambda act: publishing.withdraw(act, today()), "#public"
    )


@router.get(FOLLOWUP + "/preview/{name}")
async def preview(request: Request, meeting_id: int, name: str, _signed: Signed) -> Response:
    made = await run_in_threadpool(_files, request, meeting_id)
    if name not in made:
        raise NotYoursError
    return Response(made[name], media_type=MEDIA[name.rsplit(".", 1)[1]])


@router.get(FOLLOWUP + "/page.zip")
async def folder(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """The page as it would be published now, as a folder for the municipality's own site. It is
    called the same whoever takes it out: the next one takes its place there.
    """
    made = await run_in_threadpool(_files, request, meeting_id)
    public = public_name(meeting_id)
    named = file_name(DeskTab.followup.says["name"], [language_of(request)], "zip", apart=public)
    return attached(await run_in_threadpool(archive, made, f"follow-up-{public}"), named)


router.add_api_route(FOLLOWUP + "/{form:path}", back_to_page)


async def _changed(
    request: Request, meeting_id: int, command: Command, place: str = ""
) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/followup{place}")


async def _shown(
    request: Request, meeting_id: int, refusal: Refusal | None = None, status: int = 200
) -> Response:
    read = await run_in_threadpool(_read, request, meeting_id)
    return await shown(request, "followup", read, refusal=refusal, status=status)


def _read(request: Request, meeting_id: int) -> FollowPage:
    asked = asked_of(request, meeting_id, "followup")
    with house_of(request).database.reading() as book:
        return follow_page(Reader(book, meeting_id, asked), today())


def _next(request: Request, meeting_id: int) -> tuple[str, int]:
    with house_of(request).database.reading() as book:
        content, after = next_version(book, meeting_id, today())
    return as_stored(content), after


def _files(request: Request, meeting_id: int) -> dict[str, bytes]:
    """The page's files as they would be published now: with the news, and the page's address."""
    with house_of(request).database.reading() as book:
        content, _ = next_version(book, meeting_id, today())
        before = history(publishing.versions(book, meeting_id))
        address = public_address(house_of(request).settings.base_url, meeting_of(book, meeting_id))
    new = [(today().isoformat(), content["changes"])] if content["changes"] else []
    return files(content, [*before, *new], address)
