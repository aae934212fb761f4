"""The survey of a meeting as it is stored, and its questions."""

from collections import Counter
from collections.abc import Iterable

from app.db import Book
from app.limits import LIMIT
from app.models import Survey, SurveyAnswer, SurveyQuestion


def newest(book: Book, meeting_id: int) -> Survey:
    """The survey that is on or was last; one that nobody has touched yet is open and not stored."""
    found = book.all(Survey, order=("number",), meeting_id=meeting_id)
    return found[-1] if found else Survey(meeting_id=meeting_id)


def stored(book: Book, meeting_id: int) -> Survey:
    """The same, stored from now on."""
    survey = newest(book, meeting_id)
    if book.one(Survey, id=survey.id) is None:
        book.add(survey)
    return survey


def questions(book: Book, meeting_id: int) -> list[SurveyQuestion]:
    return book.all(SurveyQuestion, order=("position", "id"), meeting_id=meeting_id)


def levels_of(answers: Iterable[SurveyAnswer]) -> list[int]:
    return by_level(answer.level for answer in answers)


def by_level(levels: Iterable[int | None]) -> list[int]:
    """How many chose each level, from the lowest."""
    counted = Counter(levels)
    return [counted[level] for level in range(1, LIMIT.levels + 1)]
