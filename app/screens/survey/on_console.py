"""The survey on the console: how many have finished it, and until when it takes answers."""

from typing import ClassVar

from app.frozen import frozen
from app.method.survey import SurveyState
from app.screens import survey
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.survey import Deadline


@frozen
class SurveyAnswered(ConsolePart):
    """How many have finished the survey, of how many who are `asked`. `nothing`: what is said
    instead if nobody is asked anything.
    """

    template: ClassVar[str] = "survey/answered.html"
    name: ClassVar[str] = "survey-through"
    survey: SurveyState
    asked: int
    nothing: str


@frozen
class SurveyUntil(ConsolePart):
    """Until when the survey takes answers. `offer`: the proposed day and time. `ended`: the
    meeting. `may_stay_open`: until a time that is set now, if there are phones to answer on.
    """

    template: ClassVar[str] = "console/parts/survey_until.html"
    name: ClassVar[str] = "survey-until"
    until: Deadline | None
    offer: survey.OfferedEnd
    is_open: bool
    is_answered: bool
    ended: bool
    may_stay_open: bool


def survey_panel(look: ConsoleLook) -> ConsolePanel:
    through = SurveyAnswered(
        **look.own,
        survey=look.snapshot.forms,
        asked=look.snapshot.surveyed.everybody,
        nothing="" if look.piece.questions else survey.NO_QUESTIONS,
    )
    return ConsolePanel(heading=heading(look), lines=(through, open_until(look)))


def open_until(look: ConsoleLook) -> SurveyUntil:
    forms = look.snapshot.forms
    is_reached = not look.is_over or look.snapshot.surveyed.everybody > 0
    return SurveyUntil(
        **look.own,
        until=survey.survey_until(look.piece),
        offer=survey.survey_offer(look.piece.survey.until, look.piece.held_on),
        is_open=forms.is_open,
        is_answered=forms.is_answered,
        ended=look.is_over,
        may_stay_open=is_reached and not forms.stays_closed,
    )
