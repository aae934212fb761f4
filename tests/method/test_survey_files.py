"""The files of an ended meeting tell nobody's answers: neither from whom they are, nor in which order they came."""

import random
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.live.writer import Writer
from app.method import ending, survey
from app.method.act import Act
from app.models import SurveyQuestion
from app.vocabulary import QuestionKind, Role, Step
from tests.cast import Evening, bare_evening
from tests.files import Files, Told

SCALES, FREE = 4, 2
Answers = list[Told]


def ask(act: Act) -> None:
    """Six questions instead of the cast's."""
    text = act.book.all(SurveyQuestion, meeting_id=act.meeting_id)[0].text_id
    act.book.remove(SurveyQuestion, meeting_id=act.meeting_id)
    for place in range(SCALES + FREE):
        kind = QuestionKind.scale if place < SCALES else QuestionKind.free
        question = SurveyQuestion(
            meeting_id=act.meeting_id, position=place, kind=kind, text_id=text
        )
        act.book.add(question)


def answer(meeting: Evening, person: int, question: int, chance: random.Random) -> Told:
    kind = meeting.all(SurveyQuestion, id=question)[0].kind
    name = next(name for name, person_id in meeting.people.items() if person_id == person)
    if kind is QuestionKind.scale:
        level = chance.choice((1, 2, 2, 3, 3, 3, 4))
        meeting.do(survey.answer, meeting.member(name), question, level)
        return Told(person, question, level)
    words = f"words {chance.randrange(10**9)}"
    meeting.do(survey.answer, meeting.member(name), question, None, words)
    return Told(person, question, words)


@pytest.fixture(params=[(12, True), (40, False)], ids=["twelve in turn", "forty at random"])
def answered(
    request: pytest.FixtureRequest, writer: Writer, chance: random.Random
) -> tuple[Evening, Answers]:
    """An ended meeting, and all that was answered in it, in the order in which it came."""
    people, in_turn = request.param
    meeting = bare_evening(writer._database, writer)  # noqa: SLF001 -- the same database
    for number in range(people):
        meeting.join(f"Guest {number}", chance.choice([*Role]))
    meeting.do(ask)
    meeting.go_to(Step.survey)
    turns = [
        (person, question)
        for person in meeting.people.values()
        for question in meeting.ids(SurveyQuestion)
    ]
    if not in_turn:
        chance.shuffle(turns)
    answers = [answer(meeting, *turn, chance) for turn in turns]
    meeting.do(ending.end, ended=True)
    return meeting, answers


@pytest.fixture(params=["stopped", "killed"])
def files(
    request: pytest.FixtureRequest,
    answered: tuple[Evening, Answers],
    tmp_path: Path,
    writer: Writer,
) -> Files:
    """What lies on the disk after a clean stop, or after the program was killed."""
    assert answered
    left = tmp_path / "left"
    if request.param == "killed":
        shutil.copytree(tmp_path / "data", left)
    else:
        writer.stop()
        answered[0].database.close()
        shutil.copytree(tmp_path / "data", left)
    work = tmp_path / "work"
    work.mkdir()
    return Files(left, work)


def by_guessing(answers: Answers) -> int:
    """How many are right of those that say of everybody what most have answered."""
    right = 0
    for question in {given.question for given in answers}:
        said = Counter(given.said for given in answers if given.question == question)
        right += max(said.values())
    return right


def test_no_answer_is_told_better_than_by_guessing(
    files: Files, answered: tuple[Evening, Answers]
) -> None:
    meeting, answers = answered
    right = files.told(set(meeting.people.values())) & set(answers)
    most = by_guessing(answers)
    told = f"{len(right)} of {len(answers)} are right, by guessing {most}"
    sys.stdout.write(f"{told}\n")
    assert len(right) <= most + 3 * most**0.5, told


def test_the_order_in_which_answers_came_is_told_no_better_than_by_chance(
    files: Files, answered: tuple[Evening, Answers]
) -> None:
    _, answers = answered
    came = {given.said: place for place, given in enumerate(answers)}
    for written in files.answers_as_written().values():
        if isinstance(written[0], str):
            places = [came[words] for words in written]
            assert abs(rank_correlation(places)) < min(4 / (len(places) - 1) ** 0.5, 0.97)


def rank_correlation(places: list[int]) -> float:
    """Spearman's: of the order in which something lies with the order in which it came."""
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    count = len(places)
    apart = sum((rank - ranks[place]) ** 2 for rank, place in enumerate(places))
    return 1 - 6 * apart / (count * (count**2 - 1))
