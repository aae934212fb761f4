"""At the end of a meeting: removes from all rows and files who did what, and in which order.

What is published stays. Who has sat with whom also stays, because it decides who has a part in
which proposal.
"""

from bisect import bisect_right
from itertools import groupby

from app.method import drafts
from app.method.act import Act
from app.method.people import calls, merging
from app.method.people.sharing import nobodys_turn
from app.method.rules import meeting_of, opened_at
from app.models import (
    CardTurn,
    Device,
    Idea,
    LastAct,
    Lean,
    Membership,
    Merge,
    Operation,
    Placement,
    Scope,
    SmallGroup,
)
from app.models.scope import ScopeKind
from app.vocabulary import Step

# Later than any act. A stay that ended after the last mark is stored as ending just before this, so
# nothing shows whether somebody left a phone before or after the meeting's end.
NO_LATER = 2**52
# Scopes that are stamped for some people alone: the stamps would tell which of them acted last.
OF_SOME = frozenset({ScopeKind.group, ScopeKind.table, ScopeKind.leans, ScopeKind.person})


def forget_who_did_what_when(act: Act) -> None:
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    merged = merging.standing(act.book, act.meeting_id)
    untouched = [merge for merge in merged if merge.made == merging.made(act.book, merge.kept_id)]
    for group in groups:
        act.book.remove(Lean, small_group_id=group.id)
        act.book.change(CardTurn, {"small_group_id": group.id}, just_decided=False)
        for idea in act.book.all(Idea, small_group_id=group.id):
            act.book.remove(Placement, idea_id=idea.id)
    for merge in untouched:
        act.book.change(Merge, {"id": merge.id}, made=merging.made(act.book, merge.kept_id))
    calls.forget_all(act)
    drafts.forget_all(act)
    act.book.change(Device, {"meeting_id": act.meeting_id}, knows_table=None)
    nobodys_turn(act)
    for kind in OF_SOME:
        act.book.remove(Scope, meeting_id=act.meeting_id, kind=kind)
    act.book.remove(Operation, meeting_id=act.meeting_id)
    act.book.remove(LastAct, meeting_id=act.meeting_id)
    _forget_arrivals(act)
    act.erases = act.disorders = True


def forget_who_goes_now(act: Act) -> None:
    """Removes the trace of an act by which somebody leaves a phone after the meeting has ended."""
    has_moved = any(change.kind is Membership for change in act.book.written)
    if (
        has_moved and meeting_of(act.book, act.meeting_id).ended
    ):  # an act that opens the meeting again finds `ended` false
        _forget_arrivals(act)
        act.erases = True


def go_on(act: Act) -> None:
    """The meeting is opened again: stays that ended after the last mark are stored as ended now."""
    for row in _sat(act):
        if row.until == NO_LATER - 1:
            act.book.change(Membership, {"id": row.id}, until=act.sequence)


def _forget_arrivals(act: Act) -> None:
    """Coarsens when people came to a table and left it, to the marks between which they did.

    The marks (see `_marks`) are the only moments that any rule compares with.
    """
    marks = _marks(act)
    for _, stretches in groupby(_sat(act), key=lambda row: row.person_id):
        came: dict[int, int] = {}
        for row in stretches:
            after = bisect_right(marks, row.since) - 1
            since = row.since
            if since != marks[after]:
                came[after] = came.get(after, 0) + 1
                since = marks[after] + came[after]
            until = None if row.until is None else _left(marks, row.until)
            act.book.change(Membership, {"id": row.id}, since=since, until=until)


def _sat(act: Act) -> list[Membership]:
    """Every stay at a table, by person."""
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    sat = [stay for group in groups for stay in act.book.all(Membership, small_group_id=group.id)]
    return sorted(sat, key=lambda stay: (stay.person_id, stay.since))


def _left(marks: list[int], until: int) -> int:
    """The last moment before the next mark, or the mark itself if that is when the person left."""
    after = bisect_right(marks, until) - 1
    return until if until == marks[after] else marks[after + 1] - 1


def _marks(act: Act) -> list[int]:
    """The moments that rules compare a stay with: merges, partings, the opening of ideas."""
    merges = act.book.all(Merge, meeting_id=act.meeting_id)
    moments = {merge.since for merge in merges} | {
        merge.until for merge in merges if merge.until is not None
    }
    ideas = opened_at(act.book, act.meeting_id, Step.ideas)
    return sorted(moments | {0, NO_LATER} | ({ideas} if ideas is not None else set()))
