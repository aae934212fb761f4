"""What is typed at the desk and not saved: kept for whoever is signed in or was, and given back on its page."""

import asyncio
import re
from collections.abc import Mapping
from itertools import pairwise

from fastapi import Request

from app.db import Database
from app.live.writer import Writer
from app.method import accounts
from app.method.act import Act
from app.method.cleaning import clean
from app.method.preparing import typed
from app.method.preparing.translations import mark
from app.method.refusals import Refusal
from app.web.forms import Form, read_anything

HOME = "/coordinator"
COOKIE = "coordinator"
AT = f"{HOME}/drafts"
# Before the name of a field: the mark of what stood there when the page was made.
SEEN = "seen_"
# What a browser sends beside the fields that somebody has typed.
NOT_TYPED = {"form", "add", "mend", "do", "go"}
# Buttons for the meeting as a whole, which stand among its basics.
OF_WHOLE = {"copied", "archived", "removed"}
_FORM = re.compile(rf"{HOME}/meetings(?:/\d{{1,16}}(?:/[a-z0-9_-]+)*)?")
# What one person alone says is never kept as a draft: whoever enters it from paper does not either. Nor is what a
# report says, which is to be gone when it has been dealt with.
_PRIVATE = re.compile(r"/survey/papers$|^/coordinator/meetings/\d+/reports\b")


def keeps(path: str) -> bool:
    """Whether this is a form of the desk of which drafts are kept."""
    return bool(_FORM.fullmatch(path)) and not _PRIVATE.search(path)


def changed(form: Form) -> Mapping[str, str]:
    """The fields that do not say any more what they said before somebody typed."""
    return {
        name: form.get(name)
        for name in form.names()
        if not _is_beside(name) and _differs(form, name)
    } | dict.fromkeys(_unticked(form), "")


def _is_beside(name: str) -> bool:
    return name in NOT_TYPED or name.startswith(SEEN)


def _differs(form: Form, name: str) -> bool:
    return form.get(SEEN + name) != mark(clean(form.get(name)))


def _unticked(form: Form) -> list[str]:
    """A tick that is taken away sends nothing but that it was there."""
    seen = [name.removeprefix(SEEN) for name in form.names() if name.startswith(SEEN)]
    return [name for name in seen if name not in form and form.get(SEEN + name) == mark("1")]


async def keep(
    request: Request, who: int, path: str, form: Form, refusal: Refusal | None = None
) -> None:
    fields, where = changed(form), (path, meeting_of(path))

    def command(act: Act) -> None:
        typed.keep(act, who, where, fields, refusal)

    writer: Writer = request.app.state.writer
    await asyncio.wrap_future(writer.submit(None, command))


async def keep_of_stranger(request: Request) -> str:
    """Keeps what comes from a page whose session has ended, for whom it was; returns where it is given back."""
    form = await read_anything(request)
    path = form.get("form") if request.url.path == AT else request.url.path
    who = await asyncio.to_thread(_who_was, request)
    if who is None or not keeps(path):
        return ""
    await keep(request, who, path, form)
    return page_of(path)


def _who_was(request: Request) -> int | None:
    database: Database = request.app.state.database
    with database.reading() as book:
        return accounts.was_signed_in(book, request.cookies.get(COOKIE, ""))


def meeting_of(path: str) -> str:
    """The path of the meeting to which this path belongs; of none, that of all meetings."""
    parts = path.split("/")
    return "/".join(parts[:4] if "".join(parts[3:4]).isdigit() else parts[:3])


_ENTRIES = {
    "results": "result",
    "themes": "theme",
    "notes": "note",
    "groups": "group",
    "gatherings": "gathering",
    "principles": "principle",
    "questions": "question",
    "owners": "owner",
    "actions": "action",
    "answers": "answer",
    "languages": "language",
}


# Below a tab, by their first part: of so many parts the path of such a page is.
_OWN_PAGES = {"import": 1, "in": 2}


def page_of(path: str) -> str:
    """The page on which the form that is sent to this path stands, at the place of the form."""
    parts = path.split("/")
    if len(parts) < 5:
        return f"{HOME}/meetings/new"
    tab, rest = "basics" if parts[4] in OF_WHOLE else parts[4], parts[5:]
    page = "/".join((*parts[:4], tab))
    if rest and rest[0] in _OWN_PAGES:
        return "/".join((page, *rest[: _OWN_PAGES[rest[0]]]))
    if tab in ("cards", "suggestions") and rest:
        return f"{page}?one={rest[0]}"
    if tab in ("cards", "suggestions"):
        return f"{page}?new=1"
    for kind, one in reversed(list(pairwise(parts[4:]))):
        if kind in _ENTRIES:
            return f"{page}#{_ENTRIES[kind]}-{one}"
    return page
