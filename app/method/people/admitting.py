"""Who may still come in: up to a number of phones, and with the code that the wall shows now."""

from typing import Annotated

from app.db import Book
from app.limits import LIMIT
from app.links import new_code
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import Refusal, joining_closed, meeting_ended
from app.method.rules import meeting_of
from app.method.sent import Between, Pressed
from app.models import Device, FormerCode, Meeting
from app.vocabulary import N_

JOINING = {"open": True, "closed": False}

hall_full = Refusal(
    "hall_full",
    N_(
        "As many phones have joined as may join. Tell the meeting leader, who can let more of them in."
    ),
)


def may_come(meeting: Meeting) -> Refusal | None:
    """Whether anybody may still come in, also at a phone that is in."""
    if meeting.ended:
        return meeting_ended
    return None if meeting.joining_open else joining_closed


def may_join(book: Book, meeting: Meeting) -> Refusal | None:
    """Whether one more phone may join."""
    if refusal := may_come(meeting):
        return refusal
    is_full = book.count(Device, meeting_id=meeting.id) >= meeting.most_phones
    return hall_full if is_full else None


@done_by(Who.facilitator, "joining", undone_by=ITSELF)
def open_joining(act: Act, *, is_open: Annotated[bool, Pressed("state", JOINING)]) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, joining_open=is_open)


@done_by(Who.facilitator, "joining/most", undone_by=ITSELF)
def limit_phones(act: Act, most: Annotated[int, Between(1, LIMIT.phones)]) -> None:
    """Limits how many phones may join. Phones that have joined stay, even if there are more."""
    act.book.change(Meeting, {"id": act.meeting_id}, most_phones=most)


@done_by(Who.facilitator, "code/renewed", final="By the old code nobody is to come in any more.")
def renew_code(act: Act) -> None:
    """Replaces the code. Nobody can join with the old one; phones that did may go on using it."""
    old = meeting_of(act.book, act.meeting_id).code
    act.book.add(FormerCode(code=old, meeting_id=act.meeting_id))
    act.book.change(Meeting, {"id": act.meeting_id}, code=unused_code(act.book))


def unused_code(book: Book) -> str:
    code = new_code()
    while of_code(book, code):
        code = new_code()
    return code


def of_code(book: Book, code: str) -> int | None:
    """The id of the meeting whose present or former code this is."""
    if meeting := book.one(Meeting, code=code):
        return meeting.id
    former = book.one(FormerCode, code=code)
    return former.meeting_id if former else None
