"""Closing: opens sealed forms and shuffles each question's answers; none leads to its person.

The survey closes with the meeting or at its set time. Once somebody has answered, closing cannot be
undone.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

from sqlmodel import col, select

from app.db import Book
from app.hall_clock import LOCAL
from app.limits import DAY, LIMIT
from app.method import sealing
from app.method.act import Act
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.people.sharing import nobodys_turn
from app.method.refusals import Refusal, past_time, require, survey_closed
from app.method.rules import meeting_of
from app.method.sent import MadeOn, Moment
from app.method.survey import stored_survey
from app.method.survey.answered_form import AnsweredForm, unsealed_form
from app.method.survey.releasing import release
from app.method.survey.stored_survey import newest, questions, stored
from app.method.warned import answered_meanwhile, unless_warned
from app.models import Device, Meeting, Survey, SurveyForm
from app.trouble import of_each
from app.vocabulary import N_, RoundState, Source

open_too_long = Refusal(
    "open_too_long",
    N_("The survey can stay open for at most %(days)s days. Look whether the date is right."),
)

_HOLDING_FORMS = select(col(SurveyForm.survey_id)).distinct()


def begun(act: Act) -> tuple[Survey, bytes]:
    """The open survey and its key (made with the first form); a new survey if the key is lost."""
    survey = _readable(act)
    return survey, sealing.make_key(act.keys, survey.id)


@done_by(Who.facilitator, "survey/until", after_the_end=True, undone_by="survey/until/none")
def keep_open(act: Act, until: Annotated[int, Moment("date", "time")]) -> None:
    """Sets until when the survey is open, also once the meeting has ended."""
    require(past_time if until <= act.now else None)
    meeting = meeting_of(act.book, act.meeting_id)
    latest = max(act.now, meeting.starts_at) + LIMIT.survey_days * DAY
    require(open_too_long.saying(days=LIMIT.survey_days) if until > latest else None)
    require(survey_closed if reaches_nobody(act.book, meeting) else None)
    _set_until(act, until)


@done_by(Who.facilitator, "survey/until/none", undone_by="survey/until")
def let_close(act: Act) -> None:
    """The survey will close with the meeting."""
    _set_until(act, None)


@done_by(
    Who.facilitator,
    "survey/closed",
    after_the_end=True,
    final="What was answered is released; such a survey is not opened again.",
)
def close_now(act: Act, answered: MadeOn | None = None) -> None:
    """After the meeting; while it goes on, the survey closes with it. `answered`: 1 if the page
    knew that somebody has answered, else 0.
    """
    survey = newest(act.book, act.meeting_id)
    loses = survey.state is RoundState.open and stored_survey.has_answers(act.book, survey)
    require(unless_warned(answered, answered_meanwhile, loses=loses))
    _set_until(act, None)
    if meeting_of(act.book, act.meeting_id).ended:
        _close(act)


def _set_until(act: Act, until: int | None) -> None:
    survey = _readable(act)
    require(survey_closed if _has_closed(act.book, survey) else None)
    act.book.change(Survey, {"id": survey.id}, until=until, state=RoundState.open)


def reaches_nobody(book: Book, meeting: Meeting) -> bool:
    """After the end nobody joins, and the phones that had joined are erased some days later."""
    return meeting.ended and not book.count(Device, meeting_id=meeting.id)


def offered_end(held_on: date) -> datetime:
    """When the survey is offered to close, by the hall's clock, if it stays open after the evening."""
    day = held_on + timedelta(days=LIMIT.offered_survey_days)
    return datetime.combine(day, time.fromisoformat(LIMIT.offered_survey_end), LOCAL)


def close_with_meeting(act: Act) -> None:
    """Closes the survey with the meeting, unless it is kept open until later."""
    if newest(act.book, act.meeting_id).until is None:
        _close(act)


def open_with_meeting(act: Act) -> None:
    """Opens the survey again with the meeting, if nobody had answered: also one whose set time has
    passed, which then closes with the meeting. After one that nobody can read another begins, as
    the phones ask. Released answers stay so.
    """
    was, survey = newest(act.book, act.meeting_id).state, _readable(act)
    if was is not RoundState.open and not _has_closed(act.book, survey):
        until = survey.until if survey.until and survey.until > act.now else None
        act.book.change(Survey, {"id": survey.id}, state=RoundState.open, until=until)


def unsettled(book: Book, keys: Path, now: int) -> Iterator[int]:
    """Meetings whose survey has passed its set time, or of which forms cannot be read any more."""

    def judged(survey: Survey) -> Iterator[int]:
        if _is_due(survey, now) or _is_lost(book, keys, survey):
            yield survey.meeting_id

    surveys = {survey.id: survey for survey in book.all(Survey, state=RoundState.open)}
    for survey_id in book.column(_HOLDING_FORMS):
        surveys |= {survey.id: survey for survey in book.all(Survey, id=survey_id)}
    return of_each(surveys.values(), judged)


def settle(act: Act) -> None:
    """Closes the survey if its set time has passed. Voids it if its key is lost; of one that has
    closed, what waits is lost then.
    """
    survey = _readable(act)
    if _is_due(survey, act.now):
        _close(act)
    elif _is_lost(act.book, act.keys, survey):
        lose_waiting(act, survey)


def lose_waiting(act: Act, survey: Survey) -> None:
    """Counts the forms of a closed survey that nobody can read any more."""
    lost = act.book.remove(SurveyForm, survey_id=survey.id)
    act.book.change(Survey, {"id": survey.id}, lost=survey.lost + lost)


def _is_due(survey: Survey, now: int) -> bool:
    is_open = survey.state is RoundState.open
    return is_open and survey.until is not None and survey.until <= now


def _close(act: Act) -> None:
    survey = stored(act.book, act.meeting_id)
    if survey.state is not RoundState.open:
        return
    if _is_lost(act.book, act.keys, survey):
        _void(act, survey)
        return
    rows = act.book.all(SurveyForm, survey_id=survey.id)
    key = sealing.key_of(act.keys, survey.id)
    read = [(row, unsealed_form(key, row)) for row in rows] if key else []
    _release(act, [form for _, form in read if form])
    people = [row for row, form in read if form and row.source is not Source.paper]
    _end(
        act,
        survey,
        RoundState.closed,
        forms=len(people),
        through=sum(row.through for row in people),
        papers=sum(form is not None for _, form in read) - len(people),
        lost=sum(form is None for _, form in read),
    )


def _release(act: Act, forms: Iterable[AnsweredForm]) -> None:
    for question in questions(act.book, act.meeting_id):
        release(act.book, question, [form for form in forms if question.id in form.answers])


def _void(act: Act, survey: Survey) -> None:
    _end(act, survey, RoundState.void, lost=act.book.count(SurveyForm, survey_id=survey.id))


def _end(act: Act, survey: Survey, state: RoundState, **counted: int) -> None:
    act.book.remove(SurveyForm, survey_id=survey.id)
    act.book.change(Survey, {"id": survey.id}, state=state, **counted)
    if meeting_of(act.book, act.meeting_id).ended:
        nobodys_turn(act)
    act.destroy_key(survey.id)


def _readable(act: Act) -> Survey:
    """The newest survey. If its key is lost, it becomes void and a new one begins."""
    survey = stored(act.book, act.meeting_id)
    if survey.state is RoundState.open and _is_lost(act.book, act.keys, survey):
        _void(act, survey)
    elif survey.state is not RoundState.void:
        return survey
    following = Survey(meeting_id=act.meeting_id, number=survey.number + 1, until=survey.until)
    act.book.add(following)
    return following


def _is_lost(book: Book, keys: Path, survey: Survey) -> bool:
    """Whether there are forms that nobody can read."""
    if sealing.key_of(keys, survey.id) is not None:
        return False
    return book.count(SurveyForm, survey_id=survey.id) > 0


def _has_closed(book: Book, survey: Survey) -> bool:
    return survey.state is RoundState.closed and stored_survey.has_answers(book, survey)
