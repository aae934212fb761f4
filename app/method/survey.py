"""The feedback survey. An answer is kept without its person; the person's turn is kept without the answer."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, func
from sqlmodel import col, select

from app.db import Book
from app.method import wordings
from app.method.act import Act, Member
from app.method.actions import standing
from app.method.refusals import (
    NotYoursError,
    Refusal,
    already_answered,
    bad_answer,
    empty,
    past_time,
    require,
    survey_closed,
)
from app.method.rules import is_open, meeting_of
from app.method.sharing import pass_on
from app.method.small_cells import showable, too_few
from app.models import Meeting, PaperForm, Person, SurveyAnswer, SurveyQuestion, SurveyTurn
from app.settings import MeetingSettings
from app.vocabulary import SCALE_LEVELS, Background, QuestionKind, Source

_TURNS = (
    select(func.count())
    .select_from(SurveyTurn)
    .join(SurveyQuestion, col(SurveyQuestion.id) == col(SurveyTurn.survey_question_id))
    .where(col(SurveyQuestion.meeting_id) == bindparam("meeting_id"))
    .group_by(col(SurveyTurn.person_id))
)


@dataclass(frozen=True)
class Levels:
    """How many chose each level, from the lowest."""

    counts: tuple[int, ...]

    @property
    def answers(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class QuestionResult:
    """What came out of one question; what does not belong to its kind is empty.

    `too_few`: fewer than five have answered, so nothing of what they said stands here. `by_background`: only those
    that may be shown. `actions`: how many chose each, by id. `words`: in an order that tells nothing.
    """

    question: SurveyQuestion
    answers: int
    too_few: bool
    levels: Levels | None = None
    by_background: tuple[tuple[Background, Levels], ...] = ()
    actions: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    """What a paper form says to one question; nothing where it is left empty."""

    question_id: int
    level: int | None = None
    action_ids: tuple[int, ...] = ()
    words: str = ""


def answer_scale(act: Act, member: Member, question_id: int, level: int) -> None:
    _take_turn(act, member, question_id, QuestionKind.scale)
    require(None if 1 <= level <= SCALE_LEVELS else bad_answer)
    background = _background_to_keep(act, member)
    act.book.add(SurveyAnswer(survey_question_id=question_id, level=level, background=background))


def answer_actions(act: Act, member: Member, question_id: int, action_ids: Collection[int]) -> None:
    """Which agreed actions this person means to act on; none is an answer too."""
    _take_turn(act, member, question_id, QuestionKind.actions)
    agreed = {action.id for action in standing(act.book, act.meeting_id)}
    require(None if agreed.issuperset(action_ids) else bad_answer)
    # One row without an action counts who answered: rows of one person are joined by nothing.
    for action_id in (None, *set(action_ids)):
        act.book.add(SurveyAnswer(survey_question_id=question_id, action_id=action_id))


def answer_free(act: Act, member: Member, question_id: int, words: str) -> None:
    _take_turn(act, member, question_id, QuestionKind.free)
    act.book.add(SurveyAnswer(survey_question_id=question_id, words=wordings.text(words)))


def skip(act: Act, member: Member, question_id: int) -> None:
    """Past the question without an answer. A person who is past it already stays so."""
    require(may_answer(act))
    question = _question(act, question_id)
    _past(act, member, question.id)


def may_answer(act: Act) -> Refusal | None:
    """Judged by the stored deadline, where one is set: until then also phones of an ended meeting can answer."""
    meeting = meeting_of(act.book, act.meeting_id)
    until = MeetingSettings.read(meeting.settings).survey_until
    if until is not None and act.now >= until:
        return survey_closed
    if until is not None and meeting.ended:
        return None
    return is_open(act.book, act.meeting_id, "answer")


def keep_open(act: Act, until: int | None) -> None:
    """Until when the survey takes answers; None: it closes with the meeting."""
    require(past_time if until is not None and until <= act.now else None)
    meeting = meeting_of(act.book, act.meeting_id)
    kept = MeetingSettings.read(meeting.settings)
    _set(act, replace(kept, survey_until=until, survey_over=False))


def is_to_close(meeting: Meeting, now: int) -> bool:
    """Whether the set time has passed and no screen says so yet."""
    kept = MeetingSettings.read(meeting.settings)
    return kept.survey_until is not None and kept.survey_until <= now and not kept.survey_over


def close_in_time(act: Act) -> None:
    """Latches that the set time has passed."""
    meeting = meeting_of(act.book, act.meeting_id)
    if is_to_close(meeting, act.now):
        _set(act, replace(MeetingSettings.read(meeting.settings), survey_over=True))


def _set(act: Act, settings: MeetingSettings) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, settings=settings.written())
    act.touch_meeting()


def enter_paper(act: Act, answers: Collection[Answered]) -> int:
    """A form filled in on paper, at whatever time it comes; returns its id. It asks for no background."""
    given = [answer for answer in answers if answer != Answered(answer.question_id)]
    require(empty if not given else None)
    form = PaperForm(meeting_id=act.meeting_id)
    act.book.add(form)
    for answer in given:
        for row in _paper_rows(act, answer):
            act.book.add(SurveyAnswer(**row, source=Source.paper, paper_form_id=form.id))
    act.touch_console()
    return form.id


def take_out_paper(act: Act, form_id: int) -> None:
    """A form that was entered wrongly goes with its answers."""
    if act.book.one(PaperForm, id=form_id, meeting_id=act.meeting_id) is None:
        raise NotYoursError
    act.book.remove(SurveyAnswer, paper_form_id=form_id)
    act.book.remove(PaperForm, id=form_id)
    act.touch_console()


def paper_forms(book: Book, meeting_id: int) -> list[PaperForm]:
    return book.all(PaperForm, order=("id",), meeting_id=meeting_id)


def _paper_rows(act: Act, answer: Answered) -> list[dict[str, Any]]:
    question = _question(act, answer.question_id)
    if question.kind is QuestionKind.scale:
        require(None if answer.level in range(1, SCALE_LEVELS + 1) else bad_answer)
        return [{"survey_question_id": question.id, "level": answer.level}]
    if question.kind is QuestionKind.free:
        return [{"survey_question_id": question.id, "words": wordings.text(answer.words)}]
    agreed = {action.id for action in standing(act.book, act.meeting_id)}
    require(None if agreed.issuperset(answer.action_ids) else bad_answer)
    chosen = (None, *set(answer.action_ids))
    return [{"survey_question_id": question.id, "action_id": one} for one in chosen]


def questions(book: Book, meeting_id: int) -> list[SurveyQuestion]:
    return book.all(SurveyQuestion, order=("position", "id"), meeting_id=meeting_id)


def questions_left(book: Book, meeting_id: int, person_id: int) -> list[SurveyQuestion]:
    """Those that this person has neither answered nor skipped; the first is the next."""
    past = {turn.survey_question_id for turn in book.all(SurveyTurn, person_id=person_id)}
    return [question for question in questions(book, meeting_id) if question.id not in past]


def turnout(book: Book, meeting_id: int) -> int:
    """How many people have answered or skipped at least one question."""
    return len(book.rows(_TURNS, meeting_id=meeting_id))


def through(book: Book, meeting_id: int) -> int:
    """How many people are past every question."""
    asked = len(questions(book, meeting_id))
    return sum(turns == asked for (turns,) in book.rows(_TURNS, meeting_id=meeting_id))


def results(book: Book, meeting_id: int) -> list[QuestionResult]:
    return [_result(book, question) for question in questions(book, meeting_id)]


def _question(act: Act, question_id: int) -> SurveyQuestion:
    question = act.book.one(SurveyQuestion, id=question_id, meeting_id=act.meeting_id)
    if question is None:
        raise NotYoursError
    return question


def _take_turn(act: Act, member: Member, question_id: int, kind: QuestionKind) -> None:
    require(may_answer(act))
    question = _question(act, question_id)
    require(bad_answer if question.kind is not kind else None)
    turn = act.book.one(SurveyTurn, person_id=member.person_id, survey_question_id=question.id)
    require(already_answered if turn else None)
    _past(act, member, question.id)


def _past(act: Act, member: Member, question_id: int) -> None:
    turn = SurveyTurn(person_id=member.person_id, survey_question_id=question_id)
    act.book.put(turn, on=("person_id", "survey_question_id"))
    pass_on(
        act,
        member.person_id,
        lambda person_id: not questions_left(act.book, act.meeting_id, person_id),
    )
    act.touch_person(member.person_id)
    act.touch_console()
    act.touch_projector()


def _background_to_keep(act: Act, member: Member) -> Background | None:
    """Kept only where at least five in the meeting share it: nobody is alone behind an answer, in the file either."""
    person = act.book.one(Person, id=member.person_id)
    if person is None or person.background is Background.unsaid:
        return None
    alike = act.book.count(Person, meeting_id=act.meeting_id, background=person.background)
    return None if too_few(alike) else person.background


def _result(book: Book, question: SurveyQuestion) -> QuestionResult:
    kept = book.all(SurveyAnswer, order=("id",), survey_question_id=question.id)
    if question.kind is QuestionKind.scale:
        return _scale_result(question, kept)
    if question.kind is QuestionKind.actions:
        return _actions_result(question, kept)
    if too_few(len(kept)):
        return QuestionResult(question, len(kept), too_few=True)
    words = tuple(answer.words for answer in kept if answer.words)
    return QuestionResult(question, len(kept), too_few=False, words=words)


def _scale_result(question: SurveyQuestion, kept: list[SurveyAnswer]) -> QuestionResult:
    if too_few(len(kept)):
        return QuestionResult(question, len(kept), too_few=True)
    people = Counter(answer.background for answer in kept)
    unnamed = people.pop(None, 0)
    shown = showable({row: count for row, count in people.items() if row is not None}, unnamed)
    by_background = tuple(
        (row, _levels(answer for answer in kept if answer.background is row))
        for row in Background
        if row in shown
    )
    return QuestionResult(
        question, len(kept), too_few=False, levels=_levels(kept), by_background=by_background
    )


def _actions_result(question: SurveyQuestion, kept: list[SurveyAnswer]) -> QuestionResult:
    answers = sum(answer.action_id is None for answer in kept)
    if too_few(answers):
        return QuestionResult(question, answers, too_few=True)
    chosen = Counter(answer.action_id for answer in kept if answer.action_id is not None)
    return QuestionResult(question, answers, too_few=False, actions=tuple(sorted(chosen.items())))


def _levels(answers: Iterable[SurveyAnswer]) -> Levels:
    counted = Counter(answer.level for answer in answers)
    return Levels(tuple(counted[level] for level in range(1, SCALE_LEVELS + 1)))
