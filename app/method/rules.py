"""The first questions of every rule: which step is on, what opens an act, whose is the thing?"""

from collections.abc import Collection, Container, Iterable

from app.db import AnyRow, Book
from app.method.act import Act, Member
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    idea_gone,
    idea_hidden,
    no_group,
    require,
)
from app.models import Idea, Meeting, ProgrammeRow, SmallGroup
from app.vocabulary import N_, Step

# None among them: before the evening has begun, when the programme is at no step.
Steps = Collection[Step | None]

group_dissolved = Refusal(
    "group_dissolved",
    N_(
        "That group is no longer there: it has joined another one, or fewer groups have been formed."
    ),
)
another_table = Refusal("another_table", N_("You sit at another table now. Nothing was changed."))
person_gone = Refusal("person_gone", N_("That person no longer takes part."))


def own_row(act: Act, kind: type[AnyRow], row_id: int, **also: object) -> AnyRow:
    """The meeting's row with this id. Raises NotYoursError if it is another meeting's, or if it is
    not `also` so.
    """
    row = act.book.one(kind, id=row_id, meeting_id=act.meeting_id, **also)
    if row is None:
        raise NotYoursError
    return row


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
    """The kind of the programme row that the pointer is at; None before the evening has begun."""
    row = current_row(book, meeting)
    return row.kind if row else None


def has_axis(rows: Iterable[ProgrammeRow]) -> bool:
    """With the axis, groups place ideas before they propose. Without, they propose in `ideas`."""
    return any(row.kind is Step.axis for row in rows)


def opened_by(
    open_in: Steps, instead: tuple[Step, Step] | None, there: Container[str]
) -> set[Step | None]:
    """The steps that open an act, in a programme with the steps `there`; see `Declared`."""
    left_out, other = instead or (None, None)
    return {*open_in, other} if left_out and left_out not in there else {*open_in}


def own_table(member: Member) -> int:
    """The group at whose table the member acts. Refuses what was meant for the table before: the
    phone shows that one until somebody has read on it that there is another.
    """
    if member.group_id is None:
        raise RefusedError(no_group)
    shown, *_ = (member.knows_table or str(member.group_id)).split()
    require(None if shown == str(member.group_id) else another_table)
    return member.group_id


def own_idea(act: Act, member: Member, idea_id: int) -> Idea:
    """The idea, if it is the member's group's and neither dropped nor hidden. Refuses otherwise."""
    return _there(idea_of(act, member, idea_id))


def idea_of(act: Act, member: Member, idea_id: int) -> Idea:
    """The idea of the member's group, dropped and hidden ones too."""
    idea = act.book.one(Idea, id=idea_id)
    if idea is None or idea.small_group_id != member.group_id:
        own_table(member)  # it may be of the table before
        raise NotYoursError
    return idea


def idea_at(act: Act, group_id: int, idea_id: int) -> Idea:
    """As `own_idea`, for whoever acts for this group."""
    idea = act.book.one(Idea, id=idea_id)
    if idea is None or idea.small_group_id != group_id:
        raise NotYoursError
    return _there(idea)


def _there(idea: Idea) -> Idea:
    require(idea_gone if idea.dropped else idea_hidden if idea.hidden else None)
    return idea


def live_group(act: Act, group_id: int) -> SmallGroup:
    """A group of this meeting. A dissolved one is refused: somebody else may just have merged it."""
    group = own_row(act, SmallGroup, group_id)
    require(group_dissolved if group.dissolved else None)
    return group


def number_of(act: Act, small_group_id: int) -> int:
    """The number of a group of this meeting, also of a dissolved one; 0 if there is none such."""
    group = act.book.one(SmallGroup, id=small_group_id, meeting_id=act.meeting_id)
    return group.number if group else 0


def within(book: Book, group_id: int) -> list[int]:
    """The group, and all that are merged into it."""
    inside = [group_id]
    for kept_id in inside:
        inside += [group.id for group in book.all(SmallGroup, merged_into=kept_id)]
    return inside


def opened_at(book: Book, meeting_id: int, kind: Step) -> int | None:
    """The meeting's sequence when the first row of this kind began; None if none has begun."""
    rows = book.all(ProgrammeRow, meeting_id=meeting_id, kind=kind)
    began = [row.began_sequence for row in rows if row.began_sequence is not None]
    return min(began) if began else None
