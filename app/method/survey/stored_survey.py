"""The survey of a meeting as it is stored, and its questions."""

from collections import Counter
from collections.abc import Iterable

from app.db import Book
from app.limits import LIMIT
from app.models import Survey, SurveyAnswer, SurveyForm, SurveyQuestion
from app.vocabulary import RoundState


def newest(book: Book, meeting_id: int) -> Survey:
    """The current or last survey. Before the first one is stored: an open one that is not."""
    surveys = book.all(Survey, order=("number",), meeting_id=meeting_id)
    return surveys[-1] if surveys else Survey(meeting_id=meeting_id)


def stored(book: Book, meeting_id: int) -> Survey:
    """As `newest`, but stores the survey if it is not stored yet."""
    survey = newest(book, meeting_id)
    if book.one(Survey, id=survey.id) is None:
        book.add(survey)
    return survey


def has_answers(book: Book, survey: Survey) -> bool:
    """Whether it cannot be opened again once it has closed. Of paper that came later only what has
    been released counts, if only in part.
    """
    if survey.state is RoundState.open:
        return book.count(SurveyForm, survey_id=survey.id) > 0
    is_read = survey.forms + survey.papers + survey.lost > 0
    return is_read or book.count(SurveyForm, survey_id=survey.id, begun=True) > 0


def questions(book: Book, meeting_id: int) -> list[SurveyQuestion]:
    return book.all(SurveyQuestion, order=("position", "id"), meeting_id=meeting_id)


def levels_of(answers: Iterable[SurveyAnswer]) -> list[int]:
    return by_level(answer.level for answer in answers)


def by_level(levels: Iterable[int | None]) -> list[int]:
    """How many answers there are at each level, from the lowest."""
    counted = Counter(levels)
    return [counted[level] for level in range(1, LIMIT.levels + 1)]
