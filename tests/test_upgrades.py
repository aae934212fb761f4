"""Databases of earlier versions keep all their data through every later migration."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from app.db import BLANK, Database
from app.method import phone_network, wordings
from app.method.act import Member
from app.method.groups import group_of
from app.method.preparing.usual_words import ERASED
from app.migrating import migrate, newest_revision
from app.models import Idea, Meeting, Person, Publication, Scope, VoteRound, Wording
from app.models.scope import ScopeKind
from app.reading import stamps
from app.reading.snapshot import Snapshot
from app.screens import phone
from app.screens.own import Own
from app.screens.screen import NOTHING_BESIDE
from app.viewer import Participant
from app.vocabulary import RoundState, WordingSource

FROZEN = sorted((Path(__file__).parent / "databases").glob("*.db"))
# What is upgraded every day; the others are of the second tier.
EVERYDAY = {*FROZEN[::5], *FROZEN[-2:]}
# From versions that still stored private answers as drafts.
WITH_PRIVATE_DRAFTS = [file for file in FROZEN if file.stem < "0016"]
# From versions that stored a meeting's settings as one string of JSON.
WITH_SETTINGS = [file for file in FROZEN if file.stem < "0020"]
NOT_DATA = {"alembic_version"}
# Removed tables: who was past which question, and which answers came on one sheet of paper.
TAKEN_AWAY = {"survey_turn", "paper_form"}


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of every table, sorted."""
    with closing(sqlite3.connect(file)) as connection, connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 -- our own names
            for name in names
            if name not in NOT_DATA
        }


def written(file: Path) -> bytes:
    """The bytes of a database on the disk: its file, and its log.

    The copy of its former state is left out.
    """
    parts = (file, file.with_name(f"{file.name}-wal"))
    return b"".join(part.read_bytes() for part in parts if part.exists())


@dataclass(frozen=True)
class Upgraded:
    before: Path
    after: Path


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(file, id=file.stem, marks=() if file in EVERYDAY else pytest.mark.long)
        for file in FROZEN
    ],
)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    """An upgraded database, for tests that only read it."""
    after = Path(shutil.copy(request.param, tmp_path_factory.mktemp("upgraded") / "meeting.db"))
    migrate(f"sqlite:///{after.as_posix()}")
    return Upgraded(request.param, after)


def test_this_version_is_among_the_frozen_ones() -> None:
    assert newest_revision() in {file.stem for file in FROZEN}


def test_an_earlier_database_keeps_every_row(upgraded: Upgraded) -> None:
    before, after = contents(upgraded.before), contents(upgraded.after)
    assert all(before[table] for table in ("lean", "decision", "idea", "tally", "ballot", "draft"))
    kept = {name: rows for name, rows in before.items() if name not in TAKEN_AWAY}
    assert {name: rows for name, rows in kept.items() if len(rows) > len(after[name])} == {}


def test_what_an_earlier_version_stored_of_the_survey_leads_to_nobody_any_more(
    upgraded: Upgraded,
) -> None:
    before, after = contents(upgraded.before), contents(upgraded.after)
    assert TAKEN_AWAY.isdisjoint(after)
    old, new = ({int(str(row[0])) for row in tables["survey_answer"]} for tables in (before, after))
    assert len(new) == len(old)
    assert new.isdisjoint(old), "each answer has a new key, in a new place"
    content = upgraded.after.read_bytes()
    assert not [key for key in old if key.to_bytes(7, "big") in content]


@pytest.fixture(scope="module")
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with settings as JSON and, if its version stored them, private drafts: some that
    are longer than a page of the file, and some that are shorter.
    """
    file, told = request.param
    earlier = Path(shutil.copy(file, tmp_path_factory.mktemp("spoken") / "meeting.db"))
    with closing(sqlite3.connect(earlier)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")  # as the program opens it
        connection.execute("UPDATE meeting SET settings = ?", (json.dumps(told),))
        if file in WITH_PRIVATE_DRAFTS:
            (person,) = connection.execute("SELECT person_id FROM draft").fetchone()
            rows = [
                (person, form, field, f"Only for {form}!" * times)
                for form in (*PRIVATE, *KEPT)
                for field, times in (("words", 1), ("more", 3000))
            ]
            connection.executemany("INSERT INTO draft VALUES (?, ?, ?, ?)", rows)
    connection.close()
    is_said = b"Only for survey/7!" in written(earlier)
    assert is_said is (file in WITH_PRIVATE_DRAFTS)
    migrate(f"sqlite:///{earlier.as_posix()}")
    return earlier


PRIVATE = ("survey/7", "vote", "vote/withdrawn", "actions/9/contact")
KEPT = ("ideas/3", "cards/4/line", "actions/9")
HALL = {
    "proposals_a_group": 3,
    "address": "http://10.0.0.9:8000",
    "reached": ["http://10.0.0.9:8000", "http://192.168.7.7:8000"],
    "network": "Sundby gäst",
    "network_password": "open sesame",
}
OTHERS: tuple[dict[str, Any], ...] = ({}, {"network": HALL["network"]})
SPOKEN = [
    *((file, HALL) for file in WITH_SETTINGS),
    *((WITH_SETTINGS[-1], said) for said in OTHERS),
]


def tried(pair: tuple[Path, dict[str, Any]], *told: object) -> ParameterSet:
    """Every day what is upgraded then, and the last versions that stored such things."""
    is_everyday = pair[0] in {*EVERYDAY, WITH_PRIVATE_DRAFTS[-1], WITH_SETTINGS[-1]}
    return pytest.param(pair, *told, marks=() if is_everyday else pytest.mark.long)


@pytest.mark.parametrize("spoken", [*map(tried, SPOKEN[: len(WITH_PRIVATE_DRAFTS)])], indirect=True)
def test_words_of_a_survey_a_vote_or_a_contact_are_nowhere_in_the_file_any_more(
    spoken: Path,
) -> None:
    left = written(spoken)
    assert [form for form in PRIVATE if f"Only for {form}!".encode() in left] == []
    assert {row[1] for row in contents(spoken)["draft"]} == {"ideas", *KEPT}


@pytest.mark.parametrize(
    ("spoken", "told"), [tried(pair, pair[1]) for pair in SPOKEN], indirect=["spoken"]
)
def test_an_earlier_meeting_keeps_its_hall_and_how_many_ideas_a_group_may_propose(
    spoken: Path, told: dict[str, Any]
) -> None:
    database = Database(f"sqlite:///{spoken.as_posix()}")
    with database.reading() as book:
        meeting = book.all(Meeting)[0]
        assert meeting.proposals_a_group == told.get("proposals_a_group", 1)
        for name in ("address", "network", "network_password"):
            assert getattr(meeting, name) == told.get(name, "")
        assert phone_network.reached(book, meeting.id) == {*told.get("reached", [])}
    database.close()


def test_the_screens_of_an_earlier_evening_still_say_what_was_written(upgraded: Upgraded) -> None:
    file = upgraded.after
    database = Database(f"sqlite:///{file.as_posix()}")
    with database.reading() as book:
        meeting = book.all(Meeting)[0]
        person = next(person for person in book.all(Person) if group_of(book, person.id))
        member = Member(meeting.id, person.id, group_of(book, person.id), person.language)
        viewer = Participant(meeting.id, meeting.code, 1, member)
        snapshot = Snapshot(book, file.parent, meeting.id, {})
        screen = phone.made_alone(snapshot, viewer, Own(snapshot, member), NOTHING_BESIDE)
        assert [proposal.line.title.words for proposal in screen.proposals]  # type: ignore[attr-defined]
        assert book.count(Idea) == 6
    database.close()


def test_a_sign_of_ours_that_an_earlier_version_stored_in_somebodys_words_is_none_any_more(
    tmp_path: Path,
) -> None:
    file = Path(shutil.copy(FROZEN[0], tmp_path / "meeting.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        (words,) = connection.execute("SELECT words FROM wording").fetchone()
        connection.execute("UPDATE wording SET words = ? || words", (f"{BLANK}seat{BLANK}",))
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    values = [value for row in contents(file)["wording"] for value in row]
    assert f"\ufffdseat\ufffd{words}" in values
    assert not [value for value in values if BLANK in str(value)]


def test_what_an_earlier_version_could_call_a_machines_wording_is_a_written_one(
    tmp_path: Path,
) -> None:
    (earlier,) = (frozen for frozen in FROZEN if frozen.stem == "0055")
    file = Path(shutil.copy(earlier, tmp_path / "meeting.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        (key,) = connection.execute("SELECT id FROM wording").fetchone()
        connection.execute("UPDATE wording SET source = 'machine' WHERE id = ?", (key,))
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    database = Database(f"sqlite:///{file.as_posix()}")
    with database.reading() as book:
        assert [row.source for row in book.all(Wording, id=key)] == [WordingSource.written]
    database.close()


def test_of_an_earlier_closed_round_it_is_known_how_many_voted_by_phone_and_by_hand(
    tmp_path: Path,
) -> None:
    """While each person had one vote, there were as many people as votes."""
    (earlier,) = (frozen for frozen in FROZEN if frozen.stem == "0059")
    file = Path(shutil.copy(earlier, tmp_path / "meeting.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE tally SET votes = votes + 2, hands = 2 WHERE votes > 1")
        ((votes, hands),) = connection.execute("SELECT sum(votes), sum(hands) FROM tally")
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    database = Database(f"sqlite:///{file.as_posix()}")
    with database.reading() as book:
        told = {
            row.state: (row.voted_by_phone, row.voted_by_hand)
            for row in book.all(VoteRound, order=("number",))
        }
    database.close()
    assert told == {
        RoundState.closed: (votes - hands, hands),
        RoundState.open: (None, None),
    }
    assert hands > 0


def test_where_an_earlier_version_left_nothing_of_an_erased_text_it_is_said_that_it_was_erased(
    tmp_path: Path,
) -> None:
    (earlier,) = (frozen for frozen in FROZEN if frozen.stem == "0061")
    file = Path(shutil.copy(earlier, tmp_path / "meeting.db"))
    silent = {"text": 1, "words": {}}
    page = {"meeting": silent, "actions": [{"title": silent, "owner": silent}]}
    with closing(sqlite3.connect(file)) as connection, connection:
        (name, place, meeting_id) = connection.execute(
            "SELECT name_id, place_id, id FROM meeting"
        ).fetchone()
        connection.execute("DELETE FROM wording WHERE text_id IN (?, ?)", (name, place))
        connection.execute(
            "INSERT INTO publication (id, meeting_id, position, published_on, content, withdrawn_on)"
            " VALUES (1, ?, 1, '2026-09-22', ?, '')",
            (meeting_id, json.dumps(page)),
        )
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    left = wordings.of_hall(ERASED)
    database = Database(f"sqlite:///{file.as_posix()}")
    with database.reading() as book:
        assert wordings.said(book, name) == left
        assert wordings.said(book, place) == {}, "a meeting may have no place"
        (published,) = book.all(Publication)
    database.close()
    said = {"text": 1, "words": left}
    assert json.loads(published.content) == {
        "meeting": said,
        "actions": [{"title": said, "owner": silent}],
    }


def test_those_without_a_phone_at_a_table_that_an_earlier_version_dissolved_come_to_no_other(
    tmp_path: Path,
) -> None:
    (earlier,) = (frozen for frozen in FROZEN if frozen.stem == "0052")
    file = Path(shutil.copy(earlier, tmp_path / "meeting.db"))
    # Each with 9 people: a table that stands, one merged into it, one that was dissolved, and one
    # that had been merged into that.
    groups = ((1, False, None), (2, True, 1), (3, True, None), (4, True, 3))
    with closing(sqlite3.connect(file)) as connection, connection:
        (meeting,) = connection.execute("SELECT id FROM meeting").fetchone()
        for number, dissolved, into in groups:
            connection.execute(
                "INSERT INTO small_group (id, meeting_id, number, headcount, dissolved, merged_into)"
                " VALUES (?, ?, ?, 9, ?, ?)",
                (number, meeting, 20 + number, dissolved, into),
            )
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    with closing(sqlite3.connect(file)) as connection, connection:
        rows = connection.execute("SELECT headcount FROM small_group WHERE id < 5 ORDER BY id")
        assert [told for (told,) in rows] == [9, 9, None, None]
    connection.close()


def test_what_an_earlier_version_stamped_of_a_table_is_stamped_of_its_groups_work(
    tmp_path: Path,
) -> None:
    (earlier,) = (frozen for frozen in FROZEN if frozen.stem == "0059")
    file = Path(shutil.copy(earlier, tmp_path / "meeting.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        (stamped,) = connection.execute(
            "SELECT count(*) FROM scope WHERE kind = 'table'"
        ).fetchone()
    connection.close()
    migrate(f"sqlite:///{file.as_posix()}")
    database = Database(f"sqlite:///{file.as_posix()}")
    with database.reading() as book:
        assert book.count(Scope, kind=ScopeKind.group_work) == stamped > 0
        read = stamps.stamps(book, book.all(Meeting)[0].id, 10**6, stamps.Stamps())
        assert ScopeKind.group_work in {touch.kind for touch in read.by_scope}
    database.close()
