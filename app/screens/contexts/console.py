"""What the facilitator's console shows: one screen, with a middle part by step."""

from dataclasses import dataclass
from typing import ClassVar

from app.method.refusals import Refusal
from app.method.survey import Standing
from app.screens.contexts.shared import (
    ActionLine,
    Clock,
    Deadline,
    PictureCard,
    Point,
    ProposalLine,
    Said,
    Screen,
)
from app.vocabulary import OFFERED, Call, Language, Role, RoundState, Step, Theme


@dataclass(frozen=True)
class ProgrammeLine:
    """`planned`, `real`: UTC seconds; `real` is when it began, or is expected to begin from how it goes now."""

    id: int
    kind: Step
    minutes: int
    planned: int
    real: int
    state: str  # done | now | later


@dataclass(frozen=True)
class PersonLine:
    """A member as the facilitator can know one: a tag that stands on the phone, a role, present or not."""

    id: int
    seat: str
    role: Role
    present: bool
    hosts: bool = False


@dataclass(frozen=True)
class PhoneLine:
    """A phone that is not connected, with those who share it. `group_number`: None without a group."""

    id: int
    group_number: int | None
    people: tuple[PersonLine, ...]


@dataclass(frozen=True)
class IdeaLine:
    id: int
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    hidden: bool
    settled: Point | None
    proposed: bool


@dataclass(frozen=True)
class GroupLine:
    """One small group: people by phones that are in, all people, and how far it is in the step that is on (`done` of
    `total`).

    `phones`, `phones_here`: fewer than people where some share one. `headcount`: people at the table; `counted`: told
    by somebody, since they are more than the phones tell.
    """

    id: int
    number: int
    present: int
    people: tuple[PersonLine, ...]
    done: int
    total: int
    calls: tuple[Call, ...] = ()
    phones: int = 0
    phones_here: int = 0
    headcount: int = 0
    counted: bool = False


@dataclass(frozen=True)
class MergeLine:
    """`away` has become a part of `kept`: numbers. `differing`: cards both had decided, and not alike."""

    id: int
    kept: int
    away: int
    differing: int


@dataclass(frozen=True)
class Remark:
    """Something missing: said, never a refusal. `sentence` is a catalogue key with %(name)s values."""

    sentence: str
    values: tuple[tuple[str, str | int], ...] = ()


@dataclass(frozen=True)
class AddressLine:
    """An address by which phones may come. `chosen`: every link and QR begins with it. `reached`: a phone has come."""

    address: str
    chosen: bool
    reached: bool


@dataclass(frozen=True)
class DroppedAction:
    id: int
    title: Said
    idea_hidden: bool


@dataclass(frozen=True)
class HandLine:
    """One proposal at one table. `most`: hands that it can have. `refusal`: why it can have none.

    Of one that is hidden the hands do not count; they can be lowered all the same, should it be shown again.
    """

    proposal: ProposalLine
    votes: int
    most: int
    refusal: Refusal | None


@dataclass(frozen=True)
class HandsLine:
    """A table while the vote is open. `voted`: by phone. `raised`: hands. `is_over`: more votes than people."""

    id: int
    number: int
    headcount: int
    voted: int
    raised: int
    is_over: bool
    lines: tuple[HandLine, ...]


@dataclass(frozen=True)
class RoundLine:
    """A round that is over. `tie`: at the first place."""

    number: int
    state: RoundState
    results: tuple[ProposalLine, ...]
    tie: bool


@dataclass(frozen=True)
class VotePanel:
    """`people`: everybody who can vote, by phone or by hand. `newest`: once it is over. `earlier`: newest first.

    `hidden`: a proposal is, so that nobody can vote for it.
    """

    round_number: int
    state: RoundState | None
    turnout: int
    people: int
    open_refusal: Refusal | None
    close_refusal: Refusal | None
    hands: tuple[HandsLine, ...]
    newest: RoundLine | None
    earlier: tuple[RoundLine, ...]
    hidden: bool = False

    @property
    def results(self) -> tuple[ProposalLine, ...]:
        """Of the newest round, most votes first, once it is closed."""
        return self.newest.results if self.newest else ()


@dataclass(frozen=True)
class Console(Screen):
    """`step` None: the evening has not begun. `shown`: the wall's reveals, (what, subject) pairs.

    `at_tables`: people who have told at which of so many `tables` they sit.
    `language_ties`: people who would like to sit with somebody who speaks the same language.
    `away`: phones that are not connected; `taken_out`: of those, the ones that nobody waits for.
    `trouble`: why nothing can be saved now.
    `next_line`/`back_line`: where Next and Back lead. `delay_minutes`: against the plan, negative is early.
    """

    template: ClassVar[str] = "console/console.html"
    asks_again: ClassVar[int] = 0
    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    offered: ClassVar[tuple[Language, ...]] = OFFERED
    meeting: Said
    code: str
    join_url: str
    step: Step | None
    programme: tuple[ProgrammeLine, ...]
    current_row_id: int | None
    next_line: ProgrammeLine | None
    back_line: ProgrammeLine | None
    delay_minutes: int | None
    clock: Clock
    people: int
    present: int
    joining_open: bool
    ended: bool
    proposals_a_group: int
    projector_present: bool
    wall_language: Language
    second_language: Language | None
    groups: tuple[GroupLine, ...]
    merges: tuple[MergeLine, ...]
    without_group: tuple[PersonLine, ...]
    suggested_groups: int
    remarks: tuple[Remark, ...]
    theme: Theme
    shown: tuple[tuple[str, str], ...]
    picture: tuple[PictureCard, ...]
    ideas: tuple[IdeaLine, ...]
    proposals: tuple[ProposalLine, ...]
    vote: VotePanel
    actions: tuple[ActionLine, ...]
    dropped_actions: tuple[DroppedAction, ...]
    agree_refusal: Refusal | None
    survey: Standing
    asked: int
    survey_until: Deadline | None
    survey_offer: tuple[str, str]
    at_tables: int = 0
    tables: int = 0
    language_ties: int = 0
    away: tuple[PhoneLine, ...] = ()
    taken_out: tuple[PhoneLine, ...] = ()
    addresses: tuple[AddressLine, ...] = ()
    network: str = ""
    network_password: str = ""
    trouble: Remark | None = None

    @property
    def choices(self) -> tuple[ProposalLine, ...]:
        """What can become an action: as the newest round counted it, then what was not voted on."""
        counted = {line.id for line in self.vote.results}
        return (*self.vote.results, *(line for line in self.proposals if line.id not in counted))

    @property
    def shown_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if not idea.hidden)

    @property
    def hidden_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if idea.hidden)
