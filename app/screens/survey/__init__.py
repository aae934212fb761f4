"""The survey: one question at a time on a phone, and until when it is open."""

from datetime import date
from typing import ClassVar, NamedTuple

from app import texts
from app.frozen import frozen
from app.hall_clock import hall_day, hall_time
from app.method.survey.closing import offered_end
from app.models import SurveyQuestion
from app.reading.meeting_pieces import MeetingPiece
from app.screens import wall_parts
from app.screens.agreed_actions import ActionFace, action_faces
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.phone_parts import News
from app.screens.speaker import Said, Speaker
from app.screens.turns import PhoneTurn
from app.screens.wall_look import WallLook, WallScreen
from app.screens.wall_parts import CrowdRow, Qr, WallPart
from app.texts import Saying, saying
from app.vocabulary import LEVELS, N_, QuestionKind, RoundState, Step

CLOSED = N_("The survey is closed")
OWN_SAVED = N_("All your answers are saved.")
NO_QUESTIONS = N_("There are no questions in this survey.")


@frozen
class Deadline:
    """`day`: ISO, by the hall's clock. `at`: UTC seconds. `is_over`: it has passed."""

    day: str
    at: int
    is_over: bool = False


@frozen
class QuestionFace:
    """`levels`: of a scale, each with its number, from the highest (a scale has no middle)."""

    id: int
    kind: QuestionKind
    text: Said
    levels: tuple[tuple[int, Said], ...]


@frozen
class Phone(PhoneScreen):
    """`question`: None once this person has finished. `until`: when the survey closes, if a time is
    set. `actions`: for the question about these alone. `is_hosts`: it is the table's own phone.

    `is_again`: answers given before were lost, maybe this person's. `last`: the question answered before this one, so
    that it can be changed.
    """

    template: ClassVar[str] = "survey/phone.html"
    asks_again: ClassVar[int] = 20
    question: QuestionFace | None
    number: int
    total: int
    actions: tuple[ActionFace, ...]
    is_hosts: bool
    until: Deadline | None = None
    is_closed: bool = False
    is_again: bool = False
    last: int | None = None

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def nothing(self) -> str:
        """What is said instead of thanks if nobody is asked anything."""
        return "" if self.total else NO_QUESTIONS

    @property
    def saved(self) -> str:
        return _saved(self.turn)

    @property
    def panes(self) -> list[str]:
        """A window for each question: done, now or later."""
        left = self.total - self.number
        return [*["done"] * (self.number - 1), "now", *["later"] * left]


@frozen
class Writing(Phone):
    """A question that is answered in one's own words, so the page does not reload itself."""

    asks_again: ClassVar[int] = 0


@frozen
class Through(WallPart):
    """How many people have finished the questions."""

    template: ClassVar[str] = "survey/through.html"
    name: ClassVar[str] = "through"
    through: int
    people: int


@frozen
class Wall(WallScreen):
    template: ClassVar[str] = "survey/wall.html"
    step: ClassVar[Step] = Step.survey
    nothing: ClassVar[str] = NO_QUESTIONS
    address: str
    qr: Qr
    is_closed: bool
    is_empty: bool
    through: Through
    crowd: tuple[CrowdRow, ...]

    @property
    def shows(self) -> Saying:
        told = self.nothing if self.is_empty else CLOSED if self.is_closed else ""
        return Saying(told) if told else super().shows


def phone(look: PhoneLook) -> Phone:
    left, total = unanswered(look), len(look.piece.questions)
    number = total - len(left) + 1
    title = N_("Question %(number)s of %(total)s") if left else Step.survey.says["name"]
    frame = look.frame(title, **({"number": number, "total": total} if left else {}))
    question = question_face(look.say, left[0]) if left else None
    kind = question.kind if question else None
    return (Writing if kind is QuestionKind.free else Phone)(
        **frame | {"news": _news(look, frame["bar"].title, question)},
        question=question,
        number=number,
        total=total,
        actions=action_faces(look.say) if kind is QuestionKind.actions else (),
        is_hosts=look.is_hosts,
        until=survey_until(look.piece),
        is_closed=look.piece.survey.state is RoundState.closed,
        is_again=look.piece.survey.number > 1 and number == 1,
        last=_last_answered(look),
    )


def _news(look: PhoneLook, title: Saying, question: QuestionFace | None) -> News:
    if question is not None:
        return look.news(title, words=(question.text,))
    if not look.piece.questions:
        return look.news(Saying(NO_QUESTIONS))
    if look.is_hosts or look.piece.survey.state is RoundState.closed:
        return look.news(title)
    return look.news(saying(_saved(look.turn)))


def _saved(turn: PhoneTurn | None) -> str:
    """Of the person whose turn it is; of everybody who shares the phone if it is nobody's."""
    if turn is not None and turn.now is None:
        return N_("The answers of all of you are saved.")
    return OWN_SAVED


def wall(look: WallLook) -> Wall:
    through, people = look.snapshot.forms.through, look.snapshot.surveyed.everybody
    return Wall(
        **look.frame,
        address=look.door.address,
        qr=look.qr,
        is_closed=look.piece.survey.state is RoundState.closed,
        is_empty=not look.piece.questions,
        through=Through(**look.both, through=through, people=people),
        crowd=wall_parts.crowd(look.language, through, people),
    )


def _last_answered(look: PhoneLook) -> int | None:
    """The question before the next one; its answer can be changed until the survey closes."""
    if look.is_nobodys or not asked(look.piece):
        return None
    left = {question.id for question in unanswered(look)}
    past = [question.id for question in look.piece.questions]
    upto = next((place for place, question_id in enumerate(past) if question_id in left), len(past))
    return past[upto - 1] if upto else None


def unanswered(look: PhoneLook) -> list[SurveyQuestion]:
    """Empty on a table's own phone: nobody is asked there."""
    if look.is_hosts:
        return []
    return [question for question in asked(look.piece) if question.id not in look.own.answered]


def question_face(say: Speaker, question: SurveyQuestion) -> QuestionFace:
    levels = scale_levels(say, question) if question.kind.is_scale else ()
    numbered = tuple(enumerate(levels, start=1))
    return QuestionFace(question.id, question.kind, say(question.text_id), numbered[::-1])


def scale_levels(say: Speaker, question: SurveyQuestion) -> tuple[Said, ...]:
    """What the levels are called, from the lowest; the question may name the ends itself."""
    ends = (question.low_id, *(None for _ in LEVELS[1:-1]), question.high_id)
    return tuple(
        own
        if end and (own := say(end)).words
        else Said(texts.say(level, say.language), say.language)
        for end, level in zip(ends, LEVELS, strict=True)
    )


def survey_until(piece: MeetingPiece) -> Deadline | None:
    """The set time until which the survey is open; None: it closes with the meeting."""
    until = piece.survey.until
    if until is None:
        return None
    day = hall_day(until)
    return Deadline(day.isoformat(), until, piece.survey.state is not RoundState.open)


def asked(piece: MeetingPiece) -> list[SurveyQuestion]:
    """The survey's questions, until it has closed."""
    return [] if piece.survey.state is RoundState.closed else piece.questions


class OfferedEnd(NamedTuple):
    """`day`: ISO. `at`: time of day."""

    day: str
    at: str


def survey_offer(until: int | None, held_on: date) -> OfferedEnd:
    """Until when the survey may stay open: as set, else as it is offered."""
    at = offered_end(held_on) if until is None else hall_time(until)
    return OfferedEnd(at.date().isoformat(), at.strftime("%H:%M"))
