"""Nothing ends the writer: while nothing can be saved everybody hears so, and afterwards it goes on by itself."""

import queue
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from app.db import Database
from app.live.writer import Writer
from app.method import vote
from app.method.act import Act
from app.migrating import migrate
from app.models import SurveyAnswer, SurveyQuestion
from app.trouble import StoreError, Trouble
from app.vocabulary import Step
from tests.cast import Evening, bare_evening, make_evening, once
from tests.live.troubles import elsewhere, held, no_room, nothing_opens, path_of
from tests.live.until_killed import add
from tests.throwaway import PostgresServer

Told = queue.SimpleQueue[Trouble | None]
PATIENCE = 20.0
SOON = 1.0


@pytest.fixture
def told() -> Told:
    """What the writer said of the store, whenever that changed."""
    return queue.SimpleQueue()


@pytest.fixture
def on_sqlite(database: Database, keys: Path, told: Told) -> Iterator[Evening]:
    yield from evening_on(database, keys, told)


def evening_on(database: Database, keys: Path, told: Told) -> Iterator[Evening]:
    writer = Writer(database, keys, lambda _: None, told.put, look_seconds=0.1)
    writer.start()
    try:
        yield bare_evening(database, writer)
    finally:
        writer.stop()


def until(happened: Callable[[], bool]) -> None:
    """Asks again and again."""
    last = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < last


def say(evening: Evening, words: str, name: str = "", patience: float = PATIENCE) -> None:
    asked = evening.ids(SurveyQuestion)[2]
    command = partial(add, question_id=asked, words=words)
    evening.writer.submit(evening.id, command, intent=once(name) if name else None).result(patience)


def said(evening: Evening) -> list[str]:
    return sorted((row.words or "")[:20] for row in evening.all(SurveyAnswer))


def unsaved(say_it: Callable[[], None]) -> Trouble:
    with pytest.raises(StoreError) as caught:
        say_it()
    return caught.value.trouble


def full(evening: Evening) -> AbstractContextManager[None]:
    return no_room(path_of(evening.database), evening.writer)


def locked(evening: Evening) -> AbstractContextManager[None]:
    return held(path_of(evening.database))


@pytest.mark.parametrize(("trouble", "begin"), [(Trouble.full, full), (Trouble.held, locked)])
def test_who_acts_meanwhile_hears_why_and_it_goes_on_by_itself(
    on_sqlite: Evening,
    told: Told,
    trouble: Trouble,
    begin: Callable[[Evening], AbstractContextManager[None]],
) -> None:
    say(on_sqlite, "before")
    with begin(on_sqlite):
        assert unsaved(lambda: say(on_sqlite, "meanwhile" * 20_000, "one")) == trouble
        assert told.get(timeout=PATIENCE) == trouble
        assert unsaved(lambda: say(on_sqlite, "meanwhile", patience=4)) == trouble
    assert told.get(timeout=PATIENCE) is None
    say(on_sqlite, "meanwhile", "one")
    say(on_sqlite, "meanwhile", "one")
    assert said(on_sqlite) == ["before", "meanwhile"]


def test_a_writer_that_can_open_nothing_is_not_lost(on_sqlite: Evening, told: Told) -> None:
    command = partial(add, question_id=on_sqlite.ids(SurveyQuestion)[2], words="meanwhile")
    on_sqlite.database.close()  # nor does it find a connection that is open already
    with locked(on_sqlite), nothing_opens():
        answer = on_sqlite.writer.submit(on_sqlite.id, command)
        assert isinstance(answer.exception(PATIENCE), StoreError)
    assert [told.get(timeout=PATIENCE) for _ in range(2)] == [Trouble.held, None]
    say(on_sqlite, "after")
    assert said(on_sqlite) == ["after"]


def test_a_database_server_may_stop_and_start_again(
    own_postgres: PostgresServer, keys: Path, told: Told
) -> None:
    migrate(own_postgres.url)
    with (
        closing(Database(own_postgres.url)) as database,
        contextmanager(evening_on)(database, keys, told) as evening,
    ):
        say(evening, "before")
        own_postgres.stop()
        assert unsaved(lambda: say(evening, "meanwhile", "one")) == Trouble.unreachable
        assert told.get(timeout=PATIENCE) == Trouble.unreachable
        with pytest.raises(StoreError):
            said(evening)
        own_postgres.start()
        assert told.get(timeout=PATIENCE) is None
        say(evening, "meanwhile", "one")
        assert said(evening) == ["before", "meanwhile"]


def test_it_is_noticed_before_anybody_acts(on_sqlite: Evening, told: Told) -> None:
    with locked(on_sqlite):
        assert told.get(timeout=PATIENCE) == Trouble.held
    assert told.get(timeout=PATIENCE) is None


def test_an_alarm_that_fails_ends_nothing(database: Database, keys: Path) -> None:
    heard = Event()

    def alarm(_: Trouble | None) -> None:
        heard.set()
        raise ConnectionError

    writer = Writer(database, keys, lambda _: None, alarm)
    writer.start()
    evening = bare_evening(database, writer)
    with locked(evening):
        assert unsaved(lambda: say(evening, "meanwhile")) == Trouble.held
    assert heard.wait(PATIENCE)
    until(lambda: evening.writer.trouble is None)
    say(evening, "after")
    assert said(evening) == ["after"]
    writer.stop()


def test_stopping_does_not_wait_until_something_can_be_saved(on_sqlite: Evening) -> None:
    with locked(on_sqlite):
        assert unsaved(lambda: say(on_sqlite, "meanwhile")) == Trouble.held
        on_sqlite.writer.stop()
    assert on_sqlite.writer.trouble
    assert unsaved(lambda: say(on_sqlite, "late", patience=SOON)) == Trouble.held


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_nobody_waits_for_a_writer_that_has_ended_all_the_same(on_sqlite: Evening) -> None:
    on_sqlite.writer.submit(None, lambda _: sys.exit())
    until(lambda: on_sqlite.writer.trouble is not None)
    assert unsaved(lambda: say(on_sqlite, "late", patience=SOON)) == Trouble.broken


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_who_waits_behind_what_ends_the_writer_hears_so(on_sqlite: Evening) -> None:
    begun, goes_on = Event(), Event()

    def end(_: Act) -> None:
        begun.set()
        goes_on.wait(PATIENCE)
        sys.exit()

    first = on_sqlite.writer.submit(on_sqlite.id, end)
    assert begun.wait(PATIENCE)
    behind = [on_sqlite.writer.submit(on_sqlite.id, lambda _: None) for _ in range(2)]
    behind[0].cancel()
    goes_on.set()
    for answer in (first, behind[1]):
        error = answer.exception(PATIENCE)
        assert isinstance(error, StoreError)
        assert error.trouble == Trouble.broken


def test_a_command_that_spoils_what_follows_its_commit_stops_no_other(on_sqlite: Evening) -> None:
    def spoil(act: Act) -> None:
        del act.afterwards

    on_sqlite.writer.submit(on_sqlite.id, spoil).result(PATIENCE)
    say(on_sqlite, "after")
    assert said(on_sqlite) == ["after"]


def test_what_was_removed_leaves_the_disk_once_nobody_reads_it_elsewhere(
    database: Database, keys: Path
) -> None:
    writer = Writer(database, keys, lambda _: None, look_seconds=0.05)
    writer.start()
    evening = make_evening(database, writer)
    evening.propose("Amina", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    log = path_of(database).with_name("meeting.db-wal")
    with elsewhere(path_of(database)) as other:
        other.execute("BEGIN").execute("SELECT count(*) FROM ballot").fetchall()
        evening.do(lambda act: vote.close_round(act, 1))
        assert log.stat().st_size > 0
        other.execute("ROLLBACK")
        until(lambda: log.stat().st_size == 0)
    writer.stop()
