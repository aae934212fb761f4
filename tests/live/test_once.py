"""Done once or not at all: repeated taps, two processes, and a program that is killed."""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from app.db import Database
from app.live.stamping import Touched
from app.live.writer import Writer
from app.method.act import Act
from app.method.refusals import RefusedError, bad_answer
from app.models import Operation, SurveyAnswer, SurveyQuestion
from tests.cast import Evening, bare_evening, once
from tests.crowd import at_once
from tests.live.until_killed import ACTS, add


def add_and_refuse(act: Act, question_id: int) -> None:
    add(act, question_id, "in vain")
    raise RefusedError(bad_answer)


def question(evening: Evening) -> int:
    return evening.ids(SurveyQuestion)[2]


def words(evening: Evening) -> list[str]:
    return sorted(row.words or "" for row in evening.all(SurveyAnswer))


def test_an_act_is_done_once_for_its_intent(evening: Evening) -> None:
    command = partial(add, question_id=question(evening), words="once")
    done = [
        evening.writer.submit(evening.id, command, intent=once("tap-1")).result().repeated
        for _ in range(3)
    ]
    assert done == [False, True, True]
    assert words(evening) == ["once"]


def test_twenty_of_the_same_intent_at_once_are_one_act(evening: Evening) -> None:
    command = partial(add, question_id=question(evening), words="once")
    at_once(
        20,
        lambda _: (
            evening.writer.submit(evening.id, command, intent=once("tap-1")).result().repeated
        ),
    )
    assert words(evening) == ["once"]


def test_a_refused_act_can_be_tried_again_with_its_intent(evening: Evening) -> None:
    asked = question(evening)
    refused = evening.writer.submit(
        evening.id, partial(add_and_refuse, question_id=asked), intent=once("tap-1")
    )
    with pytest.raises(RefusedError):
        refused.result()
    command = partial(add, question_id=asked, words="again")
    assert not evening.writer.submit(evening.id, command, intent=once("tap-1")).result().repeated
    assert words(evening) == ["again"]


def test_two_writers_on_one_database_lose_nothing_and_never_wait_for_each_other_in_a_circle(
    evening: Evening, keys: Path
) -> None:
    told: list[list[Touched]] = []
    database = Database(evening.database.url)
    other = Writer(database, keys, told.append)
    other.start()
    meetings = [evening, bare_evening(evening.database, evening.writer, "XRAN7A2")]
    asked = [question(meeting) for meeting in meetings]
    before = [meeting.row.sequence for meeting in meetings]

    def act(turn: int) -> None:
        writer, which = (evening.writer, other)[turn % 2], turn // 2 % 2
        writer.do(meetings[which].id, partial(add, question_id=asked[which], words=f"{turn:03}"))

    with ThreadPoolExecutor(20) as crowd:
        list(crowd.map(act, range(200)))
    other.stop()
    database.close()
    assert words(evening) == [f"{turn:03}" for turn in range(200)]
    assert [meeting.row.sequence for meeting in meetings] == [sequence + 100 for sequence in before]


def test_after_a_kill_every_acknowledged_act_is_there_and_none_twice(
    evening: Evening, keys: Path
) -> None:
    asked = question(evening)
    arguments = [evening.database.url, str(keys), str(evening.id), str(asked)]
    command = [sys.executable, "-m", "tests.live.until_killed", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acknowledged = [child.stdout.readline().strip() for _ in range(ACTS // 4)]
        child.kill()
        acknowledged += child.stdout.read().split()
    assert ACTS // 4 <= len(acknowledged) < ACTS
    stored = Counter(words(evening))
    assert set(acknowledged) <= stored.keys()
    done = {row.intent for row in evening.all(Operation)}
    assert done == {once(name).digest for name in stored}

    answers = [
        evening.writer.submit(
            evening.id,
            partial(add, question_id=asked, words=f"op-{number}"),
            intent=once(f"op-{number}"),
        ).result()
        for number in range(ACTS)
    ]
    assert sum(answer.repeated for answer in answers) == stored.total()
    assert Counter(words(evening)) == Counter(f"op-{number}" for number in range(ACTS))
