"""What keeps the evening safe: backups, the second place, checks, and how long data is kept."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.data_folder import note_clock
from app.frozen import frozen
from app.keeping import second_place, shelf
from app.keeping.checks import Check
from app.keeping.forgetting import Forgetting, is_clock_doubted
from app.keeping.looking import look
from app.keeping.second_place import Fault, PlaceError
from app.keeping.watch import Backups
from app.limits import LIMIT
from app.method.act import Act
from app.method.erasing import retention
from app.method.preparing.meeting import own_municipality
from app.method.refusals import NotYoursError, Refusal, RefusedError
from app.method.wordings import chosen, said
from app.models import Coordinator, Municipality
from app.vocabulary import N_, Language
from app.web.desk import stored_afterwards
from app.web.desk.door import Signed, change, judge_own, language_of, noted, offered, route, shown
from app.web.desk.fields import read_typed
from app.web.desk.making import Wish, at_length
from app.web.desk.showing import back_to_form, back_to_page
from app.web.desk.stored_fields import met
from app.web.desk.typed_drafts import HOME
from app.web.forms import Form
from app.web.house import house_of
from app.web.once import read_once
from app.web.rendering import rendered
from app.web.saved import saying_saved

AT = f"{HOME}/safety"
PLACE_REFUSED = {fault: Refusal(f"place_{fault}", fault.says["chosen"]) for fault in Fault}
backup_failed = Refusal(
    "backup_failed",
    N_("The backup could not be made everywhere. The last good ones are still there."),
)


class KeptDays(NamedTuple):
    """For how many days what phones hold is kept, and words are."""

    phones: int
    words: int


@frozen
class SafetyPage:
    """`newest`: time of the last backup, UTC seconds. `place`: the second place for backups.
    `days`: the municipality's. `asks`: whether the clock is doubted.
    """

    checks: tuple[Check, ...]
    newest: int | None
    newest_on: str
    own_folder: str
    place: str
    is_hosted: bool
    days: KeptDays | None
    asks: bool


@frozen
class AssessmentFacts:
    """For the municipality's assessment: what is stored of people, and for how many days."""

    municipality: str
    phone_days: int
    word_days: int
    is_hosted: bool


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    return await _shown(request, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(AT)
async def page(request: Request, _signed: Signed) -> Response:
    return await _shown(request)


@router.post(AT + "/backup")
async def back_up(request: Request, signed: Signed) -> Response:
    await read_once(request, ())
    return await at_length(request, signed, _backup(), lambda: _back_up(request))


def _backup() -> Wish:
    """A backup can take long if its place is a stick."""
    return Wish(N_("The backup is being made"), AT, _refused)


async def _back_up(request: Request) -> Response:
    if await run_in_threadpool(_backups(request).make):
        raise RefusedError(backup_failed)
    return await noted(request, saying_saved(AT))


@router.post(AT + "/place")
async def choose_place(request: Request, signed: Signed) -> Response:
    form = await read_typed(request, {"place"})
    judge_own(request)
    try:
        await run_in_threadpool(_choose, house_of(request).settings.data, form)
    except PlaceError as error:
        raise RefusedError(PLACE_REFUSED[error.fault]) from error
    return await at_length(request, signed, _backup(), lambda: _after_place(request))


def _choose(data: Path, form: Form) -> None:
    sent = met(form, {"place": _place(data)})
    second_place.choose(data, Path(sent["place"].strip()))


@router.post(AT + "/place/none")
async def forget_place(request: Request, _signed: Signed) -> Response:
    await read_once(request, ())
    judge_own(request)
    await run_in_threadpool(second_place.forget, house_of(request).settings.data)
    return await _after_place(request)


@router.post(AT + "/clock")
async def confirm_clock(request: Request, _signed: Signed) -> Response:
    await read_once(request, ())
    answer = await change(request, None, retention.confirm_clock, AT)
    await run_in_threadpool(note_clock, house_of(request).settings.data, int(time.time()))
    forgetting: Forgetting = request.app.state.forgetting
    await run_in_threadpool(forgetting.look)
    return answer


@router.post(AT + "/days")
async def set_days(request: Request, signed: Signed) -> Response:
    form = await read_typed(request, {"phones", "words"})
    whose = signed.municipality_id
    if whose is None:
        raise NotYoursError

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.days(act.book, whose))
        phones = sent.number("phones", 1, LIMIT.phone_days)
        retention.set_days(act, whose, phones, sent.number("words", 1, LIMIT.word_days))

    return await change(request, None, command, f"{AT}#days")


@router.get(AT + "/facts.html")
async def facts(request: Request, signed: Signed) -> Response:
    asked = request.query_params.get("language")
    language = offered(asked) if asked else language_of(request)
    read = await run_in_threadpool(_facts, request, signed, language)
    return await rendered("paper/facts.html", language, s=read)


router.add_api_route(AT + "/{form:path}", back_to_page)


async def _after_place(request: Request) -> Response:
    """Makes a backup at once: that shows whether the new place works."""
    await run_in_threadpool(_backups(request).make)
    return await noted(request, saying_saved(f"{AT}#place"))


async def _shown(request: Request, refusal: Refusal | None = None, status: int = 200) -> Response:
    read = await run_in_threadpool(_read, request)
    return await shown(request, "safety", read, refusal=refusal, status=status)


def _read(request: Request) -> SafetyPage:
    settings, database = house_of(request).settings, house_of(request).database
    newest = _backups(request).newest
    with database.reading() as book:
        municipality = own_municipality(book, request.state.coordinator.id)
        asks = is_clock_doubted(book, settings.data, int(datetime.now(UTC).timestamp()))
    return SafetyPage(
        look(database, settings, house_of(request).addresses),
        int(newest.timestamp()) if newest else None,
        newest.astimezone().date().isoformat() if newest else "",
        str(shelf.folder_of(settings.data)),
        _place(settings.data),
        is_hosted=settings.is_hosted,
        days=KeptDays(municipality.phone_days, municipality.word_days) if municipality else None,
        asks=asks,
    )


def _place(data: Path) -> str:
    place = second_place.chosen(data)
    return str(place.parent) if place else ""


def _facts(request: Request, signed: Coordinator, language: Language) -> AssessmentFacts:
    """The facts of the coordinator's municipality; before it is named, with the usual days."""
    with house_of(request).database.reading() as book:
        municipality = own_municipality(book, signed.id)
        name = (
            chosen(said(book, municipality.name_id), language, municipality.main_language)[1]
            if municipality
            else ""
        )
    days = municipality or Municipality(name_id=0)
    return AssessmentFacts(
        name, days.phone_days, days.word_days, house_of(request).settings.is_hosted
    )


def _backups(request: Request) -> Backups:
    backups: Backups = request.app.state.backups
    return backups
