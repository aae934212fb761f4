"""A power cut at any moment loses nothing that was told as saved, and brings no key back."""

import json
import random
import shutil
import sqlite3
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.environment import missing
from tests.faults.evening import TOLD, Stored
from tests.faults.power import Disk, Event, traced
from tests.faults.promises import Kept, Promises
from tests.stage import Prepared

pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(900),
]
CUTS, DRAWN = 2000, 150


@dataclass
class Cuts:
    """`lost`: something that was told, or half an act. `readable`: of what was told as closed the key is there."""

    number: int = 0
    lost: int = 0
    corrupt: int = 0
    readable: int = 0

    def __str__(self) -> str:
        return (
            f"{self.number:,} cuts: {self.lost} lost something, {self.corrupt} left a damaged"
            f" database, {self.readable} a key of what is closed"
        )


class Replay:
    """What was done to the two folders, and what was stored after each act."""

    def __init__(self, place: Path, events: list[Event]) -> None:
        self.folders = {str(place / "data"), str(place / "keys")}
        self.place = place / "found"
        self.events = [event for event in events if self._is_ours(event)]
        told = [
            (at, event) for at, event in enumerate(self.events) if event.content.startswith(TOLD)
        ]
        self._told_at = [at for at, _ in told]
        self.stored = [Stored.told(event.content) for _, event in told]
        written = {event.path: event.content for event in self.events if event.call == "write"}
        # Each is written under another name first.
        self._keys = {
            event.other: written[event.path]
            for event in self.events
            if event.call.startswith("link")
        }
        assert len(told) > 150

    def _is_ours(self, event: Event) -> bool:
        of_disk = str(Path(event.path).parent) in self.folders or event.path in self.folders
        return of_disk or event.content.startswith(TOLD)

    def cut(self, disk: Disk, seed: int, most: int) -> Cuts:
        """At moments that the seed draws: once only what the disk holds for sure is there, once some more."""
        draws, cuts = random.Random(seed), Cuts()  # noqa: S311 -- has to be repeatable
        moments = range(self._told_at[0] + 1, self._told_at[-1])
        chosen = set(draws.sample(moments, min(most // 2, len(moments))))
        for at, event in enumerate(self.events):
            if at in chosen:
                known = bisect_right(self._told_at, at - 1)
                may_be = self.stored[known - 1 : known + 1]
                for left in (disk.found(), disk.found(draws)):
                    self._look(left, may_be, cuts)
            if not event.content.startswith(TOLD):
                disk.take(event)
        return cuts

    def _look(self, left: dict[str, bytes], may_be: list[Stored], cuts: Cuts) -> None:
        """Starts again on what is found, as SQLite does. It is as it was told last, or as it was going to be."""
        cuts.number += 1
        keys = {int(Path(path).stem) for path, key in self._keys.items() if left.get(path) == key}
        before, after = may_be[0].sealed, may_be[-1].sealed
        cuts.readable += bool(keys & self._closed(may_be))
        cuts.lost += bool((before & after) - keys)
        try:
            cuts.lost += self._stored(left) not in [told.digest for told in may_be]
        except (sqlite3.DatabaseError, AssertionError):
            cuts.corrupt += 1

    def _closed(self, may_be: list[Stored]) -> set[int]:
        """What was open before, and may have no key while this is so."""
        opened = [told.sealed for told in self.stored[: self.stored.index(may_be[0]) + 1]]
        return set().union(*opened) - may_be[0].keyed - may_be[-1].keyed

    def _stored(self, left: dict[str, bytes]) -> str:
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        for path, content in left.items():
            if Path(path).name in ("meeting.db", "meeting.db-wal"):
                (self.place / Path(path).name).write_bytes(content)
        connection = sqlite3.connect(self.place / "meeting.db")
        try:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            return Stored.read(connection).digest
        finally:
            connection.close()


def replayed(prepared: Prepared, place: Path, seed: int, without: str, cuts: int) -> Cuts:
    if shutil.which("strace") is None:
        missing("strace, which tells what is written, is not installed here")
    for name in ("data", "keys"):
        (place / name).mkdir()
    shutil.copy(prepared.file, place / "data" / "meeting.db")
    disk = Disk()
    disk.put(place / "data" / "meeting.db")
    told = (str(place / "data"), str(place / "keys"), json.dumps(prepared.cast))
    events = traced(place / "trace", without, *told, str(seed), str(DRAWN))
    return Replay(place, events).cut(disk, seed, cuts)


def test_a_power_cut_loses_nothing_that_was_told_as_saved(
    prepared: Prepared, tmp_path: Path, seed: int, kept: Kept
) -> None:
    cuts = replayed(prepared, tmp_path, seed, "nothing", CUTS)
    kept("power", str(cuts))
    assert (cuts.lost, cuts.corrupt, cuts.readable) == (0, 0, 0)
    assert cuts.number >= CUTS


def test_without_waiting_for_the_disk_a_power_cut_loses_something(
    prepared: Prepared, tmp_path: Path, seed: int, promises: Promises
) -> None:
    cuts = replayed(prepared, tmp_path, seed, "sync", 200)
    promises.broken("power", f"synchronous=NORMAL: {cuts.lost} of {cuts.number} lost something")
    assert cuts.lost > cuts.number / 2


def test_without_writing_over_keys_a_power_cut_brings_them_back(
    prepared: Prepared, tmp_path: Path, seed: int, promises: Promises
) -> None:
    cuts = replayed(prepared, tmp_path, seed, "over", 400)
    promises.broken("power", f"keys only unlinked: {cuts.readable} of {cuts.number} readable")
    assert cuts.readable
