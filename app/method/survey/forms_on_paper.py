"""Forms on paper: sealed until the close, or, if they come later, until there are five of them."""

import secrets
from collections.abc import Collection

from app.db import Book
from app.method import sealing, wordings
from app.method.act import Act
from app.method.late_words import keep_as_long
from app.method.refusals import NotYoursError, empty, require
from app.method.survey.answered_form import Answered, AnsweredForm, sealed, unsealed_form
from app.method.survey.answering import may_say
from app.method.survey.closing import begun, lose_waiting
from app.method.survey.releasing import may_release, release
from app.method.survey.stored_survey import newest, questions
from app.models import Survey, SurveyForm, SurveyQuestion
from app.vocabulary import RoundState, Source

PSEUDONYM_BYTES = 32


def enter_paper(act: Act, answers: Collection[Answered]) -> int:
    """Enters a form, at any time; returns its id. Paper forms ask for no role."""
    given = [answer for answer in answers if not answer.is_empty]
    require(empty if not given else None)
    for answer in given:
        require(may_say(act, answer))
    said = (
        Answered(answer.question_id, answer.level, answer.action_ids, wordings.text(answer.words))
        if answer.words
        else answer
        for answer in given
    )
    keep_as_long(act)
    survey, key = _to_enter_in(act)
    row = SurveyForm(
        survey_id=survey.id,
        pseudonym=secrets.token_bytes(PSEUDONYM_BYTES),
        sealed=b"",
        source=Source.paper,
    )
    form = AnsweredForm(answers={answer.question_id: answer for answer in said})
    act.book.add(_with(act, row, key, form))
    if survey.state is RoundState.closed:
        _release_fives(act, survey, key)
    return row.id


def take_out_paper(act: Act, form_id: int) -> None:
    """Removes a form that was entered wrongly, if nothing of it has been released."""
    survey = newest(act.book, act.meeting_id)
    form_ids = {form.id for form in paper_forms(act.book, act.meeting_id)}
    if form_id not in form_ids:
        raise NotYoursError
    act.book.remove(SurveyForm, id=form_id)
    _forget_key(act, survey)


def paper_forms(book: Book, meeting_id: int) -> list[SurveyForm]:
    """The forms that wait and can be taken out."""
    survey = newest(book, meeting_id)
    return book.all(
        SurveyForm, order=("id",), survey_id=survey.id, source=Source.paper, begun=False
    )


def _to_enter_in(act: Act) -> tuple[Survey, bytes]:
    """The survey and its key. A closed survey gets a new key; forms of a lost key become `lost`."""
    survey = newest(act.book, act.meeting_id)
    if survey.state is not RoundState.closed:
        return begun(act)
    key = sealing.key_of(act.keys, survey.id)
    if key is None:
        lose_waiting(act, survey)
        key = sealing.make_key(act.keys, survey.id)
    return survey, key


def _release_fives(act: Act, survey: Survey, key: bytes) -> None:
    """Releases a question once five forms answer it, not all alike: none shows a single form."""
    rows = {row.id: row for row in act.book.all(SurveyForm, survey_id=survey.id)}
    forms = {row.id: form for row in rows.values() if (form := unsealed_form(key, row))}
    before = dict(forms)
    for question in questions(act.book, act.meeting_id):
        having = _having(forms, question)
        answers = [forms[form_id] for form_id in having]
        if not may_release(act.book, question, answers):
            continue
        release(act.book, question, answers)
        forms |= {form_id: forms[form_id].without(question.id) for form_id in having}
    for form_id, form in forms.items():
        if form != before[form_id]:
            _leave_waiting(act, survey, rows[form_id], key, form)
    _forget_key(act, survey)


def _having(forms: dict[int, AnsweredForm], question: SurveyQuestion) -> list[int]:
    return [form_id for form_id, form in forms.items() if question.id in form.answers]


def _leave_waiting(
    act: Act, survey: Survey, row: SurveyForm, key: bytes, form: AnsweredForm
) -> None:
    """Stores the part of a form that still waits; a form without any is counted as paper."""
    act.book.remove(SurveyForm, id=row.id)
    if form.answers:
        act.book.add(_with(act, row, key, form, begun=True))
    else:
        papers = newest(act.book, act.meeting_id).papers
        act.book.change(Survey, {"id": survey.id}, papers=papers + 1)


def _with(
    act: Act, row: SurveyForm, key: bytes, form: AnsweredForm, *, begun: bool = False
) -> SurveyForm:
    asked = questions(act.book, act.meeting_id)
    return SurveyForm(
        id=row.id,
        survey_id=row.survey_id,
        pseudonym=row.pseudonym,
        sealed=sealed(key, row.pseudonym, form, asked),
        source=row.source,
        begun=begun,
    )


def _forget_key(act: Act, survey: Survey) -> None:
    """Destroys the key of a closed survey if no form waits any more."""
    waits = act.book.count(SurveyForm, survey_id=survey.id)
    if survey.state is RoundState.closed and not waits:
        act.destroy_key(survey.id)
