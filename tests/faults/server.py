"""The real program as a process that can be killed, on a folder that stays; and what is in its database afterwards."""

import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.environment import PATIENCE

HOME = Path(__file__).resolve().parent.parent.parent
RUN = "tests.faults.without"


class Served:
    """`without`: which of its defences it is run without; see `without`. `files`, `longest`: limits of the process."""

    def __init__(
        self, data: Path, *, without: str = "", files: int = 0, longest: int = 0, port: int = 0
    ) -> None:
        self.data = data
        self.log = data.with_name(f"{data.name}.log")
        self._arguments = (without or "nothing", str(data))
        self._files, self._longest = files, longest
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Served":
        begins = self.log.stat().st_size if self.log.exists() else 0
        command = [sys.executable, "-m", RUN, *self._arguments, str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=HOME,
                stdout=log,
                stderr=log,
                preexec_fn=self._limit,  # noqa: PLW1509 -- limits of the child alone
            )
        found = self._until(lambda: re.search(rb"open at http://[^:]+:(\d+)", self._said(begins)))
        self.port = int(found[1])
        return self

    def kill(self) -> None:
        """At once, and without a word."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @contextmanager
    def limited(self, what: int, most: int) -> Iterator[None]:
        """Meanwhile the process has no more than so much of it."""
        assert self.process is not None
        before = resource.prlimit(self.process.pid, what)
        resource.prlimit(self.process.pid, what, (most, before[1]))
        try:
            yield
        finally:
            resource.prlimit(self.process.pid, what, before)

    def _said(self, begins: int) -> bytes:
        return self.log.read_bytes()[begins:]

    def _until(self, happened: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while not (found := happened()):
            assert self.process is not None
            is_over = self.process.poll() is not None
            assert not is_over, self.log.read_text("utf-8", "replace")[-3000:]
            assert time.monotonic() < end
        return found

    def _limit(self) -> None:
        if self._files:
            resource.setrlimit(resource.RLIMIT_NOFILE, (self._files, self._files))
        if self._longest:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._longest, self._longest))


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
