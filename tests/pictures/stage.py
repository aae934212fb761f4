"""A stage: the whole program on a temporary data folder, at an address of this machine alone."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import uvicorn
from fastapi import FastAPI
from starlette.routing import Route

from app.db import Database
from app.live.writer import Writer
from app.machine import listen
from app.migrating import migrate
from app.serving import Server, config_of
from app.settings import Settings, make_secret

LOOPBACK = "127.0.0.1"
# What stands on walls and in links: as long as an address in a hall is.
IN_THE_HALL = "http://192.168.10.24:8000"
FAULT = "/a-fault"


class StagedFaultError(Exception):
    """Raised on purpose: the page that says so is one of the pictures."""


@dataclass(frozen=True)
class Stage:
    settings: Settings
    address: str
    application: FastAPI

    @property
    def database(self) -> Database:
        return self.application.state.house.database  # type: ignore[no-any-return]

    @property
    def writer(self) -> Writer:
        return self.application.state.house.writer  # type: ignore[no-any-return]


@contextmanager
def open_stage() -> Iterator[Stage]:
    """Nothing of it remains."""
    with TemporaryDirectory(prefix="pictures-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        make_secret(data)
        settings = Settings.load(data, address=IN_THE_HALL, pseudo_language=True)
        migrate(settings.database_url)
        with _serving(config_of(settings)) as (address, application):
            yield Stage(settings, address, application)


@contextmanager
def _serving(config: uvicorn.Config) -> Iterator[tuple[str, FastAPI]]:
    application: FastAPI = config.app  # type: ignore[assignment]
    # Before all others, among which one takes every path.
    application.router.routes.insert(0, Route(FAULT, _fault))
    for name in ("app", "uvicorn.error"):
        logging.getLogger(name).addFilter(_is_unstaged)
    opened, listener = threading.Event(), listen(LOOPBACK, 0)
    server = Server(config, opened.set)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    opened.wait(30)
    try:
        yield f"http://{LOOPBACK}:{listener.getsockname()[1]}", application
    finally:
        server.should_exit = True
        thread.join(10)


async def _fault(_request: object) -> NoReturn:
    raise StagedFaultError


def _is_unstaged(record: logging.LogRecord) -> bool:
    raised = record.exc_info[0] if record.exc_info else None
    return raised is not StagedFaultError and StagedFaultError.__name__ not in record.getMessage()
