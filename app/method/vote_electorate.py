"""Which proposals can be chosen in a vote, whose each one is, and who sits where."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

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


def is_evident(choices: int, votes: int) -> bool:
    """Whether somebody can choose no more proposals than they have votes, so that whoever knows
    that they have voted knows for what.
    """
    return 0 < choices <= votes


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
    def sittings(self) -> tuple[Sitting, ...]:
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

    @found_once
    def choices(self) -> Mapping[int, int]:
        """By person with a phone, how many proposals they can choose. Whoever has a part in all of
        them can choose none, and is not in it.
        """
        own = Counter(chain.from_iterable(self.insiders.values()))
        left = {
            person_id: len(self.votable) - own[person_id] for person_id in self.belonging.people
        }
        return {person_id: choices for person_id, choices in left.items() if choices}

    def number_of_voters(self, voted: Collection[int]) -> int:
        """How many people with a phone can vote. `voted`: those whose vote counts already, even if
        they have come to another group since and could now choose nothing.
        """
        return len(self.choices.keys() | voted)

    def has_evident_vote(self, votes_each: int) -> bool:
        return any(is_evident(choices, votes_each) for choices in self.choices.values())

    def can_choose(self, group_id: int) -> bool:
        """Whether the people without a phone in this group can vote by hand."""
        return any(group_id not in groups for groups in self.owners.values())

    def without_voters(self, unseen: Collection[int]) -> list[int]:
        """The proposals in which everybody has a part, so that nobody can vote for them.

        `unseen`: groups in which people without a phone sit.
        """
        everybody, by_hand = len(self.belonging.people), frozenset(unseen)
        return [
            proposal_id
            for proposal_id in sorted(self.votable)
            if everybody
            and len(self.insiders[proposal_id]) == everybody
            and by_hand <= self.owners[proposal_id]
        ]

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
