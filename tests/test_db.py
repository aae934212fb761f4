"""The book: odd queries that are allowed, and values that no database can store."""

import sqlite3
from contextlib import closing

import pytest

from app.db import Book, Database
from app.method.act import Act
from app.models import Device, Link, Meeting
from app.reading import stored
from app.screens.screen import blank
from app.sql_statements import values_of
from app.templating import gap
from tests.cast import Evening


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_a_number_that_no_column_can_hold_equals_no_row(
    any_database: Database, number: int
) -> None:
    with any_database.reading() as book:
        assert book.one(Link, id=number) is None
        assert book.count(Meeting, round_id=number) == 0


def test_words_that_no_column_can_hold_equal_no_row(any_database: Database) -> None:
    with any_database.reading() as book:
        assert book.one(Meeting, code="A\0B") is None


def test_no_words_hold_a_sign_that_stands_for_a_gap_or_a_blank(meeting: Evening) -> None:
    code, words = meeting.row.code, f"a{gap('b')}c{blank('seat')}"
    meeting.do(lambda act: act.book.change(Meeting, {"code": code}, network=words))
    assert meeting.row.network == "a\ufffdb\ufffdc\ufffdseat\ufffd"


def test_what_is_read_a_second_time_is_not_planned_a_second_time(meeting: Evening) -> None:
    planned: list[int] = []

    def plan(table_or_column: int, *_: object) -> int:
        planned.append(table_or_column)
        return sqlite3.SQLITE_OK

    with closing(meeting.database.writing_connection()) as connection:
        connection.set_authorizer(plan)  # SQLite asks it whenever it makes a plan
        book = Book(connection, meeting.database.dialect)
        for is_first in (True, False):
            planned.clear()
            stored.prepared(book, meeting.id)
            stored.proposals(book, meeting.id)
            stored.group(book, meeting.id, meeting.groups[1])
            stored.group_work(book, meeting.id, meeting.groups[1])
            assert bool(planned) == is_first


def test_a_row_that_is_made_of_its_values_is_what_an_object_of_it_would_be(
    meeting: Evening,
) -> None:
    came: list[Device] = []

    def come(act: Act) -> None:
        came.append(act.book.make(Device, meeting_id=act.meeting_id, token_hash="new"))

    meeting.do(come)
    (made,) = came
    assert meeting.all(Device, id=made.id) == [made]
    equal = Device(id=made.id, meeting_id=meeting.id, token_hash="new")
    assert values_of(made) == values_of(equal)
