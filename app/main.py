"""The application: its parts put together, its doors, and how it answers when something is refused or goes wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from fastapi import FastAPI, HTTPException, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

from app.assembly import say_otherwise
from app.catalogues.kept import corrections
from app.db import Database
from app.keeping.bundling import Bundles
from app.keeping.forgetting import Forgetting
from app.keeping.watch import Backups
from app.live.connection import FAILED, hang_up
from app.live.deadlines import Deadlines
from app.live.hub import Hub
from app.live.pace import LongCards
from app.live.presence import Presence
from app.live.show import Show
from app.live.writer import Writer
from app.method.people import coming_back
from app.method.refusals import NotYoursError, RefusedError, unknown_field
from app.method.sealing import sweep_keys
from app.rehearsal import desk as rehearsal
from app.settings import Settings
from app.trouble import StoreError, Trouble
from app.web import (
    acts,
    changing,
    coming,
    console,
    evening_page,
    files,
    guide,
    live,
    organisation,
    phone,
    public,
    ready,
)
from app.web.codes import Codes
from app.web.desk import (
    account,
    carried,
    colleagues,
    effect,
    followup,
    goals,
    kept_texts,
    making,
    meetings as coordinator,
    owner_files,
    papers,
    printing,
    rounds,
    safety,
    sharing,
    wordings,
)
from app.web.errors import Faults, error_page, refused_page
from app.web.guard import Guard
from app.web.house import House
from app.web.mended import leading_on
from app.web.paths import PhoneDoors

# What each answers; the phone's path is any word, so it comes late.
ROOMS = (
    files,
    account,
    colleagues,
    printing,
    rehearsal,
    safety,
    carried,
    kept_texts,
    making,
    sharing,
    owner_files,
    followup,
    effect,
    goals,
    rounds,
    wordings,
    coordinator,
    papers,
    organisation,
    live,
    console,
    evening_page,
    changing,
    ready,
    public,
    coming,
    guide,
    phone,
)


def create_app(settings: Settings) -> FastAPI:
    """The whole program on data that is migrated already."""
    application = FastAPI(
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # to an absolute address, which behind a proxy begins with http:
    )
    application.state.settings = settings
    say_otherwise(corrections(settings.data))
    application.add_middleware(Faults)
    # On the loop: a console's screen takes three times as long with what little more the last levels save.
    application.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
    application.add_middleware(Guard, settings=settings)
    application.add_api_route("/healthz", _healthz)
    # What people do is looked for first: the more pages there are, the longer the others take to find.
    application.router.routes.append(acts.doors)
    # Included, each route would be found out anew for every server, while the first phones wait.
    routes = [route for room in ROOMS for route in room.router.routes]
    of_phones = [route for route in routes if getattr(route, "path", "").startswith("/{code}")]
    application.router.routes += [PhoneDoors(of_phones), *routes]
    application.add_exception_handler(RefusedError, _refused)
    application.add_exception_handler(StoreError, _not_saved)  # type: ignore[arg-type]
    application.add_exception_handler(NotYoursError, _not_yours)
    application.add_exception_handler(RequestValidationError, _not_yours)  # no such address
    application.add_exception_handler(StarletteHTTPException, _http_error)
    return application


@asynccontextmanager
async def _lifespan(application: FastAPI) -> AsyncIterator[None]:
    settings: Settings = application.state.settings
    database = Database(settings.database_url)
    show = Show(database, settings)
    hub = Hub(show, settings)
    writer = Writer(
        database, settings.keys, hub.announce, hub.alarm, settings.look_seconds, hub.forget
    )
    presence = Presence(database, writer, hub, settings)
    pace = LongCards(database, writer, settings)
    deadlines = Deadlines(database, writer, settings)
    application.state.database = database
    application.state.writer = writer
    application.state.backups = backups = Backups(database, settings, hub.warn)
    application.state.forgetting = forgetting = Forgetting(database, writer, settings)
    application.state.bundles = Bundles(settings)
    application.state.makings = makings = making.Makings()
    application.state.rehearsals = rehearsals = rehearsal.Rehearsals()
    application.state.house = House(settings, writer, show, hub, presence, Codes(database))
    with database.reading() as book:
        sweep_keys(book, settings.keys)
    # Closed in the opposite order, each of them whatever another one raises.
    async with AsyncExitStack() as opened:
        opened.callback(database.close)
        writer.start()
        opened.callback(writer.stop)
        await asyncio.to_thread(deadlines.catch_up)
        await asyncio.to_thread(_go_on_elsewhere, show, writer)
        hub.open()
        opened.push_async_callback(hub.close)
        for part in (presence, pace, deadlines, backups, forgetting):
            part.open()
            opened.push_async_callback(part.close)
        opened.push_async_callback(asyncio.to_thread, rehearsals.stop)
        opened.push_async_callback(makings.close)
        yield


def _go_on_elsewhere(show: Show, writer: Writer) -> None:
    for meeting_id in show.moved():
        writer.submit(
            meeting_id, coming_back.begin
        ).exception()  # whatever it is keeps nothing from being served


def _healthz(request: Request) -> Response:
    """Alive, the data can be read, and the last attempt to save something did not fail."""
    trouble: Trouble | None = request.app.state.writer.trouble
    try:
        with request.app.state.database.reading() as book:
            book.execute("SELECT 1")
    except StoreError as error:
        trouble = trouble or error.trouble
    return JSONResponse({"status": trouble or "ok"}, 503 if trouble else 200)


async def _not_saved(connection: Request | WebSocket, _error: Exception) -> Response | None:
    """Nothing was done, for no fault of who asked; a page with script asks again."""
    if isinstance(connection, WebSocket):
        await hang_up(connection, FAILED)
        return None
    visit = getattr(connection.state, "visit", None)
    if visit and connection.method == "POST":
        with suppress(StoreError):  # not even to be read
            return await visit.not_saved()  # type: ignore[no-any-return]
    return error_page(connection, 503)


async def _refused(request: Request, error: Exception) -> Response:
    visit = getattr(request.state, "visit", None)
    refusal = error.refusal  # type: ignore[attr-defined]
    if visit is None:
        return refused_page(request, refusal)
    try:
        return await visit.refused(refusal)  # type: ignore[no-any-return]
    except NotYoursError as stranger:  # whose form was read before it was known who asks
        return await _not_yours(request, stranger)


async def _not_yours(request: Request, _error: Exception) -> Response:
    """A 404, if the address is whole; who is in sees with it what is on.

    An idea of the group that one was in until now is no stranger's.
    """
    visit = getattr(request.state, "visit", None)
    if visit and request.method == "POST":
        with suppress(NotYoursError):
            return await visit.refused(unknown_field, 404)  # type: ignore[no-any-return]
    return leading_on(request) or error_page(request, 404)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    return (leading_on(request) if status == 404 else None) or error_page(request, status)
