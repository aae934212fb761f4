"""Runs every check of the program in turn, up to the first that fails; arguments go to pytest."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.browsers import old_chromium
from tests.browsers.over_webdriver import has_firefox, has_webkit
from tests.environment import BROWSERS, browser_program
from tests.throwaway import postgres_programs

HOME = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest")
# Each process gets whole files in order: the whole evenings come first, since they take longest.
# There are two processes more than cores, since they often wait: for a browser, a timer,
# a server.
SIDE_BY_SIDE = (
    f"--numprocesses={(os.cpu_count() or 1) + 2}",
    "--dist=loadfile",
    "--no-loadscope-reorder",
)
# A folder in memory, where nothing waits for a disk: the tests' files need not survive a power cut.
IN_MEMORY, ROOM = "/dev/shm", 4_000_000_000  # noqa: S108 -- each run makes a folder of its own in it
CODE = ("app", "tests", "migrations")
INSTALL = ("install", "-y", "--no-install-recommends")
OTHER_ENGINES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "xauth")

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The code is formatted", ("ruff", "format", "--check", "--quiet", *CODE)),
    ("The code keeps its rules", ("ruff", "check", "--quiet", *CODE)),
    ("The types fit", ("mypy",)),
    ("The templates keep their rules", ("djlint", "templates", "--lint", "--quiet")),
    ("The Dockerfile keeps its rules", ("hadolint", "Dockerfile")),
)


# Files that measure how long something takes run alone; the others two at a time.
FAULTS = (
    ("faults and not alone", ("--numprocesses=2", "--dist=loadfile")),
    ("faults and alone", ("--numprocesses=0",)),
)
NOTHING_TO_DO = 5


def main(arguments: Sequence[str]) -> int:
    """Run the checks, then the tests; return the exit code of the first that fails."""
    os.chdir(HOME)
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("TMPDIR", IN_MEMORY)
    # Python keeps its byte-code, as on any other machine, since tests start the program often.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments[:1] == ["faults"]:
        return _do_faults(arguments[1:])
    # Ctrl-C must reach the tests' processes. A background job is started with SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _see_to_machine()
    if "long" in arguments:
        _see_to_other_engines()
    for heading, command in (*CHECKS, ("The tests", (*PYTEST, *SIDE_BY_SIDE, *arguments))):
        print(f"\n== {heading}", flush=True)
        if failure := subprocess.run(_found(command), check=False).returncode:
            print(f"\nThis failed: {heading.lower()}.", flush=True)
            return failure
    return 0


def _do_faults(arguments: Sequence[str]) -> int:
    """Run all tests under faults, whatever fails; write down the promises with their figures."""
    os.environ["FAULTS_WRITE"] = "1"
    os.environ.setdefault("FAULTS_SEED", str(random.randrange(10**6)))  # noqa: S311 -- has to be repeatable
    runs = [
        subprocess.run([*PYTEST, "tests/faults", "-m", which, *how, *arguments], check=False)
        for which, how in FAULTS
    ]
    subprocess.run([sys.executable, "-m", "tests.readme"], check=True)
    return max(0 if run.returncode == NOTHING_TO_DO else abs(run.returncode) for run in runs)


def _found(command: tuple[str, ...]) -> list[str]:
    """Take the tools of this environment (the lock file's) before others on the machine."""
    return [shutil.which(command[0], path=TOOLS) or command[0], *command[1:]]


def _see_to_machine() -> None:
    """Install browser and PostgreSQL, if that is allowed; else say what to type."""
    light = os.environ.get("CHROMIUM") or shutil.which(BROWSERS[0])
    has = {BROWSERS[0]: light, "postgresql": postgres_programs()}
    missing = [package for package, program in has.items() if not program]
    if missing and _may_install():
        print(f"\n== This machine lacks {' and '.join(missing)}", flush=True)
        _apt_get("update")
        for package in (*missing, "fonts-liberation"):
            _apt_get(*INSTALL, package)
        if not browser_program():  # an older Debian has the whole browser alone
            _apt_get(*INSTALL, "chromium")
    elif not browser_program() or not postgres_programs():
        print("Install Chromium or Chrome (CHROMIUM names where it is) and PostgreSQL 15 or newer.")
        print(f"On Debian: sudo apt-get {' '.join(INSTALL)} chromium postgresql fonts-liberation")


def _see_to_other_engines() -> None:
    """Install the second tier's other browsers, if allowed. Tests skip those that are missing."""
    if _may_install() and not (has_firefox() and has_webkit()):
        _apt_get("update")
        _apt_get(*INSTALL, *OTHER_ENGINES)
    if not old_chromium.program() and old_chromium.can_be_had():
        with suppress(subprocess.CalledProcessError):
            old_chromium.bring()


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "getuid") and os.getuid() == 0


def _apt_get(*command: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(_found(("apt-get", *command)), check=False, env=quiet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
