"""A power cut at any moment loses nothing that was told as saved, and leaves a database that is whole."""

import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.db import Database
from app.models import SurveyQuestion
from tests.faults.power import Disk, Event, traced
from tests.stage import Prepared

NEEDS = pytest.mark.skipif(shutil.which("strace") is None, reason="strace tells what is written")


@dataclass
class Cuts:
    number: int = 0
    lost: int = 0
    corrupt: int = 0


def cut_everywhere(data: Path, events: list[Event], seed: int, every: int = 1) -> Cuts:
    """Before each answer the power goes: once only what the disk holds for sure is there, once some more of it."""
    draws, disk, cuts = random.Random(seed), Disk(), Cuts()  # noqa: S311 -- has to be repeatable
    disk.held = {str(data / "meeting.db"): bytearray((data / "meeting.db").read_bytes())}
    told: list[str] = []
    for event in events:
        if event.call == "write" and event.content.startswith(b"op-"):
            told += event.content.decode().split()
            if len(told) % every == 0:
                for found in (disk.found(), disk.found(draws)):
                    look(data, found, told, cuts)
        elif Path(event.path).parent == data:
            disk.take(event)
    assert len(told) > 100
    return cuts


def look(data: Path, found: dict[str, bytes], told: list[str], cuts: Cuts) -> None:
    """Starts again on what is found, as SQLite does."""
    place = data.with_name("found")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, content in found.items():
        if not path.endswith("-shm"):
            (place / Path(path).name).write_bytes(content)
    cuts.number += 1
    connection = sqlite3.connect(place / "meeting.db")
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        kept = {words for (words,) in connection.execute("SELECT words FROM survey_answer")}
        cuts.corrupt += not whole or bool(broken)
        cuts.lost += bool(set(told) - kept)
    except sqlite3.DatabaseError:
        cuts.corrupt += 1
    finally:
        connection.close()


def replayed(prepared: Prepared, place: Path, seed: int, without: str, every: int = 1) -> Cuts:
    data = place / f"cut-{without}"
    data.mkdir()
    shutil.copy(prepared.folder / "meeting.db", data / "meeting.db")
    url = f"sqlite:///{(data / 'meeting.db').as_posix()}"
    database = Database(url)
    with database.reading() as book:
        questions = book.all(SurveyQuestion, order=("position",), meeting_id=prepared.cast[0])
    database.close()
    before = place / "before"
    shutil.copytree(data, before)
    events = traced(
        place / f"trace-{without}",
        without,
        url,
        str(place),
        str(prepared.cast[0]),
        str(questions[2].id),
    )
    shutil.rmtree(data)
    before.rename(data)
    return cut_everywhere(data, events, seed, every)


@NEEDS
@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_power_cut_loses_nothing_that_was_told_as_saved(
    prepared: Prepared, tmp_path: Path, seed: int, promises: dict[str, str]
) -> None:
    cuts = replayed(prepared, tmp_path, seed, "nothing")
    promises["What was told as saved survives a power cut"] = (
        f"{cuts.number} cuts: {cuts.lost} lost something, {cuts.corrupt} left a damaged database"
    )
    assert (cuts.lost, cuts.corrupt) == (0, 0)
    assert cuts.number >= 500


@NEEDS
@pytest.mark.faults
@pytest.mark.timeout(900)
def test_without_waiting_for_the_disk_a_power_cut_loses_something(
    prepared: Prepared, tmp_path: Path, seed: int, promises: dict[str, str]
) -> None:
    cuts = replayed(prepared, tmp_path, seed, "sync", every=10)
    promises["The same with synchronous=NORMAL"] = (
        f"{cuts.lost} of {cuts.number} cuts lost something"
    )
    assert cuts.lost > cuts.number / 2
