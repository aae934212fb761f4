"""Whose a proposal is: everybody who has sat in a group that proposes it since ideas opened, merged groups included."""

from collections.abc import Iterable

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method.programme import opened_at
from app.models import Membership, Merge, Person, Proposal, Seat
from app.vocabulary import Step

_BELONGED = (
    select(Person.id, Membership.small_group_id, Membership.until)
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .outerjoin(Membership, col(Membership.person_id) == col(Person.id))
    .where(col(Person.meeting_id) == bindparam("meeting_id"), col(Seat.gone).is_(False))
)


class Belonging:
    """Of a whole meeting, read at one moment.

    `people`: the groups of everybody who takes part, since ideas opened (ever, if they never were).
    `members`: who sits in a group now.
    """

    def __init__(self, book: Book, meeting_id: int) -> None:
        since = opened_at(book, meeting_id, Step.ideas)
        self.people: dict[int, set[int]] = {}
        self.members: dict[int, list[int]] = {}
        for row in book.rows(_BELONGED, meeting_id=meeting_id):
            own, group_id = self.people.setdefault(row.id, set()), row.small_group_id
            if group_id is not None and _is_own(row.until, since):
                own.add(group_id)
            if group_id is not None and row.until is None:
                self.members.setdefault(group_id, []).append(row.id)
        self._pairs = _pairs(book, meeting_id, since)
        self._proposing: dict[int, set[int]] = {}
        for row in book.all(Proposal, meeting_id=meeting_id):
            self._proposing.setdefault(row.joined_into or row.id, set()).add(row.small_group_id)

    def groups(self, proposal_id: int) -> frozenset[int]:
        """All groups for which it is their own."""
        return _within(self._pairs, self._proposing.get(proposal_id, ()))

    def insiders(self, proposal_id: int) -> set[int]:
        """Everybody for whom it is their own."""
        groups = self.groups(proposal_id)
        return {person_id for person_id, own in self.people.items() if own & groups}

    def may_choose(self, person_id: int, proposal_id: int) -> bool:
        """Whether it is a proposal that stands, and not this person's own."""
        return proposal_id in self._proposing and not self.people[person_id] & self.groups(
            proposal_id
        )

    def without_voters(self, proposal_ids: Iterable[int], unseen: Iterable[int]) -> list[int]:
        """Those that are everybody's own, so that nobody could vote for them.

        `unseen`: groups in which also people without a phone sit.
        """
        everybody, by_hand = len(self.people), set(unseen)
        return [
            one
            for one in proposal_ids
            if everybody and len(self.insiders(one)) == everybody and by_hand <= self.groups(one)
        ]


def own_groups(book: Book, meeting_id: int, person_id: int) -> frozenset[int]:
    """The groups whose proposals are this person's own."""
    since = opened_at(book, meeting_id, Step.ideas)
    belonged = book.all(Membership, person_id=person_id)
    own = {stretch.small_group_id for stretch in belonged if _is_own(stretch.until, since)}
    return _within(_pairs(book, meeting_id, since), own)


def _pairs(book: Book, meeting_id: int, since: int | None) -> list[set[int]]:
    """The groups that are one, two and two: still, or after `since` (None: ever)."""
    return [
        {merged.kept_id, merged.away_id}
        for merged in book.all(Merge, meeting_id=meeting_id)
        if merged.until is None or since is None or merged.until > since
    ]


def _within(pairs: list[set[int]], group_ids: Iterable[int]) -> frozenset[int]:
    """These groups and all that the pairs bind them to."""
    found = frozenset(group_ids)
    while more := {one for pair in pairs if pair & found for one in pair} - found:
        found |= more
    return found


def _is_own(until: int | None, ideas_opened: int | None) -> bool:
    return until is None or ideas_opened is None or until > ideas_opened
