"""When a meeting ends: of what each did, and of the order in which people did it, nothing is left in any row or file.

What is published stays as it is; and who has sat with whom, as it decides for whom a proposal is the own.
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

# Later than any act: whoever leaves a phone after the end has been there until then, as everybody has.
NO_LATER = 2**52
# Stamped for some people alone: which of them acted last.
OF_SOME = frozenset({ScopeKind.group, ScopeKind.table, ScopeKind.leans, ScopeKind.person})


def forget_who_did_what_when(act: Act) -> None:
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    merged = merging.standing(act.book, act.meeting_id)
    untouched = [one for one in merged if one.made == merging.made(act.book, one.kept_id)]
    for group in groups:
        act.book.remove(Lean, small_group_id=group.id)
        act.book.change(CardTurn, {"small_group_id": group.id}, just_decided=False)
        for idea in act.book.all(Idea, small_group_id=group.id):
            act.book.remove(Placement, idea_id=idea.id)
    for one in untouched:
        act.book.change(Merge, {"id": one.id}, made=merging.made(act.book, one.kept_id))
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
    """A phone is left after the end, too, by this act: of that no more is kept than of the evening."""
    has_moved = any(one.kind is Membership for one in act.book.written)
    if (
        has_moved and meeting_of(act.book, act.meeting_id).ended
    ):  # it is not opened again by this very act
        _forget_arrivals(act)
        act.erases = True


def go_on(act: Act) -> None:
    """The meeting is opened again: whoever has left has left by now."""
    for row in _sat(act):
        if row.until == NO_LATER - 1:
            act.book.change(Membership, {"id": row.id}, until=act.sequence)


def _forget_arrivals(act: Act) -> None:
    """When somebody came to a table and left it: only between which of the marks that anything is reckoned by."""
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
    """Every stretch at a table, by person."""
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    sat = [row for one in groups for row in act.book.all(Membership, small_group_id=one.id)]
    return sorted(sat, key=lambda row: (row.person_id, row.since))


def _left(marks: list[int], until: int) -> int:
    after = bisect_right(marks, until) - 1
    return until if until == marks[after] else marks[after + 1] - 1


def _marks(act: Act) -> list[int]:
    merges = act.book.all(Merge, meeting_id=act.meeting_id)
    found = {one.since for one in merges} | {one.until for one in merges if one.until is not None}
    ideas = opened_at(act.book, act.meeting_id, Step.ideas)
    return sorted(found | {0, NO_LATER} | ({ideas} if ideas is not None else set()))
