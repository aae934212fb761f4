"""What is due by the clock: what of one meeting cannot be read keeps nothing that is due in another one."""

import time
from collections.abc import Callable

import pytest

from app.db import Book
from app.live.deadlines import Deadlines
from app.method import by_clock, survey
from app.method.act import Act, DueAct
from app.models import Device, Meeting, Survey, SurveyQuestion
from app.vocabulary import QuestionKind, RoundState, Step
from tests import cast
from tests.cast import Evening, make_evening
from tests.environment import DAY, LATER
from tests.house import House

TOLD = "one of several could not be read: IsADirectoryError"


def run_out(evening: Evening) -> None:
    """The time that was set for its survey has passed."""
    evening.do(survey.keep_open, LATER)
    passed = int(time.time()) - 1
    evening.do(lambda act: act.book.change(Survey, {"meeting_id": act.meeting_id}, until=passed))


def left_open(evening: Evening) -> None:
    """It was to begin four days ago; people came and left, and nobody has ended it."""

    def shift(act: Act) -> None:
        act.book.change(Meeting, {"id": evening.id}, starts_at=act.now - 4 * DAY)
        act.book.change(Device, {"meeting_id": evening.id}, present=False)

    evening.do(shift)


def spoil_key(evening: Evening) -> None:
    """Somebody has answered its survey, and its key cannot be read."""
    evening.go_to(Step.survey)
    scale = evening.all(SurveyQuestion, meeting_id=evening.id, kind=QuestionKind.scale)[0].id
    evening.do(survey.answer, evening.member("Amina"), scale, 3)
    (asked,) = evening.all(Survey, meeting_id=evening.id)
    key = evening.keys / f"{asked.id}.key"
    folder = key.with_name("a folder")
    folder.symlink_to(evening.keys)
    folder.replace(key)  # in one step: a look between two would find that the key is lost


def state(evening: Evening) -> RoundState:
    return evening.all(Survey, meeting_id=evening.id)[0].state


def test_an_unreadable_meeting_is_told_and_keeps_nothing_that_is_due_in_others(
    open_house: Callable[..., House],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = open_house(deadline_seconds=0.05)
    # Else a look may end the new ones as left open long ago, before anybody has come.
    monkeypatch.setattr(cast, "STARTS_AT", int(time.time()))
    due = house.evening
    spoilt, over = (make_evening(due.database, due.writer, code) for code in ("KRAN7A3", "BRAN7A4"))
    phone, console = house.phone("Amina").wire(), house.console(of=over).wire()
    spoil_key(spoilt)
    run_out(due)
    left_open(over)
    phone.wait(lambda _: state(due) is RoundState.closed)
    console.wait(lambda _: over.row.ended)
    assert state(spoilt) is RoundState.open
    assert TOLD in caplog.text


def test_a_finder_that_fails_keeps_no_other_from_finding(meeting: Evening) -> None:
    def failing(_book: Book, _now: int) -> list[DueAct]:
        raise OSError

    run_out(meeting)
    finders = [failing, *by_clock.finders(meeting.keys)]
    Deadlines(meeting.database, meeting.writer, 60, finders).catch_up()
    assert state(meeting) is RoundState.closed
