"""What a person reads when a page cannot be shown: a sentence they understand, and a way on."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import texts
from app.faults import tell
from app.limits import LIMIT
from app.method.refusals import NotYoursError, Refusal, RefusedError, not_saved, unknown_field
from app.templating import render_template, sentence
from app.trouble import StoreError
from app.vocabulary import N_, Language
from app.web.doors import browser_language
from app.web.mended import leading_on
from app.web.once import DoneBeforeError
from app.web.visit import said_alone


class FaultWords(NamedTuple):
    """What the page says of a fault: its title, and what to do."""

    title: str
    said: str


_BROKEN = N_(
    "What was saved is safe. Go back and try again. If it does not help, tell the meeting leader."
)
_FULL = N_("A form holds at most %(most)s kilobytes. Shorten the text and send it again.")
# By status. 404 looks the same for an unknown code, an ended meeting and a missing page.
PAGES = {
    404: FaultWords(
        N_("There is no meeting here now"),
        N_(
            "The code does not lead to a meeting that is open now. Or this page is not open to you. "
            "Check the code on the wall."
        ),
    ),
    413: FaultWords(N_("That is too large"), _FULL),
    429: FaultWords(N_("That was too fast"), N_("Wait a moment, then try again.")),
    500: FaultWords(N_("Something went wrong"), _BROKEN),
    503: FaultWords(
        N_("This does not work just now"),
        N_(
            "Wait a moment. Then go back and try again. If it does not help, tell the meeting leader."
        ),
    ),
}
_UNKNOWN = FaultWords(N_("That was not understood"), N_("Go back, reload the page and try again."))
_REFUSED = N_("That was not possible")
# What a request by script is answered; the error page says the same at more length.
SENTENCES = {
    404: unknown_field.sentence,
    413: _FULL,
    503: not_saved.sentence,
    500: _BROKEN,
}


class Faults:
    """Middleware that answers exceptions which nothing further inside has caught."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:  # the client left before it had asked; nothing was done
            return
        except Exception as fault:
            if scope["type"] != "http" or begun:
                raise
            await (await answer_to(Request(scope), fault))(scope, receive, send)
        finally:
            # Request and visit refer to each other. Unlinked, they need no garbage collector.
            scope.get("state", {}).pop("visit", None)


def error_page(request: Request, status: int) -> Response:
    language = browser_language(request) or Language.sv
    if request.headers.get("HX-Request") == "true":
        said = (
            texts.say(SENTENCES[status], language, most=LIMIT.form_kilobytes)
            if status in SENTENCES
            else ""
        )
        return said_alone(said, status)
    words = PAGES.get(status, PAGES[500] if status >= 500 else _UNKNOWN)
    told_at_length = texts.say(words.said, language, most=LIMIT.form_kilobytes)
    return _page(language, status, texts.say(words.title, language), told_at_length)


def _page(language: Language, status: int, title: str, said: str) -> Response:
    shown = render_template("door/error.html", language, title=title, said=said)
    return HTMLResponse(shown, status)


def refused_page(request: Request, refusal: Refusal) -> Response:
    """Shows a refusal when it is not known yet who asks."""
    language = browser_language(request) or Language.sv
    said = sentence(refusal, language)
    if request.headers.get("HX-Request") == "true":
        return said_alone(said, 409)
    return _page(language, 409, texts.say(_REFUSED, language), said)


async def _not_saved(request: Request, _error: Exception) -> Response:
    """Answers 503: nothing was done, through no fault of the sender. A script tries again."""
    visit = getattr(request.state, "visit", None)
    if visit and request.method == "POST":
        with suppress(StoreError, NotYoursError):  # the store cannot be read either, or a stranger
            return await visit.not_saved()  # type: ignore[no-any-return]
    return error_page(request, 503)


async def _refused(request: Request, error: Exception) -> Response:
    visit = getattr(request.state, "visit", None)
    refusal = error.refusal  # type: ignore[attr-defined]
    if visit is None:
        return refused_page(request, refusal)
    try:
        return await visit.refused(refusal)  # type: ignore[no-any-return]
    except NotYoursError as stranger:  # the form was read before it was known who asks
        return await _not_yours(request, stranger)


async def _not_yours(request: Request, _error: Exception) -> Response:
    """Answers 404, or redirects if the address was only changed on its way (see `mended`). To a
    form from somebody who is in, the answer also shows their screen as it is now.

    That is for somebody who has just changed tables: the form of the former table's idea is
    refused, but its sender is no stranger.
    """
    visit = getattr(request.state, "visit", None)
    if visit and request.method == "POST":
        with suppress(NotYoursError):
            return await visit.refused(unknown_field, 404)  # type: ignore[no-any-return]
    return leading_on(request) or error_page(request, 404)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    return (leading_on(request) if status == 404 else None) or error_page(request, status)


async def _done_before(_request: Request, error: DoneBeforeError) -> Response:
    return error.answer


ANSWERS: Mapping[type[Exception], Any] = {
    DoneBeforeError: _done_before,
    RefusedError: _refused,
    StoreError: _not_saved,
    NotYoursError: _not_yours,
    RequestValidationError: _not_yours,  # no such address
    StarletteHTTPException: _http_error,
}


async def answer_to(request: Request, error: Exception) -> Response:
    """Answers any exception with one sentence. Of an unexpected one the log gets the place where it
    was raised, never its message, which may hold people's words.
    """
    answering = next((ANSWERS[kind] for kind in type(error).__mro__ if kind in ANSWERS), _failed)
    try:
        answer: Response = await answering(request, error)
    except StoreError:  # raised while a refusal was answered; the store has logged it already
        return error_page(request, 503)
    except Exception as fault:  # noqa: BLE001 -- logged by `_failed`
        return await _failed(request, fault)
    return answer


async def _failed(request: Request, fault: Exception) -> Response:
    tell("a request failed", fault)
    return error_page(request, 500)
