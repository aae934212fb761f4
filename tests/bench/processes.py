"""Server processes on a core apart from the generator's, and how much CPU each used."""

import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

HOME = Path(__file__).resolve().parent.parent.parent
SERVERS, GENERATOR = 0, 1
rest = threading.Event().wait
TICK = os.sysconf("SC_CLK_TCK")
PROCESS_CLOCK = 2  # CPUCLOCK_SCHED of Linux, for all threads of a process
PORTS = range(20_000, 32_000)
PATIENCE = 60.0
LOOK_SECONDS = 0.3
# Cores. Each piece waits a while until other processes use less; what they use then is reported.
QUIET = 0.3


@dataclass
class Window:
    """What was used while something was measured. `cpu`: the server's, in seconds.

    `share`: of its core that the generator used. `foreign`, `beside`: cores that other processes
    used just before, and meanwhile.
    """

    foreign: float = 0.0
    beside: float = 0.0
    seconds: float = 0.0
    cpu: float = 0.0
    share: float = 0.0

    def beyond(self, at_rest: float) -> float:
        """The server's CPU in seconds, without what it would have used if nobody had acted.

        `at_rest`: in cores.
        """
        return self.cpu - at_rest * self.seconds


class Served:
    """A server process with all its children, on a core of its own. `log`: the file for its output.

    `quiet_seconds`: the longest wait for other processes to become quiet.
    """

    quiet_seconds: ClassVar[float] = 3.0

    def __init__(self, command: Sequence[str], log: Path) -> None:
        self._command = command
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._before = 0.0
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log, on_core(SERVERS):
            self._process = subprocess.Popen(
                self._command, cwd=HOME, env=environment(), stdout=log, stderr=log
            )

    @property
    def pids(self) -> list[int]:
        assert self._process is not None
        return _family(self._process.pid)

    @property
    def cpu(self) -> float:
        return self._before + sum(used(pid) for pid in self.pids)

    @property
    def memory(self) -> int:
        """Resident bytes."""
        return sum(_resident(pid) for pid in self.pids)

    def opens(self, port: int) -> None:
        """Waits until it takes connections. Raises RuntimeError, with its log, if it does not."""
        end = time.monotonic() + PATIENCE
        while not _listens(port):
            is_over = self._process is None or self._process.poll() is not None
            if is_over or time.monotonic() > end:
                self.kill()
                raise RuntimeError(self._log.read_text("utf-8", "replace")[-2000:])
            rest(0.01)

    def kill(self) -> None:
        """Kills it at once (SIGKILL). The CPU that it had used stays counted."""
        assert self._process is not None
        self._before += sum(used(pid) for pid in self.pids)
        for pid in reversed(self.pids):
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        self._process.wait()

    @contextmanager
    def window(self) -> Iterator[Window]:
        """Measures the block: the window is filled in when it ends."""
        before = quiet(self)
        cpu, own, busy, at = self.cpu, _own(), _busy(), time.perf_counter()
        window = Window(before)
        yield window
        window.seconds = time.perf_counter() - at
        window.cpu = self.cpu - cpu
        own = _own() - own
        window.share = own / window.seconds
        window.beside = max(0.0, (_busy() - busy - window.cpu - own) / window.seconds)


def environment() -> dict[str, str]:
    """This process's, but Python may keep what it compiles: else each start would compile all that
    pages are made of again, while the first phones come.
    """
    return {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Pins what is started inside the block to this core, if the machine has it."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} & before or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def free_port() -> int:
    """A free port that the system gives to nobody by itself, so nobody takes it meanwhile."""
    while True:
        port = secrets.choice(PORTS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def quiet(served: Served) -> float:
    """Waits a while until other processes use little; returns how many cores they use then."""
    end = time.monotonic() + served.quiet_seconds
    while (load := foreign_load(served)) > QUIET and time.monotonic() < end:
        pass
    return load


def foreign_load(served: Served) -> float:
    """How many cores other processes use, measured while server and generator rest."""
    busy, own, at = _busy(), _own() + served.cpu, time.perf_counter()
    rest(LOOK_SECONDS)
    used = _busy() - busy - (_own() + served.cpu - own)
    return max(0.0, used / (time.perf_counter() - at))


def _busy() -> float:
    """Seconds that all cores together were busy since the machine started."""
    times = [
        int(ticks) for ticks in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]
    ]
    return (sum(times) - times[3] - times[4]) / TICK


def _own() -> float:
    used = os.times()
    return used.user + used.system


def used(pid: int) -> float:
    """By the process's own CPU clock, in nanoseconds: the ticks of `/proc` are ten milliseconds."""
    try:
        return time.clock_gettime((~pid << 3) | PROCESS_CLOCK)  # as clock_getcpuclockid(3) does
    except OSError:
        return 0.0


def _resident(pid: int) -> int:
    try:
        words = Path(f"/proc/{pid}/status").read_text("ascii", "replace").partition("VmRSS:")[2]
    except OSError:
        return 0
    return int(words.split()[0]) * 1024 if words else 0


def _family(pid: int) -> list[int]:
    family = [pid]
    for member in family:
        with suppress(OSError):
            children = Path(f"/proc/{member}/task/{member}/children").read_text("ascii").split()
            family += map(int, children)
    return family


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
    except OSError:
        return False
    return True
