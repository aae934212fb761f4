"""The survey of a meeting as it is stored, and its questions."""

from app.db import Book
from app.models import Survey, SurveyQuestion


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
