"""Later surveys, made with another tool: answers are counted once; small numbers are not stored."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.days import day
from app.method.refusals import Refusal, require
from app.method.rules import own_row
from app.method.small_cells import countable, is_unanimous, too_few
from app.models import LaterAnswer, LaterSurvey
from app.vocabulary import N_

too_few_forms = Refusal(
    "too_few_forms",
    N_("The file has answers of fewer than %(fewest)s people: nothing of it may be shown."),
).saying(fewest=LIMIT.small_cell)


class CountedAnswers(NamedTuple):
    """A question, and how many chose each answer. `several`: a person could choose several answers.

    A count is None if it may not be shown.
    """

    asked: str
    answers: tuple[tuple[str, int | None], ...]
    several: bool = False


def safe(question: CountedAnswers, people: int) -> CountedAnswers:
    """Hides counts that reveal few people, directly or by subtraction, and unanimous answers."""
    counts = {answer: count or 0 for answer, count in question.answers}
    if question.several:
        shown = {
            answer
            for answer, count in counts.items()
            if not too_few(count) and not too_few(people - count)
        }
    else:
        unnamed = max(0, people - sum(counts.values()))
        shown = set() if is_unanimous([*counts.values()]) else {*countable(counts, unnamed)}
    told = tuple((answer, counts[answer] if answer in shown else None) for answer in counts)
    return CountedAnswers(question.asked, told, question.several)


def keep(
    act: Act, name: str, asked_on: str, people: int, questions: Sequence[CountedAnswers]
) -> LaterSurvey:
    """Stores what may be shown of each question, and nothing else that people answered."""
    require(too_few_forms if too_few(people) else None)
    survey = LaterSurvey(
        meeting_id=act.meeting_id,
        position=len(kept(act.book, act.meeting_id)) + 1,
        name=wordings.line(name, LIMIT.title),
        asked_on=day(asked_on),
        people=people,
    )
    act.book.add(survey)
    for number, question in enumerate(questions, start=1):
        safe_question = safe(question, people)
        for position, (answer, count) in enumerate(safe_question.answers, start=1):
            act.book.add(
                LaterAnswer(
                    later_survey_id=survey.id,
                    question=number,
                    asked=wordings.line(
                        safe_question.asked[: LIMIT.text], LIMIT.text, may_be_empty=True
                    ),
                    position=position,
                    answer=wordings.line(answer[: LIMIT.text], LIMIT.text),
                    people=count,
                )
            )
    return survey


def kept(book: Book, meeting_id: int) -> list[LaterSurvey]:
    return book.all(LaterSurvey, order=("position",), meeting_id=meeting_id)


def answers(book: Book, survey_id: int) -> dict[int, list[LaterAnswer]]:
    """The answers by number of the question."""
    by_question: dict[int, list[LaterAnswer]] = {}
    for row in book.all(LaterAnswer, order=("question", "position"), later_survey_id=survey_id):
        by_question.setdefault(row.question, []).append(row)
    return by_question


def choose(act: Act, survey_id: int, questions: Collection[int]) -> None:
    """Keeps only these questions."""
    own_row(act, LaterSurvey, survey_id)
    for number in answers(act.book, survey_id):
        if number not in questions:
            act.book.remove(LaterAnswer, later_survey_id=survey_id, question=number)


def remove(act: Act, survey_id: int) -> None:
    own_row(act, LaterSurvey, survey_id)
    act.book.remove(LaterAnswer, later_survey_id=survey_id)
    act.book.remove(LaterSurvey, id=survey_id)
