"""The next round: begins with the results of the last, asks groups not heard, has a budget."""

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.followup import following
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError
from app.method.rules import meeting_of
from app.models import BecameOf, Gathering, Meeting, NextRound, PopulationGroup, Round


def earlier(book: Book, meeting_id: int) -> list[Meeting]:
    """Earlier meetings of the municipality whose actions are followed; the newest first."""
    here = meeting_of(book, meeting_id)
    meetings = [
        meeting
        for round_ in book.all(Round, municipality_id=municipality_of(book, meeting_id).id)
        for meeting in book.all(Meeting, round_id=round_.id, is_rehearsal=False)
        if meeting.starts_at < here.starts_at and following.followed(book, meeting.id)
    ]
    return sorted(meetings, key=lambda meeting: -meeting.starts_at)


def open_with(act: Act, before_id: int) -> None:
    """Copies the state of each action of an earlier meeting, in place of what was copied before."""
    if before_id not in {meeting.id for meeting in earlier(act.book, act.meeting_id)}:
        raise NotYoursError
    open_without(act)
    for position, (action, _) in enumerate(following.followed(act.book, before_id), start=1):
        act.book.add(
            BecameOf(
                meeting_id=act.meeting_id,
                before_id=before_id,
                position=position,
                text_id=wordings.copied(act.book, action.title_id),
                state=following.state_of(following.log(act.book, action.id)),
            )
        )


def opens_with(book: Book, meeting_id: int) -> int | None:
    """The earlier meeting from which was copied what this one opens with. None if there is nothing,
    or if that meeting is not among the earlier ones here.
    """
    named = {line.before_id for line in book.all(BecameOf, meeting_id=meeting_id)}
    there = (meeting.id for meeting in earlier(book, meeting_id))
    return next((before_id for before_id in there if before_id in named), None)


def open_without(act: Act) -> None:
    for line in act.book.all(BecameOf, meeting_id=act.meeting_id):
        act.book.remove(BecameOf, id=line.id)
        wordings.remove(act.book, line.text_id)


def unheard(book: Book, meeting_id: int) -> list[int]:
    """The name texts of population groups that no session of this round has heard yet.

    These are groups of this round, and those of the newest round before whose name no group here
    has.
    """
    here = meeting_of(book, meeting_id)
    sessions = book.all(Gathering, round_id=here.round_id)
    heard = {gathering.population_group_id for gathering in sessions if gathering.participants}
    own = _groups(book, here.round_id)
    names = {words for group in own for words in wordings.said(book, group.name_id).values()}
    before = [
        group
        for meeting in earlier(book, meeting_id)[:1]
        if meeting.round_id != here.round_id
        for group in _groups(book, meeting.round_id)
        if not names & {*wordings.said(book, group.name_id).values()}
    ]
    return [group.name_id for group in (*own, *before) if group.id not in heard]


def _groups(book: Book, round_id: int) -> list[PopulationGroup]:
    return book.all(PopulationGroup, order=("position",), round_id=round_id)


@frozen
class Budget:
    """In euros. `besides`: interpreters, translations and such. `decided`: where it is budgeted."""

    sessions: int
    a_session: int = LIMIT.usual_session_euros
    the_meeting: int = LIMIT.usual_meeting_euros
    besides: int = 0
    decided: str = ""

    @property
    def whole(self) -> int:
        return self.sessions * self.a_session + self.the_meeting + self.besides


def budget(book: Book, meeting_id: int) -> Budget:
    """The stored budget; else as many sessions as in this round, at the method's example costs."""
    row = book.one(NextRound, meeting_id=meeting_id)
    if row:
        return Budget(row.sessions, row.a_session, row.the_meeting, row.besides, row.decided)
    return Budget(book.count(Gathering, round_id=meeting_of(book, meeting_id).round_id))


def set_budget(act: Act, wanted: Budget) -> None:
    act.book.remove(NextRound, meeting_id=act.meeting_id)
    act.book.add(
        NextRound(
            meeting_id=act.meeting_id,
            sessions=wanted.sessions,
            a_session=wanted.a_session,
            the_meeting=wanted.the_meeting,
            besides=wanted.besides,
            decided=wordings.line(wanted.decided, LIMIT.text, may_be_empty=True),
        )
    )
