"""A temporary PostgreSQL server for one test run, on a Unix socket in a folder."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# Nothing here has to survive a power cut.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"


def postgres_programs() -> Path | None:
    """Find the folder of initdb and pg_ctl, which Debian keeps off the PATH."""
    initdb = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return Path(initdb).parent if initdb else versions[-1].parent if versions else None


@dataclass(frozen=True)
class PostgresServer:
    """A server that can be stopped, which drops all connections, and started again.

    `url`: of its first database.
    """

    url: str
    _control: tuple[str, ...]
    _options: str

    def start(self) -> None:
        log = str(Path(self._control[-2]).with_name("log"))
        _run([*self._control, "-l", log, "-o", self._options, "start"])

    def stop(self) -> None:
        _run([*self._control, "-m", "fast", "stop"])


@contextmanager
def throwaway_postgres(programs: Path) -> Iterator[PostgresServer]:
    """Run a server until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    as_owner = _owner_of(folder)
    rows = str(folder / "rows")
    control = (*as_owner, str(programs / "pg_ctl"), "-D", rows, "-w")
    server = PostgresServer(
        f"postgresql+psycopg://postgres@/postgres?host={folder}",
        control,
        f"-k {folder} -c listen_addresses='' {FAST}",
    )
    initdb = [*as_owner, str(programs / "initdb"), "-D", rows]
    try:
        _run([*initdb, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N"])
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # it may be stopped already
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner_of(folder: Path) -> list[str]:
    """The start of a command that runs as the folder's owner: PostgreSQL refuses root."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(command: Sequence[str]) -> None:
    # The server inherits the output and keeps it open: the reader of a pipe would wait for ever.
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd="/")


def _version(initdb: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in initdb.parts[-3].split(".") if part.isdigit())
