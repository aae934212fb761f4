"""Which votes count as things stand: of people who take part, for a proposal that is shown and is not their own.

A vote that does not count is kept, and counts again when its voter is back or its proposal is shown again, unless the
voter has chosen anew. The turnout, the table's hands and the close go by this one rule.
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
    """Ids of the proposals that stand, for themselves or for others, with an idea that is not hidden."""
    return [row.proposal_id for row in book.rows(_VOTABLE, meeting_id=meeting_id)]


@frozen
class Sitting:
    """A small group, the people who sit in it now, and the groups that have become a part of it, with itself."""

    group: SmallGroup
    here: frozenset[int]
    within: frozenset[int]


@frozen
class Electorate:
    """Whose each proposal is, which can be chosen, and who sits where: what a vote does not change. Nobody's choice
    stands here. `groups`: by number, also those that have become parts of others.
    """

    belonging: Belonging
    votable: frozenset[int]
    groups: tuple[SmallGroup, ...]

    @found_once
    def tables(self) -> tuple[Sitting, ...]:
        """That are on, by number."""
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
        """By each proposal that can be chosen, the groups whose it is."""
        return {one: self.belonging.groups(one) for one in self.votable}

    @found_once
    def insiders(self) -> Mapping[int, frozenset[int]]:
        """By each proposal that can be chosen, the people whose it is."""
        return {one: frozenset(self.belonging.insiders(one)) for one in self.votable}

    @classmethod
    def of(cls, book: Book, meeting_id: int) -> "Electorate":
        groups = book.all(SmallGroup, order=("number",), meeting_id=meeting_id)
        can_be_chosen = frozenset(votable(book, meeting_id))
        return cls(Belonging(book, meeting_id), can_be_chosen, tuple(groups))


def _onwards(group_id: int, into: Mapping[int, int]) -> Iterator[int]:
    """A group, and all that it has become a part of."""
    yield group_id
    while group_id in into:
        group_id = into[group_id]
        yield group_id


@dataclass
class Unsealed:
    """Of one open round, in memory alone: what was unsealed is unsealed once. Whoever keeps it lets it go with the key.

    `people`: who may vote, as told, and by mark. `choices`: by mark, how it is sealed and what it is for. Several may
    read at a time, each at a moment of its own.
    """

    people: tuple[Collection[int], dict[bytes, int]] = ((), {})  # replaced, and never changed
    choices: dict[bytes, tuple[bytes, int]] = field(default_factory=dict)

    def read(
        self, key: bytes, sealed: Mapping[bytes, bytes], people: Collection[int]
    ) -> dict[int, int]:
        """By person. What has been taken back is forgotten. Raises `InvalidTag` for what another key has sealed."""
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
    """While the round is open, what each vote is for, by its voter. None: they cannot be read.

    `unsealed`: what has been before.
    """
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    sealed = {row.mark: row.sealed for row in book.rows(_BALLOTS, vote_round_id=vote_round.id)}
    belonging = electorate.belonging
    try:
        chosen = (unsealed or Unsealed()).read(key, sealed, belonging.people)
    except InvalidTag:
        return None
    return {
        person_id: proposal_id
        for person_id, proposal_id in chosen.items()
        if proposal_id in electorate.votable and belonging.may_choose(person_id, proposal_id)
    }


def named_by(book: Book, keys: Path, vote_round: VoteRound, person_id: int) -> int | None:
    """The proposal on this person's ballot, whether it counts or not; None without one that can be read."""
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
    """What is sealed on one."""
    return sealing.seal(key, mark, sealing.packed(proposal_id))


def _of(key: bytes, mark: bytes, sealed: bytes) -> int:
    return sealing.unpacked(sealing.unseal(key, mark, sealed))
