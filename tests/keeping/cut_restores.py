"""Cuts a restore at each of its file operations: `python -m tests.keeping.cut_restores BACKUP FOLDER`.

After each cut another restore must find the former data together, and keep it so. And if there is
none, but a start after a week, the data must be as it was. Prints how often it was cut.
"""

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

from app.data_folder import alone_on, opened_alone
from app.keeping.restoring import restore
from app.settings import DATABASE, KEY
from tests.cutting import contents

LOG = f"{DATABASE}-wal"
FILED = {"os.rename", "os.link", "os.mkdir", "os.remove"}


def is_cut(made: Path, data: Path, step: int) -> bool:
    """Restores in a process that ends when it begins its file operation of this number."""
    child = os.fork()
    if not child:
        _restore_until(made, data, step)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _restore_until(made: Path, data: Path, step: int) -> None:
    left = step

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event in FILED and str(data) in str(arguments[0]):
            left -= 1
            if not left:
                os._exit(1)

    sys.addaudithook(hear)
    restore(made, data)
    os._exit(0)


def judge_another(made: Path, data: Path, step: int) -> bool:
    (data / LOG).write_bytes(b"its newest acts")
    was_cut = is_cut(made, data, step)
    restore(made, data)
    kept = [{file.name for file in aside.iterdir()} for aside in data.glob("aside-*")]
    assert {KEY, DATABASE, LOG} in kept, f"cut at its operation {step}: {kept}"
    return was_cut


def judge_week_later(made: Path, data: Path, step: int) -> None:
    """If both files are still in their places, the server starts on them."""
    key, rows = (data / KEY).read_bytes(), contents(data / DATABASE)
    is_cut(made, data, step)
    if not ((data / KEY).exists() and (data / DATABASE).exists()):
        return
    for aside in data.glob("aside-*"):
        os.utime(aside, (0, 0))
    for _ in range(2):
        with alone_on(data):
            opened_alone(data, None, "http://hall.example")
    assert not list(data.glob("aside-*")), "its week is over"
    assert (data / KEY).read_bytes() == key, f"cut at its operation {step}"
    assert contents(data / DATABASE) == rows, f"cut at its operation {step}"


def main(made: Path, work: Path) -> None:
    for step in count(1):
        data, other = (work / f"{name} {step}" for name in ("data", "other"))
        restore(made, data)
        restore(made, other)
        judge_week_later(made, other, step)
        if not judge_another(made, data, step):
            print(step - 1)  # noqa: T201 -- told to the test
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
