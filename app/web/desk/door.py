"""The coordinator's door: sign-in, how a page is shown, and how a refused form comes back."""

import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from app.languages import HALL_LANGUAGES, PHONE_LANGUAGES, WRITTEN_TAGS
from app.live.writer import Done
from app.method.accounts import may_prepare, signed_in
from app.method.act import Act
from app.method.preparing import typed
from app.method.preparing.typed import Unsaved
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.models import Coordinator
from app.vocabulary import N_, Language
from app.web import doors
from app.web.desk import typed_drafts
from app.web.desk.around import Desk
from app.web.desk.typed_drafts import COOKIE, HOME
from app.web.forms import is_read, read_anything
from app.web.house import house_of
from app.web.once import Command, judge_again, judged_once, leading, written
from app.web.refusing import Answering, Refused, answered, judged_by
from app.web.rendering import rendered
from app.web.saved import saved_at, saying_saved
from app.wire.guests import note_known

SIGN_IN = "/coordinator/sign-in"

unknown_language = Refusal("unknown_language", N_("Choose one of the languages."))


class SignInNeededError(Exception):
    """Nobody is signed in on this browser, or the session has expired."""


async def coordinator(request: Request) -> Coordinator:
    """Returns the signed-in coordinator, looked up again for every request."""
    signed = await run_in_threadpool(_signed_in, request)
    if signed is None:
        raise SignInNeededError
    note_known(request)
    request.state.coordinator, request.state.drafts = signed
    return signed[0]


Signed = Annotated[Coordinator, Depends(coordinator)]


def route(refused: Refused) -> type[APIRoute]:
    """Routes of the desk. `refused` makes the page on which a refusal is said."""

    async def judge(request: Request, answer: Answering) -> Response:
        try:
            return await answered(request, answer, refused)
        except SignInNeededError:
            return await _to_sign_in(request)
        except NotYoursError:
            await _judge_late(request)
            return await shown(request, "missing", None, status=404)

    return judged_by(judge)


async def _judge_late(request: Request) -> None:
    """Raises DoneBeforeError for a form that took away what it stood for, a meeting or its text, so
    that nobody has read it yet; or that did so while it was read once more.
    """
    await judge_again(request)
    if request.method == "POST" and not is_read(request):
        with suppress(RefusedError, HTTPException):
            await judged_once(request, await read_anything(request))


async def _to_sign_in(request: Request) -> Response:
    """Redirects to the sign-in page. A form that was sent after the session ended is kept as a
    draft, and given back after signing in.
    """
    is_sent = request.method == "POST"
    try:
        to = await typed_drafts.keep_of_stranger(request) if is_sent else request.url.path
    except (RefusedError, HTTPException):
        to = ""
    told = f"{'kept' if is_sent else 'in'}=1&to={quote(to)}" if to and to != HOME else ""
    return RedirectResponse(f"{SIGN_IN}?{told}" if told else SIGN_IN, 303)


def judge_own(request: Request) -> None:
    """Raises NotYoursError on a server: who prepares a meeting there decides neither on its backups
    nor on the words of its screens, which others have too.
    """
    if house_of(request).settings.is_hosted:
        raise NotYoursError


async def shown(
    request: Request,
    template: str,
    page: Any,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HTMLResponse:
    """Renders a page of the desk. Its template gets `page` as `s`."""
    drafts: Mapping[str, Unsaved] = getattr(request.state, "drafts", {})
    desk = Desk(
        language=language_of(request),
        login=_login(request),
        path=request.url.path,
        saved_at=saved_at(request),
        refusal=refusal or _refused_before(request, drafts),
        sent=getattr(request.state, "form", None) if refusal else None,
        drafts=drafts,
        query=request.query_params,
        alarm=request.app.state.forgetting.asks or request.app.state.backups.fault,
    )
    return await rendered(f"desk/{template}.html", desk.language, status, s=page, desk=desk)


def _refused_before(request: Request, drafts: Mapping[str, Unsaved]) -> Refusal | None:
    """Why the form was refused, when this page is shown after it by a redirect."""
    draft = drafts.get(request.query_params.get("refused", ""))
    return draft.refusal if draft else None


async def change(request: Request, meeting_id: int | None, command: Command, to: str) -> Response:
    """Writes, and redirects once it is on the disk, to a page that says so. `{0}` in `to`: the
    command's result.
    """
    return leading((await write(request, meeting_id, command, saying_saved(to))).leads)


async def noted(request: Request, to: str) -> Response:
    """Notes that the form is done, for what has been done outside the database. Leads to `to`."""
    return leading((await write(request, None, lambda _act: None, to)).leads)


async def write(request: Request, meeting_id: int | None, command: Command, to: str) -> Done[Any]:
    """Writes, and says where the form leads. If it is saved, the draft of this form is dropped in
    the same transaction.
    """
    path, drafts = request.url.path, getattr(request.state, "drafts", {})

    def saved(act: Act) -> Any:
        done = command(act)
        if path in drafts:
            typed.drop(act, request.state.coordinator.id, path)
        return done

    return await written(request, meeting_id, saved, to)


def language_of(request: Request) -> Language:
    """The coordinator's language; before signing in, the one in the query, or the browser's."""
    who: Coordinator | None = getattr(request.state, "coordinator", None)
    if who:
        return who.language
    asked = request.query_params.get("language", "")
    known = {language.value: language for language in HALL_LANGUAGES}
    spoken = known.get(asked) or doors.browser_language(request, HALL_LANGUAGES)
    return spoken if spoken in HALL_LANGUAGES else Language.sv


def offered(words: str) -> Language:
    """Returns a language of console, desk and papers; raises `unknown_language` for others."""
    return _among(HALL_LANGUAGES, words)


def beside_it(words: str) -> Language:
    """Returns a language that can stand beside the main one, on the wall or on printed cards."""
    return _among(PHONE_LANGUAGES, words)


def _among(known: tuple[Language, ...], words: str) -> Language:
    if words not in known:
        raise RefusedError(unknown_language)
    return Language(words)


def text_language(words: str) -> str:
    """Returns the tag of a language in which texts are prepared."""
    if words not in WRITTEN_TAGS:
        raise RefusedError(unknown_language)
    return words


def _login(request: Request) -> str:
    who: Coordinator | None = getattr(request.state, "coordinator", None)
    return who.login if who else ""


def _signed_in(request: Request) -> tuple[Coordinator, Mapping[str, Unsaved]] | None:
    """Returns the signed-in coordinator, and what they have typed and not saved on the pages of
    this meeting. Raises NotYoursError if they may not prepare it.
    """
    token = request.cookies.get(COOKIE, "")
    with house_of(request).database.reading() as book:
        signed = signed_in(book, token, int(time.time())) if token else None
        if signed is None:
            return None
        meeting_id = request.path_params.get("meeting_id")
        if meeting_id is not None and not may_prepare(book, signed, int(meeting_id)):
            raise NotYoursError
        return signed, typed.kept(book, signed.id, typed_drafts.meeting_path(request.url.path))
