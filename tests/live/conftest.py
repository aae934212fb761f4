"""The prepared meeting on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from tests.cast import Evening, bare_evening


@pytest.fixture
def evening(
    any_database: Database, keys: Path, announced: list[list[Touched]]
) -> Iterator[Evening]:
    """The prepared meeting on either database; nothing is announced yet."""
    writer = Writer(any_database, keys, announced.append)
    writer.start()
    made = bare_evening(any_database, writer)
    announced.clear()
    yield made
    writer.stop()
