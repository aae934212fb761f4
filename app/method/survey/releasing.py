"""Releasing: writes old and new answers to a question again, in an order that reveals nothing."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.db import Book
from app.method.small_cells import may_be_added, showable, too_few
from app.method.survey.answered_form import AnsweredForm
from app.method.survey.stored_survey import by_level, levels_of
from app.models import SurveyAnswer, SurveyQuestion
from app.vocabulary import QuestionKind, Role

AnswerValues = dict[str, Any]


def release(book: Book, question: SurveyQuestion, forms: Sequence[AnsweredForm]) -> None:
    """Adds the answers in these forms to those of the question.

    All answers are written again with new keys, so neither keys nor places in the file tell which
    came together. A row has the role only if it may be shown.
    """
    new = [row for form in forms for row in _rows(question, form)]
    if not new:
        return
    old = [_without_key(row) for row in book.all(SurveyAnswer, survey_question_id=question.id)]
    book.remove(SurveyAnswer, survey_question_id=question.id)
    rows = old + _with_shown_roles(new)
    secrets.SystemRandom().shuffle(rows)
    for row in rows:
        book.add(SurveyAnswer(survey_question_id=question.id, **row))


def _rows(question: SurveyQuestion, form: AnsweredForm) -> Iterator[AnswerValues]:
    said = form.answers.get(question.id)
    if said is None or said.is_empty:
        return
    if question.kind is QuestionKind.scale:
        yield {"level": said.level, "role": form.role}
    elif question.kind is QuestionKind.free:
        yield {"words": said.words}
    else:
        # The row without an action counts the person. Nothing connects the rows of one person.
        yield from ({"action_id": action_id} for action_id in (None, *(said.action_ids or ())))


def may_release(book: Book, question: SurveyQuestion, forms: Sequence[AnsweredForm]) -> bool:
    """Whether the answers of these forms may be added to the published ones."""
    if question.kind is not QuestionKind.scale:
        return not too_few(len(forms))
    known = book.all(SurveyAnswer, survey_question_id=question.id)
    return may_be_added(
        levels_of(known), _levels_in(row for form in forms for row in _rows(question, form))
    )


def _with_shown_roles(rows: list[AnswerValues]) -> list[AnswerValues]:
    roles = {row["role"] for row in rows if "role" in row} - {Role.unsaid}
    by_role = {role: _levels_in(row for row in rows if row["role"] is role) for role in roles}
    unnamed = _levels_in(row for row in rows if row.get("role", Role.unsaid) is Role.unsaid)
    shown = showable(by_role, unnamed)
    return [{**row, "role": row["role"] if row.get("role") in shown else None} for row in rows]


def _levels_in(rows: Iterable[AnswerValues]) -> list[int]:
    return by_level(row["level"] for row in rows if row.get("level"))


def _without_key(row: SurveyAnswer) -> AnswerValues:
    return {name: getattr(row, name) for name in ("level", "role", "action_id", "words")}
