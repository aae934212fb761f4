"""Who shows what: every table is told of, and no reader looks into one that its scopes do not tell of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import SelectBase, Table
from sqlalchemy.sql import visitors

from app import links, models
from app.db import Book
from app.live.show import Show
from app.method import sorting, survey, vote
from app.method.noting import SEALED_ROWS
from app.method.people.joining import token_hash
from app.models import Card, Link, ProgrammeRow, Scope, SurveyQuestion
from app.models.scope import ScopeKind
from app.reading.scopes import SHOWN, UNSHOWN
from app.reading.snapshot import Snapshot
from app.settings import Settings
from app.viewer import LinkClaim, PhoneClaim, find
from app.vocabulary import Category, Door, Step
from tests.cast import Evening
from tests.house import SECRET

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


READERS: dict[str, Callable[[Snapshot, Evening], object]] = {
    "meeting": lambda snapshot, _: snapshot.meeting.groups,
    "proposals": lambda snapshot, _: snapshot.meeting.proposals,
    "group": lambda snapshot, evening: snapshot.group(evening.groups[1]),
    "table": lambda snapshot, evening: snapshot.table(evening.groups[1]),
    "person": lambda snapshot, evening: snapshot.person(evening.people["Amina"]),
    "sealed": lambda snapshot, evening: snapshot.sealed(evening.people["Hodan"]),
    "own groups": lambda snapshot, evening: snapshot.own_groups(evening.people["Amina"]),
    "crowd": lambda snapshot, _: snapshot.crowd,
    "leanings": lambda snapshot, evening: snapshot.leanings(evening.groups[1]),
    "calling alone": lambda snapshot, _: snapshot.calling_alone,
    "voters": lambda snapshot, _: snapshot.voters,
    "voting": lambda snapshot, _: snapshot.voting,
    "hands": lambda snapshot, _: snapshot.hands,
    "forms": lambda snapshot, _: snapshot.forms,
    "interests": lambda snapshot, _: snapshot.interests,
    "calls": lambda snapshot, _: snapshot.calls,
    "what is hidden": lambda snapshot, evening: (
        snapshot.group(evening.groups[1]),
        snapshot.hidden_words,
    ),
}


STEADY = ("group", "table", "leanings", "person", "crowd", "calls", "calling alone")


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_looks_into_no_table_that_its_scopes_do_not_tell_of(
    voting: Evening, reader: str
) -> None:
    keys = voting.keys
    with voting.reading() as book:
        guarded = GuardedBook(book)
        snapshot = Snapshot(guarded, keys, voting.id, {})
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
                assert snapshot.table(group_id).pack.order
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
