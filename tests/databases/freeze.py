"""Freezes a database of this version with a whole evening in it: `python -m tests.databases.freeze`.

Each version's file stays for ever; every later migration has to bring it through. Made once, never again.
"""

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from app.db import Database
from app.live.writer import Writer
from app.method import accounts
from app.method.preparing import slide_notes
from app.migrating import migrate, newest_revision
from app.vocabulary import Language, Theme
from tests.cast import make_evening
from tests.played import play

HERE = Path(__file__).parent


def freeze() -> Path:
    """Writes `<revision>.db`; returns where. Refuses to write over one that stands."""
    frozen = HERE / f"{newest_revision()}.db"
    if frozen.exists():
        sys.exit(f"{frozen.name} is frozen already.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "meeting.db"
        url = f"sqlite:///{source.as_posix()}"
        migrate(url)
        database = Database(url)
        writer = Writer(database, Path(folder), lambda _touched: None)
        writer.start()
        writer.do(None, lambda act: accounts.set_up(act, "astrid", "no hash", Language.sv))
        meeting = make_evening(database, writer)
        meeting.do(slide_notes.set_note, Theme.security, {Language.sv: "Ge tid för frågor"})
        play(meeting)
        writer.stop()
        database.close()
        with closing(sqlite3.connect(source)) as connection, connection:
            connection.execute("VACUUM INTO ?", (str(frozen),))
    return frozen


if __name__ == "__main__":
    sys.stdout.write(f"{freeze()}\n")
