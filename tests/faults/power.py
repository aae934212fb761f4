"""A power cut, replayed: of all that the program wrote, only what the disk had been made to hold is there.

`strace` tells every write and every wait for the disk; so the folders can be put together as they would be found after
a cut at any moment.
"""

import random
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tests.faults.server import HOME

NAMES = ("link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat")
CALLS = ",".join(("pwrite64", "write", "fsync", "fdatasync", "ftruncate", *NAMES))
SECTOR = 512
_LINE = re.compile(
    r"(?P<at>[\d.]+) (?P<call>\w+)\((?P<said>.*)\) += (?P<gave>-?\d+).*<(?P<took>[\d.]+)>$"
)
_BYTE = re.compile(r"\\x([0-9a-f]{2})")
_FILE = re.compile(r"\d+<(?P<path>[^>]*)>")
_WORDS = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Event:
    """What was done to a file, or told. `at`: for what waits for the disk its end, else its beginning.

    `other`: the new name, where a file is given one.
    """

    at: float
    call: str
    path: str
    offset: int = 0
    content: bytes = b""
    other: str = ""


@dataclass
class Disk:
    """Of each file what the disk holds for sure, and what was written since; and the same of their names."""

    held: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    _now: dict[str, int] = field(default_factory=dict)
    _since: defaultdict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))
    _named: list[Event] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def put(self, path: Path) -> None:
        """It is there from the beginning."""
        number = self._now[str(path)] = self.names[str(path)] = next(self._numbers)
        self.held[number] = bytearray(path.read_bytes())

    def take(self, event: Event) -> None:
        if event.call in NAMES:
            self._named.append(event)
            _rename(self._now, event)
        elif event.call not in ("fsync", "fdatasync"):
            self._since[self._number(event.path)].append(event)
        elif event.path in self._now:
            self._settle(event.path)
        else:
            self._settle_folder(event.path)

    def found(self, draws: random.Random | None = None) -> dict[str, bytes]:
        """After a cut. With `draws` some of what was done since is there too, and of some of it only a part."""
        names, files = (
            dict(self.names),
            {number: bytearray(content) for number, content in self.held.items()},
        )
        if draws:
            named = self._named[: draws.randrange(len(self._named) + 1)]
            for event in named:
                _rename(names, event)
            for number, events in self._since.items():
                content = files.setdefault(number, bytearray())
                for event in events:
                    if draws.random() < 0.5:
                        _put(content, event, draws)
        return {path: bytes(files.get(number, b"")) for path, number in names.items()}

    def _number(self, path: str) -> int:
        if path not in self._now:
            self._now[path] = next(self._numbers)
            self._named.append(Event(0, "create", path, offset=self._now[path]))
        return self._now[path]

    def _settle(self, path: str) -> None:
        """A file's content, and so that it is there at all."""
        number = self._now[path]
        content = self.held.setdefault(number, bytearray())
        for event in self._since.pop(number, []):
            _put(content, event)
        made = [event for event in self._named if event.call == "create" and event.path == path]
        for event in made:
            _rename(self.names, event)
            self._named.remove(event)

    def _settle_folder(self, path: str) -> None:
        for event in [event for event in self._named if str(Path(event.path).parent) == path]:
            _rename(self.names, event)
            self._named.remove(event)


def _rename(names: dict[str, int], event: Event) -> None:
    if event.call == "create":
        names[event.path] = event.offset
    elif event.call.startswith("unlink"):
        names.pop(event.path, None)
    elif event.path in names:
        names[event.other] = names[event.path]
        if event.call.startswith("rename"):
            names.pop(event.path)


def _put(content: bytearray, event: Event, draws: random.Random | None = None) -> None:
    if event.call == "ftruncate":
        del content[event.offset :]
        content.extend(bytes(event.offset - len(content)))
        return
    written = event.content
    if draws and draws.random() < 0.2:
        written = written[: SECTOR * draws.randrange(len(written) // SECTOR + 1)]
    end = event.offset + len(written)
    content.extend(bytes(max(0, end - len(content))))
    content[event.offset : end] = written


def traced(trace: Path, *arguments: str) -> list[Event]:
    """Runs acts until they are done, and returns what they did to the data, in its order."""
    trace.mkdir()
    strace = ["strace", "-ff", "-qq", "-y", "-xx", "-T", "-s", "10000000", "-o", str(trace / "of")]
    clock = ["--absolute-timestamps=format:unix,precision:ns", "-e", f"trace={CALLS}"]
    program = [sys.executable, "-m", "tests.faults.evening", *arguments]
    ended = subprocess.run(
        [*strace, *clock, *program], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    return sorted(
        (event for file in trace.iterdir() for event in _events(file)), key=lambda event: event.at
    )


def _events(file: Path) -> Iterator[Event]:
    """What is written without an offset is written behind what was written before, as far as it is no answer."""
    ends: defaultdict[str, int] = defaultdict(int)
    for line in file.read_text("ascii", "replace").splitlines():
        traced_call = _LINE.match(line)
        if traced_call and not traced_call["gave"].startswith("-"):
            yield from _event(traced_call, ends)


def _event(traced_call: re.Match[str], ends: defaultdict[str, int]) -> Iterator[Event]:
    call, at = traced_call["call"], float(traced_call["at"])
    words = [_bytes(quoted) for quoted in _WORDS.findall(traced_call["said"])]
    if call in NAMES:
        path, other = [*(word.decode() for word in words), ""][:2]
        yield Event(at, call, path, other=other)
        return
    target = _FILE.match(traced_call["said"])
    if not target:
        return
    path = _bytes(target["path"]).decode("utf-8", "replace").removesuffix(" (deleted)")
    content = words[0][: int(traced_call["gave"])] if words else b""
    number = re.search(r", (\d+)$", traced_call["said"])
    offset = int(number[1]) if number and call in ("pwrite64", "ftruncate") else 0
    if call == "write":
        offset, ends[path] = ends[path], ends[path] + len(content)
    took = float(traced_call["took"]) if call in ("fsync", "fdatasync") else 0
    yield Event(at + took, call, path, offset, content)


def _bytes(words: str) -> bytes:
    if "\\x" not in words:
        return words.encode()
    return bytes(int(digits, 16) for digits in _BYTE.findall(words))
