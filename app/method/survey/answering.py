"""Answering: answers are sealed, and until the close only their person can change them."""

from typing import Annotated

from app.limits import LIMIT
from app.method import sealing, wordings
from app.method.act import Act, Member
from app.method.agreement import standing_actions
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.people.sharing import pass_on
from app.method.preparing.corrections import forget_seen_of_questions
from app.method.refusals import (
    Refusal,
    bad_answer,
    require,
    survey_closed,
)
from app.method.rules import own_row
from app.method.sent import Between, GivenBackWords
from app.method.survey.answered_form import (
    Answered,
    AnsweredForm,
    answered_by,
    of_pseudonym,
    sealed,
)
from app.method.survey.closing import begun
from app.method.survey.stored_survey import newest, questions
from app.models import Person, Survey, SurveyForm, SurveyQuestion
from app.vocabulary import QuestionKind, Role, RoundState, Step

ASKED = (Step.survey, Step.thanks)
ALL_ANSWERS = "survey/withdrawn"


def _may_answer(act: Act) -> Refusal | None:
    """Until the deadline, if one is set, also after the meeting; else until the meeting ends."""
    survey = newest(act.book, act.meeting_id)
    is_over = act.is_over if survey.until is None else act.now >= survey.until
    return survey_closed if is_over or survey.state is RoundState.closed else None


@done_by(
    Who.person,
    "survey/{question_id}",
    open_in=ASKED,
    after_the_end=True,
    part_of=ALL_ANSWERS,
    undone_by="survey/{question_id}/taken-back",
)
def answer(
    act: Act,
    member: Member,
    question_id: int,
    level: Annotated[int, Between(1, LIMIT.levels)] | None = None,
    words: GivenBackWords | None = None,
    action_id: tuple[int, ...] = (),
) -> None:
    """A level, words, or, with neither, the actions that this person means to act on; none of them
    is an answer too. Empty words are refused: skipping is an act of its own.
    """
    require(_may_answer(act))
    ticked = tuple(set(action_id)) if level is None and words is None else None
    said = "" if words is None else wordings.text(words)
    answered = Answered(question_id, level, ticked, said)
    require(may_say(act, answered))
    survey, key = begun(act)
    _keep(act, member, survey, key, answered)
    _past(act, member)


@done_by(
    Who.person,
    "survey/{question_id}/skipped",
    open_in=ASKED,
    after_the_end=True,
    part_of=ALL_ANSWERS,
    undone_by="survey/{question_id}/taken-back",
)
def skip(act: Act, member: Member, question_id: int) -> None:
    """Passes a question without an answer. An existing answer is not changed."""
    require(_may_answer(act))
    own_row(act, SurveyQuestion, question_id)
    survey, key = begun(act)
    if question_id not in of_pseudonym(act.book, key, survey, _pseudonym(key, member)).answers:
        _keep(act, member, survey, key, Answered(question_id))
    _past(act, member)


@done_by(
    Who.person,
    "survey/{question_id}/taken-back",
    open_in=ASKED,
    after_the_end=True,
    part_of=ALL_ANSWERS,
    undone_by="survey/{question_id}",
)
def take_back(act: Act, member: Member, question_id: int) -> None:
    """Removes the answer or skip; the question is asked again."""
    require(_may_answer(act))
    own_row(act, SurveyQuestion, question_id)
    survey, key = begun(act)
    pseudonym = _pseudonym(key, member)
    form = of_pseudonym(act.book, key, survey, pseudonym).without(question_id)
    if not form.answers:
        act.book.remove(SurveyForm, survey_id=survey.id, pseudonym=pseudonym)
        forget_seen_of_questions(act)
    else:
        _write(act, survey, key, pseudonym, form)


@done_by(
    Who.person, ALL_ANSWERS, open_in=ASKED, after_the_end=True, undone_by="survey/{question_id}"
)
def withdraw(act: Act, member: Member) -> None:
    """Removes all answers of this person. Does nothing if there are none."""
    require(_may_answer(act))
    survey, key = begun(act)
    act.book.remove(SurveyForm, survey_id=survey.id, pseudonym=_pseudonym(key, member))
    forget_seen_of_questions(act)


def may_say(act: Act, answered: Answered) -> Refusal | None:
    """Whether this can be an answer to its question."""
    kind = own_row(act, SurveyQuestion, answered.question_id).kind
    if kind is QuestionKind.scale:
        fits = answered.level in range(1, LIMIT.levels + 1)
    elif kind is QuestionKind.actions:
        agreed = {action.id for action in standing_actions(act.book, act.meeting_id)}
        fits = answered.action_ids is not None and agreed.issuperset(answered.action_ids)
    else:
        fits = bool(answered.words)
    return None if fits else bad_answer


def _keep(act: Act, member: Member, survey: Survey, key: bytes, answered: Answered) -> None:
    pseudonym = _pseudonym(key, member)
    form = of_pseudonym(act.book, key, survey, pseudonym).saying(answered)
    _write(act, survey, key, pseudonym, AnsweredForm(_role(act, member), form.answers))


def _write(act: Act, survey: Survey, key: bytes, pseudonym: bytes, form: AnsweredForm) -> None:
    asked = questions(act.book, act.meeting_id)
    act.book.put(
        SurveyForm,
        ("survey_id", "pseudonym"),
        survey_id=survey.id,
        pseudonym=pseudonym,
        sealed=sealed(key, pseudonym, form, asked),
        through=form.is_through(asked),
    )


def _past(act: Act, member: Member) -> None:
    asked = {question.id for question in questions(act.book, act.meeting_id)}

    def is_through(person_id: int) -> bool:
        return asked <= answered_by(act.book, act.keys, act.meeting_id, person_id)

    pass_on(act, member, is_through)


def _role(act: Act, member: Member) -> Role:
    person = act.book.one(Person, id=member.person_id)
    return person.role if person else Role.unsaid


def _pseudonym(key: bytes, member: Member) -> bytes:
    return sealing.pseudonym(key, member.person_id)
