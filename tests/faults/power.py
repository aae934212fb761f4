"""A power cut, replayed: of all that the program wrote, only what the disk had been made to hold is there.

`strace` tells every write and every wait for the disk; so the folder can be put together as it would be found after a
cut at any moment.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.server import HOME

CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat"
_LINE = re.compile(
    r"(?P<at>[\d.]+) (?P<call>\w+)\((?P<said>.*)\) += (?P<gave>-?\d+).*<(?P<took>[\d.]+)>$"
)
_BYTE = re.compile(r"\\x([0-9a-f]{2})")
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
RUN = (
    "import sys; from tests.faults.without import WITHOUT; WITHOUT[sys.argv[1]]();"
    " from tests.live.until_killed import main; main(*sys.argv[2:])"
)


@dataclass(frozen=True)
class Event:
    """What was done to a file, or told. `at`: for what waits for the disk its end, else its beginning."""

    at: float
    call: str
    path: str
    offset: int
    content: bytes


@dataclass
class Disk:
    """Of each file what the disk holds for sure, and what was written since."""

    held: dict[str, bytearray] = field(default_factory=dict)
    since: dict[str, list[Event]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        if event.call in ("fsync", "fdatasync"):
            content = self.held.setdefault(event.path, bytearray())
            for one in self.since.pop(event.path, []):
                _put(content, one)
        else:
            self.since.setdefault(event.path, []).append(event)

    def found(self, draws: random.Random | None = None) -> dict[str, bytes]:
        """After a cut. With `draws`, some of what was written since is there too, and of the last of it a part."""
        files = {path: bytearray(content) for path, content in self.held.items()}
        for path, events in self.since.items() if draws else ():
            content = files.setdefault(path, bytearray())
            for one in events[: draws.randrange(len(events) + 1)]:  # type: ignore[union-attr]
                _put(content, one)
        return {path: bytes(content) for path, content in files.items()}


def _put(content: bytearray, event: Event) -> None:
    if event.call == "ftruncate":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    end = event.offset + len(event.content)
    content.extend(bytes(max(0, end - len(content))))
    content[event.offset : end] = event.content


def traced(trace: Path, without: str, *arguments: str) -> list[Event]:
    """Runs acts until they are done, and returns what they did to the data, in its order."""
    trace.mkdir()
    strace = ["strace", "-ff", "-qq", "-y", "-xx", "-T", "-s", "10000000", "-o", str(trace / "of")]
    clock = ["--absolute-timestamps=format:unix,precision:ns", "-e", f"trace={CALLS}"]
    program = [sys.executable, "-c", RUN, without, *arguments]
    ended = subprocess.run(
        [*strace, *clock, *program], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return sorted(
        (event for file in trace.iterdir() for event in _events(file)), key=lambda one: one.at
    )


def _events(file: Path) -> Iterator[Event]:
    for line in file.read_text("ascii", "replace").splitlines():
        found = _LINE.match(line)
        if found and not found["gave"].startswith("-"):
            yield from _event(found)


def _event(found: re.Match[str]) -> Iterator[Event]:
    target = _FILE.match(found["said"])
    if not target:
        return
    path = _bytes(target["path"]).decode("utf-8", "replace").removesuffix(" (deleted)")
    rest = found["said"][target.end() :]
    waits = found["call"] in ("fsync", "fdatasync")
    at = float(found["at"]) + (float(found["took"]) if waits else 0)
    said = re.search(r'"((?:[^"\\]|\\.)*)"', rest)
    content = _bytes(said[1])[: int(found["gave"])] if said else b""
    number = re.search(r", (\d+)$", rest)
    offset = int(number[1]) if number and found["call"] in ("pwrite64", "ftruncate") else 0
    yield Event(at, found["call"], path, offset, content)


def _bytes(words: str) -> bytes:
    if "\\x" not in words:
        return words.encode()
    return bytes(int(one, 16) for one in _BYTE.findall(words))
