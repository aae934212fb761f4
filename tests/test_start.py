"""The commands, started as a person starts them: what they print, make and refuse."""

import ast
import io
import json
import os
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import httpx
import pytest

from app.__main__ import main
from tests.environment import PATIENCE

HOME = Path(__file__).resolve().parent.parent
APP = (sys.executable, "-m", "app")
LOCAL = ("--host", "127.0.0.1", "--port", "0")
DOORS = ("join", "console", "projector", "presenter", "coordinator")


def run(*arguments: str, cwd: Path = HOME, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*APP, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **environ},
    )


def run_inside(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs a command in this process, which saves a second; only for commands that do not serve."""
    told, complaints, before = io.StringIO(), io.StringIO(), (sys.argv, os.umask(0o077))
    try:
        with redirect_stdout(told), redirect_stderr(complaints):
            sys.argv = ["app", *arguments]
            code = main()
    except SystemExit as ended:  # so that a mistyped command ends
        code = int(ended.code or 0)
    finally:
        sys.argv = before[0]
        os.umask(before[1])
    return subprocess.CompletedProcess(arguments, code, told.getvalue(), complaints.getvalue())


@contextmanager
def serving(data: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """Start a server on a free port of this machine; yield it and the lines that it has printed."""
    command = [*APP, *LOCAL, "--data", str(data), *arguments]
    with subprocess.Popen(
        command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        told = []
        for line in server.stdout:
            told.append(line.rstrip())
            if "Ctrl-C" in line:
                break
        try:
            yield server, told
        finally:
            server.kill()


def address(told: list[str]) -> str:
    return next(line.split()[-1] for line in told if line.startswith("More of This is open at"))


def assert_refused_plainly(ended: subprocess.CompletedProcess[str], *, because: str) -> None:
    """Asserts that it printed one sentence, and no traceback."""
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert because in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert "Traceback" not in ended.stderr


@dataclass(frozen=True)
class Running:
    """A running server with the sample meeting, and the lines that it printed at its start."""

    data: Path
    told: list[str]

    @property
    def address(self) -> str:
        return address(self.told)


@pytest.fixture(scope="module")
def told_sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder with the sample meeting, and what was printed when it was made."""
    data = tmp_path_factory.mktemp("sample") / "data"
    told = run_inside("sample", "--json", "--data", str(data), "--base-url", "http://hall.example")
    return data, told.stdout


@pytest.fixture
def sampled(told_sample: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of that data folder for one test."""
    return shutil.copytree(told_sample[0], tmp_path / "data")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("running") / "data"
    with serving(data) as (_, told):
        yield Running(data, told)


def test_a_start_prints_no_link_into_a_log_and_the_command_it_names_prints_every_one(
    running: Running,
) -> None:
    assert httpx.get(f"{running.address}/healthz").status_code == 200
    assert not re.search(r"/open/|/coordinator|/[2-9A-Z]{7}\b", "\n".join(running.told))
    asked = next(line for line in running.told if line.startswith("python3 -m app links"))
    assert shlex.split(asked)[-1] == str(running.data)
    told = run_inside("links", "--data", str(running.data)).stdout.splitlines()
    links = [line.split()[-1] for line in told if line.startswith("  ")][-len(DOORS) :]
    for link in links:
        assert link.startswith(running.address)
        assert httpx.get(link, follow_redirects=True).status_code == 200
    assert any("\u2588" in line for line in told), "the phones' QR code is drawn"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no terminals to be had by a program")
def test_at_a_terminal_the_links_stand_at_once(sampled: Path) -> None:
    ours, theirs = os.openpty()
    command = [*APP, *LOCAL, "--data", str(sampled)]
    with (
        os.fdopen(ours, encoding="utf-8", errors="replace") as screen,
        subprocess.Popen(command, cwd=HOME, stdout=theirs, stderr=subprocess.DEVNULL) as server,
    ):
        told = list(takewhile(lambda line: "Ctrl-C" not in line, screen))
        server.kill()
    os.close(theirs)
    assert len([line for line in told if line.startswith("  ") and "/open/" in line]) == 3


def test_all_that_is_kept_is_readable_by_its_owner_alone(running: Running) -> None:
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in running.data.iterdir()}
    assert {"secret.key", "meeting.db"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_second_server_on_the_same_data_is_refused(running: Running) -> None:
    second = run(*LOCAL, "--data", str(running.data))
    assert_refused_plainly(second, because="Another server already runs on the data folder")


def test_a_sample_made_beside_a_running_server_is_served_by_it(running: Running) -> None:
    links = json.loads(run_inside("sample", "--json", "--data", str(running.data)).stdout)
    assert links["join"].startswith(running.address)
    assert links["join"] not in "\n".join(running.told)
    for door in DOORS:
        assert httpx.get(links[door], follow_redirects=True).status_code == 200


def test_it_writes_nobodys_address_down_and_begins_again_with_the_same(sampled: Path) -> None:
    data = sampled
    with serving(data) as (server, told):
        secret = (data / "secret.key").read_bytes()
        first = run_inside("links", "--json", "--data", str(data)).stdout
        for path in ("/", "/ABCDEFG", "/ABCDEFG/live", "/%zz"):
            httpx.get(address(told) + path)
        with socket.create_connection(("127.0.0.1", _port(told))) as rude:
            rude.sendall(b"not http at all\r\n\r\n")
            rude.recv(1000)
        server.send_signal(signal.SIGINT)
        more, complaints = server.communicate(timeout=PATIENCE)
    assert "127.0.0.1" not in more + complaints
    with serving(data):
        assert (data / "secret.key").read_bytes() == secret
        second = run_inside("links", "--json", "--data", str(data)).stdout
    paths = [re.findall(r"https?://[^/]*(/\S*)\"", links) for links in (first, second)]
    assert paths[0] == paths[1] != []


def _port(told: list[str]) -> int:
    return int(address(told).rsplit(":", 1)[1])


def test_a_start_without_the_sample_opens_the_coordinators_door_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serving(data, "--no-sample") as (server, logged):
        assert httpx.get(f"{address(logged)}/healthz").status_code == 200
        told = run_inside("links", "--data", str(data)).stdout.splitlines()
        doors = [line.split()[0] for line in told if line.startswith("  ")]
        assert doors == ["coordinator"]
        server.send_signal(signal.SIGINT)
        _, complaints = server.communicate(timeout=PATIENCE)
        assert complaints == "", "Ctrl-C ends it quietly"


def test_a_taken_port_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = run_inside("--host", "127.0.0.1", "--port", port, "--data", str(tmp_path / "data"))
    assert_refused_plainly(ended, because=f"Port {port}")
    assert not (tmp_path / "data" / "meeting.db").exists()


def test_a_data_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    ended = run_inside(*LOCAL, "--data", str(tmp_path / "file" / "data"))
    assert_refused_plainly(ended, because="cannot be written")


def test_data_of_a_newer_version_is_refused(sampled: Path) -> None:
    with closing(sqlite3.connect(sampled / "meeting.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = run_inside(*LOCAL, "--data", str(sampled))
    assert_refused_plainly(ended, because="newer version")


@pytest.mark.parametrize("words", [["links"], ["coordinator", "link"], ["check"], ["backup"]])
def test_in_a_folder_that_was_mistyped_nothing_is_made(tmp_path: Path, words: list[str]) -> None:
    ended = run_inside(*words, "--data", str(tmp_path / "dta"))
    assert_refused_plainly(ended, because="There is no data in")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "meeting.db").write_bytes(b"no database, but long enough to be asked " * 100)
    ended = run_inside(*LOCAL, "--data", str(tmp_path))
    assert_refused_plainly(ended, because="cannot be opened")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--port", "99999"],
        ["--base-url", "meeting.example"],
        ["--base-url", "https://"],
        ["check", "--base-url", "meeting.example"],
        ["--base-url", "https://town.example/meeting"],
        ["dance"],
    ],
)
def test_a_mistyped_command_is_told_at_once(wrong: list[str]) -> None:
    ended = run_inside(*wrong)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


@pytest.mark.long
def test_so_is_one_that_is_started_anew_with_what_it_needs() -> None:
    ended = run("pictures", "--languages", "xx")
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_without_pip_the_program_says_what_to_install(tmp_path: Path) -> None:
    shutil.copytree(HOME / "app", tmp_path / "app")
    shutil.copy(HOME / "requirements.lock", tmp_path)
    for missing in ("pip", "ensurepip"):
        (tmp_path / f"{missing}.py").write_text("raise ImportError")
    ended = run("sample", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert ended.returncode == 2
    assert "This Python has no pip" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_an_older_python_can_read_as_far_as_its_sentence() -> None:
    ast.parse((HOME / "app" / "__main__.py").read_text(), feature_version=(3, 7))


def test_the_sample_is_one_json_object_and_nothing_else(told_sample: tuple[Path, str]) -> None:
    links = json.loads(told_sample[1])
    assert list(links) == ["join", "tables", "console", "presenter", "projector", "coordinator"]
    assert isinstance(links["tables"], list)
    assert all(links[door].startswith("http://hall.example/") for door in DOORS)


def test_the_tests_run_on_the_versions_that_are_served() -> None:
    served, tested = (
        {line.split()[0] for line in (HOME / name).read_text().splitlines() if "==" in line[:60]}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert served <= tested


NOT_FOR_A_HALL = (
    *("sqlalchemy.dialects.postgresql", "alembic", "typst", "docx", "pptx", "xlsxwriter"),
    *("python_calamine", "icalendar", "app.web.offices", "app.papers.guide"),
)


def test_a_hall_does_not_wait_for_what_it_does_not_need() -> None:
    """These modules are imported when they are first needed."""
    asked = "import sys, app.serving; print(*sys.modules)"
    read = subprocess.check_output([sys.executable, "-c", asked], cwd=HOME, text=True).split()
    assert "app.main" in read
    assert not set(NOT_FOR_A_HALL) & set(read)


@pytest.mark.long
def test_a_second_start_is_quick_and_small(tmp_path: Path) -> None:
    run("sample", "--json", "--data", str(tmp_path))
    begun = time.monotonic()
    with serving(tmp_path) as (server, told):
        assert httpx.get(f"{address(told)}/healthz").status_code == 200
        assert time.monotonic() - begun <= 3
        status = Path(f"/proc/{server.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        assert int(resident.split()[1]) <= 120 * 1024
