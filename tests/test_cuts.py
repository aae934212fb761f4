"""A kill at any step of a first start or an upgrade loses no data; the next start finishes."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_upgrades import FROZEN

HOME = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its processes are forked")


def cut(source: Path, every: int) -> None:
    """Runs `tests.cutting`, which asserts what must hold.

    `every`: of how many statements one is cut.
    """
    ended = subprocess.run(
        [sys.executable, "-m", "tests.cutting", str(source), str(every)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert int(ended.stdout.split()[-2]) > 0


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A data folder with nothing in it."""
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def killed(frozen: Path, empty: Path) -> Path:
    """An earlier version's data folder whose server was killed: the log has its last change."""
    (empty / "secret.key").write_bytes(b"k" * 32)
    live = empty.with_name("live.db")
    shutil.copy(frozen, live)
    connection = sqlite3.connect(live)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("UPDATE meeting SET sequence = sequence + 1")
    connection.commit()
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", empty / f"meeting.db{ending}")
    connection.close()
    return empty


def test_a_first_start_that_was_cut_is_started_again(empty: Path) -> None:
    cut(empty, every=2000)


def test_an_upgrade_that_was_cut_is_started_again(empty: Path) -> None:
    cut(killed(FROZEN[0], empty), every=2000)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_first_start_can_be_cut_at_every_step(empty: Path) -> None:
    cut(empty, every=1)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("frozen", FROZEN, ids=[file.stem for file in FROZEN])
def test_the_opening_of_every_earlier_database_can_be_cut_at_every_step(
    frozen: Path, empty: Path
) -> None:
    cut(killed(frozen, empty), every=1)
