"""The survey's results: told once no answer can change them; how many answered, at any time."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path

from sqlalchemy import bindparam, select as columns
from sqlmodel import col

from app.db import Book
from app.frozen import frozen
from app.method import sealing
from app.method.small_cells import is_unanimous, showable, too_few
from app.method.survey.stored_survey import has_answers, levels_of, newest, questions
from app.models import Survey, SurveyAnswer, SurveyForm, SurveyQuestion
from app.vocabulary import QuestionKind, Role, RoundState, Source

# Whose form it is, and whether it is complete; not what it says.
_SENT = columns(col(SurveyForm.pseudonym), col(SurveyForm.through)).where(
    col(SurveyForm.survey_id) == bindparam("survey_id"),
    col(SurveyForm.source) == bindparam("source"),
)


@frozen
class Levels:
    """How many people chose each level, from the lowest."""

    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        return sum(self.counts)


@frozen
class QuestionResult:
    """The result of one question; fields of other kinds of questions are empty.

    `too_few`: fewer than five have answered. `all_alike`: all gave the same answer. In both cases
    no answers are in here.
    `by_role`: only the roles that may be shown. `actions`: how many chose each, by id. `words`: in
    an order that reveals nothing.
    """

    question: SurveyQuestion
    answers: int
    too_few: bool
    all_alike: bool = False
    levels: Levels | None = None
    by_role: tuple[tuple[Role, Levels], ...] = ()
    actions: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()


@frozen
class SurveyState:
    """`people`: how many answered or skipped a question by phone; `through`: how many all of them.

    `papers`: forms on paper; `waiting`: those of them that are not among the results yet. `lost`:
    forms whose key is gone, so that nobody can read them. `is_answered`: once closed, it stays closed.
    """

    is_open: bool
    people: int
    through: int
    papers: int
    waiting: int
    lost: int
    is_answered: bool

    @property
    def stays_closed(self) -> bool:
        return self.is_answered and not self.is_open


@frozen
class Surveyed:
    """How many the survey is for, by phone. `everybody`: can answer here, or has answered and left.

    `unfinished`: how many of those here have not finished, while it is open.
    """

    everybody: int
    unfinished: int


def surveyed(book: Book, keys: Path, meeting_id: int, able: Collection[int]) -> Surveyed:
    """`able`: the people who take part by a phone on which they are asked."""
    survey = newest(book, meeting_id)
    if survey.state is not RoundState.open:
        return Surveyed(max(len(able), survey.forms), 0)
    sent = book.rows(_SENT, survey_id=survey.id, source=Source.phone)
    key, through = sealing.key_of(keys, survey.id), {row.pseudonym: row.through for row in sent}
    here = [
        through.pop(sealing.pseudonym(key, person_id), False) if key else False
        for person_id in able
    ]
    is_asked = bool(questions(book, meeting_id))
    return Surveyed(len(here) + len(through), here.count(False) if is_asked else 0)


def survey_state(book: Book, meeting_id: int) -> SurveyState:
    surveys = book.all(Survey, order=("number",), meeting_id=meeting_id)
    survey = newest(book, meeting_id)
    is_open = survey.state is RoundState.open
    waiting = book.count(SurveyForm, survey_id=survey.id, source=Source.paper)
    by_phone = {"survey_id": survey.id, "source": Source.phone}
    return SurveyState(
        is_open=is_open,
        people=book.count(SurveyForm, **by_phone) if is_open else survey.forms,
        through=book.count(SurveyForm, **by_phone, through=True) if is_open else survey.through,
        papers=survey.papers + waiting,
        waiting=waiting,
        lost=sum(each_survey.lost for each_survey in surveys),
        is_answered=has_answers(book, survey),
    )


def results(book: Book, meeting_id: int) -> list[QuestionResult]:
    """The results of all questions, from the answers released so far."""
    return [result_of(book, question) for question in questions(book, meeting_id)]


def result_of(book: Book, question: SurveyQuestion) -> QuestionResult:
    answers = book.all(SurveyAnswer, order=("id",), survey_question_id=question.id)
    if question.kind is QuestionKind.scale:
        return _scale_result(question, answers)
    if question.kind is QuestionKind.actions:
        return _actions_result(question, answers)
    if too_few(len(answers)):
        return QuestionResult(question, len(answers), too_few=True)
    words = tuple(answer.words for answer in answers if answer.words)
    return QuestionResult(question, len(answers), too_few=False, words=words)


def _scale_result(question: SurveyQuestion, answers: list[SurveyAnswer]) -> QuestionResult:
    if too_few(len(answers)):
        return QuestionResult(question, len(answers), too_few=True)
    whole = levels_of(answers)
    if is_unanimous(whole):
        return QuestionResult(question, len(answers), too_few=False, all_alike=True)
    rows = {role: levels_of(answer for answer in answers if answer.role is role) for role in Role}
    shown = showable(rows, levels_of(answer for answer in answers if answer.role is None))
    by_role = tuple((role, Levels(tuple(rows[role]))) for role in Role if role in shown)
    return QuestionResult(
        question, len(answers), too_few=False, levels=Levels(tuple(whole)), by_role=by_role
    )


def _actions_result(question: SurveyQuestion, answers: list[SurveyAnswer]) -> QuestionResult:
    people = sum(answer.action_id is None for answer in answers)
    if too_few(people):
        return QuestionResult(question, people, too_few=True)
    chosen = Counter(answer.action_id for answer in answers if answer.action_id is not None)
    return QuestionResult(question, people, too_few=False, actions=tuple(sorted(chosen.items())))
