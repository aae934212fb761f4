"""The thanks, and what stands on a phone once the evening has ended."""

from typing import ClassVar

from app.drawing import fit
from app.frozen import frozen
from app.method.followup.rhythm import later
from app.reading.meeting_pieces import MeetingPiece
from app.screens import survey
from app.screens.agreed_actions import ActionFace, OwnAction, action_faces, own_actions
from app.screens.agreement import Agreed, agreed
from app.screens.console_look import ConsoleLook, ConsolePart
from app.screens.console_panel import ConsolePanel, heading
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.speaker import Pair, Said
from app.screens.survey.on_console import open_until
from app.screens.wall_look import WallLook, WallScreen
from app.texts import Saying
from app.vocabulary import N_, RoundState, Step

TITLES = (36, 60)  # letters, past which the titles are one size smaller


@frozen
class Phone(PhoneScreen):
    """`has_answered`: this person's answers to the survey are stored, and can still be taken back.
    `follow_up`: see `Meeting`.

    `first_report`: the day by which residents are told what became of it, ISO.
    """

    template: ClassVar[str] = "thanks/phone.html"
    meeting: Said
    actions: tuple[Agreed, ...]
    has_answered: bool
    is_shared: bool
    follow_up: str
    first_report: str

    @property
    def saved(self) -> str:
        """On a shared phone of all who share it, but for whoever looks before the others have answered."""
        if self.turn is None:
            return _SAVED
        return survey.OWN_SAVED if self.turn.is_done else _SAVED_OF_ALL


@frozen
class Ended(PhoneScreen):
    """The evening is over: the agreed actions, with what tells that the person has left a contact,
    while it is kept; and the day and the address of the follow-up, and `has_answered`, as in the thanks.
    """

    template: ClassVar[str] = "door/ended.html"
    actions: tuple[OwnAction, ...]
    has_answered: bool
    is_shared: bool
    follow_up: str
    first_report: str


@frozen
class Wall(WallScreen):
    template: ClassVar[str] = "thanks/wall.html"
    step: ClassVar[Step] = Step.thanks
    meeting: Pair
    actions: tuple[ActionFace, ...]
    follow_up: str = ""

    @property
    def shows(self) -> Saying:
        return super().shows if self.actions else Saying(Step.thanks.says["name"])

    @property
    def size(self) -> str:
        """Of all titles, by the longest."""
        return fit(max((len(action.title.words) for action in self.actions), default=0), TITLES)


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


THANKS = N_("Thank you for taking part")
_SAVED = N_("Your answers are saved. You can close this page.")
_SAVED_OF_ALL = N_("The answers of all of you are saved. You can close this page.")


def phone(look: PhoneLook) -> survey.Phone | Phone:
    """A person who has not finished the survey gets it first."""
    if survey.unanswered(look):
        return survey.phone(look)
    return Phone(
        **look.frame(THANKS),
        meeting=look.say(look.piece.meeting.name_id),
        actions=agreed(look),
        has_answered=_has_answered(look),
        is_shared=look.is_shared,
        follow_up=look.piece.meeting.follow_up,
        first_report=first_report(look.piece),
    )


def ended(look: PhoneLook) -> survey.Phone | Ended:
    """The survey may stay open after the evening: a person who has not finished still gets it."""
    is_set = survey.survey_until(look.piece) is not None
    if is_set and survey.unanswered(look):
        return survey.phone(look)
    contacts = frozenset[int]() if look.is_nobodys else look.own.part.contacts
    return Ended(
        **look.frame(N_("The meeting has ended")),
        actions=own_actions(look.say, (), contacts),
        has_answered=is_set and _has_answered(look),
        is_shared=look.is_shared,
        follow_up=look.piece.meeting.follow_up,
        first_report=first_report(look.piece),
    )


def _has_answered(look: PhoneLook) -> bool:
    is_open = bool(survey.asked(look.piece)) and not look.is_nobodys
    return is_open and bool(look.own.answered)


def wall(look: WallLook) -> Wall:
    return Wall(
        **look.frame,
        meeting=look.meeting,
        actions=action_faces(look.say),
        follow_up=look.piece.meeting.follow_up,
    )


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
        lines=(agreed, open_until(look), *(() if look.is_over else (ending,))),
    )


def first_report(piece: MeetingPiece) -> str:
    return later(piece.held_on, piece.meeting.first_report_months).isoformat()
