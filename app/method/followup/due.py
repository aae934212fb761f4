"""What is due: reports to residents, begins and reviews of actions, and the next round."""

from collections.abc import Iterator

from app.db import Book
from app.frozen import frozen
from app.method.followup import following, publishing, rhythm
from app.method.held_day import stored_held_day
from app.models import AgreedAction, Meeting
from app.models.followup import FollowState
from app.vocabulary import N_, Word


class Due(Word):
    """What has a date in the follow-up."""

    report = "report", N_("Report to the residents")
    action = "action", N_("The action begins")
    review = "review", N_("Review of the action")
    round = "round", N_("The residents are asked again")


UNDONE = (FollowState.waiting, FollowState.going_on)


@frozen
class DueLine:
    """`on`: ISO. `title_id`: that of the action; None if the line is about the whole meeting."""

    kind: Due
    on: str
    meeting_id: int
    action_id: int | None = None
    title_id: int | None = None


def due(book: Book, meeting: Meeting) -> list[DueLine]:
    """All dates of a meeting whose actions are followed, past ones too; the earliest first."""
    followed = following.followed(book, meeting.id)
    if not followed:
        return []
    last = publishing.last_day(book, meeting.id)
    report = rhythm.next_report(meeting, stored_held_day(book, meeting), last)
    lines = [DueLine(Due.report, report.isoformat(), meeting.id)]
    if meeting.asks_again_on:
        lines.append(DueLine(Due.round, meeting.asks_again_on, meeting.id))
    for action, _ in followed:
        lines.extend(_of_action(book, action))
    return sorted(lines, key=lambda line: line.on)


def _of_action(book: Book, action: AgreedAction) -> Iterator[DueLine]:
    entries = following.log(book, action.id)
    own = (action.meeting_id, action.id, action.title_id)
    if action.due_on and not entries:
        yield DueLine(Due.action, action.due_on, *own)
    if action.review_on and following.state_of(entries) in UNDONE:
        yield DueLine(Due.review, action.review_on, *own)
