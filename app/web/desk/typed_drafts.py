"""Drafts: what is typed at the desk and not saved, kept for its writer and given back."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from fastapi import Request

from app.method import accounts
from app.method.act import Act
from app.method.cleaning import clean
from app.method.preparing import typed
from app.method.preparing.translations import digest
from app.method.refusals import Refusal
from app.web.forms import INTENT, Form, read_anything
from app.web.house import house_of

HOME = "/coordinator"
COOKIE = "coordinator"
AT = f"{HOME}/drafts"
# Prefix of a hidden field: the digest of what stood in the field when the page was made.
SEEN = "seen_"
# Hidden field: which state of an uploaded file the page was made of.
MADE_ON = "made_on"
# Fields that a browser sends, but nobody types: buttons, and what the form says of itself.
NOT_TYPED = {INTENT, MADE_ON, "form", "add", "mend", "do", "go"}
# Last segments of the paths of buttons for the whole meeting, which stand among its basics.
OF_WHOLE = {"copied", "archived", "removed"}
_FORM = re.compile(
    rf"{HOME}/(?:meetings(?:/\d{{1,16}}(?:/[a-z0-9_-]+)*)?|safety/(?:days|place)|account/name)"
)
# The answers of one person are never kept as a draft, not even for whoever enters them from paper.
# Nor is the text of a report, which must be gone once it has been dealt with.
_PRIVATE = re.compile(r"/survey/papers$|^/coordinator/meetings/\d+/reports\b")


def keeps(path: str) -> bool:
    """Whether drafts are kept of the form with this path."""
    return bool(_FORM.fullmatch(path)) and not _PRIVATE.search(path)


def changed(form: Form) -> Mapping[str, str]:
    """The fields that differ from what stood in them when the page was made."""
    return {
        name: words for name, words in form.items() if not _is_beside(name) and _differs(form, name)
    } | dict.fromkeys(_unticked(form), "")


def _is_beside(name: str) -> bool:
    return name in NOT_TYPED or name.startswith(SEEN)


def _differs(form: Form, name: str) -> bool:
    return form.get(SEEN + name) != digest(clean(form.get(name, "")))


def _unticked(form: Form) -> list[str]:
    """The boxes that were unticked: only their hidden fields come, with the digest of a tick."""
    seen = [name.removeprefix(SEEN) for name in form if name.startswith(SEEN)]
    return [name for name in seen if name not in form and form.get(SEEN + name) == digest("1")]


async def keep_typed(
    request: Request, who: int, path: str, form: Form, refusal: Refusal | None = None
) -> None:
    fields, where = changed(form), (path, meeting_path(path))

    def command(act: Act) -> None:
        typed.keep(act, who, where, fields, refusal)

    writer = house_of(request).writer
    await asyncio.wrap_future(writer.submit(None, command))


async def keep_of_stranger(request: Request) -> str:
    """Keeps a form that comes after its session has ended, for the coordinator of that session.
    Returns the page that will give it back; empty if it is not kept.
    """
    form = await read_anything(request)
    path = form.get("form", "") if request.url.path == AT else request.url.path
    who = await asyncio.to_thread(_who_was, request)
    if who is None or not keeps(path):
        return ""
    await keep_typed(request, who, path, form)
    return page_of(path)


def _who_was(request: Request) -> int | None:
    database = house_of(request).database
    with database.reading() as book:
        return accounts.was_signed_in(book, request.cookies.get(COOKIE, ""))


def meeting_path(path: str) -> str:
    """The path of the meeting that this path belongs to; else that of all meetings."""
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


# Pages below a tab, by their first segment: how many segments after the tab name the page.
_OWN_PAGES = {"import": 1, "in": 2}


def page_of(path: str) -> str:
    """Returns the page on which the form with this path stands, and the place in it."""
    parts = path.split("/")
    if len(parts) < 5 or not parts[3].isdigit():
        return _page_beside_meetings(parts)
    tab, rest = "basics" if parts[4] in OF_WHOLE else parts[4], parts[5:]
    page = "/".join((*parts[:4], tab))
    if rest and rest[0] in _OWN_PAGES:
        return "/".join((page, *rest[: _OWN_PAGES[rest[0]]]))
    if tab in ("cards", "suggestions") and rest:
        return f"{page}?chosen={rest[0]}"
    if tab in ("cards", "suggestions"):
        return f"{page}?new=1"
    for kind, entry in reversed(list(pairwise(parts[4:]))):
        if kind in _ENTRIES:
            return f"{page}#{_ENTRIES[kind]}-{entry}"
    return page


def _page_beside_meetings(parts: Sequence[str]) -> str:
    """The page of a form that belongs to no meeting: to a new one, to all, to the account and such."""
    if parts[2] != "meetings":
        return "/".join(parts[:3])
    return f"{HOME}/meetings/new" if len(parts) < 4 else HOME
