"""Reads forms: small, known fields, each once. A form with anything else is refused whole."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable, Mapping
from datetime import datetime, time
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, Never, TypeVar
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.hall_clock import LOCAL
from app.limits import LIMIT
from app.method.days import the_day
from app.method.refusals import (
    Refusal,
    RefusedError,
    bad_number,
    bad_time,
    require,
    unknown_field,
)
from app.method.sent import whole_number
from app.vocabulary import N_

AnyEnum = TypeVar("AnyEnum", bound=StrEnum)
T = TypeVar("T")

# Fields that the form of any act may have: which tap it is and, on a shared phone, whose it is.
INTENT, SEAT = "intent", "seat"
LARGEST_BODY = LIMIT.form_kilobytes * 2**10
# For all texts of a pack in one language: some scripts need nine bytes for a letter in a form.
LARGEST_PACK = LIMIT.pack_kilobytes * 2**10
LARGEST_FILE = LIMIT.file_megabytes * 2**20
# So much of an upload that is too large is read and discarded: a browser shows the answer only
# after it has sent everything.
LARGEST_UNREAD = 100 * 2**20
MOST_FIELDS = 2000
PIECE = 2**18


too_large = Refusal("too_large", N_("That is too large: this form may hold at most %(most)s kB."))
file_too_large = Refusal(
    "file_too_large",
    N_(
        "This file is too large: it may have at most %(most)s MB. Copy what is to come in into a new file, "
        "and choose that."
    ),
).saying(most=LIMIT.file_megabytes)


class Strict(dict[str, T]):
    """A mapping that raises `unknown_field` for whatever it does not hold."""

    def __missing__(self, name: str) -> Never:
        raise RefusedError(unknown_field)


class Form(Strict[str]):
    """The fields of one form. `repeated`: all values of each field that may be there more than once;
    the first of them is the field's own. `files`: the bytes of each file that was chosen.
    """

    repeated: Mapping[str, list[str]] = MappingProxyType({})
    files: Mapping[str, bytes] = MappingProxyType({})

    def several(self, name: str) -> list[str]:
        return self.repeated.get(name) or ([self[name]] if name in self else [])

    def over(self, fields: Mapping[str, str | None]) -> "Form":
        """Returns a copy with these fields replaced; None removes a field."""
        given = {name: said for name, said in fields.items() if said is not None}
        kept = {name: said for name, said in self.items() if name not in fields}
        form = Form(kept | given)
        form.repeated = {name: said for name, said in self.repeated.items() if name in kept}
        form.files = self.files
        return form

    def file(self, name: str) -> bytes:
        """The bytes of an uploaded file; empty when no file was chosen."""
        return self.files.get(name, b"")

    def id(self, name: str) -> int:
        """The id that one of our pages put into this field."""
        if (number := whole_number(self[name])) is None:
            raise RefusedError(unknown_field)
        return number

    def optional_id(self, name: str) -> int | None:
        return self.id(name) if self.get(name) else None

    def number(self, name: str, low: int, high: int) -> int:
        """A whole number that somebody typed. Raises `bad_number` if it is out of range."""
        typed = whole_number(self[name].strip())
        if typed is None or not low <= typed <= high:
            raise RefusedError(bad_number.saying(low=low, high=high))
        return typed

    def ids(self, name: str) -> list[int]:
        """The ids that the person ticked, out of those that one of our pages offered."""
        numbers = [whole_number(words) for words in self.several(name)]
        if None in numbers:
            raise RefusedError(unknown_field)
        return [number for number in numbers if number is not None]

    def one_of(self, words: type[AnyEnum], name: str) -> AnyEnum:
        """Returns one of the method's words. Raises `unknown_field` for any other."""
        return self.pick({word.value: word for word in words}, name)

    def pick(self, choices: Mapping[Any, T], name: str) -> T:
        """Returns what the pressed button stands for. Raises `unknown_field` if it is none."""
        offered: Strict[T] = Strict(choices)
        return offered[self[name]]


class Fields(NamedTuple):
    """The fields that the form of an act may hold. `several`: those that may be repeated.

    `drafted`: those stored as a draft when they are refused, until they can be saved. `given_back`:
    those shown again on the page that refuses them, and stored nowhere. `is_own`: the act is each
    person's own, so on a shared phone the form names the seat.
    """

    known: frozenset[str]
    several: frozenset[str]
    drafted: tuple[str, ...]
    given_back: tuple[str, ...]
    is_own: bool

    @classmethod
    def of(
        cls,
        *names: str,
        several: Iterable[str] = (),
        drafted: Iterable[str] = (),
        given_back: Iterable[str] = (),
        is_own: bool = False,
    ) -> "Fields":
        known = {INTENT, *names, *([SEAT] if is_own else [])}
        return cls(frozenset(known), frozenset(several), tuple(drafted), tuple(given_back), is_own)


async def read_form(
    request: Request,
    allowed: Collection[str],
    *,
    several: Collection[str] = (),
    files: Collection[str] = (),
    largest: int = LARGEST_BODY,
) -> Form:
    """Reads the form and remembers it for the page that may refuse it. `several`: fields that may
    be repeated. `files`: fields of a form that is sent with a file.

    Raises 413 for a body over `largest` bytes, or over 10 MB if it has a file; RefusedError
    (`unknown_field`) for a field that is not allowed, or is there twice.
    """
    parts = files if files and is_multipart(request) else ()
    pairs, contents = await _sent(request, LARGEST_FILE if parts else largest, parts)
    form, may_have = Form(), {INTENT, *allowed}
    repeated: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in several:
            repeated.setdefault(name, []).append(value)
        elif name not in may_have or name in form:
            raise RefusedError(unknown_field)
        form.setdefault(name, value)
    form.repeated, form.files = repeated, contents
    # A page that refuses the form shows it again as it was sent.
    request.state.form = form
    return form


async def read_anything(request: Request) -> Form:
    """Reads whatever fields a form has; the caller keeps or checks them. Drops its files."""
    parts = ("file",) if is_multipart(request) else ()
    pairs, _ = await _sent(request, LARGEST_PACK, parts)
    repeated: dict[str, list[str]] = {}
    for name, value in pairs:
        repeated.setdefault(name, []).append(value)
    form = Form({name: values[0] for name, values in repeated.items()})
    form.repeated = repeated
    return form


def known(request: Request, form: Form, allowed: Collection[str]) -> Form:
    """As `read_form`, for a form that was read before it was known which fields it may have."""
    request.state.form = form
    may_have = {INTENT, *allowed}
    is_known = all(name in may_have and len(form.several(name)) == 1 for name in form)
    require(None if is_known else unknown_field)
    return form


def refused_as_too_large(request: Request) -> Refusal:
    """For a form that `read_form` found to be too large."""
    if is_multipart(request):
        return file_too_large
    return too_large.saying(most=request.state.largest // 2**10)


def is_read(request: Request) -> bool:
    """Whether its form has been read, or as much of it as may be: it comes only once."""
    return hasattr(request.state, "largest")


def is_multipart(request: Request) -> bool:
    """Whether the form is encoded as a form with a file is."""
    return request.headers.get("content-type", "").startswith("multipart/form-data")


async def _sent(
    request: Request, largest: int, files: Collection[str]
) -> tuple[list[tuple[str, str]], Mapping[str, bytes]]:
    """Returns the fields of a body, as they stand in it; and its files, if it may have any."""
    request.state.largest = largest
    taken, unread = bytearray(), 0
    async for piece in request.stream():
        if unread or len(taken) + len(piece) > largest:
            taken.clear()
            unread += len(piece)
            if largest != LARGEST_FILE or unread > LARGEST_UNREAD:
                break
        else:
            taken += piece
    if unread:
        raise HTTPException(413)
    if files:
        return await _parts(request, bytes(taken), files)
    try:
        words = taken.decode("utf-8", "replace")
        return parse_qsl(words, keep_blank_values=True, max_num_fields=MOST_FIELDS), {}
    except ValueError as error:
        raise RefusedError(unknown_field) from error


async def _parts(
    request: Request, body: bytes, files: Collection[str]
) -> tuple[list[tuple[str, str]], dict[str, bytes]]:
    async def whole() -> AsyncGenerator[bytes, None]:
        for begin in range(0, len(body), PIECE):
            yield body[begin : begin + PIECE]
            await asyncio.sleep(0)  # lets other requests go on meanwhile

    parser = MultiPartParser(request.headers, whole(), max_files=len(files), max_fields=MOST_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise RefusedError(unknown_field) from error
    sent = form.multi_items()
    contents = {name: await part.read() for name, part in sent if isinstance(part, UploadFile)}
    await form.close()
    require(unknown_field if contents.keys() - set(files) else None)
    return [(name, part) for name, part in sent if isinstance(part, str)], contents


def moment(day: str, clock: str) -> int:
    """Returns a day and a time by the hall's clock as UTC seconds."""
    on, at = the_day(day), time_of_day(clock)
    try:
        return int(datetime.combine(on, at, LOCAL).timestamp())
    except (ValueError, OverflowError) as error:
        raise RefusedError(bad_time) from error


def time_of_day(typed: str) -> time:
    """Reads a time written 16.30 or 16:30; raises `bad_time` for any other."""
    try:
        return time.fromisoformat(typed.strip().replace(".", ":").zfill(5)).replace(tzinfo=None)
    except ValueError as error:
        raise RefusedError(bad_time) from error
