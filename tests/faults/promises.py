"""What is promised under faults, in the order in which it is told; and the table of what came of it.

Each row is written anew by the run that tries it, with that run's seed and day. The README shows the same table.
"""

import os
import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.disk import lock_file
from tests.bench.table import processor

rest = threading.Event().wait
Kept = Callable[[str, str], None]
TABLE = Path(__file__).with_name("PROMISES.md")
HEAD = ("promise", "test", "figure", "without the defence", "seed, day")
PROMISES = {
    "saved": "What was told as saved survives kills, and whatever a bad network answers",
    "power": "It survives a power cut; and no key of what is closed comes back",
    "taken": "After a fault it serves again by itself",
    "backups": "Backups of the running server are put back whole, with all that was saved before each",
    "pressed": "Whatever is pressed stays, or is undone whole; and nothing hidden is in a paper or file",
    "crowd": "Silent connections, and too many phones, shut nobody out",
    "traces": "The files of ended meetings tell nobody's choice, and not who came first",
    "tables": "No few and no mind are found in tables, over time or between two",
    "planted": "No address, agent or token is in any file or log",
    "pages": "Every page comes to what a fresh one shows, whatever befalls it",
    "hostile": "What people type is text on every screen and paper",
}


@dataclass(frozen=True)
class Row:
    test: str = ""
    figure: str = ""
    without: str = ""
    when: str = ""


class Promises:
    """`without`: told by the test in which the defence is taken away."""

    def __init__(self, seed: int) -> None:
        self._when = f"{seed}, {datetime.now(UTC):%Y-%m-%d}"
        self._rows: dict[str, Row] = {}

    def kept(self, promise: str, figure: str, *, test: str) -> None:
        said = self._rows.get(promise, Row())
        both = "; ".join(filter(None, [said.figure, figure]))
        self._rows[promise] = Row(test, both, said.without, self._when)

    def broken(self, promise: str, figure: str) -> None:
        """By the same attack, where its defence is taken away."""
        said = self._rows.get(promise, Row())
        both = "; ".join(filter(None, [said.without, figure]))
        self._rows[promise] = Row(said.test, said.figure, both, self._when)

    def write(self) -> None:
        """Beside whoever does the same."""
        with _alone_at_table():
            rows = written()
            for promise, now in self._rows.items():
                before = rows.get(promise, Row())
                without = now.without or before.without
                # Where it held only before, it is told with the seed and day of then.
                held = now if now.figure or not before.figure else before
                rows[promise] = Row(held.test, held.figure, without, held.when)
            TABLE.write_text(_page(rows), "utf-8")


@contextmanager
def _alone_at_table() -> Iterator[None]:
    while not (held := lock_file(TABLE)):
        rest(0.1)
    with held:
        yield


def written() -> dict[str, Row]:
    """As it stands in the table."""
    if not TABLE.exists():
        return {}
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    names = {words: name for name, words in PROMISES.items()}
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {names[words]: Row(*told) for words, *told in cells if words in names}


def told() -> list[str]:
    """For who reads on: where and by what each was tried, and what came of it."""
    rows = written()
    lines = [("promise", "test", "figure"), ("---",) * 3]
    lines += [
        (PROMISES[name], f"`{rows[name].test}`", rows[name].figure)
        for name in PROMISES
        if name in rows and rows[name].figure
    ]
    return [f"| {' | '.join(line)} |" for line in lines]


def by_what() -> str:
    """On which machine, with which seeds, and when."""
    whens = sorted({row.when for row in written().values()})
    return f"{TABLE.read_text('utf-8').partition(' on ')[2].partition(';')[0]}; seed and day {' and '.join(whens)}"


def _page(rows: dict[str, Row]) -> str:
    machine = (
        f"{os.cpu_count()} × {processor()}, {platform.system()}, Python {platform.python_version()}"
    )
    told = [
        (PROMISES[name], row.test, row.figure, row.without or "–", row.when)
        for name, row in ((name, rows.get(name)) for name in PROMISES)
        if row
    ]
    lines = [HEAD, ("---",) * len(HEAD), *told]
    return (
        "# What holds under faults\n\n"
        f"Made by `python3 -m app test faults` on {machine}; `FAULTS_SEED` does the same again.\n\n"
        + "\n".join(f"| {' | '.join(line)} |" for line in lines)
        + "\n"
    )
