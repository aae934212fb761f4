"""A form of an office is done once: sent again, it is answered as it was before, and does nothing."""

import asyncio
import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.links import derived
from app.live.intents import Intent
from app.live.writer import Done
from app.method.act import Act
from app.web.forms import LARGEST_BODY, Form, read_form
from app.web.house import house_of
from app.web.intending import office_intent_of

Command = Callable[[Act], Any]
# Makes the answer to a form that was done before, from where it led.
Again = Callable[[str], Response]


class DoneBeforeError(Exception):
    """The form was done before. `answer`: what it was answered then."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def leading(to: str) -> Response:
    return RedirectResponse(to, 303)


async def read_once(
    request: Request,
    allowed: Collection[str],
    *,
    several: Collection[str] = (),
    files: Collection[str] = (),
    largest: int = LARGEST_BODY,
    again: Again | None = leading,
) -> Form:
    """As `read_form`. Raises DoneBeforeError if this form was done before. `again`: None if its
    answer leads nowhere, and is made anew.
    """
    form = await read_form(request, allowed, several=several, files=files, largest=largest)
    return await judged_once(request, form, again)


async def judged_once(request: Request, form: Form, again: Again | None = leading) -> Form:
    """Raises DoneBeforeError if this form was done before; else notes its intent for `written`."""
    request.state.intent = office_intent_of(form, request.url.path)
    request.state.again = again
    await judge_again(request)
    return form


async def judge_again(request: Request) -> None:
    """Raises DoneBeforeError if the form has been done since it was judged: an earlier press was on
    its way, and this one was refused for what that one did.
    """
    intent: Intent | None = getattr(request.state, "intent", None)
    again: Again | None = getattr(request.state, "again", None)
    leads = await run_in_threadpool(_led, request, intent) if intent and again else None
    if again and leads is not None:
        raise DoneBeforeError(again(leads or request.url.path))


async def written(
    request: Request, meeting_id: int | None, command: Command, to: str = ""
) -> Done[Any]:
    """Writes once for the intent of the form; says where the form leads. `{0}` in `to` stands for
    what the command returns.
    """
    intent: Intent | None = getattr(request.state, "intent", None)
    once = replace(intent, leads=to) if intent else None
    submitted = house_of(request).writer.submit(meeting_id, command, intent=once)
    done = await asyncio.wrap_future(submitted)
    return replace(done, leads=done.leads or to.replace("{0}", str(done.value)))


async def written_beside(request: Request, meeting_id: int, command: Command) -> Any:
    """Writes what goes along with what the form is for. Returns what the command returns."""
    submitted = house_of(request).writer.submit(meeting_id, command)
    return (await asyncio.wrap_future(submitted)).value


def token_of(request: Request, purpose: str) -> str:
    """A secret that this form makes. Sent again, it makes the same, so that nothing keeps it."""
    intent: Intent | None = getattr(request.state, "intent", None)
    key = house_of(request).settings.secret
    return derived(key, f"{purpose} {intent.digest}") if intent else secrets.token_urlsafe(24)


def _led(request: Request, intent: Intent) -> str | None:
    meeting_id = request.path_params.get("meeting_id", 0)
    with house_of(request).database.reading() as book:
        return house_of(request).writer.led(book, meeting_id, intent)
