"""The ballots of an open round, sealed; and which of them count now: of people who take part, for a
proposal that is shown.

A vote that does not count is kept. It counts again when its voter is back or its proposal is shown
again, unless the voter has chosen another one. The turnout, the tables' hands and the close all use
this one rule. Whether a proposal is the voter's own is asked when they choose it, and not again:
else whoever moves somebody to a table would see from the turnout whether they had voted for it.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method import sealing
from app.method.electorate import Electorate, votable
from app.models import Ballot, VoteRound

_BALLOTS = select(Ballot.mark, Ballot.sealed).where(
    col(Ballot.vote_round_id) == bindparam("vote_round_id")
)


class OwnChoice(NamedTuple):
    """What a person's vote is for, if it counts.

    `is_hidden`: it is for a proposal that has been hidden since; only the voter is told so.
    """

    proposal_id: int | None = None
    is_hidden: bool = False

    @property
    def is_given(self) -> bool:
        return self.proposal_id is not None


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
                by_mark = {sealing.mark(key, person_id): person_id for person_id in people}
            self.people = people, by_mark
        known, choices = self.choices, dict[bytes, tuple[bytes, int]]()
        for mark, words in sealed.items():
            if mark in by_mark:
                choice = known.get(mark)
                if choice is None or choice[0] != words:
                    choice = words, _of(key, mark, words)
                choices[mark] = choice
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


def counted(votes: Mapping[int, int]) -> Counter[int]:
    """The votes of these people, by proposal."""
    return Counter(votes.values())


def named_by(book: Book, keys: Path, vote_round: VoteRound | None, person_id: int) -> int | None:
    """The proposal on this person's ballot, counting or not; None without a readable ballot."""
    key = sealing.key_of(keys, vote_round.id) if vote_round else None
    if vote_round is None or key is None:
        return None
    mark = sealing.mark(key, person_id)
    cast = book.one(Ballot, vote_round_id=vote_round.id, mark=mark)
    try:
        return _of(key, mark, cast.sealed) if cast else None
    except InvalidTag:
        return None


def cast(book: Book, key: bytes, vote_round: VoteRound, person_id: int, proposal_id: int) -> None:
    """Stores this person's ballot, in place of an earlier one. `key`: the round's."""
    mark = sealing.mark(key, person_id)
    sealed = sealing.seal(key, mark, sealing.packed(proposal_id))
    on = ("vote_round_id", "mark")
    book.put(Ballot, on, vote_round_id=vote_round.id, mark=mark, sealed=sealed)


def take_back(book: Book, key: bytes, vote_round: VoteRound, person_id: int) -> bool:
    """Removes this person's ballot. Returns whether there was one."""
    mark = sealing.mark(key, person_id)
    return bool(book.remove(Ballot, vote_round_id=vote_round.id, mark=mark))


def _of(key: bytes, mark: bytes, sealed: bytes) -> int:
    return sealing.unpacked(sealing.unseal(key, mark, sealed))


def choice_of(book: Book, keys: Path, vote_round: VoteRound, person_id: int) -> OwnChoice:
    """For use in an act: reads all it needs from the book."""
    named = named_by(book, keys, vote_round, person_id)
    return judged(named, votable(book, vote_round.meeting_id) if named else ())


def judged(named: int | None, can_be_chosen: Collection[int]) -> OwnChoice:
    """What a ballot for this proposal is worth now; None: there is no ballot."""
    if named is None:
        return OwnChoice()
    return OwnChoice(named) if named in can_be_chosen else OwnChoice(is_hidden=True)
