"""However people are moved, groups merged and proposals joined, no vote counts from somebody of the proposing group."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from app.db import Book, Database
from app.live.writer import Done, Writer
from app.method import alike, forming, merging, programme, voting
from app.method.act import Act, Member
from app.method.refusals import own_group
from app.models import Idea, Meeting, Membership, Person, ProgrammeRow, Proposal, SmallGroup
from app.models.columns import new_id
from app.vocabulary import Background, Language, Step
from tests.cast import bare_evening
from tests.crowd import DONE, told

HISTORIES = 500
Answer = Future[Done[object]]


@dataclass
class History:
    """A meeting that lives through random acts, beside a plain record of what they must lead to.

    `own`: the groups for which a person may not vote, as the method says it in words.
    """

    writer: Writer
    chance: random.Random
    meeting_id: int
    rows: dict[Step, int]
    group_of: dict[int, int]
    proposals: dict[int, int]  # to the group that first proposed
    live_groups: list[int] = field(default_factory=list)
    joined: dict[int, int] = field(default_factory=dict)  # a proposal to the one that stands for it
    families: dict[int, set[int]] = field(default_factory=dict)
    own: dict[int, set[int]] = field(default_factory=dict)
    choices: dict[int, int] = field(default_factory=dict)
    answers: list[tuple[Answer, str]] = field(default_factory=list)
    at: int | None = None

    def submit(self, command: Callable[[Act], object], expected: str = DONE) -> Answer:
        answer: Answer = self.writer.submit(self.meeting_id, command)
        self.answers.append((answer, expected))
        return answer

    def go_to(self, step: Step) -> None:
        row, seen, self.at = self.rows[step], self.at, self.rows[step]
        self.submit(lambda act: programme.go_to(act, row, seen))

    def move(self) -> None:
        person = self.chance.choice(list(self.group_of))
        group = self.chance.choice(self.live_groups)
        self.group_of[person] = group
        self.own[person].add(group)
        self.submit(lambda act: forming.move(act, person, group))

    def merge(self) -> None:
        if len(self.live_groups) < 2:
            return
        kept, away = self.chance.sample(self.live_groups, 2)
        self.live_groups.remove(away)
        together = self.families[kept] | self.families[away]
        self.families |= dict.fromkeys(together, together)
        for person, group in self.group_of.items():
            if group == away:
                self.group_of[person] = kept
                self.own[person].add(kept)
        self.submit(lambda act: merging.merge(act, kept, away))

    def is_barred(self, person: int, proposal: int) -> bool:
        alike = [proposal, *(one for one, head in self.joined.items() if head == proposal)]
        return any(self.families[self.proposals[one]] & self.own[person] for one in alike)

    def join(self) -> None:
        kept, other = self.chance.sample(self.heads(), 2)
        for one, head in self.joined.items():
            if head == other:
                self.joined[one] = kept
        self.joined[other] = kept
        self.submit(lambda act: alike.join(act, kept, other))

    def take_apart(self) -> None:
        if self.joined:
            other = self.chance.choice(list(self.joined))
            del self.joined[other]
            self.submit(lambda act: alike.take_apart(act, other))

    def heads(self) -> list[int]:
        return [one for one in self.proposals if one not in self.joined]

    def cast(self) -> None:
        person = self.chance.choice(list(self.group_of))
        proposal = self.chance.choice(self.heads())
        member = Member(self.meeting_id, person, self.group_of[person], Language.sv)
        barred = self.is_barred(person, proposal)
        if not barred:
            self.choices[person] = proposal
        self.submit(
            lambda act: voting.cast(act, member, proposal), own_group.code if barred else DONE
        )

    def withdraw(self) -> None:
        person = self.chance.choice(list(self.group_of))
        self.choices.pop(person, None)
        member = Member(self.meeting_id, person, None, Language.sv)
        self.submit(lambda act: voting.withdraw(act, member))

    def forget_earlier_groups(self) -> None:
        """Ideas open: from here on a person belongs to where they sit, and to where they come."""
        self.own = {person: {group} for person, group in self.group_of.items()}

    def live(self) -> Answer:
        """The whole evening of this meeting; the answer is that of closing the vote."""
        self.own = {person: {group} for person, group in self.group_of.items()}
        self.live_groups = list(self.families)
        self.some(self.move, 4)
        self.some(self.merge, 1)
        if self.chance.random() < 0.8:
            self.go_to(Step.ideas)
            self.forget_earlier_groups()
        self.some(self.move, 3)
        self.some(self.merge, 1)
        self.some(self.join, 1)
        self.some(self.take_apart, 1)
        self.some(self.merge, 1)
        self.go_to(Step.vote)
        self.submit(voting.open_round)
        for _ in range(self.chance.randint(5, 20)):
            self.chance.choice(ACTS)(self)
        return self.submit(lambda act: voting.close_round(act, 1))

    def some(self, act: Callable[[], None], most: int) -> None:
        for _ in range(self.chance.randint(0, most)):
            act()

    def expected(self) -> dict[int, int]:
        counted = Counter(
            choice for person, choice in self.choices.items() if not self.is_barred(person, choice)
        )
        return {proposal: counted[proposal] for proposal in self.heads()}


ACTS = (*[History.move] * 3, *[History.cast] * 9, *[History.withdraw] * 3, History.merge)


def test_no_vote_counts_from_a_past_or_present_member_of_the_proposing_group(
    database: Database, writer: Writer, chance: random.Random
) -> None:
    template = bare_evening(database, writer)
    histories = [begin(writer, chance, template.row) for _ in range(HISTORIES)]
    closed = [(history, history.live()) for history in histories]
    lost = 0
    for history, answer in closed:
        for act, expected in history.answers:
            assert told(act.result) == expected
        results = answer.result().value
        assert isinstance(results, list)
        assert {result.proposal_id: result.votes for result in results} == history.expected()
        lost += len(history.choices) - sum(history.expected().values())
    assert lost, "in some history a move must have taken a vote away"


def begin(writer: Writer, chance: random.Random, like: Meeting) -> History:
    """A meeting of a few people in a few groups, each group with a proposal or two."""
    history = History(writer, chance, new_id(), {}, {}, {})
    writer.do(None, lambda act: _prepare(act.book, history, like))
    return history


def _prepare(book: Book, history: History, like: Meeting) -> None:
    values = {**like._asdict(), "id": history.meeting_id, "code": str(history.meeting_id)}  # type: ignore[attr-defined]
    book.add(Meeting(**{**values, "sequence": 0}))
    for place, step in enumerate((Step.ideas, Step.vote)):
        row = ProgrammeRow(meeting_id=history.meeting_id, position=place, kind=step)
        book.add(row)
        history.rows[step] = row.id
    groups = [
        SmallGroup(meeting_id=history.meeting_id, number=number)
        for number in range(1, history.chance.randint(2, 5) + 1)
    ]
    for group in groups:
        book.add(group)
        history.families[group.id] = {group.id}
        for number in range(1, history.chance.randint(1, 2) + 1):
            proposal = _proposal(book, history.meeting_id, group.id, number, like.name_id)
            history.proposals[proposal.id] = group.id
    for _ in range(history.chance.randint(3, 9)):
        person = Person(
            meeting_id=history.meeting_id, background=Background.resident, language=Language.sv
        )
        group = history.chance.choice(groups)
        book.add(person)
        book.add(Membership(small_group_id=group.id, person_id=person.id, since=0))
        history.group_of[person.id] = group.id


def _proposal(book: Book, meeting_id: int, group_id: int, number: int, text_id: int) -> Proposal:
    idea = Idea(
        small_group_id=group_id, number=number, title_id=text_id, what_id=text_id, who_id=text_id
    )
    proposal = Proposal(meeting_id=meeting_id, idea_id=idea.id, small_group_id=group_id)
    book.add(idea)
    book.add(proposal)
    return proposal
