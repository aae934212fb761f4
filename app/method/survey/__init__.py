"""The feedback survey: answers are sealed until it closes, and cannot be traced afterwards."""

from app.method.survey.answered_form import Answered, answered_by
from app.method.survey.answering import (
    answer,
    skip,
    take_back,
    withdraw,
)
from app.method.survey.closing import (
    close_now,
    close_with_meeting,
    keep_open,
    let_close,
    open_with_meeting,
    reaches_nobody,
    settle,
    unsettled,
)
from app.method.survey.counted import (
    Levels,
    QuestionResult,
    Surveyed,
    SurveyState,
    results,
    survey_state,
    surveyed,
)
from app.method.survey.forms_on_paper import enter_paper, paper_forms, take_out_paper
from app.method.survey.stored_survey import has_answers, newest, questions

__all__ = [
    "Answered",
    "Levels",
    "QuestionResult",
    "SurveyState",
    "Surveyed",
    "answer",
    "answered_by",
    "close_now",
    "close_with_meeting",
    "enter_paper",
    "has_answers",
    "keep_open",
    "let_close",
    "newest",
    "open_with_meeting",
    "paper_forms",
    "questions",
    "reaches_nobody",
    "results",
    "settle",
    "skip",
    "survey_state",
    "surveyed",
    "take_back",
    "take_out_paper",
    "unsettled",
    "withdraw",
]
