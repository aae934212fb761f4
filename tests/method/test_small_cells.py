"""Small cells: no row of fewer than five, or of one mind, is shown, and none can be found by subtraction."""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

import pytest

from app.db import Book
from app.method import small_cells
from app.method.act import Act
from app.method.small_cells import (
    countable,
    is_unanimous,
    may_be_added,
    may_stand,
    showable,
    together,
    too_few,
)
from app.method.survey import QuestionResult
from app.method.survey.answered_form import Answered, AnsweredForm
from app.method.survey.counted import result_of
from app.method.survey.releasing import may_release, release
from app.models import SurveyQuestion, Text
from app.vocabulary import QuestionKind, Role
from tests.cast import Evening

MEETINGS = 200
LEVELS = 4
LEFT_OVER = "left over"
# Told by several, so that rows are of one mind now and then.
LIKELY = ((1, 1, 1, 1), (0, 0, 1, 9), (8, 0, 0, 1))


def test_no_count_of_few_people_can_be_found_by_subtracting_the_others_from_all() -> None:
    assert countable({"a": 9, "b": 5, "c": 0}) == {"a", "b"}
    assert countable({"a": 9, "b": 6, "c": 4}) == {"a"}, "else c is what is left over"
    assert countable({"a": 9, "b": 5}, unnamed=1) == {"a"}
    assert countable({"a": 9, "b": 4, "c": 4}) == {"a"}, "eight together"
    assert countable({"a": 5}, unnamed=2) == set()


def test_four_are_too_few_and_five_are_not() -> None:
    assert (too_few(4), too_few(5)) == (True, False)
    assert (may_stand([1, 3]), may_stand([1, 4])) == (False, True)


def test_five_of_one_mind_are_not_shown() -> None:
    assert not may_stand([0, 7, 0, 0])
    assert showable({"elected": [0, 0, 0, 6], "resident": [3, 3, 0, 0]}) == frozenset()


def test_rows_of_five_and_more_are_shown_when_nothing_is_left_over() -> None:
    assert showable({"elected": [1, 4], "resident": [4, 5]}) == {"elected", "resident"}


def test_a_single_small_row_takes_the_smallest_other_with_it() -> None:
    rows = {"elected": [1, 1], "resident": [4, 5], "authority": [3, 3]}
    assert showable(rows) == {"resident"}


def test_two_small_rows_that_make_five_together_hide_each_other() -> None:
    rows = {"elected": [1, 1], "authority": [1, 2], "resident": [4, 5]}
    assert showable(rows) == {"resident"}


def test_what_is_left_over_is_not_of_one_mind_either() -> None:
    rows = {"elected": [0, 2], "authority": [0, 3], "organisation": [2, 3], "resident": [4, 5]}
    assert showable(rows) == {"resident"}


def test_people_who_said_nothing_of_themselves_are_protected_from_subtraction_too() -> None:
    rows = {"elected": [3, 3], "resident": [4, 5]}
    assert showable(rows, unnamed=[1, 0]) == {"resident"}
    assert showable(rows, unnamed=[4, 1]) == {"elected", "resident"}


def test_what_joins_published_answers_can_be_read_alone_and_so_may_stand_alone() -> None:
    assert may_be_added([], [1, 4])
    assert not may_be_added([3, 3], [1, 3])
    assert not may_be_added([3, 3], [0, 5])
    assert may_be_added([3, 3], [1, 4])
    assert not may_be_added([0, 6], [1, 4]), (
        "those before were of one mind, and now one knows which"
    )
    assert may_be_added([0, 6], [6, 1])


# -- An attack on all that is published ----------------------------------------------------------------


class Meeting:
    """One scale, released some forms at a time; all that was ever published of it."""

    def __init__(self, act: Act, chance: random.Random) -> None:
        text = Text()
        act.book.add(text)
        self.question = SurveyQuestion(
            meeting_id=act.meeting_id, kind=QuestionKind.scale, text_id=text.id
        )
        act.book.add(self.question)
        self._chance = chance
        self._likely = chance.choice(LIKELY)
        self._roles = chance.sample(list(Role), chance.randint(1, len(Role)))
        self.published: list[QuestionResult] = []

    def play(self, act: Act) -> None:
        """It closes; then forms on paper come, one by one, and join when they may."""
        self._release(act.book, [self._form() for _ in range(self._chance.randint(0, 30))])
        waiting: list[AnsweredForm] = []
        for _ in range(self._chance.randint(0, 25)):
            waiting.append(self._form())
            if may_release(act.book, self.question, waiting):
                self._release(act.book, waiting)
                waiting = []

    def _release(self, book: Book, forms: list[AnsweredForm]) -> None:
        release(book, self.question, forms)
        self.published.append(result_of(book, self.question))

    def _form(self) -> AnsweredForm:
        level = self._chance.choices(range(1, LEVELS + 1), self._likely)[0]
        said = Answered(self.question.id, level=level)
        return AnsweredForm(self._chance.choice(self._roles), {self.question.id: said})


def found_out(published: list[QuestionResult]) -> Iterator[list[int]]:
    """All rows that the tables show, at each moment and between any two, and what is left over of each."""
    moments = [_rows(result) for result in published if result.levels]
    for rows in moments:
        yield from rows.values()
    for before, after in combinations(moments, 2):
        is_of_others = not {*after} <= {*before}  # then who was left over is in a row by now
        for name, row in after.items():
            if name == LEFT_OVER and is_of_others:
                continue
            yield [
                now - then for now, then in zip(row, before.get(name, [0] * LEVELS), strict=True)
            ]


def _rows(told: QuestionResult) -> dict[object, list[int]]:
    assert told.levels
    rows: dict[object, list[int]] = {role: list(levels.counts) for role, levels in told.by_role}
    whole = list(told.levels.counts)
    named = together(rows.values()) or [0] * LEVELS
    left_over = [all_of - some for all_of, some in zip(whole, named, strict=True)]
    return {**rows, "everybody": whole, LEFT_OVER: left_over}


def minds_betrayed(published: list[QuestionResult]) -> list[int]:
    """Levels of those of whom it was hidden that they were of one mind, where a later table leaves one alone."""
    last = next((result.levels.counts for result in reversed(published) if result.levels), None)
    hidden = {result.answers for result in published if not result.levels and result.answers >= 5}
    if last is None:
        return []
    could_be = [[level for level, count in enumerate(last) if count >= people] for people in hidden]
    return [levels[0] for levels in could_be if len(levels) == 1]


def played(evening: Evening, chance: random.Random, meetings: int = MEETINGS) -> list[Meeting]:
    def play(act: Act) -> Meeting:
        meeting = Meeting(act, chance)
        meeting.play(act)
        return meeting

    return [evening.do(play) for _ in range(meetings)]


def betrayed(meetings: list[Meeting]) -> Counter[str]:
    """What an attacker with all tables finds of few people, or of people who all said the same."""
    findings: Counter[str] = Counter()
    for meeting in meetings:
        rows = [row for row in found_out(meeting.published) if any(row)]
        findings["few"] += sum(too_few(sum(row)) for row in rows)
        findings["alike"] += sum(is_unanimous(row) for row in rows)
        findings["minds"] += len(minds_betrayed(meeting.published))
    return +findings


def test_an_attacker_with_every_table_at_every_moment_finds_no_few_and_no_mind(
    meeting: Evening, chance: random.Random
) -> None:
    meetings = played(meeting, chance)
    assert betrayed(meetings) == Counter()
    shown = [result for held in meetings for result in held.published]
    assert any(result.by_role for result in shown)
    assert any(result.all_alike for result in shown)
    assert max(len(held.published) for held in meetings) > 2


@pytest.mark.parametrize(
    ("defence", "weak", "finds"),
    [
        ("too_few", lambda _people: False, "few"),
        ("is_unanimous", lambda _row: False, "alike"),
    ],
)
def test_the_same_attacker_succeeds_where_a_defence_is_taken_away(
    meeting: Evening,
    chance: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    defence: str,
    weak: object,
    finds: str,
) -> None:
    monkeypatch.setattr(small_cells, defence, weak)
    monkeypatch.setattr(sys.modules[result_of.__module__], defence, weak)
    assert betrayed(played(meeting, chance, 60))[finds]
