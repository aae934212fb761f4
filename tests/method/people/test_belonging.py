"""Whose a proposal is, after every small history of groups that merge and part while somebody moves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.db import Database
from app.live.writer import Writer
from app.method import groups
from app.method.act import Act
from app.method.noting import NotingBook
from app.method.people import merging
from app.method.people.belonging import Belonging, origins, own_groups
from app.models import Idea, Meeting, Membership, ProgrammeRow, Proposal, SmallGroup
from app.vocabulary import Step
from tests.cast import bare_evening

NUMBERS = (1, 2, 3)
WALKER = "W"


@dataclass(frozen=True)
class Joined:
    """`came`: those who came along, and have sat nowhere else since."""

    kept: int
    away: int
    came: frozenset[str]


@dataclass(frozen=True)
class Hall:
    """A plain record of the same: groups by their numbers, people by their letters.

    `made`: by proposal, the table at which it was made. `met`: by person, the groups with which it has sat.
    """

    at: dict[str, int]
    merges: tuple[Joined, ...] = ()
    made: dict[int, int] = field(default_factory=dict)
    met: dict[str, frozenset[int]] = field(default_factory=dict)

    def parts(self, table: int) -> frozenset[int]:
        parts = frozenset({table})
        for merge in self.merges:
            if merge.kept == table:
                parts |= self.parts(merge.away)
        return parts

    @property
    def tables(self) -> list[int]:
        return [number for number in NUMBERS if number not in {merge.away for merge in self.merges}]

    def seated(self, people: frozenset[str], table: int, merges: tuple[Joined, ...]) -> "Hall":
        """These sit at this table from now on; who sits there meets all that it is."""
        at = {**self.at, **dict.fromkeys(people, table)}
        moved = tuple(replace(merge, came=merge.came - people) for merge in merges)
        return replace(self, at=at, merges=moved).meeting()

    def meeting(self) -> "Hall":
        met = {person: self.met[person] | self.parts(table) for person, table in self.at.items()}
        return replace(self, met=met)


class History:
    """A meeting that lives through each history in turn: what was done is taken back by a savepoint."""

    def __init__(
        self, book: NotingBook, keys: Path, meeting_id: int, groups: dict[int, int]
    ) -> None:
        self.book, self.keys, self.meeting_id, self.groups = book, keys, meeting_id, groups
        self.people: dict[str, int] = {}
        self.sequence = 100
        self.seen = 0

    def act(self) -> Act:
        self.sequence += 1
        return Act(self.book, self.meeting_id, self.sequence, self.keys)

    def ways(self, hall: Hall) -> Iterator[Callable[[], Hall]]:
        """What can be done next; doing it tells what it must lead to."""
        for kept in hall.tables:
            for away in hall.tables:
                if kept < away:
                    yield lambda kept=kept, away=away: self.merge(hall, kept, away)  # type: ignore[misc]
        for joined in hall.merges:
            if joined.kept in hall.tables:
                yield lambda joined=joined: self.part(hall, joined)  # type: ignore[misc]
        for table in hall.tables:
            if table != hall.at[WALKER]:
                yield lambda table=table: self.move(hall, table)  # type: ignore[misc]

    def merge(self, hall: Hall, kept: int, away: int) -> Hall:
        """They make a proposal together, so that parting does not undo that they sat together."""
        merging.merge(self.act(), self.groups[kept], self.groups[away])
        came = frozenset(person for person, table in hall.at.items() if table == away)
        merged = hall.seated(came, kept, hall.merges)
        joined = replace(merged, merges=(*merged.merges, Joined(kept, away, came))).meeting()
        return replace(joined, made={**joined.made, self.propose(kept): kept})

    def part(self, hall: Hall, joined: Joined) -> Hall:
        standing = merging.standing_merges(self.book, self.meeting_id)
        pair = (self.groups[joined.kept], self.groups[joined.away])
        (merge,) = [row for row in standing if (row.kept_id, row.away_id) == pair]
        merging.part(self.act(), merge.id)
        left = tuple(other for other in hall.merges if other is not joined)
        return replace(hall, merges=left).seated(joined.came, joined.away, left)

    def move(self, hall: Hall, table: int) -> Hall:
        groups.move(self.act(), self.people[WALKER], self.groups[table])
        return hall.seated(frozenset({WALKER}), table, hall.merges)

    def propose(self, number: int) -> int:
        meeting = self.book.one(Meeting, id=self.meeting_id)
        assert meeting
        group_id, text = self.groups[number], meeting.name_id
        letters = [idea.number for idea in self.book.all(Idea, small_group_id=group_id)]
        idea = Idea(
            small_group_id=group_id,
            number=max(letters, default=0) + 1,
            title_id=text,
            what_id=text,
            who_id=text,
        )
        proposal = Proposal(meeting_id=self.meeting_id, idea_id=idea.id, small_group_id=group_id)
        self.book.add(idea)
        self.book.add(proposal)
        return proposal.id

    def judge(self, hall: Hall) -> None:
        self.seen += 1
        belonging = Belonging(self.book, self.meeting_id)
        for name, person_id in self.people.items():
            own = own_groups(self.book, self.meeting_id, person_id)
            for proposal_id, table in hall.made.items():
                is_own = table in hall.met[name]
                assert (person_id in belonging.insiders(proposal_id)) is is_own
                proposing = origins(self.book, self.meeting_id, proposal_id)
                assert bool(proposing & own) is is_own
        for proposal_id, made in hall.made.items():
            for table in hall.tables:
                is_tables = self.groups[table] in belonging.groups(proposal_id)
                assert is_tables is (made in hall.parts(table))

    def live(self, hall: Hall, depth: int) -> None:
        """Every history of so many acts."""
        self.judge(hall)
        for way in self.ways(hall) if depth else ():
            self.book.execute("SAVEPOINT history")
            self.live(way(), depth - 1)
            self.book.execute("ROLLBACK TO SAVEPOINT history")
            self.book.execute("RELEASE SAVEPOINT history")

    def live_until_ideas(self, hall: Hall, before: int, depth: int) -> None:
        """Those who sat together only before ideas opened have nothing in common."""
        for way in self.ways(hall) if before else ():
            self.book.execute("SAVEPOINT history")
            self.live_until_ideas(way(), before - 1, depth)
            self.book.execute("ROLLBACK TO SAVEPOINT history")
            self.book.execute("RELEASE SAVEPOINT history")
        if not before:
            opened = {"meeting_id": self.meeting_id, "kind": Step.ideas}
            self.book.change(ProgrammeRow, opened, began_sequence=self.act().sequence)
            fresh = replace(hall, met=dict.fromkeys(hall.at, frozenset[int]()))
            self.live(fresh.meeting(), depth)


@pytest.mark.parametrize(
    ("before", "after"), [(0, 4), (1, 3), (2, 2)], ids=["all after", "one before", "two before"]
)
def test_somebodys_own_is_what_those_have_made_with_whom_they_sat_since_ideas_opened(
    database: Database, writer: Writer, before: int, after: int
) -> None:
    evening = bare_evening(database, writer)
    for name in (WALKER, "A", "B", "C"):
        evening.join(name)
    seen = evening.do(_live, evening.people, before, after)
    assert seen > 100


def _live(act: Act, people: dict[str, int], before: int, after: int) -> int:
    made = {number: SmallGroup(meeting_id=act.meeting_id, number=number) for number in NUMBERS}
    ids = {number: group.id for number, group in made.items()}
    history = History(act.book, act.keys, act.meeting_id, ids)
    at = dict(zip((WALKER, "A", "B", "C"), (1, 1, 2, 3), strict=True))
    for group in made.values():
        act.book.add(group)
    for name, number in at.items():
        history.people[name] = people[name]
        row = Membership(small_group_id=ids[number], person_id=people[name], since=act.sequence)
        act.book.add(row)
    proposed = {history.propose(number): number for number in NUMBERS}
    nobody = dict.fromkeys(at, frozenset[int]())
    history.live_until_ideas(Hall(at, made=proposed, met=nobody).meeting(), before, after)
    return history.seen
