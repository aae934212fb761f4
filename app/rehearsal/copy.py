"""Makes the copy of a meeting for a rehearsal, marked as one, and removes it without a trace."""

from functools import partial

from app.db import Database
from app.live.writer import Writer
from app.method.act import Act
from app.method.erasing.whole import erase_rows
from app.method.preparing.again import stay_in_house
from app.method.preparing.content import add_meeting, content_of
from app.method.rules import meeting_of
from app.models import Meeting


def make_copy(act: Act, meeting_id: int) -> int:
    """Makes a meeting with the same preparation, nothing done yet, and a start now; returns its id."""
    content = content_of(act.book, meeting_id)
    copy_id = add_meeting(act, content, meeting_of(act.book, meeting_id).round_id)
    stay_in_house(act, meeting_id, copy_id)
    act.book.change(Meeting, {"id": copy_id}, starts_at=act.now, is_rehearsal=True)
    return copy_id


def throw_away(act: Act, meeting_id: int) -> None:
    """Removes a rehearsal with all its rows, from the disk too, and the keys of what was sealed."""
    if act.book.one(Meeting, id=meeting_id, is_rehearsal=True) is None:
        return
    erase_rows(act, meeting_id)


def sweep(database: Database, writer: Writer) -> None:
    """Removes, at the program's start, the copies of rehearsals that were killed."""
    with database.reading() as book:
        left = [meeting.id for meeting in book.all(Meeting, is_rehearsal=True)]
    for meeting_id in left:
        writer.do(None, partial(throw_away, meeting_id=meeting_id))
