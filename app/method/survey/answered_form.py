"""A form: what one person has answered, or one sheet of paper says; sealed until released."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import sealing
from app.method.survey.stored_survey import newest
from app.models import Survey, SurveyForm, SurveyQuestion
from app.vocabulary import QuestionKind, Role

# Bytes for an answer with its question's id. A character of a text takes at most four bytes.
_ROOM = {
    QuestionKind.scale: 40,
    QuestionKind.actions: 40 + 20 * LIMIT.actions,
    QuestionKind.free: 40 + 4 * LIMIT.text,
}
_ROOM_OF_ROLE = 40


@frozen
class Answered:
    """The answer to one question; all empty: skipped. `action_ids` (): none, which is an answer."""

    question_id: int
    level: int | None = None
    action_ids: tuple[int, ...] | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Answered(self.question_id)


@frozen
class AnsweredForm:
    """A form's content. `answers`: by question; an empty one was skipped."""

    role: Role = Role.unsaid
    answers: Mapping[int, Answered] = field(default_factory=dict)

    def saying(self, answered: Answered) -> "AnsweredForm":
        return replace(self, answers={**self.answers, answered.question_id: answered})

    def without(self, question_id: int) -> "AnsweredForm":
        left = {
            answered_id: said
            for answered_id, said in self.answers.items()
            if answered_id != question_id
        }
        return replace(self, answers=left)

    def is_through(self, asked: Iterable[SurveyQuestion]) -> bool:
        return all(question.id in self.answers for question in asked)


def answered_by(book: Book, keys: Path, meeting_id: int, person_id: int) -> frozenset[int]:
    """The questions that this person has answered or skipped, while that can still be changed."""
    survey = newest(book, meeting_id)
    key = sealing.key_of(keys, survey.id)
    form = (
        of_pseudonym(book, key, survey, sealing.pseudonym(key, person_id))
        if key
        else AnsweredForm()
    )
    return frozenset(form.answers)


def of_pseudonym(book: Book, key: bytes, survey: Survey, pseudonym: bytes) -> AnsweredForm:
    """The form with this pseudonym; an empty form if there is none or it cannot be read."""
    row = book.one(SurveyForm, survey_id=survey.id, pseudonym=pseudonym)
    return (unsealed_form(key, row) if row else None) or AnsweredForm()


def unsealed_form(key: bytes, row: SurveyForm) -> AnsweredForm | None:
    """The content of a stored form; None if this key did not seal it."""
    try:
        role, answers = json.loads(sealing.unpadded(sealing.unseal(key, row.pseudonym, row.sealed)))
    except InvalidTag:
        return None
    said = (
        Answered(question_id, level, None if chosen is None else tuple(chosen), words)
        for question_id, level, chosen, words in answers
    )
    return AnsweredForm(Role(role), {answered.question_id: answered for answered in said})


def sealed(
    key: bytes, pseudonym: bytes, form: AnsweredForm, asked: Iterable[SurveyQuestion]
) -> bytes:
    """Seal a form. All forms of a survey become equally long, whatever they say."""
    said = [
        [answered.question_id, answered.level, answered.action_ids, answered.words]
        for answered in form.answers.values()
    ]
    content = json.dumps([form.role, said], ensure_ascii=False, separators=(",", ":"))
    room = _ROOM_OF_ROLE + sum(_ROOM[question.kind] for question in asked)
    return sealing.seal(key, pseudonym, sealing.padded(content.encode(), room))
