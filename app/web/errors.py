"""What a person reads when a page cannot be shown: one sentence, in a language of theirs, and a way on."""

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.faults import tell
from app.method.refusals import Refusal, not_saved, unknown_field
from app.templating import render_template, sentence
from app.texts import say
from app.trouble import StoreError
from app.vocabulary import N_, Language
from app.web.doors import language_of
from app.web.visit import told

# What a tap is told; the page says the same at more length.
SENTENCES = {
    404: unknown_field.sentence,
    413: N_("A form holds at most 64 kilobytes. Shorten the text and send it again."),
    503: not_saved.sentence,
    500: N_(
        "What was saved is safe. Go back and try again. If it does not help, tell the meeting leader."
    ),
}


class Faults:
    """Answers what went wrong inside with one sentence, and tells the log where, not what was said."""

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
        except ClientDisconnect:  # whoever asked is gone before having asked; nothing was done
            return
        except StoreError:  # it met whoever answered a refusal; told already, by the store
            if scope["type"] != "http" or begun:
                raise
            await error_page(Request(scope), 503)(scope, receive, send)
        except Exception as fault:
            if scope["type"] != "http" or begun:
                raise
            tell("a request failed", fault)
            await error_page(Request(scope), 500)(scope, receive, send)
        finally:
            # A request and its visit hold each other: let go of here, nobody has to look for them.
            scope.get("state", {}).pop("visit", None)


def error_page(request: Request, status: int) -> Response:
    language = language_of(request) or Language.sv
    if request.headers.get("HX-Request") == "true":
        said = say(SENTENCES[status], language) if status in SENTENCES else ""
        return told(said, status)
    return HTMLResponse(render_template("door/error.html", language, status=status), status)


def refused_page(request: Request, refusal: Refusal) -> Response:
    """A refusal before it is known who asks."""
    language = language_of(request) or Language.sv
    said = sentence(refusal, language)
    if request.headers.get("HX-Request") == "true":
        return told(said, 409)
    return HTMLResponse(render_template("door/error.html", language, status=409, said=said), 409)
