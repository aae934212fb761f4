"""`python3 -m app rehearse`, started as a person starts it."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.environment import PATIENCE
from tests.test_start import address, assert_refused_plainly, run_inside, serving
from tests.test_upgrades import contents

HOME = Path(__file__).resolve().parent.parent.parent
STEPS = ("Opening", "Sorting", "Ideas", "Vote", "Survey", "Thanks")


def rehearsing(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", "rehearse", *map(str, arguments)],
        cwd=HOME,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def played(*arguments: str | Path) -> tuple[int, str, str]:
    rehearsal = rehearsing(*arguments)
    told, progress = rehearsal.communicate(timeout=300)
    return rehearsal.returncode, told, progress


@contextmanager
def begun(*arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A rehearsal to which people are coming."""
    with rehearsing(*arguments) as rehearsal:
        assert rehearsal.stderr
        assert any("Before" in line for line in rehearsal.stderr)
        yield rehearsal


def test_where_there_is_nothing_to_rehearse_it_is_said(tmp_path: Path) -> None:
    ended = run_inside("rehearse", "--data", str(tmp_path / "nowhere"))
    assert_refused_plainly(ended, because="There is no meeting in")
    assert not (tmp_path / "nowhere").exists()


def test_nothing_remains_of_a_rehearsal_that_was_interrupted(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as (_, told):
        before = contents(data / "meeting.db")
        with begun("--url", address(told), "--data", data, "--phones", "9") as rehearsal:
            assert contents(data / "meeting.db") != before
            rehearsal.send_signal(signal.SIGINT)
            assert rehearsal.wait(PATIENCE) == 130
        assert contents(data / "meeting.db") == before


@pytest.mark.long
def test_nothing_remains_of_one_that_was_killed_once_the_program_starts_again(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    with serving(data) as (_, told):
        before = contents(data / "meeting.db")
        with begun("--url", address(told), "--data", data, "--phones", "9") as rehearsal:
            rehearsal.kill()
        assert contents(data / "meeting.db") != before
    with serving(data):
        assert contents(data / "meeting.db") == before


@pytest.mark.long
def test_sixty_phones_play_a_whole_evening_within_ninety_seconds() -> None:
    start = time.monotonic()
    status, told, progress = played("--phones", "60", "--pace", "fast")
    assert status == 0, told
    assert "errors: 0" in told
    assert all(step in progress for step in STEPS)
    assert time.monotonic() - start <= 90


@pytest.mark.long
def test_beside_a_running_server_it_can_be_watched_and_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data) as (server, told):
        at, before = address(told), contents(data / "meeting.db")
        status, said, _ = played("--url", at, "--data", data, "--phones", "12")
        assert status == 0, said
        assert f"{at}/open/" in said.splitlines()[1]
        server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=PATIENCE)
        assert complaints == "Making the sample meeting ...\n"
    assert contents(data / "meeting.db") == before


@pytest.mark.long
def test_the_computer_dies_and_everybody_goes_on_at_another_one() -> None:
    ended, told, progress = played("--second-laptop")
    assert ended == 0, told + progress
    assert "errors: 0" in told
    seconds = re.search(r"a living wall after (\d+) s", progress)
    assert seconds
    assert int(seconds[1]) < 300
    assert "everybody is back" in progress
