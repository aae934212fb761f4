"""The panels of the steps in which people come in, listen, eat and answer the survey."""

from typing import ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.method.survey import SurveyState
from app.screens import results, survey
from app.screens.console.wall import joined_at
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.programme import called
from app.screens.results import ResultColumn
from app.screens.speaker import Said
from app.screens.survey import Deadline
from app.vocabulary import RoundState, Step, Theme


@frozen
class Invitation(ConsolePart):
    """How people join, and how many have. `is_before`: the evening has not begun. `first`: the step
    with which it begins; `first_called`: the coordinator's name for it, if there is one.
    """

    template: ClassVar[str] = "console/parts/invitation.html"
    name: ClassVar[str] = "invitation"
    is_before: bool
    first: Step | None
    first_called: Said | None
    joining_open: bool
    people: int
    present: int
    code: str
    join_url: str


@frozen
class Themes(ConsolePart):
    """`theme`: the one whose turn it is; `on_wall`: the wall shows it."""

    template: ClassVar[str] = "results/themes.html"
    name: ClassVar[str] = "themes"
    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    theme: Theme
    on_wall: bool


@frozen
class ThemeTold(ConsolePart):
    """What groups told about the theme on the wall, and the note for its presenter."""

    template: ClassVar[str] = "results/told.html"
    name: ClassVar[str] = "told"
    columns: tuple[ResultColumn, ...]
    note: Said | None


@frozen
class SurveyAnswered(ConsolePart):
    """How many have finished the survey, of how many who are `asked`."""

    template: ClassVar[str] = "survey/answered.html"
    name: ClassVar[str] = "survey-through"
    survey: SurveyState
    asked: int


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


@frozen
class AgreedNumber(ConsolePart):
    template: ClassVar[str] = "thanks/agreed_number.html"
    name: ClassVar[str] = "agreed-number"
    actions: int


@frozen
class Ending(ConsolePart):
    """What ending the meeting closes. `survey_stays`: it is open until its own time. If neither, it
    has closed already.
    """

    template: ClassVar[str] = "thanks/ending.html"
    name: ClassVar[str] = "ending"
    survey_closes: bool
    survey_stays: bool
    vote_is_open: bool


def invitation_panel(look: ConsoleLook, addresses: Addresses) -> ConsolePanel:
    first = next(iter(look.piece.rows), None)
    invitation = Invitation(
        **look.own,
        is_before=look.step is None,
        first=first.kind if first else None,
        first_called=called(look.say, first),
        joining_open=look.piece.meeting.joining_open,
        people=look.crowd.people,
        present=look.crowd.present,
        code=look.piece.meeting.code,
        join_url=joined_at(look, addresses),
    )
    return ConsolePanel(heading=heading(look), lines=(invitation,))


def results_panel(look: ConsoleLook) -> ConsolePanel:
    theme = results.theme_shown(look.piece)
    note = look.say(look.piece.notes[theme]) if theme in look.piece.notes else None
    told = ThemeTold(**look.own, columns=results.columns(look.say, theme), note=note)
    themes = Themes(**look.own, theme=theme, on_wall=not look.is_covered)
    return ConsolePanel(heading=heading(look), above=(told,), lines=(themes,))


def survey_panel(look: ConsoleLook) -> ConsolePanel:
    through = SurveyAnswered(
        **look.own, survey=look.snapshot.forms, asked=look.snapshot.surveyed.everybody
    )
    return ConsolePanel(heading=heading(look), lines=(through, _until(look)))


def thanks_panel(look: ConsoleLook) -> ConsolePanel:
    is_open = look.snapshot.forms.is_open
    is_set = survey.survey_until(look.piece) is not None
    newest = look.piece.round
    voting = newest is not None and newest.state is RoundState.open
    ending = Ending(
        **look.own,
        survey_closes=is_open and not is_set,
        survey_stays=is_open and is_set,
        vote_is_open=voting,
    )
    agreed = AgreedNumber(**look.own, actions=len(look.actions))
    return ConsolePanel(
        heading=heading(look),
        lines=(agreed, _until(look), *(() if look.is_over else (ending,))),
    )


def _until(look: ConsoleLook) -> SurveyUntil:
    return SurveyUntil(
        **look.own,
        until=survey.survey_until(look.piece),
        offer=survey.survey_offer(look.piece.survey.until, look.piece.meeting.starts_at),
        is_open=look.snapshot.forms.is_open,
        is_answered=look.snapshot.forms.is_answered,
        stays_closed=look.snapshot.forms.stays_closed,
        ended=look.is_over,
    )
