"""Which step opens which act: one table. And the first question of every rule: is it open now?"""

from app.db import Book
from app.method.act import Act, Member
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    idea_gone,
    idea_hidden,
    meeting_ended,
    no_group,
    require,
    step_closed,
)
from app.models import Idea, Meeting, ProgrammeRow
from app.vocabulary import Step

OPEN_IN: dict[str, frozenset[Step]] = {
    "present": frozenset({Step.opening, Step.results}),
    "lean": frozenset({Step.sorting}),
    "show_spread": frozenset({Step.sorting}),
    "decide": frozenset({Step.sorting}),
    "reopen": frozenset({Step.sorting}),
    "skip": frozenset({Step.sorting}),
    "keep_line": frozenset({Step.sorting}),
    "write_idea": frozenset({Step.ideas}),
    "improve_idea": frozenset({Step.ideas, Step.axis}),
    "drop_idea": frozenset({Step.ideas, Step.axis}),
    "place": frozenset({Step.axis}),
    "settle": frozenset({Step.axis}),
    "propose": frozenset({Step.axis, Step.proposals}),
    "cast": frozenset({Step.vote}),
    "raise_hands": frozenset({Step.vote}),
    "agree": frozenset({Step.vote, Step.agreement, Step.survey, Step.thanks}),
    "take_part": frozenset({Step.agreement, Step.survey, Step.thanks}),
    "answer": frozenset({Step.survey, Step.thanks}),
}


def meeting_of(book: Book, meeting_id: int) -> Meeting:
    meeting = book.one(Meeting, id=meeting_id)
    if meeting is None:
        raise NotYoursError
    return meeting


def current_row(book: Book, meeting: Meeting) -> ProgrammeRow | None:
    if meeting.current_row_id is None:
        return None
    return book.one(ProgrammeRow, id=meeting.current_row_id)


def step_of(book: Book, meeting: Meeting) -> Step | None:
    """The kind of row that the programme's pointer is at; None before the evening has begun."""
    row = current_row(book, meeting)
    return row.kind if row else None


def may(act: str, step: Step | None, *, ended: bool = False) -> Refusal | None:
    if ended:
        return meeting_ended
    return None if step in OPEN_IN[act] else step_closed


def is_open(book: Book, meeting_id: int, act: str) -> Refusal | None:
    """The rule `may`, judged on what is stored now."""
    meeting = meeting_of(book, meeting_id)
    return may(act, step_of(book, meeting), ended=meeting.ended)


def own_idea(act: Act, member: Member, what: str, idea_id: int) -> Idea:
    """An idea of the member's group that is there to be worked on, where the step opens the act."""
    require(is_open(act.book, act.meeting_id, what))
    if member.group_id is None:
        raise RefusedError(no_group)
    idea = act.book.one(Idea, id=idea_id)
    if idea is None or idea.small_group_id != member.group_id:
        raise NotYoursError
    require(idea_gone if idea.dropped else idea_hidden if idea.hidden else None)
    return idea


def opened_at(book: Book, meeting_id: int, kind: Step) -> int | None:
    """The meeting's sequence when the first row of this kind began, or None."""
    rows = book.all(ProgrammeRow, meeting_id=meeting_id, kind=kind)
    began = [row.began_sequence for row in rows if row.began_sequence is not None]
    return min(began) if began else None
