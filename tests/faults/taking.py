"""What can be taken from a server while it runs, and given back: room, files, its data, a quick disk, the time."""

import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from tests.environment import DAY, HOUR, PATIENCE, YEAR
from tests.faults.server import Served
from tests.live.troubles import held

rest = threading.Event().wait
SYNCS = "fsync,fdatasync"
CLOCK = Path(__file__).with_name("clock.c")
NEWCOMERS = 5


@contextmanager
def full(server: Served) -> Iterator[None]:
    """Its files may grow no more."""
    longest = max(file.stat().st_size for file in server.data.iterdir())
    with server.limited(resource.RLIMIT_FSIZE, longest):
        yield


@contextmanager
def no_files(server: Served) -> Iterator[None]:
    """It can open nothing more: no file and no connection; and some come all the same."""
    opened = [int(descriptor.name) for descriptor in Path(f"/proc/{server.pid}/fd").iterdir()]
    with server.limited(resource.RLIMIT_NOFILE, max(opened) + 1), ExitStack() as come:
        for _ in range(NEWCOMERS):
            come.enter_context(socket.create_connection(("127.0.0.1", server.port), PATIENCE))
        yield


@contextmanager
def locked(server: Served) -> Iterator[None]:
    """Another program is about to write."""
    with held(server.data / "meeting.db"):
        yield


def injected(calls: str, what: str) -> Callable[[Served], AbstractContextManager[None]]:
    """What the system answers its calls, or when."""

    @contextmanager
    def meanwhile(server: Served) -> Iterator[None]:
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
        tracer = subprocess.Popen([*command, "-e", f"inject={calls}:{what}", "-p", str(server.pid)])
        _attached(server)
        try:
            yield
        finally:
            tracer.send_signal(signal.SIGTERM)
            tracer.wait(PATIENCE)

    return meanwhile


def _attached(server: Served) -> None:
    end = time.monotonic() + PATIENCE
    while "TracerPid:\t0\n" in Path(f"/proc/{server.pid}/status").read_text("ascii"):
        assert time.monotonic() < end
        rest(0.01)


def clock(server: Served) -> Path:
    """How many seconds its clock is wrong, in words."""
    return server.data.with_name(f"{server.data.name}.clock")


def clock_library(place: Path) -> Path:
    """By which a process reads its time with what is written there added."""
    made = place / "clock.so"
    command = [str(shutil.which("cc")), "-shared", "-fPIC", "-O1", "-o", str(made), str(CLOCK)]
    subprocess.run(command, check=True)
    return made


def jumped(seconds: int) -> Callable[[Served], AbstractContextManager[None]]:
    """Its clock is wrong by so much, and then is right again."""

    @contextmanager
    def meanwhile(server: Served) -> Iterator[None]:
        clock(server).write_text(str(seconds), "ascii")
        try:
            yield
        finally:
            clock(server).write_text("0", "ascii")

    return meanwhile


@contextmanager
def full_and_set_back(server: Served) -> Iterator[None]:
    """Its clock is set back while its files may grow no more, and stays so."""
    with full(server):
        rest(0.5)
        clock(server).write_text(str(-HOUR), "ascii")
        yield


TAKEN: dict[str, Callable[[Served], AbstractContextManager[None]]] = {
    "a full disk": full,
    "a locked database": locked,
    "no descriptors": no_files,
    "a slow disk": injected(SYNCS, "delay_exit=400000"),
    "an I/O error at each sync": injected(SYNCS, "error=EIO"),
    "an I/O error at each fifth sync": injected(SYNCS, "error=EIO:when=5+5"),
    "an I/O error at each write": injected("pwrite64", "error=EIO"),
    "an hour back on a full disk": full_and_set_back,
    "four days ahead": jumped(4 * DAY),
    "ten years ahead": jumped(10 * YEAR),
}
IS_CLOCK = {fault for fault in TAKEN if fault.endswith(("ahead", "back on a full disk"))}


def can_be_taken(fault: str) -> bool:
    needs = "cc" if fault in IS_CLOCK else "strace"
    return fault in {"a full disk", "a locked database", "no descriptors"} or bool(
        shutil.which(needs)
    )
