"""The meeting in which everybody acts, the seed by which they do, and the promises with their figures."""

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.db import Database
from app.live.writer import Writer
from app.method.act import Act
from app.method.preparing import expecting
from app.models import Meeting
from app.vocabulary import Step
from tests.cast import Evening
from tests.faults.ledger import Hall
from tests.faults.promises import TABLE, Promises
from tests.faults.server import Served
from tests.stage import Prepared

SEED = int(os.environ.get("FAULTS_SEED") or random.randrange(10**6))  # noqa: S311 -- has to be repeatable
# More phones than any meeting has: they come again and again.
MOST_PHONES = 1_000_000


def pytest_report_header() -> str:
    return f"faults: seed {SEED} (FAULTS_SEED={SEED} does the same again)"


@pytest.fixture
def seed() -> int:
    return SEED


@pytest.fixture
def hall(prepared: Prepared, tmp_path: Path) -> Hall:
    """In the step of sorting, with groups formed and a clock that runs."""
    data = tmp_path / "hall"
    shutil.copytree(prepared.folder, data)
    database = Database(f"sqlite:///{(data / 'meeting.db').as_posix()}")
    writer = Writer(database, tmp_path / "hall-keys", lambda _touched: None)
    writer.start()
    evening = Evening(database, writer, *prepared.cast)
    evening.go_to(Step.sorting)
    evening.do(_let_everybody_in)
    writer.stop()
    database.close()
    return Hall.of(data)


def _let_everybody_in(act: Act) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, most_phones=MOST_PHONES)
    expecting.open_sign_up(act)


@pytest.fixture
def serve(hall: Hall) -> Iterator[Callable[..., Served]]:
    """Starts the program on the hall's data; see `Served`."""
    started: list[Served] = []

    def start(without: str = "nothing", **named: Any) -> Served:
        started.append(Served(hall.data, without=without, **named))
        return started[-1].start()

    yield start
    for server in started:
        server.close()


@pytest.fixture(scope="session")
def promises() -> Iterator[Promises]:
    """Each with its figure; the command writes them down."""
    told = Promises(SEED)
    yield told
    if os.environ.get("FAULTS_WRITE"):
        told.write()


@pytest.fixture
def kept(promises: Promises, request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Tells the figure of a promise that this test tries."""
    place = request.path.relative_to(TABLE.parent).as_posix()
    return partial(promises.kept, test=place)


collect_ignore = (
    [] if sys.platform == "linux" else [path.name for path in TABLE.parent.glob("test_*.py")]
)
