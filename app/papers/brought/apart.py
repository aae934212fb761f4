"""Reads Excel, Word and PowerPoint files in a child process, which is killed if it is too slow."""

import subprocess
import sys
from importlib import import_module
from threading import BoundedSemaphore

from app.bootstrap import HOME
from app.machine import keep_small
from app.method.refusals import RefusedError
from app.papers.brought.containers import Office, broken_file, packed_too_large
from app.papers.brought.sheets import MOST_ROWS, CellSheet, of_json, to_json

# No clerk's file takes even one second; the child is killed after these.
SECONDS = 10
LARGEST_MEMORY = 400 * 2**20
READERS = {
    Office.workbook: "app.papers.brought.workbook",
    Office.document: "app.papers.brought.word_file",
    Office.slides: "app.papers.brought.presentation",
}
_AT_ONCE = BoundedSemaphore(2)


def read_apart(kind: Office, content: bytes, most: int = MOST_ROWS) -> tuple[CellSheet, ...]:
    command = [sys.executable, "-m", __name__, kind, str(most)]
    try:
        with _AT_ONCE:
            read = subprocess.run(  # noqa: S603 -- our own interpreter
                command, input=content, capture_output=True, timeout=SECONDS, cwd=HOME, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(packed_too_large) from error
    if read.returncode:
        raise RefusedError(broken_file)
    return of_json(read.stdout.decode("ascii"))


def main() -> int:
    """Runs in the child: reads bytes, writes sheets.

    Prints no error, which could quote the file's words.
    """
    keep_small(LARGEST_MEMORY)
    kind, most = Office(sys.argv[1]), int(sys.argv[2])
    reader = import_module(READERS[kind])
    rows = {"most": most} if kind is Office.workbook else {}
    try:
        sheets = reader.read(sys.stdin.buffer.read(), **rows)
    except Exception:  # noqa: BLE001 -- a damaged file can make the libraries raise anything
        return 1
    sys.stdout.write(to_json(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
