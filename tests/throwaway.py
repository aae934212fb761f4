"""A PostgreSQL server of its own for one test run: on a socket in a folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# Nothing here has to outlive a power cut.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"


def postgres_programs() -> Path | None:
    """Find the folder of initdb and pg_ctl; Debian keeps it off the path."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    return Path(found).parent if found else versions[-1].parent if versions else None


@dataclass(frozen=True)
class PostgresServer:
    """`url`: of its first database. Stopped, it hangs up on everybody; it can be started again."""

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
    """PostgreSQL refuses to run as root: there, its own user does it."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(command: Sequence[str]) -> None:
    # A server keeps its parent's output open, so none of it may be a pipe that somebody reads.
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd="/")


def _version(initdb: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in initdb.parts[-3].split(".") if part.isdigit())
