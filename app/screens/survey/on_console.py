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
    meeting.
    """

    template: ClassVar[str] = "console/parts/survey_until.html"
    name: ClassVar[str] = "survey-until"
    until: Deadline | None
    offer: survey.OfferedEnd
    is_open: bool
    is_answered: bool
    stays_closed: bool
    ended: bool


def survey_panel(look: ConsoleLook) -> ConsolePanel:
    through = SurveyAnswered(
        **look.own,
        survey=look.snapshot.forms,
        asked=look.snapshot.surveyed.everybody,
        nothing="" if look.piece.questions else survey.NO_QUESTIONS,
    )
    return ConsolePanel(heading=heading(look), lines=(through, open_until(look)))


def open_until(look: ConsoleLook) -> SurveyUntil:
    return SurveyUntil(
        **look.own,
        until=survey.survey_until(look.piece),
        offer=survey.survey_offer(look.piece.survey.until, look.piece.held_on),
        is_open=look.snapshot.forms.is_open,
        is_answered=look.snapshot.forms.is_answered,
        stays_closed=look.snapshot.forms.stays_closed,
        ended=look.is_over,
    )
