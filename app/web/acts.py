"""The doors of all declared acts: each one's path, its form and its answer follow from how it is declared."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from functools import partial
from inspect import Parameter
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from app.languages import HALL_LANGUAGES
from app.method import last_acts
from app.method.act import Act
from app.method.acts import acts
from app.method.declared import (
    Between,
    Declared,
    Field,
    Known,
    Moment,
    Pressed,
    Spoken,
    WhenRefused,
    Who,
)
from app.method.refusals import NotYoursError
from app.settings import Settings
from app.viewer import JoinedPhone
from app.vocabulary import Door, Language
from app.web.doors import console_visit, phone_visit, spoken, visit_at
from app.web.forms import Form, moment, whole
from app.web.intending import intent_of
from app.web.paths import ActDoors
from app.web.planned import act_as_planned
from app.web.visit import Visit


async def _facilitators(request: Request) -> Visit:
    return await console_visit(request, _id(request.path_params["meeting_id"]))


def _by_link(door: Door) -> Callable[[Request], Awaitable[Visit]]:
    async def visit(request: Request) -> Visit:
        return await visit_at(request, door, _id(request.path_params["meeting_id"]))

    return visit


async def _at_phone(request: Request) -> Visit:
    return await phone_visit(request, request.path_params["code"])


# Below which page, and who comes to it; everybody else is at a phone.
DOORS = {
    Who.facilitator: ("/console/{meeting_id}", _facilitators),
    Who.presenter: ("/presenter/{meeting_id}", _by_link(Door.presenter)),
    Who.helper: ("/helper/{meeting_id}", _by_link(Door.helper)),
    Who.interpreter: ("/interpreter/{meeting_id}", _by_link(Door.interpreter)),
}
AT_PHONE = ("/{code}", _at_phone)

doors = ActDoors()


def _open_doors() -> None:
    for one in acts():
        at, visit_of = DOORS.get(one.who, AT_PHONE)
        doors.add(f"{at}/{one.path}", _door(one, visit_of))


def _door(
    one: Declared, visit_of: Callable[[Request], Awaitable[Visit]]
) -> Callable[[Request], Awaitable[Response]]:
    in_path = [field for field in one.fields if one.in_path(field)]
    asked = [field for field in one.fields if field.sent_as and field not in in_path]
    known = [field for field in one.fields if not field.sent_as]

    async def answer(request: Request) -> Response:
        visit = await visit_of(request)
        settings = visit.house.settings
        ids = {field.name: _id(request.path_params[field.name]) for field in in_path}
        form = await _form(one.who, asked, visit)
        sent = {field.name: _value(field, form, settings) for field in asked}
        visit.intent = intent_of(one, ids, form, visit.claim, request.url.path)

        def command(plan: Any, act: Act, viewer: Any) -> object:
            told = {field.name: _told(field, viewer, settings, plan) for field in known}
            given = {**one.fixed, **ids, **sent, **told}
            do = partial(one.do, act, *_doer(one.who, viewer), **given)
            is_led = one.who is Who.facilitator
            return last_acts.noted(act, one.path, {**ids, **sent}, do) if is_led else do()

        if one.planned:
            return await act_as_planned(visit, one.planned, sent, command)
        return await visit.act(partial(command, None), by_phone=one.who is Who.phone)

    return answer


def _id(words: str) -> int:
    if (found := whole(words)) is None:
        raise NotYoursError
    return found


async def _form(who: Who, asked: list[Field], visit: Visit) -> Form:
    """That of what each does alone names the seat too."""
    names = [name for field in asked for name in field.sent_as]
    several = [field.name for field in asked if field.kind == tuple[int, ...]]
    drafted = [field.name for field in asked if field.mark is WhenRefused.drafted]
    given_back = [field.name for field in asked if field.mark is WhenRefused.given_back]
    if who is Who.person:
        return await visit.own_form(*names, several=several, given_back=given_back)
    return await visit.form(*names, several=several, drafted=drafted, given_back=given_back)


def _doer(who: Who, viewer: Any) -> tuple[Any, ...]:
    if who in (Who.person, Who.table):
        return (viewer,)
    return (viewer.device_id,) if who is Who.phone else ()


def _told(field: Field, viewer: Any, settings: Settings, plan: Any) -> object:
    if field.mark is Known.plan:
        return plan
    if field.mark is Known.key_file:
        return settings.secret
    return viewer.member.language if isinstance(viewer, JoinedPhone) else viewer.language


def _value(field: Field, form: Form, settings: Settings) -> object:
    """What the form says of a parameter."""
    name = field.sent_as[0]
    if _lacks(field, form, name):
        return field.default
    match field.mark:
        case Between(low, high):
            return form.number(name, low, high)
        case Pressed(_, stands_for):
            return form.pick(stands_for, name)
        case Moment(date, time):
            return moment(form[date], form[time])
        case WhenRefused() if field.kind is str:
            return form.get(name)
    return _of_type(field, form, name, settings)


def _lacks(field: Field, form: Form, name: str) -> bool:
    """A choice of nothing is an empty field."""
    if field.default is Parameter.empty or field.kind is bool:
        return False
    is_chosen = field.kind is not str and (field.mark is None or isinstance(field.mark, Spoken))
    return name not in form or (is_chosen and not form[name])


def _of_type(field: Field, form: Form, name: str, settings: Settings) -> object:
    kind, mark = field.kind, field.mark
    if kind is bool:
        return name in form
    if kind is int:
        return form.id(name)
    if kind == tuple[int, ...]:
        return tuple(form.ids(name))
    if kind is Language:
        return spoken(
            settings, form[name], mark.languages if isinstance(mark, Spoken) else HALL_LANGUAGES
        )
    return form.one_of(kind, name) if issubclass(kind, StrEnum) else form[name]


_open_doors()
