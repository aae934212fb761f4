"""A form: what one person has answered so far, or what one sheet of paper says. It lies sealed until it is released."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import sealing
from app.method.survey.stored import newest
from app.models import Survey, SurveyForm, SurveyQuestion
from app.vocabulary import QuestionKind, Role

# Bytes that an answer can take, with its question's id; a character of a text takes at most four.
_ROOM = {
    QuestionKind.scale: 40,
    QuestionKind.actions: 40 + 20 * LIMIT.actions,
    QuestionKind.free: 40 + 4 * LIMIT.text,
}
_ROOM_OF_ROLE = 40


@frozen
class Answered:
    """What is said to one question; all empty: nothing. `action_ids` (): none of the actions, which is an answer."""

    question_id: int
    level: int | None = None
    action_ids: tuple[int, ...] | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Answered(self.question_id)


@frozen
class AnsweredForm:
    """`answers`: by question; an empty one was skipped."""

    role: Role = Role.unsaid
    answers: Mapping[int, Answered] = field(default_factory=dict)

    def saying(self, answered: Answered) -> "AnsweredForm":
        return replace(self, answers={**self.answers, answered.question_id: answered})

    def without(self, question_id: int) -> "AnsweredForm":
        left = {one: said for one, said in self.answers.items() if one != question_id}
        return replace(self, answers=left)

    def is_through(self, asked: Iterable[SurveyQuestion]) -> bool:
        return all(question.id in self.answers for question in asked)


def answered_by(book: Book, keys: Path, meeting_id: int, person_id: int) -> frozenset[int]:
    """The questions that this person has answered or skipped, while that can still be changed."""
    survey = newest(book, meeting_id)
    key = sealing.key_of(keys, survey.id)
    form = of_mark(book, key, survey, sealing.mark(key, person_id)) if key else AnsweredForm()
    return frozenset(form.answers)


def of_mark(book: Book, key: bytes, survey: Survey, mark: bytes) -> AnsweredForm:
    """The form with this mark; an empty one where there is none, or none that can be read."""
    row = book.one(SurveyForm, survey_id=survey.id, mark=mark)
    return (opened(key, row) if row else None) or AnsweredForm()


def opened(key: bytes, row: SurveyForm) -> AnsweredForm | None:
    """What a stored form says; None if this key did not seal it."""
    try:
        role, answers = json.loads(sealing.unpadded(sealing.unseal(key, row.mark, row.sealed)))
    except InvalidTag:
        return None
    said = (
        Answered(one, level, None if chosen is None else tuple(chosen), words)
        for one, level, chosen, words in answers
    )
    return AnsweredForm(Role(role), {one.question_id: one for one in said})


def sealed(key: bytes, mark: bytes, form: AnsweredForm, asked: Iterable[SurveyQuestion]) -> bytes:
    """As long for every form of a survey, whatever it says."""
    said = [
        [one.question_id, one.level, one.action_ids, one.words] for one in form.answers.values()
    ]
    content = json.dumps([form.role, said], ensure_ascii=False, separators=(",", ":"))
    room = _ROOM_OF_ROLE + sum(_ROOM[question.kind] for question in asked)
    return sealing.seal(key, mark, sealing.padded(content.encode(), room))
