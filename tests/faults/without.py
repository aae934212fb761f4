"""The program, run as ever, or without one of its defences: `python -m tests.faults.without DEFENCE DATA`.

What holds with all of them has to fail without; else nothing was shown by its holding.
"""

import logging
import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import app.db
import app.live.writer
import app.method.sealing
import app.serving
from app.db import Book
from app.live.collecting import collect_little
from app.live.deadlines import EvenClock
from app.live.intents import Intents
from app.live.writer import Writer
from app.serving import Address, serve
from app.wire.entrance import Entrance


def _once() -> None:
    """What was done already is done again."""
    setattr(Intents, "is_done", lambda *_: False)  # noqa: B010 -- a defence is taken away
    setattr(Intents, "remember", lambda *_, **__: None)  # noqa: B010


def _commit() -> None:
    """It is answered before it is on the disk: only each twentieth group is."""
    groups, execute = count(1), Book.execute

    def late(book: Book, words: str) -> None:
        is_open = book.connection.in_transaction
        if (words == "BEGIN IMMEDIATE" and is_open) or (words == "COMMIT" and next(groups) % 20):
            return
        execute(book, words)

    setattr(Book, "execute", late)  # noqa: B010


def _look() -> None:
    """The writer does not try by itself whether something could be saved again."""

    def idle(writer: Any) -> None:
        writer._look_at = time.monotonic() + 1_000_000  # noqa: SLF001

    setattr(Writer, "_look", idle)  # noqa: B010


def _taken_back() -> None:
    """What was done in a group that could not be saved is taken for done."""
    setattr(Intents, "not_saved", Intents.saved)  # noqa: B010


def _together() -> None:
    """Each act is waited for on the disk by itself."""
    setattr(app.live.writer, "MOST_TOGETHER", 1)  # noqa: B010


def _even() -> None:
    """What is due is due by the clock of the day, however it jumps."""
    setattr(EvenClock, "now", lambda *_, **__: int(time.time()))  # noqa: B010


def _steady() -> None:
    """Waiting goes by the clock of the day."""
    setattr(time, "monotonic", time.time)  # noqa: B010


def _spare() -> None:
    """Connections are taken as asyncio takes them, and all is told of it."""
    delattr(Entrance, "accept")
    setattr(app.serving, "speak_seldom", lambda *_: None)  # noqa: B010


def _room() -> None:
    """As many connections as there are files, and each for as long as it likes."""
    setup = app.serving.config_of

    def everybody(settings: Any, _room: int) -> Any:
        config = setup(settings, 1_000_000)
        config.patience = 1_000_000.0
        return config

    setattr(app.serving, "config_of", everybody)  # noqa: B010


def _sync() -> None:
    """The disk is not waited for."""
    lax = (
        "synchronous=NORMAL" if pragma == "synchronous=FULL" else pragma
        for pragma in app.db.PRAGMAS
    )
    setattr(app.db, "PRAGMAS", tuple(lax))  # noqa: B010


def _over() -> None:
    """A key is taken away, and neither written over nor is it seen to that it has gone."""
    setattr(app.method.sealing, "destroy_file", lambda path: path.unlink(missing_ok=True))  # noqa: B010


def _quiet() -> None:
    """It tells of every request, as servers do."""
    setup = app.serving.config_of

    def telling(settings: Any, room: int) -> Any:
        config = setup(settings, room)
        logging.getLogger().setLevel(logging.INFO)
        logging.getLogger("uvicorn.error").setLevel(logging.INFO)
        config.access_log = True
        return config

    setattr(app.serving, "config_of", telling)  # noqa: B010


WITHOUT: dict[str, Callable[[], None]] = {
    "nothing": lambda: None,
    "once": _once,
    "commit": _commit,
    "look": _look,
    "taken back": _taken_back,
    "together": _together,
    "even": _even,
    "steady": _steady,
    "spare": _spare,
    "room": _room,
    "sync": _sync,
    "over": _over,
    "quiet": _quiet,
}


def main(defence: str, data: str, base_url: str = "") -> int:
    """Serves for each port that it is told, in a child of its own, until that is killed."""
    WITHOUT[defence]()
    collect_little()  # once for all children
    for port in sys.stdin:
        if not (child := os.fork()):
            address = Address("127.0.0.1", int(port), base_url or None)
            return serve(Path(data), address, with_sample=False)
        os.write(sys.stdout.fileno(), f"it is process {child}\n".encode())
        os.waitpid(child, 0)
        os.write(sys.stdout.fileno(), f"process {child} has ended\n".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
