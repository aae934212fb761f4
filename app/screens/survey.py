"""The survey on a phone, and what stands there after it."""

from app.models import SurveyQuestion
from app.screens import wording
from app.screens.contexts import phone
from app.screens.look import Look
from app.vocabulary import RoundState


def survey(look: Look) -> phone.Survey:
    unanswered = _unanswered(look)
    return phone.Survey(
        **look.frame,
        question=_question(look, unanswered[0]) if unanswered else None,
        number=len(look.piece.questions) - len(unanswered) + 1,
        total=len(look.piece.questions),
        actions=wording.action_lines(look.say),
        until=wording.survey_until(look.piece),
        is_closed=look.piece.survey.state is RoundState.closed,
        is_again=look.piece.survey.number > 1,
        last=_last_answered(look),
    )


def ended(look: Look) -> phone.Survey | phone.Ended:
    """The survey may stay open after the evening."""
    is_asked = wording.survey_until(look.piece) is not None and _unanswered(look)
    return survey(look) if is_asked else phone.Ended(**look.frame)


def _last_answered(look: Look) -> int | None:
    """The question before the next one: it can be answered anew until the survey closes."""
    if look.host or not wording.asked(look.piece):
        return None
    unanswered = {question.id for question in _unanswered(look)}
    past = [question.id for question in look.piece.questions]
    upto = next((place for place, one in enumerate(past) if one in unanswered), len(past))
    return past[upto - 1] if upto else None


def _unanswered(look: Look) -> list[SurveyQuestion]:
    """At a table's phone nobody is asked."""
    if look.host:
        return []
    answered = look.snapshot.sealed(look.member.person_id).answered
    return [question for question in wording.asked(look.piece) if question.id not in answered]


def _question(look: Look, question: SurveyQuestion) -> phone.QuestionFace:
    return phone.QuestionFace(
        question.id,
        question.kind,
        look.say(question.text_id),
        look.say(question.low_id) if question.low_id else None,
        look.say(question.high_id) if question.high_id else None,
    )


def thanks(look: Look) -> phone.Survey | phone.Thanks:
    """Who is not through the survey still has it first."""
    if _unanswered(look):
        return survey(look)
    person = look.snapshot.person(look.member.person_id)
    is_open = bool(wording.asked(look.piece)) and not look.host
    return phone.Thanks(
        **look.frame,
        meeting=look.say(look.piece.meeting.name_id),
        actions=wording.action_lines(look.say, mine=person.interests, contacts=person.contacts),
        may_withdraw=is_open,
    )
