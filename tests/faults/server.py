"""The real program as a process that can be killed, on a folder that stays; and what is in its database afterwards."""

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.environment import PATIENCE

HOME = Path(__file__).resolve().parent.parent.parent
RUN = "tests.faults.without"
AS_PROCESS = re.compile(rb"it is process (\d+)\n")
OPEN_AT = re.compile(rb"open at http://\S+?:(\d+)\n")
rest = threading.Event().wait


class Served:
    """One that can be killed and started again: each start is a child of a process that has read the program already.

    `without`: which of its defences it is run without; see `without`. `files`: how many it may open. `base_url`: as
    behind a proxy. `beside`: what else its environment says.
    """

    def __init__(
        self,
        data: Path,
        *,
        without: str = "nothing",
        files: int = 0,
        base_url: str = "",
        port: int = 0,
        beside: dict[str, str] | None = None,
    ) -> None:
        self.data = data
        self.log = data.with_name(f"{data.name}.log")
        self.port = port
        self.pid = 0
        self._files = files
        with self.log.open("ab") as log:
            self._parent = subprocess.Popen(
                [sys.executable, "-m", RUN, without, str(data), base_url],
                cwd=HOME,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**os.environ, **(beside or {})},
                preexec_fn=self._limit,  # noqa: PLW1509 -- limits of the child alone
            )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Served":
        begins = self.log.stat().st_size
        assert self._parent.stdin
        self._parent.stdin.write(f"{self.port}\n".encode())
        self._parent.stdin.flush()
        started = self._until(lambda: AS_PROCESS.search(self._said(begins)))
        self.pid = int(started[1])
        opened = self._until(lambda: OPEN_AT.search(self._said(begins)))
        self.port = int(opened[1])
        return self

    def kill(self) -> None:
        """At once, and without a word."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As somebody does who presses Ctrl-C, or whose machine is shut down."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.pid:
            os.kill(self.pid, how)
            while Path(f"/proc/{self.pid}").exists():
                rest(0.002)
            self.pid = 0

    def close(self) -> None:
        if self._parent.poll() is None:
            self.kill()
        assert self._parent.stdin
        self._parent.stdin.close()
        self._parent.wait(PATIENCE)

    @contextmanager
    def limited(self, what: int, most: int) -> Iterator[None]:
        """Meanwhile the process has no more than so much of it."""
        before = resource.prlimit(self.pid, what)
        resource.prlimit(self.pid, what, (most, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self.pid, what, before)

    def _said(self, begins: int) -> bytes:
        return self.log.read_bytes()[begins:]

    def _until(self, happened: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while not (seen := happened()):
            said = self.log.read_text("utf-8", "replace")[-3000:]
            assert self._parent.poll() is None, said
            assert not self.pid or f"process {self.pid} has ended" not in said, said
            assert time.monotonic() < end
            rest(0.005)
        return seen

    def _limit(self) -> None:
        if self._files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (self._files, self._files))


class Kept:
    """What is in a database of a server that has ended: a copy of it is read, with the log that belongs to it."""

    def __init__(self, data: Path) -> None:
        aside = data.with_name(f"{data.name}-aside")
        shutil.rmtree(aside, ignore_errors=True)
        shutil.copytree(data, aside)
        self._file = aside / "meeting.db"

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self._file)
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def is_sound(self) -> bool:
        """The database says of itself that it is whole, and that nothing hangs on what is not there."""
        whole = self.rows("PRAGMA integrity_check") == [("ok",)]
        return whole and not self.rows("PRAGMA foreign_key_check")
