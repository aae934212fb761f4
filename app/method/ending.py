"""The end of the meeting: what closes and is forgotten with it, and opening the meeting again."""

from app.method import clock, contacts, survey, untracing, vote
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.people import stays
from app.method.preparing import basket, brought
from app.method.refusals import require
from app.method.rules import meeting_of
from app.method.sent import MadeOn
from app.method.warned import closes_more, unless_warned
from app.models import Meeting, ProgrammeRow
from app.vocabulary import RoundState


@done_by(Who.facilitator, "ended", after_the_end=True, undone_by="reopened", fixed={"ended": True})
@done_by(
    Who.facilitator,
    "reopened",
    after_the_end=True,
    undone_by="ended",
    fixed={"ended": False, "closes_vote": None, "closes_survey": None},
)
def end(
    act: Act,
    *,
    ended: bool,
    closes_vote: MadeOn | None = None,
    closes_survey: MadeOn | None = None,
) -> None:
    """Ends the meeting or opens it again. Phones can do nothing in an ended meeting. `closes_vote`,
    `closes_survey`: 1 if the page has warned of it, else 0.

    Ending counts an open vote, as closing it does. It forgets who did what when, what waits at the
    desk to be put back or brought in, and how to reach people for an action that was taken away.
    Opening again loses nothing more. The vote stays closed, and so does a survey that somebody had
    answered.
    """
    if ended:
        require(unless_warned(closes_vote, closes_more, loses=_is_voted(act)))
        require(unless_warned(closes_survey, closes_more, loses=_is_answered(act)))
        vote.close_with_meeting(act)
        close(act)
    else:
        act.book.change(Meeting, {"id": act.meeting_id}, ended=False, reopened_at=act.now)
        _go_on_at_step(act)
        stays.go_on(act)
        survey.open_with_meeting(act)


def _go_on_at_step(act: Act) -> None:
    """A step that was first shown after the end begins now."""
    meeting = meeting_of(act.book, act.meeting_id)
    row = act.book.one(ProgrammeRow, id=meeting.current_row_id)
    if row is not None and row.began_at is None:
        until = clock.deadline_of(act, meeting, row)
        act.book.change(Meeting, {"id": meeting.id}, clock_until=until)


def _is_voted(act: Act) -> bool:
    newest = vote.newest_round(act.book, act.meeting_id)
    return newest is not None and newest.state is RoundState.open


def _is_answered(act: Act) -> bool:
    """Whether the survey closes with the meeting, and will stay closed."""
    newest = survey.newest(act.book, act.meeting_id)
    closes = newest.state is RoundState.open and newest.until is None
    return closes and survey.has_answers(act.book, newest)


def close(act: Act) -> None:
    """Ends the meeting, once its vote is over."""
    basket.empty(act)
    brought.forget(act)
    contacts.erase_of_dropped(act)
    act.book.change(Meeting, {"id": act.meeting_id}, ended=True)
    survey.close_with_meeting(act)
    untracing.forget_who_did_what_when(act)
