"""The basket: a removed meeting is kept encrypted, opens nothing, and can return for some days.

So does the key of its survey, for forms on paper that wait: under the id by which it lies here.
"""

import json

from app.db import Book
from app.encryption import decrypted, encrypted
from app.keeping.carried_file import other_version, read
from app.keeping.carrying import bring_in, carried_out
from app.limits import LIMIT
from app.method import sealing, survey, wordings
from app.method.act import Act
from app.method.erasing.whole import erase_meeting
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.method.rules import meeting_of
from app.models import RemovedMeeting
from app.vocabulary import N_, RoundState

PURPOSE = b"removed meeting"
meeting_goes_on = Refusal(
    "meeting_goes_on", N_("The meeting is going on, or its survey is open. End it first.")
)
of_earlier_version = Refusal(
    "of_earlier_version",
    N_("The program has been upgraded since this meeting was removed, so it cannot be put back."),
)


def throw_away(act: Act, secret: bytes) -> None:
    """Stores the whole meeting encrypted in one row, and erases it from all other tables."""
    meeting = meeting_of(act.book, act.meeting_id)
    newest = survey.newest(act.book, meeting.id)
    is_on = meeting.current_row_id is not None and not meeting.ended
    is_answered = meeting.ended and newest.state is RoundState.open
    require(meeting_goes_on if is_on or is_answered else None)
    removed = RemovedMeeting(
        municipality_id=municipality_of(act.book, meeting.id).id,
        name=json.dumps(wordings.said(act.book, meeting.name_id), ensure_ascii=False),
        stored=b"",
        removed_at=act.now,
    )
    whole = carried_out(act.book, meeting.id, secret)
    removed.stored = encrypted(secret, PURPOSE, whole, str(removed.id).encode())
    act.book.add(removed)
    sealing.hand_on_key(act.keys, newest.id, removed.id)
    erase_meeting(act)


def put_back(act: Act, municipality_id: int, removed_id: int, secret: bytes) -> int:
    """Restores the meeting with the same code and links; returns its id."""
    removed = act.book.one(RemovedMeeting, id=removed_id, municipality_id=municipality_id)
    if removed is None:
        raise NotYoursError
    whole = decrypted(secret, PURPOSE, removed.stored, str(removed.id).encode())
    try:
        carried = read(whole)
    except RefusedError as error:
        require(of_earlier_version if error.refusal == other_version else error.refusal)
        raise
    act.book.remove(RemovedMeeting, id=removed.id)
    meeting_id = bring_in(act, carried, secret, municipality_id)
    sealing.hand_on_key(act.keys, removed.id, survey.newest(act.book, meeting_id).id)
    act.destroy_key(removed.id)
    return meeting_id


def lying(book: Book, municipality_id: int) -> list[RemovedMeeting]:
    """The municipality's removed meetings, the newest first."""
    removed = book.all(RemovedMeeting, municipality_id=municipality_id, order=("removed_at",))
    return list(reversed(removed))


def is_full(book: Book, now: int) -> bool:
    """Whether a meeting has been in it for more than `LIMIT.desk_days`."""
    return any(LIMIT.is_out_of_days(row.removed_at, now) for row in book.all(RemovedMeeting))


def empty(act: Act) -> None:
    """Deletes the meetings that have been in it for more than `LIMIT.desk_days`."""
    for row in act.book.all(RemovedMeeting):
        if LIMIT.is_out_of_days(row.removed_at, act.now):
            act.book.remove(RemovedMeeting, id=row.id)
            act.destroy_key(row.id)
