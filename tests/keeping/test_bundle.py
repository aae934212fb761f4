"""One archive for a computer without a network: every package of the lock is in it, and it starts by itself."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app import bootstrap, machine
from app.keeping.bundle import SYS_PLATFORM, bundle, lock_for, missing

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
    machine.settle_folder(Path("nowhere"))  # Windows does so by itself
    machine.make_private(Path("nowhere"))
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
    made = subprocess.run(
        [shutil.which("python3") or sys.executable, "-m", "app", "sample", "--json"],
        cwd=place / "more-of-this",
        capture_output=True,
        text=True,
        check=False,
        env=environ | nowhere,
    )
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["join"]
