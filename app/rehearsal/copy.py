"""The marked copy of a meeting: what was prepared, made anew; and throwing it away, so that nothing of it remains."""

from functools import partial

from app.db import Database
from app.live.writer import Writer
from app.method.act import Act
from app.method.erasing.whole import erase_rows
from app.method.preparing.again import PREPARED, UNTOUCHED, made_anew, not_begun
from app.method.refusals import NotYoursError
from app.models import Link, Meeting
from app.vocabulary import HALL_DOORS


def make_copy(act: Act, meeting_id: int) -> int:
    """A meeting like this one in which nothing has happened, beginning now; returns its id."""
    found = act.book.one(Meeting, id=meeting_id, is_rehearsal=False)
    if found is None:
        raise NotYoursError
    copy_id = made_anew(
        act.book, Meeting, found, **not_begun(act), starts_at=act.now, is_rehearsal=True
    )
    for kind in PREPARED:
        for row in act.book.all(kind, meeting_id=meeting_id):
            made_anew(act.book, kind, row, meeting_id=copy_id, **UNTOUCHED.get(kind, {}))
    for door in HALL_DOORS:
        act.book.add(Link(meeting_id=copy_id, door=door))
    return copy_id


def throw_away(act: Act, meeting_id: int) -> None:
    """Removes a rehearsal with all that hangs on it, on the disk too, and the keys of its votes and survey."""
    if act.book.one(Meeting, id=meeting_id, is_rehearsal=True) is None:
        return
    erase_rows(act, meeting_id)


def sweep(database: Database, writer: Writer) -> None:
    """At the program's start: throws away what a killed rehearsal has left."""
    with database.reading() as book:
        left = [meeting.id for meeting in book.all(Meeting, is_rehearsal=True)]
    for meeting_id in left:
        writer.do(None, partial(throw_away, meeting_id=meeting_id))
