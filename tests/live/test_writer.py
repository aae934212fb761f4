"""The one writer, on SQLite and on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Done, Writer
from app.method import groups, on_the_wall, vote
from app.method.act import Act
from app.method.refusals import NotYoursError, RefusedError, bad_answer
from app.models import Ballot, Scope, SurveyAnswer, SurveyQuestion
from app.models.scope import ScopeKind
from app.trouble import StoreError
from app.vocabulary import Shown, Step
from tests.cast import Evening, bare_evening
from tests.live.until_killed import add

Answer = Future[Done[None]]
EVERYBODY = (ScopeKind.programme, 0)


def add_and(error: Callable[[], object], act: Act, question_id: int) -> None:
    """Writes, and then something comes in between."""
    add(act, question_id, "in vain")
    error()


def refuse() -> None:
    raise RefusedError(bad_answer)


def question(evening: Evening) -> int:
    return evening.ids(SurveyQuestion)[2]


def words(evening: Evening) -> list[str]:
    return sorted(row.words or "" for row in evening.all(SurveyAnswer))


def together(evening: Evening, *commands: Callable[[Act], None]) -> list[Answer]:
    """Submits commands that are all waiting when the writer takes the next group."""
    busy, go_on = Event(), Event()

    def hold(_: Act) -> None:
        busy.set()
        go_on.wait()

    first = evening.writer.submit(evening.id, hold)
    busy.wait()
    answers = [evening.writer.submit(evening.id, command) for command in commands]
    go_on.set()
    first.result()
    return answers


def test_commands_that_wait_are_committed_and_announced_together(
    evening: Evening, announced: list[list[Touched]]
) -> None:
    asked, before = question(evening), evening.row.sequence
    commands = [partial(add, question_id=asked, words=f"{number}") for number in range(5)]
    for answer in together(evening, *commands):
        answer.result()
    assert announced[0] == []
    assert [sequence for _, sequence in announced[1]] == [before + turn for turn in range(1, 6)]
    assert {(touch.kind, touch.subject_id) for touch, _ in announced[1]} == {EVERYBODY}
    assert words(evening) == ["0", "1", "2", "3", "4"]
    assert evening.row.sequence == before + 5


@pytest.mark.parametrize(
    ("error", "kind"), [(refuse, RefusedError), (lambda: 1 // 0, ZeroDivisionError)]
)
def test_one_that_is_refused_or_fails_undoes_itself_alone(
    evening: Evening,
    announced: list[list[Touched]],
    error: Callable[[], object],
    kind: type[Exception],
) -> None:
    asked, before = question(evening), evening.row.sequence
    first, failing, last = together(
        evening,
        partial(add, question_id=asked, words="first"),
        partial(add_and, error, question_id=asked),
        partial(add, question_id=asked, words="last"),
    )
    with pytest.raises(kind):
        failing.result()
    assert (first.result().value, last.result().value) == (None, None)
    assert words(evening) == ["first", "last"]
    assert [sequence for _, sequence in announced[-1]] == [before + 1, before + 2]


def test_what_the_database_refuses_spoils_nothing_for_the_others(evening: Evening) -> None:
    asked = question(evening)
    broken, sound = together(
        evening,
        partial(add, question_id=1, words="to a question that is not there"),
        partial(add, question_id=asked, words="sound"),
    )
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        broken.result()
    sound.result()
    assert words(evening) == ["sound"]


def test_nothing_is_announced_or_answered_before_it_is_on_the_disk(
    any_database: Database, keys: Path
) -> None:
    seen: list[tuple[list[str], bool]] = []
    answers: list[Answer] = []

    def announce(touched: list[Touched]) -> None:
        if touched:
            seen.append((words(prepared), any(answer.done() for answer in answers)))

    writer = Writer(any_database, keys, announce)
    writer.start()
    prepared = bare_evening(any_database, writer)
    asked = question(prepared)
    answers += together(prepared, partial(add, question_id=asked, words="said"))
    answers[0].result()
    assert seen == [(["said"], False)]
    writer.stop()


def test_each_scope_holds_the_sequence_of_its_last_touch(evening: Evening) -> None:
    evening.join("Amina")  # and the phone is heard of, which nobody's own screen shows
    evening.do(on_the_wall.show, Shown.picture)
    shown = evening.row.sequence
    evening.do(groups.form, 1)
    held = {
        (scope.kind, scope.subject_id): scope.sequence
        for scope in evening.all(Scope, meeting_id=evening.id)
    }
    assert held == {
        (ScopeKind.programme, 0): shown,
        (ScopeKind.meeting, 0): shown + 1,
        (ScopeKind.hall, 0): shown - 1,
        (ScopeKind.phones, 0): shown + 1,
    }


def test_an_act_that_touches_nothing_wakes_nobody(
    evening: Evening, announced: list[list[Touched]]
) -> None:
    before = evening.row.sequence
    evening.do(lambda act: act.book.count(SurveyAnswer))
    assert evening.row.sequence == before
    assert [touched for group in announced for touched in group] == []


def test_a_meeting_that_is_not_there_is_not_yours(evening: Evening) -> None:
    with pytest.raises(NotYoursError):
        evening.writer.do(1, lambda act: act.book.count(SurveyAnswer))


def test_who_goes_away_before_the_turn_changes_nothing_and_stops_nobody(evening: Evening) -> None:
    asked = question(evening)
    busy, go_on = Event(), Event()

    def hold(_: Act) -> None:
        busy.set()
        go_on.wait()

    evening.writer.submit(evening.id, hold)
    busy.wait()
    gone = evening.writer.submit(evening.id, partial(add, question_id=asked, words="gone"))
    stays = evening.writer.submit(evening.id, partial(add, question_id=asked, words="stays"))
    assert gone.cancel()
    go_on.set()
    stays.result()
    assert words(evening) == ["stays"]


def test_an_announcement_that_fails_takes_nothing_back(any_database: Database, keys: Path) -> None:
    def announce(_: list[Touched]) -> None:
        raise ConnectionError

    writer = Writer(any_database, keys, announce)
    writer.start()
    evening = bare_evening(any_database, writer)
    for said in ("one", "two"):
        evening.do(add, question(evening), said)
    assert words(evening) == ["one", "two"]
    writer.stop()


def test_stopping_does_what_waits_and_then_takes_no_more(
    any_database: Database, keys: Path
) -> None:
    writer = Writer(any_database, keys, lambda touched: touched.clear())
    writer.start()
    evening = bare_evening(any_database, writer)
    asked = question(evening)
    waiting = [
        writer.submit(evening.id, partial(add, question_id=asked, words=f"{number}"))
        for number in range(200)
    ]
    writer.stop()
    assert all(answer.done() for answer in waiting)
    assert len(words(evening)) == 200
    late = writer.submit(evening.id, partial(add, question_id=asked, words="late"))
    with pytest.raises(StoreError):
        late.result()


def test_closing_a_vote_waits_until_readers_are_out(
    database: Database, meeting: Evening, tmp_path: Path
) -> None:
    meeting.propose("Amina", "Language café")
    meeting.go_to(Step.vote)
    meeting.do(vote.open_round)
    with database.reading() as book:
        closing = meeting.writer.submit(meeting.id, lambda act: vote.close_round(act, 1))
        assert book.count(Ballot) == 0
        with pytest.raises(TimeoutError):
            closing.result(timeout=0.2)
    closing.result()
    assert (tmp_path / "data" / "meeting.db-wal").stat().st_size == 0
