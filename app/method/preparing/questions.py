"""The questions of the feedback survey, as they are prepared."""

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing.order import behind
from app.method.preparing.pattern import Question, Words
from app.method.preparing.translations import reword, written
from app.method.refusals import NotYoursError
from app.models import SurveyQuestion


def add_question(act: Act, question: Question) -> int:
    low, high = (
        written(act, end, LIMIT.title) if end else None for end in (question.low, question.high)
    )
    made = SurveyQuestion(
        meeting_id=act.meeting_id,
        position=behind(act.book.all(SurveyQuestion, meeting_id=act.meeting_id)),
        kind=question.kind,
        text_id=written(act, question.text, LIMIT.text),
        low_id=low,
        high_id=high,
    )
    act.book.add(made)
    return made.id


def set_question(act: Act, question_id: int, text: Words, low: Words, high: Words) -> None:
    """Words a question anew. `low`, `high`: the ends of a scale; other kinds have none."""
    found = act.book.one(SurveyQuestion, id=question_id, meeting_id=act.meeting_id)
    if found is None:
        raise NotYoursError
    reword(act, found.text_id, text, LIMIT.text)
    for end_id, end in ((found.low_id, low), (found.high_id, high)):
        if end_id is not None:
            reword(act, end_id, end, LIMIT.title)
