"""One archive for a computer without a network: every package of the lock is in it, and it starts by itself."""

import json
import os
import re
import subprocess
import sys
import threading
import time
import zipfile
from io import BytesIO
from itertools import takewhile
from pathlib import Path

import httpx
import pytest

from app import bootstrap, disk, machine
from app.keeping.bundle import SYS_PLATFORM, bundle, lock_for, missing
from tests.environment import PATIENCE
from tests.house import House

HOME = Path(__file__).resolve().parent.parent.parent
LOCK = (HOME / "requirements.lock").read_text()


@pytest.mark.parametrize("system", SYS_PLATFORM)
def test_each_system_has_its_own_packages_and_a_lacking_one_is_named(system: str) -> None:
    asked = lock_for(LOCK, system)
    assert ("colorama==" in asked) is (system == "windows")
    assert ";" not in asked, "nothing is left to the computer on which it is made"
    assert asked.count("--hash=") > 100
    named = re.findall(r"(?m)^([A-Za-z0-9._-]+)==(\S+)", asked)
    wheels = {
        f"{re.sub('[-_.]+', '_', name)}-{version}-py3-none-any.whl" for name, version in named
    }
    assert missing(LOCK, system, wheels) == []
    lost = next(iter(sorted(wheels)))
    assert len(missing(LOCK, system, wheels - {lost})) == 1


def test_a_windows_venv_has_its_python_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    venv = Path("C:/Users/Åsa Öberg/Mer av det här/.venv")
    monkeypatch.setattr(machine, "WINDOWS", True)
    assert machine.venv_python(venv) == venv / "Scripts" / "python.exe"
    disk.settle_folder(Path("nowhere"))  # Windows does so by itself
    disk.make_private(Path("nowhere"))
    assert bootstrap._count(HOME / "requirements.lock") > 30  # noqa: SLF001 -- what a start counts


@pytest.mark.long
@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_forms_for_other_systems_have_every_wheel_of_the_lock(
    system: str, tmp_path: Path
) -> None:
    archive = bundle(system, tmp_path)
    with zipfile.ZipFile(archive) as whole:
        wheels = {name.split("/")[-1] for name in whole.namelist() if name.endswith(".whl")}
        assert any(name.endswith(("start.bat", "start.command")) for name in whole.namelist())
    assert missing(LOCK, system, wheels) == []


@pytest.mark.long
def test_it_starts_in_a_folder_with_no_registry_in_reach(tmp_path: Path) -> None:
    archive = bundle("linux", tmp_path)
    place = tmp_path / "Mer av det här"
    with zipfile.ZipFile(archive) as whole:
        whole.extractall(place)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull}
    environ = {key: value for key, value in os.environ.items() if not key.startswith("PIP_")}
    program_folder = place / "more-of-this"
    begun = time.monotonic()
    with subprocess.Popen(
        ["/bin/sh", "start.sh", "--port", "0", "--host", "127.0.0.1"],
        cwd=program_folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ | nowhere,
    ) as program:
        try:
            assert program.stdout
            told = list(takewhile(lambda line: "Ctrl-C" not in line, program.stdout))
            assert told, program.stderr.read() if program.stderr else ""
            asked = ["/bin/sh", "start.sh", "links", "--json"]
            links = json.loads(subprocess.check_output(asked, cwd=program_folder, env=environ))
            answer = httpx.get(links["join"], trust_env=False, timeout=PATIENCE)
            assert answer.status_code == 200
        finally:
            program.terminate()
            program.communicate(timeout=PATIENCE)
    taken = time.monotonic() - begun
    sys.stdout.write(f"{archive.stat().st_size / 2**20:.0f} MB, open after {taken:.0f} s\n")


@pytest.mark.long
def test_the_desk_puts_it_together_and_says_where_it_cannot(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = house.evening.sign_in()
    desk = house.browser("/coordinator/carried", {"coordinator": token})

    def wait() -> None:
        pause = threading.Event()
        while 'id="bundling"' in desk.get().text:
            pause.wait(1)

    with monkeypatch.context() as offline:
        offline.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        offline.setenv("PIP_RETRIES", "0")
        assert desk.send("program", system="macos").status_code == 303
        assert desk.get().headers["refresh"] == "3"
        assert "put together already" in desk.send("program", system="linux").text
        wait()
    assert "macOS: it could not be put together" in desk.get().text
    assert desk.ask("GET", f"{desk.path}/program/macos.zip").status_code == 404
    assert desk.send("program", system="linux").status_code == 303
    wait()
    archive = desk.ask("GET", f"{desk.path}/program/linux.zip")
    assert archive.status_code == 200
    with zipfile.ZipFile(BytesIO(archive.content)) as whole:
        wheels = {name.split("/")[-1] for name in whole.namelist() if name.endswith(".whl")}
    assert missing(LOCK, "linux", wheels) == []
    assert house.browser(desk.path).ask("GET", f"{desk.path}/program/linux.zip").status_code == 303
