"""What a participant's phone shows, one context a step."""

from dataclasses import dataclass
from typing import ClassVar

from app.method.refusals import Refusal
from app.screens.contexts.shared import (
    ActionLine,
    CardFace,
    Deadline,
    DecidedBefore,
    DecidedCard,
    GatheringLine,
    PictureCard,
    Point,
    ProposalLine,
    ResultColumn,
    Said,
    Screen,
    Spread,
)
from app.screens.contexts.turns import Host, Sharing, Turn
from app.vocabulary import Category, QuestionKind, RoundState, Step, Theme


@dataclass(frozen=True)
class PhoneScreen(Screen):
    """`group_number`: None until the small groups are formed. `clock_until`: UTC seconds or None.

    `hand`: whether the table's hand is up; None without a table. `table`: where this person has told that they sit,
    until there is a group. `language_tie`: whether they would like to sit with somebody who speaks the same language;
    None once there is a group. `turn`: on a shared phone, while each does something alone. `host`: of the
    table's own phone, where nobody does anything alone.
    """

    group_number: int | None
    clock_until: int | None
    hand: bool | None
    table: int | None
    language_tie: bool | None
    turn: Turn | None
    host: Host | None
    sharing: Sharing

    @property
    def seat_in_turn(self) -> int | None:
        """For whom at a shared phone the forms of this screen are; None where they are for nobody in particular."""
        return self.turn.now if self.turn else None


@dataclass(frozen=True)
class Join(Screen):
    """Before joining: language, role, principles. `refusal`: why nobody can join now.

    `table`: the number of the table whose code led here.
    """

    template: ClassVar[str] = "phone/join.html"
    asks_again: ClassVar[int] = 0
    meeting: Said
    place: Said
    principles: tuple[Said, ...]
    refusal: Refusal | None = None
    table: int | None = None


@dataclass(frozen=True)
class Opening(PhoneScreen):
    """`begun` False: joined, and the evening has not begun."""

    template: ClassVar[str] = "phone/opening.html"
    meeting: Said
    begun: bool
    gatherings: tuple[GatheringLine, ...]


@dataclass(frozen=True)
class Results(PhoneScreen):
    template: ClassVar[str] = "phone/results.html"
    theme: Theme
    columns: tuple[ResultColumn, ...]


@dataclass(frozen=True)
class Supper(PhoneScreen):
    template: ClassVar[str] = "phone/supper.html"


@dataclass(frozen=True)
class Group(PhoneScreen):
    """The groups are (being) formed. `seat`: the tag by which the facilitator can find this phone."""

    template: ClassVar[str] = "phone/groups.html"
    seat: str
    members: int


@dataclass(frozen=True)
class Waiting(PhoneScreen):
    """In a step of group work without a group yet, or before something is revealed."""

    template: ClassVar[str] = "phone/waiting.html"
    step: Step
    seat: str


@dataclass(frozen=True)
class Sorting(PhoneScreen):
    """`card` None: all are decided. `here`: members whose phones are in; `leaned`: how many of them have leaned.

    `panes`: one word a card in the group's order: done, now or later. `pace`: seconds that there are for a card
    by the plan, while a clock runs. `before`: see `DecidedBefore`.
    """

    template: ClassVar[str] = "phone/sorting.html"
    asks_again: ClassVar[int] = 20
    card: CardFace | None
    number: int
    total: int
    panes: tuple[str, ...]
    leaning: Category | None
    leaned: int
    here: int
    leaning_closed: bool
    spread: Spread | None
    may_skip: bool
    piles: tuple[DecidedCard, ...]
    pace: int | None = None
    before: tuple[DecidedBefore, ...] = ()


@dataclass(frozen=True)
class Picture(PhoneScreen):
    """`cards` from most wanted to least; empty until the facilitator reveals the picture. `own`: the group's own."""

    template: ClassVar[str] = "phone/picture.html"
    revealed: bool
    cards: tuple[PictureCard, ...]
    own: tuple[DecidedCard, ...]
    own_not_reached: int = 0


@dataclass(frozen=True)
class SuggestedLine:
    id: int
    text: Said
    theme: Theme | None
    developed: bool


@dataclass(frozen=True)
class Words:
    """One field of an idea: its words now, and other wordings that were written at the same time."""

    said: Said
    beside: tuple[tuple[int, Said], ...] = ()


@dataclass(frozen=True)
class IdeaCard:
    """`refusal`: why its words cannot be changed. `hidden`: it has none here."""

    id: int
    letter: str
    revision: int
    title: Words
    what: Words
    who: Words
    origin: Said | None
    hidden: bool
    has_beside: bool
    refusal: Refusal | None


@dataclass(frozen=True)
class DroppedIdea:
    id: int
    title: Said
    hidden: bool


@dataclass(frozen=True)
class Ideas(PhoneScreen):
    """`refusal`: why no new idea can be written; `drop_refusal`: why none can be taken away or put back."""

    template: ClassVar[str] = "phone/ideas.html"
    asks_again: ClassVar[int] = 0
    suggested: tuple[SuggestedLine, ...]
    ideas: tuple[IdeaCard, ...]
    dropped: tuple[DroppedIdea, ...]
    refusal: Refusal | None
    drop_refusal: Refusal | None


@dataclass(frozen=True)
class AxisIdea:
    """`median`, `low`, `high`: of the members' placements, from three on. `settled`: the group's own point.

    `hidden`: it has no words here, and nothing can be done with it.
    """

    id: int
    letter: str
    title: Said
    hidden: bool
    mine: Point | None
    placed: int
    median: Point | None
    low: Point | None
    high: Point | None
    settled: Point | None
    proposed: bool
    settle_refusal: Refusal | None
    propose_refusal: Refusal | None


@dataclass(frozen=True)
class Axis(PhoneScreen):
    template: ClassVar[str] = "phone/axis.html"
    asks_again: ClassVar[int] = 0
    ideas: tuple[AxisIdea, ...]
    proposals_a_group: int
    here: int


@dataclass(frozen=True)
class Wall(PhoneScreen):
    template: ClassVar[str] = "phone/proposals.html"
    proposals: tuple[ProposalLine, ...]


@dataclass(frozen=True)
class Vote(PhoneScreen):
    """`state` None: no round has been opened. Votes of the proposals stand only when the round is closed.

    `choice_hidden`: what this person had chosen has been hidden since, so that another choice is asked for.
    """

    template: ClassVar[str] = "phone/vote.html"
    round_number: int
    state: RoundState | None
    proposals: tuple[ProposalLine, ...]
    voted: bool
    choice_hidden: bool
    tie: bool


@dataclass(frozen=True)
class Agreement(PhoneScreen):
    template: ClassVar[str] = "phone/agreement.html"
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class QuestionFace:
    """`low`, `high`: what the ends of a scale mean (a scale has four levels and no middle)."""

    id: int
    kind: QuestionKind
    text: Said
    low: Said | None
    high: Said | None


@dataclass(frozen=True)
class Survey(PhoneScreen):
    """`question` None: this person is through. `until`: when it closes, where that is set.

    `is_again`: answers given before were lost. `last`: the question answered before this one, to change it.
    """

    template: ClassVar[str] = "phone/survey.html"
    asks_again: ClassVar[int] = 0
    question: QuestionFace | None
    number: int
    total: int
    actions: tuple[ActionLine, ...]
    until: Deadline | None = None
    is_closed: bool = False
    is_again: bool = False
    last: int | None = None


@dataclass(frozen=True)
class Thanks(PhoneScreen):
    """`may_withdraw`: the own answers to the survey can still be taken back."""

    template: ClassVar[str] = "phone/thanks.html"
    meeting: Said
    actions: tuple[ActionLine, ...]
    may_withdraw: bool


@dataclass(frozen=True)
class Ended(PhoneScreen):
    template: ClassVar[str] = "phone/ended.html"
