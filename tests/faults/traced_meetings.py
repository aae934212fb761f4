"""Meetings of chance, each on files of its own: what is in these after the end, and what everybody really did."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.db import Database
from app.live.writer import Writer
from app.method import axis, ending, groups, ideas, proposals, sorting, survey, vote
from app.models import Card, Proposal, SmallGroup, SurveyQuestion
from app.vocabulary import Category, Role, Step
from tests.cast import Evening, bare_evening
from tests.faults.attacker import Attacker, Meeting

SAID = [f"One of {number} things to say" for number in ("four", "five", "six")]
EFFORTS = [13, 37, 61, 87]
CATEGORIES = [Category.more, Category.less, Category.dunno]
VALUES: dict[str, set[int | str]] = {
    "lean": {*map(str, CATEGORIES)},
    "place": {*EFFORTS},
    "survey": {*SAID},
}


@dataclass
class Played:
    """`true`: what was done. `attacker`: with the files that were left."""

    true: Meeting
    attacker: Attacker
    proposals: set[int]

    def values(self, kind: str) -> set[int | str]:
        return {*self.proposals} if kind == "vote" else VALUES[kind]


def played(empty: Path, place: Path, draws: random.Random, number: int) -> Iterator[Played]:
    for count in range(number):
        yield _played(empty, place / f"meeting-{count}", draws, is_killed=count % 2 == 0)
        shutil.rmtree(place / f"meeting-{count}")


def _played(empty: Path, place: Path, draws: random.Random, *, is_killed: bool) -> Played:
    data, keys, left, work = (place / name for name in ("data", "keys", "left", "work"))
    for folder in (data, keys, work):
        folder.mkdir(parents=True)
    shutil.copy(empty, data / "meeting.db")
    database = Database(f"sqlite:///{(data / 'meeting.db').as_posix()}")
    writer = Writer(database, keys, lambda _touched: None)
    writer.start()
    true = _evening(bare_evening(database, writer), draws)
    proposed = {proposal.id for proposal in _all(database)}
    if is_killed:
        shutil.copytree(data, left)
    writer.stop()
    database.close()
    if not is_killed:
        shutil.copytree(data, left)
    return Played(true, Attacker(left, keys, work), proposed)


def _all(database: Database) -> list[Proposal]:
    with database.reading() as book:
        return book.all(Proposal)


def _evening(evening: Evening, draws: random.Random) -> Meeting:
    """Everybody comes, leans, places, votes and answers, in another order each time; then it ends."""
    meeting = Meeting()
    names = [f"Guest {place}" for place in range(draws.randint(10, 18))]
    for name in names:
        meeting.came.append(evening.join(name, draws.choice([*Role])))
    evening.go_to(Step.groups)
    evening.do(groups.form, 3)
    evening.groups = {group.number: group.id for group in evening.all(SmallGroup, dissolved=False)}
    for act in (_lean, _place, _vote, _answer):
        draws.shuffle(names)
        act(evening, meeting, names, draws)
    evening.do(ending.end, ended=True)
    return meeting


def _lean(evening: Evening, meeting: Meeting, names: list[str], draws: random.Random) -> None:
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    for name in names:
        said = draws.choices(CATEGORIES, (5, 3, 2))[0]
        evening.do(sorting.lean, evening.member(name), card, said)
        meeting.choices["lean"][evening.people[name]] = str(said)


def _place(evening: Evening, meeting: Meeting, names: list[str], draws: random.Random) -> None:
    members = {name: evening.member(name) for name in names}
    first = {member.group_id: member for member in members.values()}
    evening.go_to(Step.ideas)
    written = {
        group: evening.do(ideas.write, member, f"Idea {place}", "", "")
        for place, (group, member) in enumerate(first.items())
    }
    evening.go_to(Step.axis)
    for name, member in members.items():
        effort = draws.choice(EFFORTS)
        evening.do(axis.place, member, written[member.group_id], effort, 50)
        meeting.choices["place"][evening.people[name]] = effort
    for group, member in first.items():
        evening.do(axis.settle, member, written[group], 45, 50)
        evening.do(proposals.propose, member, written[group])


def _vote(evening: Evening, meeting: Meeting, names: list[str], draws: random.Random) -> None:
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    proposed = evening.all(Proposal, meeting_id=evening.id)
    for name in names:
        member = evening.member(name)
        others = [
            proposal.id for proposal in proposed if proposal.small_group_id != member.group_id
        ]
        chosen = draws.choice(others)
        evening.do(vote.cast, member, chosen)
        meeting.choices["vote"][evening.people[name]] = chosen
    evening.do(vote.close_round, 1)


def _answer(evening: Evening, meeting: Meeting, names: list[str], draws: random.Random) -> None:
    evening.go_to(Step.survey)
    scale, _, free = evening.ids(SurveyQuestion)
    for name in names:
        member, said = evening.member(name), draws.choices(SAID, (5, 3, 2))[0]
        evening.do(survey.answer, member, scale, draws.randint(1, 4))
        evening.do(survey.answer, member, free, None, said)
        meeting.choices["survey"][evening.people[name]] = said
