"""Who has a part in a proposal: all who have sat with its group since ideas opened.

A proposal comes from the group that had its idea before any merge. A person has sat with the own
group, and while that was merged also with each group that was a part of it at that time, but with
none that joined later.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.rules import opened_at
from app.models import BroughtIdea, Membership, Merge, Person, Proposal, Seat, SmallGroup
from app.vocabulary import Step

_BELONGED = (
    select(Person.id, Membership.small_group_id, Membership.since, Membership.until)
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .outerjoin(Membership, col(Membership.person_id) == col(Person.id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
)
# For an idea that came along in several merges, the first group is read last and so wins.
_BROUGHT = (
    select(BroughtIdea.idea_id, Merge.away_id)
    .join(Merge, col(Merge.id) == col(BroughtIdea.merge_id))
    .where(col(Merge.meeting_id) == bindparam("meeting_id"), col(Merge.until).is_(None))
    .order_by(col(Merge.since).desc())
)


class Stretch(NamedTuple):
    """From one act of the meeting up to another, or until now."""

    since: int
    until: int | None

    def shared(self, other: "Stretch") -> "Stretch | None":
        """The part of this stretch that is also in the other one; None if there is none."""
        ends = [end for end in (self.until, other.until) if end is not None]
        both = Stretch(max(self.since, other.since), min(ends, default=None))
        return both if both.until is None or both.since < both.until else None


class Belonging:
    """Who has a part in which proposal, for a whole meeting, read at one moment.

    `people`: for each person who takes part, the groups they have sat with since ideas opened
    (since the beginning, if ideas never opened). `members`: the people in each group now.
    """

    def __init__(self, book: Book, meeting_id: int) -> None:
        met = _Met(book, meeting_id)
        self.people: dict[int, set[int]] = {}
        self.members: dict[int, list[int]] = {}
        for row in book.rows(_BELONGED, meeting_id=meeting_id):
            own = self.people.setdefault(row.id, set())
            if row.small_group_id is None:
                continue
            own |= met.at(row.small_group_id, Stretch(row.since, row.until))
            if row.until is None:
                self.members.setdefault(row.small_group_id, []).append(row.id)
        groups = book.all(SmallGroup, meeting_id=meeting_id)
        self._into = {group.id: group.merged_into for group in groups if group.merged_into}
        self._origins: dict[int, set[int]] = {}
        proposals = book.all(Proposal, meeting_id=meeting_id)
        origin = sources(book, meeting_id, proposals)
        for row in proposals:
            self._origins.setdefault(row.joined_into or row.id, set()).add(origin[row.id])

    def groups(self, proposal_id: int) -> frozenset[int]:
        """The groups that the proposal comes from, and those that they were merged into."""
        groups = frozenset(self._origins.get(proposal_id, ()))
        while more := {self._into[group] for group in groups if group in self._into} - groups:
            groups |= more
        return groups

    def insiders(self, proposal_id: int) -> set[int]:
        """Everybody who has a part in the proposal."""
        origins = self._origins.get(proposal_id, set())
        return {person_id for person_id, own in self.people.items() if own & origins}


def own_groups(book: Book, meeting_id: int, person_id: int) -> frozenset[int]:
    """The groups whose proposals this person has a part in."""
    met = _Met(book, meeting_id)
    sat = book.all(Membership, person_id=person_id)
    return frozenset[int]().union(
        *(met.at(stay.small_group_id, Stretch(stay.since, stay.until)) for stay in sat)
    )


def sources(book: Book, meeting_id: int, proposals: Iterable[Proposal]) -> dict[int, int]:
    """For each proposal the group it comes from: that of its idea before groups were merged."""
    brought = {row.idea_id: row.away_id for row in book.rows(_BROUGHT, meeting_id=meeting_id)}
    return {row.id: brought.get(row.idea_id, row.small_group_id) for row in proposals}


def standing_for(proposals: Iterable[Proposal], proposal_id: int) -> list[Proposal]:
    """The proposal, and those that were joined to it; none if it is none of them."""
    return [row for row in proposals if proposal_id in (row.id, row.joined_into)]


def origins(book: Book, meeting_id: int, proposal_id: int) -> set[int]:
    """The groups that it and those joined to it come from; empty if it is no proposal."""
    proposals = book.all(Proposal, meeting_id=meeting_id)
    origin = sources(book, meeting_id, proposals)
    return {origin[row.id] for row in standing_for(proposals, proposal_id)}


class _Met:
    """With which groups of a meeting somebody has sat."""

    def __init__(self, book: Book, meeting_id: int) -> None:
        self._counts = Stretch(opened_at(book, meeting_id, Step.ideas) or 0, None)
        self._merges: Sequence[Merge] = book.all(Merge, meeting_id=meeting_id)

    def at(self, group_id: int, sat: Stretch) -> frozenset[int]:
        """The group, and those that were merged into it while the person sat there."""
        counted = sat.shared(self._counts)
        return self._parts(group_id, counted) if counted else frozenset()

    def _parts(self, group_id: int, sat: Stretch) -> frozenset[int]:
        group_ids = frozenset({group_id})
        for merged in self._merges:
            together = sat.shared(Stretch(merged.since, merged.until))
            if merged.kept_id == group_id and together:
                group_ids |= self._parts(merged.away_id, together)
        return group_ids
