"""The questions of the feedback survey, as they are prepared."""

from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.asking import asked, is_begun, may_ask, survey_begun
from app.method.preparing.corrections import correct, is_answered, require_to_come
from app.method.preparing.order import arrange, at_place, behind
from app.method.preparing.pattern import Question
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal, require
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import SurveyQuestion
from app.vocabulary import N_

ends_answered = Refusal(
    "ends_answered",
    N_("People have answered by these words. What the lowest and the highest answer mean stays."),
)


def add_question(act: Act, question: Question) -> int:
    require_to_come(act)
    questions = asked(act.book, act.meeting_id)
    require(may_ask(questions, question.kind, is_begun=is_begun(act.book, act.meeting_id)))
    low, high = (
        new_text(act, end, LIMIT.title) if end else None for end in (question.low, question.high)
    )
    made = SurveyQuestion(
        meeting_id=act.meeting_id,
        position=behind(questions),
        kind=question.kind,
        text_id=new_text(act, question.text, LIMIT.text),
        low_id=low,
        high_id=high,
    )
    act.book.add(made)
    return made.id


def set_question(act: Act, question_id: int, text: Words, low: Words, high: Words) -> None:
    """Rewords a question. `low`, `high`: the ends of a scale; other kinds have none.

    Once people have answered, the question can only be corrected. Its ends then stay, because
    people answered by what the levels meant.
    """
    question = own_row(act, SurveyQuestion, question_id)
    ends = [
        (end_id, end)
        for end_id, end in ((question.low_id, low), (question.high_id, high))
        if end_id
    ]
    before = [wordings.said(act.book, end_id) for end_id, _ in ends]
    for end_id, end in ends:
        reword(act, end_id, end, LIMIT.title)
    if not is_answered(act.book, question):
        reword(act, question.text_id, text, LIMIT.text)
        return
    after = [wordings.said(act.book, end_id) for end_id, _ in ends]
    is_altered = any(then.items() - now.items() for then, now in zip(before, after, strict=True))
    require(ends_answered if is_altered else None)
    correct(act, question, text, LIMIT.text)


def place_question(act: Act, question_id: int, place: int) -> None:
    """Puts a question at a place of the form, counted from 1."""
    require(survey_begun if is_begun(act.book, act.meeting_id) else None)
    questions = asked(act.book, act.meeting_id)
    arrange(act, SurveyQuestion, at_place(questions, question_id, place))


def remove_question(act: Act, question_id: int) -> None:
    question = own_row(act, SurveyQuestion, question_id)
    require(survey_begun if is_begun(act.book, act.meeting_id) else None)
    basket.put(act, SurveyQuestion, question)
