"""From a bare Python to the program's own packages, by the standard library alone.

The packages of a lock file live in `.venv`, together with a copy of each lock that was installed:
where the copy equals the lock, nothing is left to do, and a start costs one comparison.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from app import disk, machine

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
WHEELS = "wheels"  # a folder beside the program with all its packages: then no network is asked

# How pip names the package that it works on: `name==1.0`, or a path to `name-1.0.whl`.
PACKAGE = re.compile(
    r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*[/\\])?(.+?)(?:==|-\d)"
)


class PlainRefusal(Exception):  # noqa: N818 - it is one, and not a fault of the program
    """Why the program cannot go on, as one sentence for the person at the terminal."""


def enter(lock: Path, arguments: Sequence[str], *, or_more: Sequence[Path] = ()) -> None:
    """Return if this process runs on the lock's packages; else install them and start over on them.

    Nothing is installed where one of `or_more` is: these hold the same packages and more.
    """
    if not any(map(_is_installed, (lock, *or_more))):
        _install(lock)
    if not is_inside():
        machine.become([str(machine.venv_python(VENV)), "-m", "app", *arguments])


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def tell_progress(progress: str) -> None:
    """Show progress where it does not mix with what the program answers."""
    print(progress, file=sys.stderr, flush=True)


def _is_installed(lock: Path) -> bool:
    copy = VENV / lock.name
    return (
        copy.exists()
        and copy.read_bytes() == lock.read_bytes()
        and machine.venv_python(VENV).exists()
    )


def _install(lock: Path) -> None:
    try:
        with _only_one_at_a_time():
            if not _is_installed(lock):
                _make_venv()
                _fill(lock)
                (VENV / lock.name).write_bytes(lock.read_bytes())
    except OSError as error:
        raise PlainRefusal(
            f"The program keeps its packages in {VENV}, which cannot be written: {error.strerror}."
        ) from error


def _only_one_at_a_time() -> IO[bytes]:
    held = disk.lock_file(HOME / ".venv.lock")
    if held is None:
        raise PlainRefusal(
            "Another start is installing the packages at this moment; try again when it is done."
        )
    return held


def _make_venv() -> None:
    if machine.venv_python(VENV).exists():
        return
    tell_progress(
        "Setting up, this once: a place of its own for the program's packages (.venv) ..."
    )
    made = _quietly([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    if made.returncode:
        raise PlainRefusal(f"Python could not make {VENV}: {made.stdout.strip()[-200:]}")


def pip() -> list[str]:
    """Return the command of a pip that installs into the venv: its own, or this Python's."""
    inside = str(machine.venv_python(VENV))
    own, other = [inside, "-m", "pip"], [sys.executable, "-m", "pip", "--python", inside]
    for try_out, pip in (
        ([*own, "--version"], own),
        ([inside, "-m", "ensurepip"], own),  # Debian ships it apart from Python
        ([*other, "--version"], other),
    ):
        if not _quietly(try_out).returncode:
            return pip
    raise PlainRefusal(
        "This Python has no pip (22.3 or newer): install pip, on Debian or Ubuntu with"
        " `apt-get install python3-pip python3-venv`, and start again."
    )


def _fill(lock: Path) -> None:
    own = pip()
    total = _count(lock)
    tell_progress(f"Installing {total} packages, each held to its checksum in {lock.name} ...")
    installing = subprocess.Popen(
        [
            *(*own, "install", "--require-hashes", "--no-input", "--no-color"),
            *_from_wheels(),
            *("-r", str(lock)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    fault = _follow(installing, total)
    if installing.wait():
        raise PlainRefusal(f"The packages could not be installed, as pip says: {fault}")


def _from_wheels() -> list[str]:
    there = HOME / WHEELS
    return ["--no-index", "--find-links", str(there)] if there.is_dir() else []


def _count(lock: Path) -> int:
    """Count the packages of a lock that this system needs; some are for Windows alone."""
    wanted = [line for line in lock.read_text("utf-8").splitlines() if line[:1].isalnum()]
    return sum(machine.WINDOWS or "== 'win32'" not in line for line in wanted)


def _follow(installing: subprocess.Popen[str], total: int) -> str:
    """Show pip's progress until it ends; return its first complaint."""
    seen, fault = 0, ""
    for line in installing.stdout or ():
        if match := PACKAGE.match(line):
            seen += 1
            name = match[1].replace("_", "-")
            tell_progress(f"  {seen}/{total} {name}")
        elif line.startswith("Installing collected"):
            tell_progress("  unpacking them all ...")
        elif line.startswith("ERROR:"):
            fault = fault or line.removeprefix("ERROR:").strip()
    return fault or "nothing."


def _quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
