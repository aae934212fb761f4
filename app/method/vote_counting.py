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
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.method import sealing
from app.method.vote_electorate import Electorate, votable
from app.models import Ballot, VoteRound

_BALLOTS = select(Ballot.pseudonym, Ballot.sealed).where(
    col(Ballot.vote_round_id) == bindparam("vote_round_id")
)


OnBallot = tuple[int, ...]  # the proposals on a ballot, the newest choice last


class OwnChoice(NamedTuple):
    """The proposals for which a person's votes count, and how many votes are `left` to give.

    `is_hidden`: one is for what has been hidden since; only the voter is told so.
    """

    proposals: frozenset[int] = frozenset()
    left: int = 0
    is_hidden: bool = False


@dataclass
class Unsealed:
    """The opened ballots of one open round, in memory alone, so that none is unsealed twice.

    Whoever keeps it drops it when the key is destroyed. `people`: those who may vote, as given, and
    by pseudonym.
    `choices`: by pseudonym, the sealed bytes and what they say. Several threads may read at a time, each
    its own snapshot.
    """

    people: tuple[Collection[int], dict[bytes, int]] = ((), {})  # replaced, never changed in place
    choices: dict[bytes, tuple[bytes, OnBallot]] = field(default_factory=dict)

    def read(
        self, key: bytes, sealed: Mapping[bytes, bytes], people: Collection[int]
    ) -> dict[int, OnBallot]:
        """By person. Forgets withdrawn votes. Raises `InvalidTag` if another key sealed one."""
        before, by_pseudonym = self.people
        if before is not people:
            if {*before} != {*people}:
                by_pseudonym = {
                    sealing.pseudonym(key, person_id): person_id for person_id in people
                }
            self.people = people, by_pseudonym
        known, choices = self.choices, dict[bytes, tuple[bytes, OnBallot]]()
        for pseudonym, words in sealed.items():
            if pseudonym in by_pseudonym:
                choice = known.get(pseudonym)
                if choice is None or choice[0] != words:
                    choice = words, _of(key, pseudonym, words)
                choices[pseudonym] = choice
        self.choices = choices
        return {by_pseudonym[pseudonym]: chosen for pseudonym, (_, chosen) in choices.items()}


def by_phone(
    book: Book,
    keys: Path,
    vote_round: VoteRound,
    electorate: Electorate,
    unsealed: Unsealed | None = None,
) -> dict[int, frozenset[int]] | None:
    """By person, what their votes that count are for, in an open round; None if unreadable.

    `unsealed`: ballots that were opened before.
    """
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return None
    sealed = {row.pseudonym: row.sealed for row in book.rows(_BALLOTS, vote_round_id=vote_round.id)}
    try:
        chosen = (unsealed or Unsealed()).read(key, sealed, electorate.belonging.people)
    except InvalidTag:
        return None
    return {
        person_id: counting
        for person_id, choices in chosen.items()
        if (counting := electorate.votable.intersection(choices))
    }


def counted(votes: Mapping[int, Collection[int]]) -> Counter[int]:
    """The votes of these people, by proposal."""
    return Counter(chain.from_iterable(votes.values()))


def named_by(book: Book, keys: Path, vote_round: VoteRound, person_id: int) -> OnBallot:
    """What stands on this person's ballot, counting or not; nothing without a readable ballot."""
    key = sealing.key_of(keys, vote_round.id)
    if key is None:
        return ()
    pseudonym = sealing.pseudonym(key, person_id)
    cast = book.one(Ballot, vote_round_id=vote_round.id, pseudonym=pseudonym)
    try:
        return _of(key, pseudonym, cast.sealed) if cast else ()
    except InvalidTag:
        return ()


def with_newest(
    choices: OnBallot, proposal_id: int, can_be_chosen: Collection[int], each: int
) -> OnBallot:
    """As many choices as each has votes: one that does not count, else the oldest, makes room."""
    others = (other for other in choices if other != proposal_id)
    return (*sorted(others, key=lambda other: other in can_be_chosen), proposal_id)[-each:]


def cast(book: Book, key: bytes, vote_round: VoteRound, person_id: int, choices: OnBallot) -> None:
    """Stores this person's ballot, in place of an earlier one. `key`: the round's."""
    pseudonym = sealing.pseudonym(key, person_id)
    sealed = sealing.seal(key, pseudonym, _written(choices, vote_round.votes_each))
    on = ("vote_round_id", "pseudonym")
    book.put(Ballot, on, vote_round_id=vote_round.id, pseudonym=pseudonym, sealed=sealed)


def take_back(book: Book, key: bytes, vote_round: VoteRound, person_id: int) -> None:
    """Removes this person's ballot, if there is one."""
    pseudonym = sealing.pseudonym(key, person_id)
    book.remove(Ballot, vote_round_id=vote_round.id, pseudonym=pseudonym)


def _written(choices: OnBallot, each: int) -> bytes:
    """As long as a ballot with all choices, so that its length does not tell how many it has."""
    return b"".join(map(sealing.as_bytes, choices)).ljust(each * sealing.ID_BYTES, b"\0")


def _of(key: bytes, pseudonym: bytes, sealed: bytes) -> OnBallot:
    written = sealing.unseal(key, pseudonym, sealed)
    places = range(0, len(written), sealing.ID_BYTES)
    ids = (sealing.unpacked(written[place : place + sealing.ID_BYTES]) for place in places)
    return tuple(filter(None, ids))


def choice_of(book: Book, keys: Path, vote_round: VoteRound, person_id: int) -> OwnChoice:
    """For use in an act: reads all it needs from the book."""
    named = named_by(book, keys, vote_round, person_id)
    can_be_chosen = votable(book, vote_round.meeting_id) if named else ()
    return judged(named, can_be_chosen, vote_round.votes_each)


def judged(named: OnBallot, can_be_chosen: Collection[int], each: int) -> OwnChoice:
    """What a ballot with these choices is worth now, where each has so many votes."""
    counting = frozenset(named).intersection(can_be_chosen)
    return OwnChoice(counting, each - len(counting), is_hidden=len(counting) < len(named))
