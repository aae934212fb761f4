"""Who shows what: every table is told of, and no reader looks into one that its scopes do not tell of."""

from collections.abc import Callable, Iterator
from inspect import isfunction, signature
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import SelectBase, Table
from sqlalchemy.sql import visitors

from app import links, models
from app.db import Book
from app.live.show import Show
from app.method import agreement, ending, sorting, survey, vote
from app.method.noting import SEALED_ROWS
from app.method.people import calls
from app.method.people.joining import token_hash
from app.models import Card, Link, ProgrammeRow, Scope, SurveyQuestion
from app.models.scope import ScopeKind
from app.reading.kept_reading import OF_ALL
from app.reading.lasting import renewed
from app.reading.scopes import SHOWN, UNSHOWN
from app.reading.snapshot import Snapshot
from app.settings import Settings
from app.viewer import LinkClaim, PhoneClaim, find
from app.vocabulary import Category, Door, Language, Step
from tests.cast import Evening
from tests.house import SECRET

T = TypeVar("T")
# No row tells who has sealed it: who acts is woken.
SEALED = {ScopeKind.sealed: SEALED_ROWS}


class GuardedBook(Book):
    """Knows which tables it was asked for."""

    def __init__(self, book: Book) -> None:
        super().__init__(book.connection, book.dialect)
        self.tables: set[str] = set()

    def all(self, kind: Any, /, **named: Any) -> list[Any]:
        self.tables.add(kind.__tablename__)
        return super().all(kind, **named)

    def count(self, kind: Any, /, **equal: Any) -> int:
        self.tables.add(kind.__tablename__)
        return super().count(kind, **equal)

    def rows(self, statement: SelectBase, /, **values: Any) -> list[Any]:
        self.tables |= {
            part.name for part in visitors.iterate(statement) if isinstance(part, Table)
        }
        return super().rows(statement, **values)


def told_of(kinds: set[ScopeKind]) -> set[str]:
    return {
        str(table.__tablename__)
        for kind in kinds
        for table in {*SHOWN.get(kind, ()), *SEALED.get(kind, ())}
    }


@pytest.fixture
def voting(meeting: Evening) -> Evening:
    """Something of everything is stored, and a vote is on."""
    meeting.go_to(Step.sorting)
    meeting.do(sorting.decide, meeting.member("Amina"), meeting.ids(Card)[0], Category.more)
    meeting.do(sorting.keep_line, meeting.member("Amina"), meeting.ids(Card)[0], 0, "We know it")
    proposal = meeting.propose("Amina", "Language café")
    meeting.go_to(Step.survey)
    meeting.do(survey.skip, meeting.member("Amina"), meeting.ids(SurveyQuestion)[0])
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    meeting.do(vote.cast, meeting.member("Hodan"), proposal)
    return meeting


# What a snapshot gives for a group, or for a person, and which one here.
OF_A_GROUP, OF_A_PERSON = "group_id", "person_id"
# What gives nothing that is stored, or only what the caller reads.
UNREAD = {"of", "let_go", "at_phones", "common"}
# These are no pieces, and their scopes are asked for elsewhere: where.
ELSEWHERE = {
    "hidden words": "Those of a group are in the group's scope, which the console asks for.",
    "drafts": "Only the page of whoever typed them shows them.",
}


def _reader(name: str, asked: list[str]) -> Callable[[Snapshot, Evening], object]:
    def read(snapshot: Snapshot, evening: Evening) -> object:
        of = {OF_A_GROUP: evening.groups[1], OF_A_PERSON: evening.people["Hodan"]}
        member = getattr(snapshot, name)
        return member(*(of[kind] for kind in asked)) if callable(member) else member

    return read


def _readers() -> Iterator[tuple[str, Callable[[Snapshot, Evening], object]]]:
    """All that a snapshot gives, also to itself, by its name in words."""
    for name, member in vars(Snapshot).items():
        is_special = name.startswith("__") or name in UNREAD
        if not is_special and (isinstance(member, property) or isfunction(member)):
            asked = list(signature(member).parameters)[1:] if isfunction(member) else []
            yield name.strip("_").replace("_", " "), _reader(name, asked)


READERS = dict(_readers())
STEADY = ("group", "group work", "leanings", "person", "crowd", "calls", "calling alone")


class Judged(Snapshot):
    """Tells of each piece which tables were looked into to read it, of which its scopes do not tell."""

    def __init__(self, book: GuardedBook, keys: Path, meeting_id: int) -> None:
        super().__init__(book, keys, meeting_id, {})
        self._guarded = book
        self.untold: set[str] = set()

    def _piece(
        self,
        name: str,
        read: Callable[[], T],
        *kinds: ScopeKind,
        subject_id: int = 0,
        at_a_step: Callable[[T], T] | None = None,
    ) -> T:
        # What is only copied at a step must not depend on one.
        of_all = {ScopeKind.meeting} if at_a_step is renewed else {*OF_ALL}
        told = told_of({*of_all, *kinds})

        def judged() -> T:
            before, self._guarded.tables = self._guarded.tables, set()
            made = read()
            looked = self._guarded.tables - {str(Scope.__tablename__)}
            self.untold |= {f"{name}: {table}" for table in looked - told}
            # A piece that is made of another one has its scopes too.
            self._guarded.tables |= before
            return made

        return super()._piece(name, judged, *kinds, subject_id=subject_id, at_a_step=at_a_step)


def through(evening: Evening) -> Iterator[str]:
    """An evening, with something of everything."""
    yield "before"
    amina, hodan = evening.member("Amina"), evening.member("Hodan")
    evening.share("Maryam", "Tove")
    evening.go_to(Step.opening)
    for name in ("Tove", "Kadri"):
        device = evening.phone_of(name)
        evening.do(calls.need, device)
    yield "somebody calls"
    evening.go_to(Step.sorting)
    card = evening.ids(Card)[0]
    evening.do(sorting.lean, amina, card, Category.more)
    yield "somebody leans"
    evening.do(sorting.decide, amina, card, Category.more)
    evening.do(sorting.keep_line, amina, card, 0, "We know it")
    yield "a card is decided"
    proposal = evening.propose("Amina", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    evening.do(vote.cast, hodan, proposal)
    yield "a vote is open"
    evening.do(vote.close_round, 1)
    yield "a vote is closed"
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "A path", "The board", "A step", "", Language.sv)
    evening.do(agreement.take_part, amina, action)
    yield "an action is agreed"
    evening.go_to(Step.survey)
    evening.do(survey.answer, hodan, evening.ids(SurveyQuestion)[0], 3)
    yield "the survey is answered"
    evening.do(ending.end, ended=True)
    yield "it has ended"


def test_every_piece_in_every_state_looks_into_what_its_scopes_tell_of_alone(
    meeting: Evening,
) -> None:
    untold = set()
    for moment in through(meeting):
        for name, read in READERS.items():
            with meeting.reading() as book:
                snapshot = Judged(GuardedBook(book), meeting.keys, meeting.id)
                read(snapshot, meeting)
            untold |= {f"{moment}: {name}: {what}" for what in snapshot.untold}
    assert untold == set()


@pytest.mark.parametrize("reader", [name for name in READERS if name not in ELSEWHERE])
def test_a_reader_looks_into_no_table_that_its_scopes_do_not_tell_of(
    voting: Evening, reader: str
) -> None:
    with voting.reading() as book:
        guarded = GuardedBook(book)
        snapshot = Snapshot(guarded, voting.keys, voting.id, {})
        READERS[reader](snapshot, voting)
    asked = {touch.kind for touch in snapshot.asked}
    assert guarded.tables - {str(Scope.__tablename__)} <= told_of(asked)


@pytest.mark.parametrize("reader", STEADY)
def test_what_is_kept_over_a_step_looks_into_nothing_that_a_step_changes(
    voting: Evening, reader: str
) -> None:
    with voting.reading() as book:
        guarded = GuardedBook(book)
        snapshot = Snapshot(guarded, voting.keys, voting.id, {})
        assert snapshot.sequence
        guarded.tables.clear()
        READERS[reader](snapshot, voting)
    assert not guarded.tables & told_of({ScopeKind.programme})


def test_nothing_else_is_kept_over_a_step(voting: Evening) -> None:
    keys, kept = voting.keys, dict[Any, Any]()
    with voting.reading() as book:
        for read in READERS.values():
            read(Snapshot(book, keys, voting.id, kept), voting)
    steady = {name for name, *_ in kept if str(name).startswith("steady ")}
    # What was prepared is given where the programme is, whenever that is touched.
    assert steady == {f"steady {name}" for name in (*STEADY, "prepared")}


def test_a_step_looks_into_what_the_programme_tells_of_alone(voting: Evening) -> None:
    keys, kept = voting.keys, dict[Any, Any]()

    def looked_into() -> set[str]:
        with voting.reading() as book:
            guarded = GuardedBook(book)
            snapshot = Snapshot(guarded, keys, voting.id, kept)
            assert snapshot.meeting.groups
            for group_id in voting.groups.values():
                assert snapshot.group(group_id).members
                assert snapshot.group_work(group_id).pack.order
                snapshot.leanings(group_id)
            assert snapshot.crowd.people
        return guarded.tables - {str(Scope.__tablename__)}

    assert looked_into() > told_of({ScopeKind.programme})
    voting.go_to(Step.agreement)
    assert looked_into() <= told_of({ScopeKind.programme})


def test_a_console_asks_for_votes_where_it_says_something_of_them(
    voting: Evening, keys: Path, tmp_path: Path
) -> None:
    """Else it is woken by none, and a step waits for no counting."""
    show = Show(voting.database, Settings(tmp_path, keys, SECRET, voting.database.url))
    link = voting.all(Link, meeting_id=voting.id, door=Door.console)[0]
    opened = f"{link.id}.{links.secret(SECRET, link.id, link.version)}"
    asking = set()
    for row in voting.all(ProgrammeRow, meeting_id=voting.id):
        voting.go_to(row.kind)
        sight = show.see(LinkClaim(voting.id, Door.console, opened))
        assert sight is not None
        if ScopeKind.votes in {touch.kind for touch in sight.scopes}:
            asking.add(row.kind)
    assert asking == {Step.vote}


def test_until_the_vote_no_phone_is_woken_by_what_another_table_proposes(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    meeting.propose("Amina", "Language café")
    meeting.propose("Hodan", "Plain letters")
    phone = PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}Amina"))
    for step in (Step.ideas, Step.axis):
        meeting.go_to(step)
        sight = show.see(phone)
        assert sight is not None
        assert ScopeKind.proposals not in {touch.kind for touch in sight.scopes}, step


def test_who_looks_is_found_in_what_the_own_scopes_tell_of(meeting: Evening) -> None:
    phone = PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}Amina"))
    console = meeting.all(Link, meeting_id=meeting.id, door=Door.console)[0]
    for claim, kind in (
        (phone, ScopeKind.phone),
        (LinkClaim(meeting.id, Door.console, f"{console.id}.x"), ScopeKind.link),
    ):
        with meeting.reading() as book:
            guarded = GuardedBook(book)
            find(guarded, SECRET, claim)
        assert guarded.tables <= told_of({ScopeKind.meeting, kind})


def test_every_table_is_shown_or_said_to_be_shown_by_nobody() -> None:
    shown = {table for tables in SHOWN.values() for table in tables}
    assert not shown & UNSHOWN
    assert {table.__name__ for table in shown | UNSHOWN} == set(models.__all__)
