"""What the tests need of the machine: a browser and a PostgreSQL, each started when first used."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import make_url

from app.hall_clock import hall_day
from tests.throwaway import PostgresServer, postgres_programs, throwaway_postgres

# A host name other than localhost, to which browsers would grant more (a secure context).
HALL = "hall.example"

# In seconds.
HOUR, DAY, YEAR = 3600, 86_400, 365 * 86_400
# A moment that comes while no test runs.
LATER = int(time.time()) + 30 * DAY
LATER_ON = hall_day(LATER).isoformat()
# Seconds that a test waits at most: two cores may be shared by many, and slow is no failure.
PATIENCE = 60
# Seconds between two taps of a test: sooner, the page takes the second for the half of a double one.
BETWEEN_TAPS = 0.7

# The first has no user interface, and takes a third of the work.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Options for a browser without desktop and graphics card, and without requests to the outside.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-software-rasterizer",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def browser_program() -> str | None:
    """Find the machine's own Chromium; `CHROMIUM` names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium_launch() -> dict[str, object]:
    """Give the arguments of playwright's `chromium.launch`; `hall.example` is this machine."""
    program = browser_program()
    return {
        **({"executable_path": program} if program else {}),
        "args": [
            *QUIET,
            f"--host-resolver-rules=MAP {HALL} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ],
    }


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Give the address of a throw-away PostgreSQL's first database, or of `DATABASE_URL`."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    programs = postgres_programs()
    if programs is None:
        missing("PostgreSQL is not installed here (`apt-get install postgresql`)")
        return
    with throwaway_postgres(programs) as server:
        yield server.url


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """Give a server of this test's own, which it may stop and start."""
    programs = postgres_programs()
    if programs is None:
        missing("PostgreSQL is not installed here (`apt-get install postgresql`)")
        return
    with throwaway_postgres(programs) as server:
        yield server


@pytest.fixture
def fresh_postgres_url(postgres_url: str) -> Iterator[str]:
    """Give the address of an empty database, dropped afterwards."""
    with postgres_database(postgres_url) as url:
        yield url


@contextmanager
def postgres_database(postgres_url: str, like: str = "template1") -> Iterator[str]:
    """Give the address of a copy of that database, dropped afterwards."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
        yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def missing(sentence: str) -> None:
    """Skip the test; with `CI` set, fail."""
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
