"""However people move, groups merge and part, proposals are joined and texts hidden: nobody of a proposing group
chooses its proposal, who has chosen keeps it wherever they come to, and no vote for what is hidden counts. As many
as have voted are told, never more than are there; and once it is closed, nothing changes it."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from app.db import Book, Database
from app.live.writer import Done, Writer
from app.method import groups, ideas, programme, proposals as proposing, vote
from app.method.act import Act, Member
from app.method.people import absent, merging
from app.method.refusals import (
    idea_gone,
    no_open_vote,
    own_group,
    own_hands,
    too_many_hands,
    too_many_votes,
)
from app.models import (
    Device,
    Idea,
    Meeting,
    Membership,
    Person,
    ProgrammeRow,
    Proposal,
    Seat,
    SmallGroup,
)
from app.models.column_kinds import new_id
from app.reading.snapshot import Snapshot
from app.vocabulary import Language, Role, Step
from tests.cast import bare_evening
from tests.crowd import DONE, told

HISTORIES = 100
Answer = Future[Done[object]]
Numbers = tuple[int, int]


@dataclass
class Stretch:
    """Somebody sat in a group: from one act of the history up to another, or still."""

    group: int
    since: int
    until: int | None = None


@dataclass
class Joined:
    """A group that became a part of another one, with those who came along; `at`: by which act."""

    kept: int
    away: int
    came: list[int]
    at: int


@dataclass
class History:
    """A meeting that lives through random acts, beside a plain record of what they must lead to."""

    writer: Writer
    chance: random.Random
    meeting_id: int
    rows: dict[Step, int] = field(default_factory=dict)
    sat: dict[int, list[Stretch]] = field(default_factory=dict)  # by person
    without_phone: dict[int, int] = field(default_factory=dict)  # by group
    proposals: dict[int, int] = field(default_factory=dict)  # to the group that first proposed
    alike: dict[int, int] = field(default_factory=dict)  # a proposal to the one that stands for it
    merges: list[Joined] = field(default_factory=list)
    ideas_opened: int | None = None
    ideas: dict[int, int] = field(default_factory=dict)  # of each proposal
    hidden: set[int] = field(default_factory=set)  # proposals whose words are
    choices: dict[int, int] = field(default_factory=dict)
    phones: dict[int, int] = field(default_factory=dict)  # by person
    out: set[int] = field(default_factory=set)  # people whose phone was taken out
    hands: dict[tuple[int, int], int] = field(default_factory=dict)  # by group and proposal
    answers: list[tuple[Answer, str]] = field(default_factory=list)
    looks: list[tuple[Answer, Numbers]] = field(default_factory=list)
    counted: dict[int, tuple[int, int]] = field(
        default_factory=dict
    )  # by the close; see `expected`
    at: int | None = None

    # -- what the acts have led to, as the method says it in words -------------------------------

    def group_of(self, person: int) -> int:
        return self.sat[person][-1].group

    def here(self) -> list[int]:
        return [person for person in self.sat if person not in self.out]

    def live_groups(self) -> list[int]:
        away = {merged.away for merged in self.merges}
        return [group for group in self.without_phone if group not in away]

    def within(self, table: int) -> set[int]:
        """The groups that are this one now."""
        within = {table}
        while more := {merge.away for merge in self.merges if merge.kept in within} - within:
            within |= more
        return within

    def origins(self, proposal: int) -> set[int]:
        """The groups that proposed it, or what it stands for."""
        joined = [other for other, head in self.alike.items() if head == proposal]
        return {self.proposals[proposed] for proposed in (proposal, *joined)}

    def is_own(self, table: int, proposal: int) -> bool:
        return bool(self.within(table) & self.origins(proposal))

    def met(self, group: int, since: int, until: int | None) -> set[int]:
        """The groups that were this one for a while of this time."""
        met = {group}
        for merge in self.merges:
            if merge.kept == group and (until is None or until > merge.at):
                met |= self.met(merge.away, max(since, merge.at), until)
        return met

    def own(self, person: int) -> set[int]:
        """All groups with which this person has sat since ideas opened."""
        opened = -1 if self.ideas_opened is None else self.ideas_opened
        return {
            group
            for stretch in self.sat[person]
            if stretch.until is None or stretch.until > opened
            for group in self.met(stretch.group, max(stretch.since, opened), stretch.until)
        }

    def is_barred(self, person: int, proposal: int) -> bool:
        return bool(self.origins(proposal) & self.own(person))

    def heads(self) -> list[int]:
        return [proposal for proposal in self.proposals if proposal not in self.alike]

    def is_votable(self, head: int) -> bool:
        """Its words stand there, or those of one that it stands for."""
        return any(
            self.alike.get(proposal, proposal) == head
            for proposal in self.proposals.keys() - self.hidden
        )

    def counts(self, person: int) -> bool:
        """Whether this person has a vote that counts as things stand."""
        choice = self.choices.get(person)
        return choice is not None and person not in self.out and self.is_votable(choice)

    def raised(self, table: int) -> dict[int, int]:
        """Hands by proposal, of those that count."""
        written = self.written(table)
        return {head: votes for head, votes in written.items() if self.is_votable(head)}

    def written(self, table: int) -> dict[int, int]:
        """Hands by proposal; what has become the table's own does not count."""
        within = self.within(table)
        return {
            head: sum(
                votes
                for (group, proposal), votes in self.hands.items()
                if (group in within) and proposal == head
            )
            for head in self.heads()
            if not self.is_own(table, head)
        }

    def may_stand(self, table: int, raised: dict[int, int]) -> bool:
        """No more votes than people, nor for a proposal more than those who may still vote for it."""
        free, waiting = self.free(table), self.waiting(table)
        return sum(raised.values()) <= free and all(
            votes <= free - sum(self.is_barred(person, head) for person in waiting)
            for head, votes in raised.items()
            if votes
        )

    def waiting(self, table: int) -> list[int]:
        """Those with a phone who have not voted by it, and can vote."""
        here = (person for person in self.here() if self.group_of(person) == table)
        return [person for person in here if self.is_able(person) and not self.counts(person)]

    def is_able(self, person: int) -> bool:
        """Whether there is a proposal that this person may vote for."""
        votable = filter(self.is_votable, self.heads())
        return any(not self.is_barred(person, head) for head in votable)

    def free(self, table: int) -> int:
        """How many have not voted by phone, and can vote."""
        without = sum(self.without_phone[group] for group in self.within(table))
        return len(self.waiting(table)) + without

    def numbers(self) -> Numbers:
        """How many people have voted, and how many can."""
        by_phone = sum(map(self.counts, self.sat))
        by_hand = sum(
            min(sum(self.raised(table).values()), self.free(table)) for table in self.live_groups()
        )
        can = sum(self.is_able(person) or self.counts(person) for person in self.here())
        votable = [head for head in self.heads() if self.is_votable(head)]
        for table in self.live_groups():
            if any(not self.is_own(table, head) for head in votable):
                can += sum(self.without_phone[group] for group in self.within(table))
        return by_phone + by_hand, can

    def expected(self) -> dict[int, tuple[int, int]]:
        """By proposal: all its votes, and the hands among them."""
        phones = Counter(choice for person, choice in self.choices.items() if self.counts(person))
        hands: Counter[int] = Counter()
        for table in self.live_groups():
            hands.update(self.raised(table))
        votable = [head for head in self.heads() if self.is_votable(head)]
        return {head: (phones[head] + hands[head], hands[head]) for head in votable}

    # -- acts -------------------------------------------------------------------------------------

    def submit(self, command: Callable[[Act], object], expected: str = DONE) -> Answer:
        answer: Answer = self.writer.submit(self.meeting_id, command)
        self.answers.append((answer, expected))
        return answer

    def go_to(self, step: Step) -> None:
        row, seen, self.at = self.rows[step], self.at, self.rows[step]
        self.submit(lambda act: programme.go_to(act, row, seen))

    def sit(self, person: int, group: int) -> None:
        self.sat[person][-1].until = len(self.answers)
        self.sat[person].append(Stretch(group, len(self.answers)))

    def look(self) -> None:
        """The console shows how many have voted."""
        self.looks.append((self.submit(_told), self.numbers()))

    def take_out(self) -> None:
        """One phone that is not connected, while others are there; while no groups are one, since
        where its people belong when those part is told by the tests of merging."""
        if len(self.here()) > 1 and not self.merges:
            person = self.chance.choice(self.here())
            phone = self.phones[person]
            self.out.add(person)
            self.sat[person][-1].until = len(self.answers)
            self.submit(lambda act: absent.take_out(act, phone))

    def come_back(self) -> None:
        """All of them, each to the table that they left."""
        for person in sorted(self.out):
            phone = self.phones[person]
            self.out.remove(person)
            self.sat[person].append(Stretch(self.group_of(person), len(self.answers)))
            self.submit(lambda act, phone=phone: absent.take_in_again(act, phone))  # type: ignore[misc]

    def move(self) -> None:
        person = self.chance.choice(self.here())
        group = self.chance.choice(self.live_groups())
        if group != self.group_of(person):
            self.sit(person, group)
        self.submit(lambda act: groups.move(act, person, group))

    def merge(self) -> None:
        if len(self.live_groups()) < 2:
            return
        self.come_back()
        kept, away = self.chance.sample(self.live_groups(), 2)
        came = [person for person in self.sat if self.group_of(person) == away]
        for person in came:
            self.sit(person, kept)
        self.merges.append(Joined(kept, away, came, len(self.answers)))
        self.submit(lambda act: merging.merge(act, kept, away))

    def part(self) -> None:
        """The last two that merged. They had made nothing together: it is as if they had never been one."""
        if not self.merges:
            return
        merged = self.merges.pop()
        for person in merged.came:
            *_, before, last = [Stretch(0, -1), *self.sat[person]]
            if (last.group, last.since) == (merged.kept, merged.at):
                self.sat[person].pop()
                before.until = None
        self.submit(lambda act: merging.part(act, _merge_of(act, merged.kept, merged.away)))

    def join(self) -> None:
        if len(self.heads()) < 2:
            return
        kept, other = self.chance.sample(self.heads(), 2)
        for proposal, head in self.alike.items():
            if head == other:
                self.alike[proposal] = kept
        self.alike[other] = kept
        self.submit(lambda act: proposing.join(act, kept, other))

    def take_apart(self) -> None:
        if self.alike:
            other = self.chance.choice(list(self.alike))
            del self.alike[other]
            self.submit(lambda act: proposing.take_apart(act, other))

    def hide(self) -> None:
        """Or show again."""
        proposal = self.chance.choice(list(self.proposals))
        self.hidden ^= {proposal}
        idea, hidden = self.ideas[proposal], proposal in self.hidden
        self.submit(lambda act: ideas.hide(act, idea, hidden=hidden))

    def cast(self) -> None:
        person = self.chance.choice(self.here())
        proposal = self.chance.choice(self.heads())
        member = Member(self.meeting_id, person, self.group_of(person), Language.sv)
        expected = DONE
        if not self.is_votable(proposal):
            expected = idea_gone.code
        elif self.is_barred(person, proposal) and self.choices.get(person) != proposal:
            expected = own_group.code
        else:
            self.choices[person] = proposal
        self.submit(lambda act: vote.cast(act, member, proposal), expected)

    def withdraw(self) -> None:
        person = self.chance.choice(self.here())
        self.choices.pop(person, None)
        member = Member(self.meeting_id, person, None, Language.sv)
        self.submit(lambda act: vote.withdraw(act, member))

    def raise_hands(self) -> None:
        table = self.chance.choice(self.live_groups())
        self.count(table, self.chance.choice(self.heads()), self.chance.randint(0, 4))

    def count(self, table: int, head: int, votes: int) -> None:
        """The facilitator writes down how many hands there are; lowering is never refused."""
        now = self.raised(table)
        expected = DONE
        if votes > self.written(table).get(head, 0):
            if not self.is_votable(head):
                expected = idea_gone.code
            elif head not in now:
                expected = own_hands.code
            elif not self.may_stand(table, {**now, head: votes}):
                expected = too_many_hands.code
        if expected == DONE:
            for group in self.within(table):
                self.hands.pop((group, head), None)
            self.hands[table, head] = votes
        self.submit(lambda act: vote.raise_hands(act, table, head, votes), expected)

    def live(self) -> tuple[Answer, Answer]:
        """The whole evening of this meeting; the answers are those of closing the vote, and of closing it again."""
        self.some(self.move, 4)
        self.some(self.merge, 1)
        if self.chance.random() < 0.8:
            self.ideas_opened = len(self.answers)
            self.go_to(Step.ideas)
        self.go_to(Step.proposals)
        for act in (self.move, self.move, self.merge, self.part, self.join, self.take_apart):
            self.some(act, 2)
        self.some(self.merge, 1)
        self.go_to(Step.vote)
        self.submit(vote.open_round)
        for _ in range(self.chance.randint(5, 25)):
            self.chance.choice(ACTS)(self)
        closed = self.close()
        self.counted = self.expected()
        self.after_all()
        return closed, self.submit(lambda act: vote.close_round(act, 1))

    def after_all(self) -> None:
        """Whoever comes, goes or moves, no vote is given or taken back any more."""
        counted = self.numbers()
        self.some(self.take_out, 1)
        self.some(self.move, 2)
        self.some(self.hide, 1)
        self.looks.append((self.submit(_told), counted))
        person, table = self.chance.choice(self.here()), self.chance.choice(self.live_groups())
        head = self.chance.choice(self.heads())
        member = Member(self.meeting_id, person, self.group_of(person), Language.sv)
        for late in (
            lambda act: vote.cast(act, member, head),
            lambda act: vote.withdraw(act, member),
            lambda act: vote.raise_hands(act, table, head, 1),
        ):
            self.submit(late, no_open_vote.code)

    def close(self) -> Answer:
        """Where a table has more votes than people, its hands are lowered first."""
        over = [
            group for group in self.live_groups() if not self.may_stand(group, self.raised(group))
        ]
        if over:
            self.submit(lambda act: vote.close_round(act, 1), too_many_votes.code)
        for table in over:
            for head in self.raised(table):
                self.count(table, head, 0)
        return self.submit(lambda act: vote.close_round(act, 1))

    def some(self, act: Callable[[], None], most: int) -> None:
        for _ in range(self.chance.randint(0, most)):
            act()


ACTS = (
    *[History.move] * 3,
    *[History.cast] * 9,
    *[History.withdraw] * 3,
    *[History.raise_hands] * 6,
    *[History.hide] * 2,
    *[History.look] * 4,
    *[History.take_out] * 2,
    History.come_back,
    History.merge,
    History.part,
)

REFUSALS = (
    idea_gone,
    own_group,
    own_hands,
    too_many_hands,
    too_many_votes,
    no_open_vote,
)


def _told(act: Act) -> Numbers:
    snapshot = Snapshot(act.book, act.keys, act.meeting_id, {})
    return snapshot.turnout.people, snapshot.turnout.voters


def _merge_of(act: Act, kept: int, away: int) -> int:
    return next(
        merge.id
        for merge in merging.standing_merges(act.book, act.meeting_id)
        if (merge.kept_id, merge.away_id) == (kept, away)
    )


def test_no_vote_counts_for_what_is_hidden_nor_is_chosen_by_a_member_of_the_proposing_group(
    database: Database, writer: Writer, chance: random.Random
) -> None:
    template = bare_evening(database, writer)
    histories = [begin(writer, chance, template.row) for _ in range(HISTORIES)]
    closed = [(history, history.live()) for history in histories]
    seen: Counter[str] = Counter()
    for history, (answer, again) in closed:
        for act, expected in history.answers:
            assert told(act.result) == expected
            seen[expected] += 1
        results = answer.result().value
        assert isinstance(results, list)
        counted = {result.proposal_id: (result.votes, result.hands) for result in results}
        assert counted == history.counted
        assert again.result().value == results
        for look, (voted, people) in history.looks:
            assert look.result().value == (voted, people)
            assert voted <= people
            seen["turnout"] += voted
        for person, choice in history.choices.items():
            seen["hidden"] += not history.is_votable(choice)
            seen["kept"] += history.counts(person) and history.is_barred(person, choice)
        seen["hands"] += sum(hands for _, hands in history.counted.values())
    for refusal in REFUSALS:
        assert seen[refusal.code], f"in some history {refusal.code} must have been met"
    assert seen["kept"], "in some history somebody must have come to the table that they voted for"
    assert seen["hidden"], "in some history what was voted for must have been hidden"
    assert seen["hands"], "in some history hands must count"
    assert seen["turnout"], "in some history the console must have shown that somebody voted"


def begin(writer: Writer, chance: random.Random, like: Meeting) -> History:
    """A meeting of a few people in a few groups, each group with a proposal or two."""
    history = History(writer, chance, new_id())
    writer.do(None, lambda act: _prepare(act.book, history, like))
    return history


def _prepare(book: Book, history: History, like: Meeting) -> None:
    values = {**like._asdict(), "id": history.meeting_id, "code": str(history.meeting_id)}  # type: ignore[attr-defined]
    book.add(Meeting(**{**values, "sequence": 0}))
    for place, step in enumerate((Step.ideas, Step.proposals, Step.vote)):
        row = ProgrammeRow(meeting_id=history.meeting_id, position=place, kind=step)
        book.add(row)
        history.rows[step] = row.id
    groups = [
        SmallGroup(meeting_id=history.meeting_id, number=number)
        for number in range(1, history.chance.randint(2, 5) + 1)
    ]
    for group in groups:
        book.add(group)
        history.without_phone[group.id] = 0
        for number in range(1, history.chance.randint(1, 2) + 1):
            proposal = _proposal(book, history.meeting_id, group.id, number, like.name_id)
            history.proposals[proposal.id] = group.id
            history.ideas[proposal.id] = proposal.idea_id
    for _ in range(history.chance.randint(3, 9)):
        person = Person(meeting_id=history.meeting_id, role=Role.resident, language=Language.sv)
        phone = Device(meeting_id=history.meeting_id, token_hash=f"phone {person.id}")
        group = history.chance.choice(groups)
        seat = Seat(device_id=phone.id, person_id=person.id)
        for added in (person, phone, seat):
            book.add(added)
        book.add(Membership(small_group_id=group.id, person_id=person.id, since=0))
        history.sat[person.id] = [Stretch(group.id, -1)]
        history.phones[person.id] = phone.id
    for group in groups:
        _seat_without_phones(book, history, group.id)


def _seat_without_phones(book: Book, history: History, group_id: int) -> None:
    number = history.chance.choice((0, 0, 1, 2))
    members = sum(history.group_of(person) == group_id for person in history.sat)
    history.without_phone[group_id] = number
    if number:
        book.change(SmallGroup, {"id": group_id}, headcount=members + number)


def _proposal(book: Book, meeting_id: int, group_id: int, number: int, text_id: int) -> Proposal:
    idea = Idea(
        small_group_id=group_id, number=number, title_id=text_id, what_id=text_id, who_id=text_id
    )
    proposal = Proposal(meeting_id=meeting_id, idea_id=idea.id, small_group_id=group_id)
    book.add(idea)
    book.add(proposal)
    return proposal
