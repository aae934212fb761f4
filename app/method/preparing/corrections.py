"""Corrections: words that people have decided on or answered are corrected, not replaced.

The words that people saw are kept beside the corrected ones. After the meeting nothing can be added
that nobody saw.
"""

from app.db import Book
from app.method import wordings
from app.method.act import Act
from app.method.preparing.translations import reword
from app.method.refusals import Refusal, require
from app.method.rules import meeting_of
from app.method.wordings import Words
from app.models import (
    Card,
    Decision,
    EarlierDecision,
    Survey,
    SurveyAnswer,
    SurveyForm,
    SurveyQuestion,
)
from app.vocabulary import N_

meeting_held = Refusal(
    "meeting_held",
    N_(
        "The meeting is over. What nobody saw is not added to it, and what was in it stays. Words can be corrected."
    ),
)


def require_to_come(act: Act) -> None:
    """Refuses to add or remove anything once the meeting is over."""
    require(meeting_held if meeting_of(act.book, act.meeting_id).ended else None)


def is_decided(book: Book, card_id: int) -> bool:
    """Whether a group has decided on this card, by the words that it had then."""
    return any(book.count(kind, card_id=card_id) for kind in (Decision, EarlierDecision))


def is_answered(book: Book, question: SurveyQuestion) -> bool:
    """Whether people have answered the survey. Until the close it is sealed which questions."""
    surveys = book.all(Survey, meeting_id=question.meeting_id)
    return (
        any(book.count(SurveyForm, survey_id=survey.id) for survey in surveys)
        or book.count(SurveyAnswer, survey_question_id=question.id) > 0
    )


def correct(act: Act, row: Card | SurveyQuestion, words: Words, limit: int) -> None:
    """Rewords a text, and keeps each wording that people saw if it was altered.

    A wording that is put back as it was is not marked as corrected. A missing language may be
    added, because nobody saw other words in it.
    """
    before = wordings.said(act.book, row.text_id)
    reword(act, row.text_id, words, limit)
    now = wordings.said(act.book, row.text_id)
    seen = before | (wordings.said(act.book, row.seen_id) if row.seen_id else {})
    _keep(act, row, {tag: said for tag, said in seen.items() if now.get(tag) != said})


def forget_seen_of_card(act: Act, card_id: int) -> None:
    """Once no decision is left, nobody has decided by the words that the card had before.

    Not after paper is typed anew: those who decided still have the words that they saw.
    """
    for card in act.book.all(Card, id=card_id):
        if card.seen_id is not None and not is_decided(act.book, card_id):
            _keep(act, card, {})


def forget_seen_of_questions(act: Act) -> None:
    """As `forget_seen_of_card`, once no answer is left."""
    for question in act.book.all(SurveyQuestion, meeting_id=act.meeting_id):
        if question.seen_id is not None and not is_answered(act.book, question):
            _keep(act, question, {})


def _keep(act: Act, row: Card | SurveyQuestion, seen: Words) -> None:
    if row.seen_id is None and not seen:
        return
    kept_id = wordings.write(act.book, seen) if seen else None
    kind = Card if act.book.count(Card, id=row.id) else SurveyQuestion
    act.book.change(kind, {"id": row.id}, seen_id=kept_id)
    if row.seen_id is not None:
        wordings.remove(act.book, row.seen_id)
