"""What a person reads when a page cannot be shown: one sentence, in a language of theirs, and a way on."""

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import escape

from app.method.refusals import Refusal
from app.templating import render_template, sentence
from app.vocabulary import Language
from app.web.doors import language_of


def error_page(request: Request, status: int) -> Response:
    language = language_of(request) or Language.sv
    if request.headers.get("HX-Request") == "true":
        return HTMLResponse("", status)
    return HTMLResponse(render_template("error.html", language, status=status), status)


def refused_page(request: Request, refusal: Refusal) -> Response:
    """A refusal before it is known who asks."""
    language = language_of(request) or Language.sv
    said = sentence(refusal, language)
    if request.headers.get("HX-Request") == "true":
        notice = f'<hx-partial hx-target="#notice" hx-swap="innerHTML">{escape(said)}</hx-partial>'
        return HTMLResponse(notice, 409)
    return HTMLResponse(render_template("error.html", language, status=409, said=said), 409)
