"""One archive with the program and its locked packages, which starts offline if Python is there."""

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.bootstrap import HOME, WHEELS, PlainRefusal, pip, tell_progress

LOCK = "requirements.lock"
PROGRAM = ("app", "migrations", "static", "templates")
FILES = (LOCK, "pyproject.toml", "README.md", "LICENSE")
NAME = "more-of-this"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# pip's names of platforms. The lock's packages have no wheels for Macs with Intel processors.
PLATFORMS: dict[str, tuple[str, ...]] = {
    "windows": ("win_amd64",),
    "macos": tuple(
        f"macosx_{version}_0_{kind}"
        for version in (11, 12, 13, 14)
        for kind in ("arm64", "universal2")
    ),
    "linux": tuple(
        f"manylinux{libc}_x86_64"
        for libc in ("1", "2010", "2014", "_2_17", "_2_26", "_2_27", "_2_28", "_2_31", "_2_34")
    ),
}
CALLED = {"windows": "Windows", "macos": "macOS", "linux": "Linux"}
SYS_PLATFORM = {"windows": "win32", "macos": "darwin", "linux": "linux"}
# Python from the Microsoft Store comes without the py launcher.
BATCH = (
    "@echo off",
    "chcp 65001 >nul",
    'cd /d "%~dp0"',
    "where py >nul 2>nul",
    "if errorlevel 1 (python -m app %*) else (py -3 -m app %*)",
    "pause",
    "",
)
START = {
    "windows": ("start.bat", "\r\n".join(BATCH)),
    "macos": ("start.command", '#!/bin/sh\ncd "$(dirname "$0")"\nexec python3 -m app "$@"\n'),
    "linux": ("start.sh", '#!/bin/sh\ncd "$(dirname "$0")"\nexec python3 -m app "$@"\n'),
}
_REQUIRED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$")
_MARKED = re.compile(r"sys_platform == '(\w+)'|sys_platform != '(\w+)'")


def bundle(system: str, folder: Path, tell: Callable[[str], None] = tell_progress) -> Path:
    """Makes the archive in the folder, with exactly the packages of the lock; returns its path.

    `tell` is called before each part is fetched. Nothing is fetched if this program came as a
    bundle itself and its wheels are those of the wanted system.
    """
    lock = (HOME / LOCK).read_text("utf-8")
    if (brought := HOME / WHEELS).is_dir() and not missing(lock, system, _names_in(brought)):
        return _packed(system, brought, folder)
    with tempfile.TemporaryDirectory(prefix="bundle-") as scratch:
        wheels = Path(scratch) / WHEELS
        wheels.mkdir()
        for python in PYTHONS:
            tell(f"Fetching the packages for {system}, Python {python} ...")
            _fetch(lock_for(lock, system), wheels, PLATFORMS[system], python)
        if lacking := missing(lock, system, _names_in(wheels)):
            raise PlainRefusal(f"These packages are not there for {system}: {', '.join(lacking)}.")
        return _packed(system, wheels, folder)


def lock_for(lock: str, system: str) -> str:
    """The lock for that system, markers resolved: pip evaluates them for the system it runs on."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", lock)
    return "".join(_without_marker(block) for block in blocks if _is_for(block, system))


def missing(lock: str, system: str, wheels: set[str]) -> list[str]:
    """The packages of the lock that have no wheel among these file names."""
    built = {tuple(name.lower().split("-")[:2]) for name in wheels}
    return [
        f"{name}=={version}"
        for name, version in _named(lock_for(lock, system))
        if (re.sub(r"[-_.]+", "_", name).lower(), version) not in built
    ]


def _names_in(wheels: Path) -> set[str]:
    return {file.name for file in wheels.iterdir()}


def _named(lock: str) -> Iterator[tuple[str, str]]:
    for line in lock.splitlines():
        if required := _REQUIRED.match(line):
            yield required[1], required[2]


def _is_for(block: str, system: str) -> bool:
    head = block.partition("\n")[0]
    required = _REQUIRED.match(head)
    marker = _MARKED.search(required[3] or "") if required else None
    if marker is None:
        return True
    only, but = marker.groups()
    return SYS_PLATFORM[system] == only if only else SYS_PLATFORM[system] != but


def _without_marker(block: str) -> str:
    head, line, rest = block.partition("\n")
    return re.sub(r"\s*;[^\\]*", " ", head) + line + rest


def _fetch(lock: str, wheels: Path, platforms: tuple[str, ...], python: str) -> None:
    asked = wheels.parent / "asked.lock"
    asked.write_text(lock, "utf-8")
    fetching = subprocess.run(
        [
            *(*pip(), "download", "--quiet", "--no-deps", "--require-hashes"),
            *("--only-binary", ":all:", "--implementation", "cp", "--python-version", python),
            *("--dest", str(wheels), "--requirement", str(asked)),
            *(word for platform in platforms for word in ("--platform", platform)),
        ],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if fetching.returncode:
        told = [line for line in fetching.stderr.splitlines() if line.startswith("ERROR:")]
        raise PlainRefusal(
            f"The packages could not be fetched, as pip says: {(told or ['nothing.'])[0]}"
        )


def _packed(system: str, wheels: Path, folder: Path) -> Path:
    archive = folder / f"{NAME}-{system}.zip"
    making = archive.with_suffix(".making")
    with zipfile.ZipFile(making, "w", zipfile.ZIP_DEFLATED) as whole:
        for file in _program():
            whole.write(file, f"{NAME}/{file.relative_to(HOME).as_posix()}")
        for wheel in sorted(wheels.iterdir()):
            whole.write(wheel, f"{NAME}/{WHEELS}/{wheel.name}", zipfile.ZIP_STORED)
        name, words = START[system]
        start = zipfile.ZipInfo(f"{NAME}/{name}")
        start.external_attr = 0o100755 << 16
        whole.writestr(start, words)
    making.replace(archive)
    return archive


def _program() -> Iterator[Path]:
    yield from (HOME / name for name in FILES)
    for folder in PROGRAM:
        yield from (
            file
            for file in sorted((HOME / folder).rglob("*"))
            if file.is_file() and "__pycache__" not in file.parts
        )
