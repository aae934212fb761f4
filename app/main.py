"""The application: its parts put together, its routes, and its answers when something is refused or
goes wrong.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from app.assembly import say_otherwise
from app.catalogues.corrected_files import corrections
from app.data_folder import clock_has_jumped
from app.database_file import has_aside
from app.db import READERS, Database
from app.keeping.bundling import Bundles
from app.keeping.forgetting import Forgetting
from app.keeping.watch import Backups
from app.live.deadlines import Deadlines
from app.live.hub import Hub
from app.live.presence import Presence
from app.live.screen_threads import MOST_AT_ONCE
from app.live.show import Show
from app.live.writer import Writer
from app.method import by_clock
from app.method.people import coming_back
from app.method.sealing import sweep_keys
from app.method.sorting_long_cards import LongCards
from app.rehearsal.playing import Rehearsals
from app.settings import DATABASE, Settings
from app.trouble import StoreError, Trouble
from app.web import (
    acts,
    changing,
    coming,
    console,
    evening_page,
    files,
    live,
    phone,
    ready,
)
from app.web.codes import Codes
from app.web.compressing import compressing
from app.web.desk.making import Makings
from app.web.errors import ANSWERS, Faults, answer_to
from app.web.guard import Guard
from app.web.house import House, house_of
from app.web.later import LaterDoors
from app.web.paths import OpenDoors, OpenFirst, PhoneDoors

# The modules whose routes are served. A phone's path is any word, so it comes late.
ROOMS = (
    files,
    live,
    console,
    evening_page,
    changing,
    ready,
    coming,
    phone,
)
# The first words of those paths that nobody in a hall waits for.
OFFICES = ("coordinator", "organisation", "public", "report", "calendar", "guide")
# Threads that read and make live pages, whatever else the desk is doing.
PAGES_AT_ONCE = 6
# The routes that everybody in a hall asks for at once.
OPEN_DOORS = OpenDoors([*acts.doors, *phone.doors, *live.doors])


class Program(FastAPI):
    """Everything passes the guard. What an open door answers passes no other layer of the
    framework.
    """

    def build_middleware_stack(self) -> ASGIApp:
        inside = super().build_middleware_stack()
        return Guard(OpenFirst(inside, OPEN_DOORS), self.state.settings)


def create_app(settings: Settings) -> FastAPI:
    """The whole program. Its data must have been migrated already."""
    application = Program(
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # a redirect would begin with http: behind a proxy
        # No setting of this machine may make the program report who asked for what.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    application.state.settings = settings
    say_otherwise(corrections(settings.data))
    # Added from the inside out: a request passes them in the opposite order.
    application.add_middleware(compressing)
    application.add_middleware(Faults)
    application.add_api_route("/healthz", _healthz)
    application.router.routes.append(OPEN_DOORS)
    # By `include_router` each route would be analysed again for every server, while the first
    # phones wait.
    routes = [route for room in ROOMS for route in room.router.routes]
    of_phones = [route for route in routes if getattr(route, "path", "").startswith("/{code}")]
    offices = LaterDoors(OFFICES, _offices)
    application.router.routes += [PhoneDoors(of_phones), offices, *routes]
    for fault in ANSWERS:
        application.add_exception_handler(fault, answer_to)
    return application


def _offices() -> list[BaseRoute]:
    """Imported with the first request: they are a sixth of all that a start would import."""
    from app.rehearsal import desk as rehearsal  # noqa: PLC0415
    from app.web import offices  # noqa: PLC0415

    return [route for room in (rehearsal, *offices.ROOMS) for route in room.router.routes]


@asynccontextmanager
async def _lifespan(application: FastAPI) -> AsyncIterator[None]:
    settings: Settings = application.state.settings
    database = Database(settings.database_url)
    # Closed in the opposite order, each of them even if another one raises; also if the start fails.
    async with AsyncExitStack() as opened:
        opened.push_async_callback(asyncio.to_thread, database.close)
        show = Show(database, settings)
        hub = Hub(show, settings)
        writer = Writer(
            database, settings.keys, hub.announce, hub.alarm, settings.look_seconds, hub.forget
        )
        presence = Presence(database, writer, hub, settings)
        finders = by_clock.finders(settings.keys)
        deadlines = Deadlines(database, writer, settings.deadline_seconds, finders)
        long_cards = LongCards(settings.stuck_seconds, time.monotonic)
        pace = Deadlines(database, writer, long_cards.look_seconds, [long_cards.due])
        application.state.backups = backups = Backups(database, settings, hub.warn)
        application.state.forgetting = forgetting = Forgetting(database, writer, settings)
        application.state.bundles = Bundles(settings)
        application.state.makings = makings = Makings()
        application.state.rehearsals = rehearsals = Rehearsals()
        readers = ThreadPoolExecutor(PAGES_AT_ONCE, "pages")
        codes = Codes(database)
        application.state.house = House(
            settings, database, writer, show, hub, presence, codes, readers
        )
        with database.reading() as book:
            is_right = not clock_has_jumped(settings.data, int(time.time()))
            is_kept = has_aside(settings.data / DATABASE)
            sweep_keys(book, settings.keys, by_age=is_right and not is_kept)
        opened.callback(readers.shutdown)
        current_default_thread_limiter().total_tokens = READERS - MOST_AT_ONCE - PAGES_AT_ONCE
        compressing = asyncio.create_task(asyncio.to_thread(files.all_ready))
        writer.start()
        opened.callback(writer.stop)
        await asyncio.to_thread(deadlines.catch_up)
        await asyncio.to_thread(_go_on_elsewhere, database, show, writer)
        hub.open()
        opened.push_async_callback(hub.close)
        for part in (presence, pace, deadlines, backups, forgetting):
            part.open()
            opened.push_async_callback(part.close)
        opened.push_async_callback(asyncio.to_thread, rehearsals.stop)
        opened.push_async_callback(makings.close)
        await compressing
        yield


def _go_on_elsewhere(database: Database, show: Show, writer: Writer) -> None:
    with database.reading() as book:
        moved = show.here.addresses.moved(book)
    for meeting_id in moved:
        writer.submit(
            meeting_id, coming_back.begin
        ).exception()  # a failure does not stop the start


def _healthz(request: Request) -> Response:
    """Tells whether the data can be read, and whether the last attempt to save something
    succeeded.
    """
    trouble: Trouble | None = house_of(request).writer.trouble
    try:
        with house_of(request).database.reading() as book:
            book.execute("SELECT 1")
    except StoreError as error:
        trouble = trouble or error.trouble
    return JSONResponse({"status": trouble or "ok"}, 503 if trouble else 200)
