"""The copy of a meeting: as it was prepared, with nothing that happened in it; thrown away, as if it had never been."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from app.db import Database
from app.live.writer import Writer
from app.method import vote
from app.method.refusals import NotYoursError
from app.models import Card, Link, Person, ProgrammeRow
from app.rehearsal.copy import make_copy, sweep, throw_away
from app.vocabulary import HALL_DOORS, Step
from tests.cast import CAST, Evening, make_evening, seat
from tests.played import play

Contents = dict[str, set[str]]
LIVE = {"lean", "decision", "idea", "placement", "proposal", "tally", "ballot", "interest", "draft"}
LIVE |= {"agreed_action", "survey", "survey_form", "wording", "text", "scope", "seat"}


def contents(database: Database) -> Contents:
    """Every row of every table."""
    with database.reading() as book:
        return {
            table.name: {repr(row) for row in book.rows(table.select())}
            for table in SQLModel.metadata.sorted_tables
        }


@pytest.fixture
def anywhere(any_database: Database, keys: Path) -> Iterator[Evening]:
    """The cast's meeting, on either kind of database."""
    writer = Writer(any_database, keys, lambda _touched: None)
    writer.start()
    yield make_evening(any_database, writer)
    writer.stop()


def copied(meeting: Evening) -> Evening:
    copy_id = meeting.writer.do(None, partial(make_copy, meeting_id=meeting.id))
    return Evening(meeting.database, meeting.writer, copy_id)


def peopled(copy: Evening) -> Evening:
    """With the cast in it, at its tables."""
    for name, (_, role, language) in CAST.items():
        copy.join(name, role, language)
    copy.groups = copy.do(seat, copy.people)
    return copy


def thrown_away(copy: Evening) -> None:
    copy.writer.do(None, partial(throw_away, meeting_id=copy.id))


def test_a_copy_has_what_was_prepared_and_nothing_that_happened(meeting: Evening) -> None:
    play(meeting)
    copy = copied(meeting)
    assert copy.row.is_rehearsal
    assert copy.row.code != meeting.row.code
    assert (copy.row.sequence, copy.row.current_row_id, copy.row.ended) == (0, None, False)
    assert copy.all(Person, meeting_id=copy.id) == []
    for kind in (Card, ProgrammeRow):
        assert len(copy.ids(kind)) == len(meeting.ids(kind))
    assert {row.began_at for row in copy.all(ProgrammeRow, meeting_id=copy.id)} == {None}
    assert {link.door for link in copy.all(Link, meeting_id=copy.id)} == set(HALL_DOORS)


def test_what_is_written_in_a_copy_is_the_copys_own(meeting: Evening) -> None:
    copy = copied(meeting)
    texts = {card.text_id for card in meeting.all(Card, meeting_id=meeting.id)}
    assert texts.isdisjoint(card.text_id for card in copy.all(Card, meeting_id=copy.id))
    assert copy.row.name_id != meeting.row.name_id


def test_a_copy_of_a_copy_is_not_made(meeting: Evening) -> None:
    with pytest.raises(NotYoursError):
        copied(copied(meeting))


def test_a_played_rehearsal_leaves_no_row(anywhere: Evening) -> None:
    before = contents(anywhere.database)
    copy = peopled(copied(anywhere))
    play(copy)
    during = contents(anywhere.database)
    assert {name for name in before if during[name] > before[name]} >= LIVE
    thrown_away(copy)
    assert contents(anywhere.database) == before


def test_the_key_of_an_open_vote_goes_with_it(meeting: Evening, keys: Path) -> None:
    copy = peopled(copied(meeting))
    copy.propose("Amina", "Something")
    copy.go_to(Step.vote)
    copy.do(vote.open_round)
    assert len(list(keys.iterdir())) == 1
    thrown_away(copy)
    assert list(keys.iterdir()) == []


def test_only_rehearsals_can_be_thrown_away(meeting: Evening) -> None:
    before = contents(meeting.database)
    thrown_away(meeting)
    assert contents(meeting.database) == before


def test_what_a_killed_rehearsal_left_is_swept_away(meeting: Evening) -> None:
    before = contents(meeting.database)
    copied(meeting).join("Amina")
    copied(meeting)
    sweep(meeting.database, meeting.writer)
    assert contents(meeting.database) == before
