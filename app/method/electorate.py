"""Which proposals can be chosen in a vote, whose each one is, and who sits where."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.kept import found_once
from app.method.people.belonging import Belonging
from app.models import Idea, Proposal, SmallGroup

_VOTABLE = (
    select(func.coalesce(col(Proposal.joined_into), col(Proposal.id)).label("proposal_id"))
    .join(Idea, col(Idea.id) == col(Proposal.idea_id))
    .where(
        col(Proposal.meeting_id) == bindparam("meeting_id"),
        col(Idea.hidden).is_(False),
        col(Idea.dropped).is_(False),
    )
    .distinct()
    .order_by(func.coalesce(col(Proposal.joined_into), col(Proposal.id)))
)


def votable(book: Book, meeting_id: int) -> list[int]:
    """Ids of proposals that stand for an idea that is not hidden: their own or a joined one."""
    return [row.proposal_id for row in book.rows(_VOTABLE, meeting_id=meeting_id)]


@frozen
class Sitting:
    """A small group, the people in it now, and the groups merged into it, its own included."""

    group: SmallGroup
    here: frozenset[int]
    within: frozenset[int]


@frozen
class Electorate:
    """Whose each proposal is, which ones can be chosen, and who sits where. It holds no choice, so
    voting does not change it. `groups`: all, by number, also those merged into others.
    """

    belonging: Belonging
    votable: frozenset[int]
    groups: tuple[SmallGroup, ...]

    @found_once
    def tables(self) -> tuple[Sitting, ...]:
        """The groups that are not dissolved, by number."""
        into = {group.id: group.merged_into for group in self.groups if group.merged_into}
        within: defaultdict[int, set[int]] = defaultdict(set)
        for group in self.groups:
            for group_id in _onwards(group.id, into):
                within[group_id].add(group.id)
        members = self.belonging.members
        return tuple(
            Sitting(group, frozenset(members.get(group.id, ())), frozenset(within[group.id]))
            for group in self.groups
            if not group.dissolved
        )

    @found_once
    def owners(self) -> Mapping[int, frozenset[int]]:
        """The groups that have a part in each proposal that can be chosen."""
        return {proposal_id: self.belonging.groups(proposal_id) for proposal_id in self.votable}

    @found_once
    def insiders(self) -> Mapping[int, frozenset[int]]:
        """The people who have a part in each proposal that can be chosen."""
        return {
            proposal_id: frozenset(self.belonging.insiders(proposal_id))
            for proposal_id in self.votable
        }

    @classmethod
    def of(cls, book: Book, meeting_id: int) -> "Electorate":
        groups = book.all(SmallGroup, order=("number",), meeting_id=meeting_id)
        can_be_chosen = frozenset(votable(book, meeting_id))
        return cls(Belonging(book, meeting_id), can_be_chosen, tuple(groups))


def _onwards(group_id: int, into: Mapping[int, int]) -> Iterator[int]:
    """A group, and then each group that it was merged into."""
    yield group_id
    while group_id in into:
        group_id = into[group_id]
        yield group_id
