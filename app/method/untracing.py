"""At the end of a meeting: removes from all rows and files who did what, and in which order.

What is published stays. Who has sat with whom also stays, because it decides who has a part in
which proposal.
"""

from app.method import drafts
from app.method.act import Act
from app.method.people import calls, merging, stays
from app.method.people.sharing import nobodys_turn
from app.models import (
    CardTurn,
    Device,
    Idea,
    LastAct,
    Lean,
    Merge,
    Operation,
    Placement,
    Scope,
    SmallGroup,
)
from app.models.scope import OF_SOME


def forget_who_did_what_when(act: Act) -> None:
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    merged = merging.standing_merges(act.book, act.meeting_id)
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
    stays.blur(act)
    act.disorders = True
