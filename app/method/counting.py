"""Which votes count now: of people who take part, for a proposal that is shown.

A vote that does not count is kept. It counts again when its voter is back or its proposal is shown
again, unless the voter has chosen another one. The turnout, the tables' hands and the close all use
this one rule. Whether a proposal is the voter's own is asked when they choose it, and not again:
else whoever moves somebody to a table would see from the turnout whether they had voted for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.kept import found_once
from app.method import sealing
from app.method.people.belonging import Belonging
from app.models import Ballot, Idea, Proposal, SmallGroup, VoteRound

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

_BALLOTS = select(Ballot.mark, Ballot.sealed).where(
    col(Ballot.vote_round_id) == bindparam("vote_round_id")
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
            for one in _onwards(group.id, into):
                within[one].add(group.id)
        members = self.belonging.members
        return tuple(
            Sitting(group, frozenset(members.get(group.id, ())), frozenset(within[group.id]))
            for group in self.groups
            if not group.dissolved
        )

    @found_once
    def owners(self) -> Mapping[int, frozenset[int]]:
        """The groups that have a part in each proposal that can be chosen."""
        return {one: self.belonging.groups(one) for one in self.votable}

    @found_once
    def insiders(self) -> Mapping[int, frozenset[int]]:
        """The people who have a part in each proposal that can be chosen."""
        return {one: frozenset(self.belonging.insiders(one)) for one in self.votable}

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


@dataclass
class Unsealed:
    """The opened ballots of one open round, in memory alone, so that none is unsealed twice.

    Whoever keeps it drops it when the key is destroyed. `people`: those who may vote, as given, and
    by mark.
    `choices`: by mark, the sealed bytes and the choice. Several threads may read at a time, each
    its own snapshot.
    """

    people: tuple[Collection[int], dict[bytes, int]] = ((), {})  # replaced, never changed in place
    choices: dict[bytes, tuple[bytes, int]] = field(default_factory=dict)

    def read(
        self, key: bytes, sealed: Mapping[bytes, bytes], people: Collection[int]
    ) -> dict[int, int]:
        """By person. Forgets withdrawn votes. Raises `InvalidTag` if another key sealed one."""
        before, by_mark = self.people
        if before is not people:
            if {*before} != {*people}:
                by_mark = {sealing.mark(key, one): one for one in people}
            self.people = people, by_mark
        known, choices = self.choices, dict[bytes, tuple[bytes, int]]()
        for mark, words in sealed.items():
            if mark in by_mark:
                found = known.get(mark)
                if found is None or found[0] != words:
                    found = words, _of(key, mark, words)
                choices[mark] = found
        self.choices = choices
        return {by_mark[mark]: chosen for mark, (_, chosen) in choices.items()}


def by_phone(
    book: Book,
    keys: Path,
    vote_round: VoteRound,
    electorate: Electorate,
    unsealed: Unsealed | None = None,
) -> dict[int, int] | None:
    """The proposal of each voter whose vote counts, in an open round; None if unreadable.

    `unsealed`: ballots that were opened before.
    """
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    sealed = {row.mark: row.sealed for row in book.rows(_BALLOTS, vote_round_id=vote_round.id)}
    try:
        chosen = (unsealed or Unsealed()).read(key, sealed, electorate.belonging.people)
    except InvalidTag:
        return None
    return {
        person_id: proposal_id
        for person_id, proposal_id in chosen.items()
        if proposal_id in electorate.votable
    }


def named_by(book: Book, keys: Path, vote_round: VoteRound, person_id: int) -> int | None:
    """The proposal on this person's ballot, counting or not; None without a readable ballot."""
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    mark = sealing.mark(key, person_id)
    cast = book.one(Ballot, vote_round_id=vote_round.id, mark=mark)
    try:
        return _of(key, mark, cast.sealed) if cast else None
    except InvalidTag:
        return None


def ballot(key: bytes, mark: bytes, proposal_id: int) -> bytes:
    """Return the sealed content of a ballot."""
    return sealing.seal(key, mark, sealing.packed(proposal_id))


def _of(key: bytes, mark: bytes, sealed: bytes) -> int:
    return sealing.unpacked(sealing.unseal(key, mark, sealed))
