"""The routes of all declared acts: path, form and answer follow from the declaration."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.routing import Route

from app.method import last_acts
from app.method.act import Act, Member
from app.method.acts import acts
from app.method.declared import Declared
from app.method.doers import Who
from app.method.refusals import NotYoursError
from app.method.sent import Field, Known, WhenRefused, whole_number
from app.settings import Settings
from app.viewer import JoinedPhone, TableHost
from app.vocabulary import Door
from app.web.doors import phone_visit, visit_at
from app.web.forms import Fields
from app.web.intending import intent_of
from app.web.open_door import OpenDoor
from app.web.planned_ahead import act_as_planned
from app.web.readers import reader_of
from app.web.visit import Visit

# Makes the visit from a request and the code or meeting id in its path.
Coming = Callable[[Request, str], Awaitable[Visit]]


def _by_link(door: Door) -> Coming:
    async def visit(request: Request, meeting_id: str) -> Visit:
        return await visit_at(request, door, _id(meeting_id))

    return visit


# For each doer behind a link: the page below which the path of the act lies, and how the visit is
# made. All other doers act on a phone.
AT_LINK = {
    Who.facilitator: ("/console/{meeting_id}", _by_link(Door.console)),
    Who.presenter: ("/presenter/{meeting_id}", _by_link(Door.presenter)),
    Who.helper: ("/helper/{meeting_id}", _by_link(Door.helper)),
    Who.interpreter: ("/interpreter/{meeting_id}", _by_link(Door.interpreter)),
}
AT_PHONE = ("/{code}", phone_visit)


def _device(_visit: Visit, _act: Act, viewer: JoinedPhone) -> int:
    return viewer.device_id


def _host(visit: Visit, act: Act, viewer: JoinedPhone) -> Member:
    if not isinstance(viewer, TableHost):
        raise NotYoursError
    return visit.member(act, viewer)


# Picks the doer out of the viewer that was found. Doers behind a link are not listed: their acts
# get no doer, since people who use the same link cannot be told apart.
DOERS: dict[Who, Callable[[Visit, Act, Any], Any]] = {
    Who.person: Visit.member,
    Who.table: Visit.member,
    Who.host: _host,
    Who.phone: _device,
}


class Doing:
    """The handler of one act. What is the same for every request is worked out once, here."""

    def __init__(self, declared: Declared, at: str, coming: Coming) -> None:
        self._declared = declared
        self._page = at.count("/")
        self._coming = coming
        self._doer = DOERS.get(declared.who)
        in_path = [field for field in declared.fields if declared.in_path(field)]
        asked = [field for field in declared.fields if field.sent_as and field not in in_path]
        pieces = f"{at}/{declared.path}".split("/")
        self._places = [(field.name, pieces.index(f"{{{field.name}}}")) for field in in_path]
        self._fields = _fields(declared, asked)
        self._readers = [(field.name, reader_of(field)) for field in asked]
        self._known = [field for field in declared.fields if not field.sent_as]

    async def __call__(self, request: Request) -> Response:
        path: str = request.scope["path"]
        pieces = path.split("/")
        visit = await self._coming(request, pieces[self._page])
        ids = {name: _id(pieces[place]) for name, place in self._places}
        form = await visit.form(self._fields)
        settings = visit.house.settings
        sent = {name: read(form, settings) for name, read in self._readers}
        visit.intent = intent_of(self._declared, ids, form, visit.claim, path)
        command = partial(self._do, visit, {**ids, **sent})
        if self._declared.planned:
            return await act_as_planned(visit, self._declared.planned, sent, command)
        return await visit.act(partial(command, None))

    def _do(self, visit: Visit, sent: Mapping[str, Any], plan: Any, act: Act, viewer: Any) -> None:
        declared, settings = self._declared, visit.house.settings
        doer = [self._doer(visit, act, viewer)] if self._doer else []
        reader = doer[0] if doer and isinstance(doer[0], Member) else viewer
        known = {field.name: _told(field, reader, settings, plan) for field in self._known}
        do = partial(declared.do, act, *doer, **{**declared.fixed, **sent, **known})
        if declared.who is Who.facilitator:
            last_acts.noted(act, declared, sent, do)
        else:
            do()


def _fields(declared: Declared, asked: list[Field]) -> Fields:
    """The fields of the act's form; an act done by a person alone also names the seat. With what is
    given back comes which thing it is about.
    """
    given_back = [name for field in asked if field.is_given_back for name in field.sent_as]
    return Fields.of(
        *(name for field in asked for name in field.sent_as),
        several=[field.name for field in asked if field.kind == tuple[int, ...]],
        drafted=[field.name for field in asked if field.marker is WhenRefused.drafted],
        given_back=[*declared.about, *given_back] if given_back else (),
        is_own=declared.who is Who.person,
    )


def _id(words: str) -> int:
    if (number := whole_number(words)) is None:
        raise NotYoursError
    return number


def _told(field: Field, viewer: Any, settings: Settings, plan: Any) -> object:
    if field.marker is Known.plan:
        return plan
    if field.marker is Known.key_file:
        return settings.secret
    return viewer.member.language if isinstance(viewer, JoinedPhone) else viewer.language


def _door(declared: Declared) -> Route:
    at, coming = AT_LINK.get(declared.who, AT_PHONE)
    return Route(f"{at}/{declared.path}", OpenDoor(Doing(declared, at, coming)), methods=["POST"])


doors = [_door(declared) for declared in acts()]
