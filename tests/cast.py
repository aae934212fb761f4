"""The cast: one small meeting whose people, cards and ideas every test knows by name. All fiction.

`meeting.do(vote.cast, meeting.member("Amina"), proposal)` acts by the writer, as the program does.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from sqlmodel import SQLModel

from app.db import Book, Database
from app.live.intents import Intent
from app.live.writer import Writer
from app.method import accounts, axis, groups, ideas, programme, proposals, rules, wordings
from app.method.act import Act, Member
from app.method.people import joining
from app.method.refusals import Refusal, RefusedError
from app.models import (
    Card,
    Device,
    Gathering,
    KeyResult,
    Link,
    Meeting,
    Membership,
    Municipality,
    Person,
    PopulationGroup,
    Principle,
    ProgrammeRow,
    Proposal,
    Round,
    Seat,
    SmallGroup,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import HALL_DOORS, METHOD_STEPS, Language, QuestionKind, Role, Step, Theme

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
Row = TypeVar("Row", bound=SQLModel)

CAST: dict[str, tuple[int, Role, Language]] = {
    "Amina": (1, Role.resident, Language.sv),
    "Börje": (1, Role.elected, Language.sv),
    "Kirsi": (1, Role.civil_servant, Language.fi),
    "Olena": (1, Role.resident, Language.en),
    "Mikael": (1, Role.organisation, Language.sv),
    "Hodan": (2, Role.resident, Language.fi),
    "Pekka": (2, Role.elected, Language.fi),
    "Gunilla": (2, Role.civil_servant, Language.sv),
    "Yusuf": (2, Role.resident, Language.sv),
    "Kadri": (2, Role.discussion_leader, Language.fi),
    "Layla": (3, Role.resident, Language.en),
    "Leena": (3, Role.elected, Language.fi),
    "Antti": (3, Role.authority, Language.fi),
    "Svetlana": (3, Role.unsaid, Language.fi),
    "Rolf": (3, Role.elected, Language.sv),
}
POPULATION_GROUPS = ("Somali", "Arabic", "Ukrainian", "Estonian", "Majority")
QUESTIONS = (QuestionKind.scale, QuestionKind.actions, QuestionKind.free)
STARTS_AT = 1_790_000_000
CODE = "KRAN7A2"


def once(name: str) -> Intent:
    """The intent of an act that adds something."""
    return Intent(page=name, seen=0, count=1, adds=True)


@dataclass
class Evening:
    """A meeting, with what acts on it. `people`: ids by name. `groups`: ids by number."""

    database: Database
    writer: Writer
    id: int
    people: dict[str, int] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)

    def do(
        self,
        command: Callable[Concatenate[Act, Arguments], Value],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Value:
        """Does one act of the method and waits until it is on the disk."""
        return self.writer.do(self.id, lambda act: command(act, *arguments, **named))

    def refused(
        self,
        refusal: Refusal,
        command: Callable[Concatenate[Act, Arguments], object],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> None:
        """Does the same, and asserts that it is refused with exactly this refusal."""
        with pytest.raises(RefusedError) as caught:
            self.do(command, *arguments, **named)
        assert caught.value.refusal.code == refusal.code

    @contextmanager
    def reading(self) -> Iterator[Book]:
        with self.database.reading() as book:
            yield book

    def all(self, kind: type[Row], /, **equal: Any) -> list[Row]:
        with self.reading() as book:
            return book.all(kind, **equal)

    def ids(self, kind: type[SQLModel]) -> list[int]:
        """Ids of the meeting's rows of one kind (cards, survey questions …), in their order."""
        with self.reading() as book:
            return [row.id for row in book.all(kind, order=("position",), meeting_id=self.id)]  # type: ignore[attr-defined]

    @property
    def keys(self) -> Path:
        """The folder of open rounds' keys."""
        return self.do(lambda act: act.keys)

    @property
    def row(self) -> Meeting:
        with self.reading() as book:
            return rules.meeting_of(book, self.id)

    def member(self, name: str) -> Member:
        """The person as a member, made as the program does for a request."""
        language = CAST[name][2] if name in CAST else Language.sv
        with self.reading() as book:
            return Member(
                self.id, self.people[name], groups.group_of(book, self.people[name]), language
            )

    def join(
        self,
        name: str,
        role: Role = Role.resident,
        language: Language = Language.sv,
        table: int | None = None,
    ) -> int:
        """Somebody joins; returns the person's id. The phone's cookie is the name."""
        hashed = joining.token_hash(b"cast", f"{self.id}{name}")
        person: Person = self.do(joining.join, hashed, role, language, table)
        self._connect(hashed)
        self.people[name] = person.id
        return person.id

    def phone_of(self, name: str) -> int:
        """The id of the phone that this person uses."""
        return self.all(Seat, person_id=self.people[name])[0].device_id

    def share(self, *names: str, roles: Sequence[Role] = ()) -> None:
        """These people join by one phone; its cookie is the first one's name."""
        first, *others = roles or [Role.resident] * len(names)
        hashed = joining.token_hash(b"cast", f"{self.id}{names[0]}")
        self.do(joining.join, hashed, first, Language.sv, None, others)
        device = self._connect(hashed)
        seats = sorted(self.all(Seat, device_id=device.id), key=lambda seat: seat.position)
        self.people |= dict(zip(names, (seat.person_id for seat in seats), strict=True))

    def _connect(self, hashed: str) -> Device:
        """Notes that the phone with this cookie is connected."""
        device = self.all(Device, token_hash=hashed)[0]
        self.do(joining.set_presence, device.id, present=True)
        return device

    def sign_in(self, language: Language = Language.en) -> str:
        """The first coordinator signs in; returns what the desk's cookie holds."""
        return self.writer.do(None, lambda act: accounts.set_up(act, "Astrid", "unused", language))

    def go_to(self, step: Step) -> int:
        """The facilitator moves the programme. Returns the number of this act."""
        with self.reading() as book:
            rows = book.all(ProgrammeRow, meeting_id=self.id, kind=step)

        def go(act: Act, before: int | None) -> int:
            programme.go_to(act, rows[0].id, before)
            return act.sequence

        return self.do(go, self.row.current_row_id)

    def propose(self, name: str, title: str) -> int:
        """This member's group writes an idea and proposes it, at the axis; returns the proposal."""
        self.go_to(Step.ideas)
        idea_id: int = self.do(ideas.write, self.member(name), title, "", "")
        self.go_to(Step.axis)
        self.do(axis.place, self.member(name), idea_id, 30, 70)
        self.do(axis.settle, self.member(name), idea_id, 30, 70)
        self.do(proposals.propose, self.member(name), idea_id)
        return self.all(Proposal, idea_id=idea_id)[0].id


def make_evening(database: Database, writer: Writer, code: str = CODE) -> Evening:
    """The prepared meeting, with everybody seated in groups 1 to 3, before the evening begins."""
    evening = bare_evening(database, writer, code)
    for name, (_, role, language) in CAST.items():
        evening.join(name, role, language)
    evening.groups = evening.do(seat, evening.people)
    return evening


def bare_evening(database: Database, writer: Writer, code: str = CODE) -> Evening:
    """The prepared meeting, with nobody in it."""
    return Evening(database, writer, writer.do(None, lambda act: _prepare(act.book, code)))


def seat(act: Act, people: dict[str, int]) -> dict[int, int]:
    """Seats the cast always alike; the program forms groups by chance, to be fair."""
    groups = {}
    for number in (1, 2, 3):
        group = SmallGroup(meeting_id=act.meeting_id, number=number)
        act.book.add(group)
        groups[number] = group.id
    for name, person_id in people.items():
        group_id = groups[CAST[name][0]]
        act.book.add(Membership(small_group_id=group_id, person_id=person_id, since=act.sequence))
    return groups


def _prepare(book: Book, code: str) -> int:
    municipality = Municipality(name_id=_text(book, "Sundby"))
    book.add(municipality)
    held = Round(municipality_id=municipality.id, name_id=_text(book, "Round"))
    book.add(held)
    meeting = Meeting(
        round_id=held.id,
        name_id=_text(book, "Meeting"),
        place_id=_text(book, "Hall"),
        code=code,
        main_language=Language.sv,
        second_language=Language.fi,
        starts_at=STARTS_AT,
    )
    book.add(meeting)
    _prepare_cards(book, held.id, meeting.id)
    _prepare_evening(book, meeting.id)
    return meeting.id


def _prepare_cards(book: Book, round_id: int, meeting_id: int) -> None:
    groups = [
        PopulationGroup(
            round_id=round_id, position=place, name_id=_text(book, name), is_majority=place == 4
        )
        for place, name in enumerate(POPULATION_GROUPS)
    ]
    for group in groups:
        book.add(group)
        book.add(_gathering(book, group))
        for theme in Theme:
            told = _text(book, f"Result {theme} {POPULATION_GROUPS[group.position]}")
            book.add(
                KeyResult(
                    round_id=round_id,
                    population_group_id=group.id,
                    theme=theme,
                    position=group.position,
                    text_id=told,
                )
            )
    for place in range(24):
        book.add(
            Card(
                meeting_id=meeting_id,
                position=place,
                theme=list(Theme)[place % 4],
                population_group_id=groups[place % 5].id,
                text_id=_text(book, f"Card {place + 1}"),
            )
        )


def _gathering(book: Book, group: PopulationGroup) -> Gathering:
    return Gathering(
        round_id=group.round_id,
        population_group_id=group.id,
        position=group.position,
        held_on="2026-09-15",
        participants=10,
        place_id=_text(book, "Library"),
        language_id=_text(book, "Language"),
        how_id=_text(book, "An evening"),
    )


def _prepare_evening(book: Book, meeting_id: int) -> None:
    for place, step in enumerate(METHOD_STEPS):
        book.add(ProgrammeRow(meeting_id=meeting_id, position=place, kind=step, minutes=10))
    for place in range(8):
        text_id = _text(book, f"Suggestion {place + 1}")
        book.add(SuggestedAction(meeting_id=meeting_id, position=place, text_id=text_id))
    for place in range(3):
        text_id = _text(book, f"Principle {place + 1}")
        book.add(Principle(meeting_id=meeting_id, position=place, text_id=text_id))
    for place, kind in enumerate(QUESTIONS):
        ends = [_text(book, end) if kind is QuestionKind.scale else None for end in ("Low", "High")]
        text_id = _text(book, f"Question {place + 1}")
        book.add(
            SurveyQuestion(
                meeting_id=meeting_id,
                position=place,
                kind=kind,
                text_id=text_id,
                low_id=ends[0],
                high_id=ends[1],
            )
        )
    for door in HALL_DOORS:
        book.add(Link(meeting_id=meeting_id, door=door))


def _text(book: Book, words: str) -> int:
    """Stores the words in three languages that a test can tell apart; returns the text's id."""
    return wordings.write(
        book, {language: f"{words} ({language})" for language in ("sv", "fi", "en")}
    )
