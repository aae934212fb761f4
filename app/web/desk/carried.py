"""To another computer and back: a meeting as a file, and the program as one archive."""

from typing import ClassVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from app.frozen import frozen
from app.keeping import carried_file, carrying
from app.keeping.bundle import CALLED, PLATFORMS, PYTHONS
from app.keeping.bundling import Bundles, Bundling
from app.method.accounts import may_prepare
from app.method.act import Act
from app.method.people import coming_back
from app.method.preparing.content import Content, add_meeting, add_round
from app.method.preparing.meeting import municipality_for
from app.method.refusals import NotYoursError, Refusal, require
from app.method.reports.bringing import no_file
from app.models import Coordinator
from app.papers import content_file
from app.vocabulary import N_
from app.web.desk.door import Signed, change, noted, route, shown, write
from app.web.desk.making import Wish, at_length, file_being_read
from app.web.desk.showing import MEETINGS, MeetingLine, back_to_page, meetings_of
from app.web.desk.typed_drafts import HOME
from app.web.house import house_of
from app.web.once import leading, read_once, written_beside
from app.web.saved import saying_saved

AT = f"{HOME}/carried"
LOOK_AGAIN_SECONDS = "3"
meeting_there = Refusal(
    "meeting_there",
    N_(
        "This meeting is here already. Nothing was changed. If the file shall take its place, choose it again and tick "
        "that it may."
    ),
)


@frozen
class SystemLine:
    """A system, and whether the archive for it is ready."""

    name: str
    called: str
    is_made: bool


@frozen
class CarriedPage:
    """`bundling`: the archive that is being made, or the last one."""

    meetings: tuple[MeetingLine, ...]
    systems: tuple[SystemLine, ...]
    bundling: Bundling | None
    first_python: ClassVar[str] = PYTHONS[0]
    last_python: ClassVar[str] = PYTHONS[-1]

    @property
    def called(self) -> str:
        """The system of the archive that is being made."""
        return CALLED[self.bundling.system] if self.bundling else ""

    @property
    def is_bundling(self) -> bool:
        return self.bundling is not None and not self.bundling.is_over


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await _shown(request, refusal, status)


router = APIRouter(route_class=route(_refused))


@router.get(AT)
async def page(request: Request, _signed: Signed) -> Response:
    return await _shown(request)


@router.post(AT)
async def bring_in(request: Request, signed: Signed) -> Response:
    form = await read_once(request, {"replace"}, files={"file"})
    file, may_replace = form.file("file"), "replace" in form
    require(None if file else no_file)
    wish = Wish(file_being_read, AT, _refused, said=hash((file, may_replace)))
    return await at_length(
        request, signed, wish, lambda: _bring_in(request, signed, file, may_replace=may_replace)
    )


async def _bring_in(
    request: Request, signed: Coordinator, file: bytes, *, may_replace: bool
) -> Response:
    content = await run_in_threadpool(content_file.read, file)
    if content is not None:
        return await change(
            request, None, lambda act: _prepare(act, signed, content), MEETINGS + "/{0}/basics"
        )
    carried = await run_in_threadpool(carried_file.read, file)
    secret = house_of(request).settings.secret

    def command(act: Act) -> int:
        same = carrying.there_of(act.book, carried)
        if same and not may_prepare(act.book, signed, same.id):
            raise NotYoursError
        require(meeting_there if same and not may_replace else None)
        whose = municipality_for(act, signed.id, carried["municipality"])
        return carrying.bring_in(act, carried, secret, whose)

    done = await write(request, None, command, saying_saved(MEETINGS + "/{0}/links"))
    if done.value and await run_in_threadpool(_has_moved, request, done.value):
        await written_beside(request, done.value, coming_back.begin)
    return leading(done.leads)


def _has_moved(request: Request, meeting_id: int) -> bool:
    with house_of(request).database.reading() as book:
        return house_of(request).addresses.take_up(book, meeting_id)


@router.post(AT + "/program")
async def put_together(request: Request, _signed: Signed) -> Response:
    form = await read_once(request, {"system"})
    bundles_of(request).begin(form.pick({system: system for system in PLATFORMS}, "system"))
    return await noted(request, f"{AT}#program")


@router.get(AT + "/program/{system}.zip")
async def fetch(request: Request, system: str, _signed: Signed) -> Response:
    archive = bundles_of(request).made(system) if system in PLATFORMS else None
    if archive is None:
        raise NotYoursError
    return FileResponse(archive, media_type="application/zip", filename=archive.name)


router.add_api_route(AT + "/program", back_to_page)


def bundles_of(request: Request) -> Bundles:
    bundles: Bundles = request.app.state.bundles
    return bundles


async def _shown(request: Request, refusal: Refusal | None = None, status: int = 200) -> Response:
    read = await run_in_threadpool(_read, request)
    answer = await shown(request, "carried", read, refusal=refusal, status=status)
    if read.is_bundling and request.method == "GET":
        answer.headers["Refresh"] = LOOK_AGAIN_SECONDS
    return answer


def _read(request: Request) -> CarriedPage:
    bundles = bundles_of(request)
    systems = tuple(
        SystemLine(system, CALLED[system], bundles.made(system) is not None) for system in PLATFORMS
    )
    return CarriedPage(meetings_of(request).lines, systems, bundles.newest)


def _prepare(act: Act, signed: Coordinator, content: Content) -> int:
    """Makes a new meeting with this content; existing ones stay as they are."""
    whose = municipality_for(act, signed.id, content["municipality"])
    return add_meeting(act, content, add_round(act, content, whose))
