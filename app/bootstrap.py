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

from app import machine

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"

# How pip names the line of the lock that it is at; "Ignoring" is for other systems' packages.
OF_THE_LOCK = re.compile(r"^(?!Ignoring).*\(from -r .*\(line (\d+)\)\)")


class PlainRefusal(Exception):  # noqa: N818 - it is one, and not a fault of the program
    """Why the program cannot go on, as one sentence for the person at the terminal."""


def enter(lock: Path, arguments: Sequence[str]) -> None:
    """Return if this process runs on the lock's packages; else see to them and start over there."""
    if not _is_installed(lock):
        _install(lock)
    if not is_inside():
        machine.become([str(machine.venv_python(VENV)), "-m", "app", *arguments])


def is_inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def say(progress: str) -> None:
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
    held = machine.lock_file(HOME / ".venv.lock")
    if held is None:
        raise PlainRefusal(
            "Another start is installing the packages at this moment; try again when it is done."
        )
    return held


def _make_venv() -> None:
    if machine.venv_python(VENV).exists():
        return
    say("Setting up, this once: a place of its own for the program's packages (.venv) ...")
    with_pip = [] if _has_own_pip() else ["--without-pip"]
    made = _quietly([sys.executable, "-m", "venv", "--clear", *with_pip, str(VENV)])
    if made.returncode:
        raise PlainRefusal(f"Python could not make {VENV}: {_last_line(made.stdout)}")


def _has_own_pip() -> bool:
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart from Python
    except ImportError:
        return False
    return True


def _pip() -> list[str]:
    """Return the command of a pip that installs into the venv: its own, or this Python's."""
    inside = str(machine.venv_python(VENV))
    if not _quietly([inside, "-m", "pip", "--version"]).returncode:
        return [inside, "-m", "pip"]
    if not _quietly([sys.executable, "-m", "pip", "--python", inside, "--version"]).returncode:
        return [sys.executable, "-m", "pip", "--python", inside]
    raise PlainRefusal(
        "This Python has no pip (22.3 or newer): install pip, on Debian or Ubuntu with"
        " `apt-get install python3-pip python3-venv`, and start again."
    )


def _fill(lock: Path) -> None:
    wanted = lock.read_text("utf-8").splitlines()
    total = sum(line[:1].isalnum() for line in wanted)
    say(f"Installing {total} packages, each held to its checksum in {lock.name} ...")
    pip = subprocess.Popen(
        [*_pip(), "install", "--require-hashes", "--no-input", "--no-color", "-r", str(lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    fault = _follow(pip, wanted, total)
    if pip.wait():
        raise PlainRefusal(f"The packages could not be installed, as pip says: {fault}")


def _follow(pip: subprocess.Popen[str], wanted: Sequence[str], total: int) -> str:
    """Show pip's way through the lock's lines until it ends; return what it complained of first."""
    seen, fault = 0, "nothing"
    for line in pip.stdout or ():
        if found := OF_THE_LOCK.search(line):
            seen += 1
            say(f"  {seen}/{total} {wanted[int(found[1]) - 1].partition('==')[0]}")
        elif line.startswith("Installing collected"):
            say("  unpacking them all ...")
        elif line.startswith("ERROR:") and fault == "nothing":
            fault = line.removeprefix("ERROR:").strip()
    return fault


def _quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "it stopped without a word"
