"""Merging: two small groups become one with everything they made; and parting them again.

The group that is merged away keeps its decisions as they were. Where the two had decided a card
differently, both decisions are kept and the card is open again. Ideas move together with their
proposals.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from app.db import Book
from app.method import sorting, wordings
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.groups import (
    ALL_SIT,
    group_of,
    sit,
)
from app.method.people import calls
from app.method.people.decided_together import (
    bring_decisions,
    decided_differently,
    decisions,
    return_decisions,
)
from app.method.people.headcount import add_heads, bring_heads, members, return_heads
from app.method.people.sharing import company
from app.method.people.telling import remember
from app.method.refusals import NotYoursError, require, same_group
from app.method.rules import live_group, number_of
from app.method.undoing import Back, Sent
from app.models import (
    BroughtIdea,
    EarlierDecision,
    Idea,
    Membership,
    Merge,
    Placement,
    Proposal,
    SmallGroup,
    TalkLine,
)


def _parting(act: Act, sent: Sent) -> Callable[[], Back | None]:
    said = {"away": number_of(act, sent["away_id"]), "kept": number_of(act, sent["kept_id"])}

    def back() -> Back | None:
        merged = act.book.one(Merge, away_id=sent["away_id"], since=act.sequence)
        return Back({"merge_id": merged.id}, said) if merged else None

    return back


@done_by(
    Who.facilitator,
    "groups/merged",
    adds=True,
    end=ALL_SIT,
    undone_by="merges/{merge_id}/parted",
    back=_parting,
)
def merge(act: Act, kept_id: int, away_id: int) -> int:
    """Merges group `away` into group `kept`, which keeps its number. Returns the merge's id."""
    kept, away = live_group(act, kept_id), live_group(act, away_id)
    require(same_group if kept.id == away.id else None)
    merged = Merge(meeting_id=act.meeting_id, kept_id=kept.id, away_id=away.id, since=act.sequence)
    act.book.add(merged)
    remember(act, [*members(act.book, kept.id), *members(act.book, away.id)])
    for person_id in members(act.book, away.id):
        sit(act, person_id, kept.id)
    bring_heads(act, away.id, kept.id)
    bring_decisions(act, merged)
    _bring_ideas(act, merged)
    calls.call_together(act, kept.id, away.id)
    act.book.change(SmallGroup, {"id": away.id}, dissolved=True, merged_into=kept.id)
    sorting.close_if_all_leaned(act, kept.id)
    act.book.change(Merge, {"id": merged.id}, made=made(act.book, kept.id))
    return merged.id


@done_by(Who.facilitator, "merges/{merge_id}/parted", undone_by="groups/merged")
def part(act: Act, merge_id: int) -> None:
    """Sends people back to their tables, with what each table had made before the merge.

    What they made together stays with the kept group. If they made nothing, no trace of the merge
    is left.
    """
    merged = act.book.one(Merge, id=merge_id)
    if merged and merged.meeting_id != act.meeting_id:
        raise NotYoursError
    if merged is None or merged.until is not None:  # they have parted already
        return
    kept = live_group(act, merged.kept_id)
    untouched = merged.made == made(act.book, kept.id)
    remember(act, members(act.book, kept.id))
    return_heads(act, merged.away_id, kept.id)
    number = _number_for(act, merged.away_id)
    act.book.change(
        SmallGroup, {"id": merged.away_id}, dissolved=False, merged_into=None, number=number
    )
    _send_back(act, merged, untouched=untouched)
    _return_ideas(act, merged)
    return_decisions(act, merged, untouched=untouched)
    calls.call_apart(act, kept.id, merged.away_id)
    act.book.change(Merge, {"id": merged.id}, until=act.sequence)
    if untouched:
        for kind in (BroughtIdea, EarlierDecision):
            act.book.remove(kind, merge_id=merged.id)
        act.book.remove(Merge, id=merged.id)
    for group_id in (kept.id, merged.away_id):
        sorting.close_if_all_leaned(act, group_id)


def standing_merges(book: Book, meeting_id: int) -> list[Merge]:
    """The merges that have not been parted, oldest first."""
    merges = book.all(Merge, order=("since",), meeting_id=meeting_id)
    return [merged for merged in merges if merged.until is None]


def decided_before(
    book: Book, meeting_id: int, group_id: int
) -> dict[int, tuple[EarlierDecision, ...]]:
    """By card: the two decisions, where the groups of a merge within this group had differed."""
    merges = standing_merges(book, meeting_id)
    inside = {group_id}
    while more := {merged.away_id for merged in merges if merged.kept_id in inside} - inside:
        inside |= more
    return {
        card_id: both
        for merged in merges
        if merged.kept_id in inside
        for card_id, both in decided_differently(book, merged).items()
    }


def _bring_ideas(act: Act, merged: Merge) -> None:
    """Gives the ideas the kept group's next letters. The limit of ideas holds for new ones only."""
    own = act.book.all(Idea, small_group_id=merged.kept_id)
    last = max((idea.number for idea in own), default=0)
    ideas = act.book.all(Idea, order=("number",), small_group_id=merged.away_id)
    for number, idea in enumerate(ideas, last + 1):
        act.book.add(BroughtIdea(merge_id=merged.id, idea_id=idea.id, number=idea.number))
        _give(act, idea.id, merged.kept_id, number)


def _give(act: Act, idea_id: int, group_id: int, number: int) -> None:
    act.book.change(Idea, {"id": idea_id}, small_group_id=group_id, number=number)
    act.book.change(Proposal, {"idea_id": idea_id}, small_group_id=group_id)


def _number_for(act: Act, away_id: int) -> int:
    """The group's own number; the next free one if another group has taken it meanwhile."""
    groups = act.book.all(SmallGroup, meeting_id=act.meeting_id)
    taken = {group.number for group in groups if group.merged_into is None}
    own = next(group.number for group in groups if group.id == away_id)
    return own if own not in taken else max(taken) + 1


def _send_back(act: Act, merged: Merge, *, untouched: bool) -> None:
    """Sends back those who came with the merge, unless somebody has moved them since; and those who
    have joined at their phones. Who has gone meanwhile belongs there again, and comes back there.
    """
    for before, last, is_next in _brought(act, merged):
        if last.small_group_id != merged.kept_id:
            continue
        if untouched and is_next and before.until == last.since == merged.since:
            act.book.remove(Membership, id=last.id)
            act.book.change(Membership, {"id": before.id}, until=last.until)
            if last.until is None:
                add_heads(act, merged.kept_id, -1)
                add_heads(act, merged.away_id, 1)
        elif last.until is None:
            sit(act, last.person_id, merged.away_id)
        else:
            at = {"small_group_id": merged.away_id, "person_id": last.person_id}
            act.book.add(Membership(**at, since=act.sequence, until=act.sequence))
    for person_id in members(act.book, merged.away_id):
        for sharer in company(act.book, person_id):
            if group_of(act.book, sharer) == merged.kept_id:
                sit(act, sharer, merged.away_id)


class _Brought(NamedTuple):
    """A person whom a merge has brought: the last stay `before` it, at the table that is away now,
    and the `last` of all. `is_next`: there is none between the two.
    """

    before: Membership
    last: Membership
    is_next: bool


def _brought(act: Act, merged: Merge) -> Iterator[_Brought]:
    """Who has sat since the merge at the kept table, or at one into which that was itself merged for
    a while, and came there from the table that is away.
    """
    others = act.book.all(Merge, away_id=merged.kept_id)
    around = (other.kept_id for other in others if other.since >= merged.since)
    together = {merged.kept_id, *around}
    there = act.book.all(Membership, small_group_id=merged.kept_id)
    for person_id in sorted({stay.person_id for stay in there}):
        stays = act.book.all(Membership, order=("since",), person_id=person_id)
        elsewhere = [
            place for place, stay in enumerate(stays) if stay.small_group_id not in together
        ]
        if not elsewhere:
            continue
        before, since = stays[elsewhere[-1]], stays[elsewhere[-1] + 1 :]
        if before.small_group_id == merged.away_id and since and since[0].since >= merged.since:
            yield _Brought(before, since[-1], is_next=len(since) == 1)


def _return_ideas(act: Act, merged: Merge) -> None:
    for brought in act.book.all(BroughtIdea, merge_id=merged.id):
        if act.book.one(Idea, id=brought.idea_id, small_group_id=merged.kept_id):
            _give(act, brought.idea_id, merged.away_id, brought.number)


def made(book: Book, group_id: int) -> str:
    """A digest of everything that the group has made, to see later whether it made more."""
    ideas = book.all(Idea, small_group_id=group_id)
    made = [
        *((row.card_id, row.category, row.reason) for row in decisions(book, group_id)),
        *((row.id, row.revision, row.effort, row.impact, row.dropped) for row in ideas),
        *((row.idea_id,) for row in book.all(Proposal, small_group_id=group_id)),
        *(
            (row.card_id, row.revision, sorted(wordings.said(book, row.text_id).items()))
            for row in book.all(TalkLine, small_group_id=group_id)
        ),
        *(
            (row.id, row.effort, row.impact)
            for idea in ideas
            for row in book.all(Placement, idea_id=idea.id)
        ),
    ]
    return hashlib.sha256(repr(sorted(made, key=repr)).encode()).hexdigest()
