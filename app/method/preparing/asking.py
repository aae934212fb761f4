"""Which questions the survey may ask: they can be changed until the first person has answered."""

from collections.abc import Collection

from app.db import Book
from app.limits import LIMIT
from app.method.preparing.corrections import is_answered
from app.method.refusals import Refusal
from app.models import SurveyQuestion
from app.vocabulary import N_, QuestionKind

survey_begun = Refusal(
    "survey_begun",
    N_("People have answered the survey. Its questions stay, and words can be corrected."),
)
questions_full = Refusal(
    "questions_full",
    N_("At most %(limit)s questions: more than that nobody answers at the end of an evening."),
)
actions_asked = Refusal(
    "actions_asked", N_("The agreed actions are asked about already, and once is enough.")
)


def asked(book: Book, meeting_id: int) -> list[SurveyQuestion]:
    return book.all(SurveyQuestion, meeting_id=meeting_id, order=("position", "id"))


def is_begun(book: Book, meeting_id: int) -> bool:
    return any(is_answered(book, question) for question in asked(book, meeting_id))


def may_ask(
    there: Collection[SurveyQuestion], kind: QuestionKind, *, is_begun: bool
) -> Refusal | None:
    """Whether a question of this kind may be added to those that there are."""
    if is_begun:
        return survey_begun
    if len(there) >= LIMIT.questions:
        return questions_full.saying(limit=LIMIT.questions)
    is_second = kind == QuestionKind.actions and any(question.kind is kind for question in there)
    return actions_asked if is_second else None
