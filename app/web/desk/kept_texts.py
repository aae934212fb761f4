"""What a meeting still keeps of what people wrote: a text, or all of it, is erased on request."""

import time
from typing import ClassVar, NamedTuple

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.hall_clock import hall_day
from app.keeping import carried_file, carrying
from app.method.erasing import one_text, retention, whole
from app.method.erasing.one_text import WrittenText, Wrote
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.method.rules import meeting_of
from app.models import Retention
from app.vocabulary import N_
from app.web.desk.door import Signed, change, route, shown
from app.web.desk.making import Wish, at_length, file_being_made
from app.web.desk.pages import Head
from app.web.desk.reading import Reader
from app.web.desk.showing import MEETING, MEETINGS, asked_of, back_to_page
from app.web.desk.typed_drafts import HOME
from app.web.house import house_of
from app.web.once import read_once

AT = MEETING + "/kept"
OF_DESK = {Wrote.prepared, Wrote.removed}
wrong_code = Refusal("wrong_code", N_("That is not this meeting's code. Nothing was erased."))


class ErasingDays(NamedTuple):
    """When what phones hold is erased, and when words are, ISO."""

    phones: str
    words: str


@frozen
class KeptPage:
    """`days`: None while the meeting is not over.
    `texts`: all that people wrote; `prepared`: what was written for them, also if it was removed.
    """

    prepared_as: ClassVar[Wrote] = Wrote.prepared
    head: Head
    code: str
    texts: tuple[WrittenText, ...]
    prepared: tuple[WrittenText, ...]
    days: ErasingDays | None
    phones_gone: bool
    words_gone: bool
    phone_days: int
    word_days: int


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await _shown(request, int(request.path_params["meeting_id"]), refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(AT)
async def page(request: Request, meeting_id: int, _signed: Signed) -> Response:
    return await _shown(request, meeting_id)


@router.get(AT + "/carried")
async def carry(request: Request, meeting_id: int, signed: Signed) -> Response:
    """Sends the meeting as one file, for another computer."""
    wish = Wish(file_being_made, f"{MEETINGS}/{meeting_id}/kept", _refused)
    return await at_length(request, signed, wish, lambda: _carry(request, meeting_id))


async def _carry(request: Request, meeting_id: int) -> Response:
    code, file = await run_in_threadpool(_carried, request, meeting_id)
    attached = {"Content-Disposition": f'attachment; filename="{code}{carried_file.ENDING}"'}
    return Response(file, media_type="application/octet-stream", headers=attached)


@router.post(AT + "/{kind}/{key}/erased")
async def erase_one(
    request: Request, meeting_id: int, kind: str, key: str, _signed: Signed
) -> Response:
    await read_once(request, ())
    if kind not in set(Wrote):
        raise NotYoursError
    to = AT.replace("{meeting_id:int}", str(meeting_id))
    return await change(
        request, meeting_id, lambda act: one_text.erase_text(act, Wrote(kind), key), to
    )


@router.post(AT + "/erased")
async def erase_all(request: Request, meeting_id: int, _signed: Signed) -> Response:
    """Erases the meeting. Its code must be typed, so that nobody erases another one by mistake."""
    form = await read_once(request, {"code"})
    here = await run_in_threadpool(_read, request, meeting_id)
    if form["code"].strip().upper() != here.code:
        raise RefusedError(wrong_code)
    return await change(request, meeting_id, whole.erase_meeting, HOME)


router.add_api_route(AT + "/{form:path}", back_to_page)


async def _shown(
    request: Request, meeting_id: int, refusal: Refusal | None = None, status: int = 200
) -> Response:
    read = await run_in_threadpool(_read, request, meeting_id)
    return await shown(request, "kept", read, refusal=refusal, status=status)


def _carried(request: Request, meeting_id: int) -> tuple[str, bytes]:
    with house_of(request).database.reading() as book:
        meeting = meeting_of(book, meeting_id)
        return meeting.code, carrying.carried_out(
            book, meeting_id, house_of(request).settings.secret
        )


def _read(request: Request, meeting_id: int) -> KeptPage:
    asked = asked_of(request, meeting_id, "after")
    with house_of(request).database.reading() as book:
        reader = Reader(book, meeting_id, asked)
        row = book.one(Retention, meeting_id=meeting_id)
        whose = municipality_of(book, meeting_id)
        days = retention.days(book, meeting_id, int(time.time()))
        written = [text for text in one_text.all_written(book, meeting_id) if any(text.words)]
        return KeptPage(
            reader.head,
            reader.piece.meeting.code,
            tuple(text for text in written if text.kind not in OF_DESK),
            tuple(text for text in written if text.kind in OF_DESK),
            ErasingDays(*(hall_day(day).isoformat() for day in days)) if days else None,
            phones_gone=bool(row and row.phones_gone),
            words_gone=bool(row and row.words_gone),
            phone_days=whose.phone_days,
            word_days=whose.word_days,
        )
