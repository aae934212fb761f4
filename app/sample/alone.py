"""The sample without a server, or beside one: for the commands that are typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app import sample
from app.db import Database
from app.live.writer import Writer
from app.models import Meeting
from app.settings import Settings
from app.web.account import first_run_link


def has_meeting(settings: Settings) -> bool:
    with _database(settings) as database:
        return sample.has_meeting(database)


def make_sample(settings: Settings) -> dict[str, Any]:
    """Makes one more sample meeting and returns its links."""
    with _database(settings) as database:
        # Nobody listens here: a server beside this finds the meeting when it is opened.
        writer = Writer(database, settings.keys, announce=lambda _touched: None)
        writer.start()
        try:
            meeting_id = sample.make_sample(writer)
        finally:
            writer.stop()
        return sample.links_of(settings, database, meeting_id, settings.address)


def newest_links(settings: Settings) -> dict[str, Any]:
    """The links of the meeting that comes last; before there is one, the coordinator's alone."""
    with _database(settings) as database:
        with database.reading() as book:
            meetings = book.all(Meeting, order=("starts_at",))
        if not meetings:
            return {"coordinator": first_run_link(settings, database, settings.address)}
        return sample.links_of(settings, database, meetings[-1].id, settings.address)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        database.close()
