"""What live screens are made of: of the meeting, of a small group, of a person, of the whole hall."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.method import axis, sorting
from app.method.hand_votes import Table
from app.method.survey import Standing
from app.method.vote import Result
from app.models import (
    AgreedAction,
    Card,
    EarlierDecision,
    Gathering,
    Idea,
    KeyResult,
    Meeting,
    Merge,
    PopulationGroup,
    Principle,
    ProgrammeRow,
    Proposal,
    SmallGroup,
    SuggestedAction,
    Survey,
    SurveyQuestion,
    VoteRound,
    Wording,
)
from app.vocabulary import Call, Category, Role, Shown, Step, Theme

Words = Mapping[int, Mapping[str, str]]


@dataclass(frozen=True)
class RoundPiece:
    """`counted`: by proposal, once it is closed."""

    round: VoteRound
    counted: Mapping[int, Result]


@dataclass(frozen=True)
class MeetingPiece:
    """Everything that stands on more than one table's screens. `notes`: the text beside a theme's slide.

    `words`: none of an idea that is hidden; see `reading.hidden_words`. `reached`: addresses by which a phone came.
    `sources`: see `belonging`.
    """

    meeting: Meeting
    reached: frozenset[str]
    rows: list[ProgrammeRow]
    shown: dict[Shown, str]
    words: Words
    population_groups: dict[int, PopulationGroup]
    gatherings: list[Gathering]
    results: list[KeyResult]
    notes: dict[Theme, int]
    cards: dict[int, Card]
    suggested: list[SuggestedAction]
    principles: list[Principle]
    questions: list[SurveyQuestion]
    survey: Survey
    groups: list[SmallGroup]
    merges: list[Merge]
    proposals: list[Proposal]
    sources: Mapping[int, int]
    proposed: dict[int, Idea]
    rounds: list[RoundPiece]
    actions: list[AgreedAction]
    dropped_actions: list[AgreedAction]

    @cached_property
    def row(self) -> ProgrammeRow | None:
        return next((row for row in self.rows if row.id == self.meeting.current_row_id), None)

    @property
    def step(self) -> Step | None:
        return self.row.kind if self.row else None

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each small group, also of dissolved ones, by id."""
        return {group.id: group.number for group in self.groups}

    @property
    def round(self) -> VoteRound | None:
        """The newest round."""
        return self.rounds[-1].round if self.rounds else None

    @property
    def counted(self) -> Mapping[int, Result]:
        """What the newest round counted, by proposal; nothing unless it is closed."""
        return self.rounds[-1].counted if self.rounds else {}

    def standing_for(self, proposal: Proposal) -> list[Proposal]:
        """It, and all that it stands for."""
        return [row for row in self.proposals if proposal.id in (row.id, row.joined_into)]

    def origins(self, proposal: Proposal) -> set[int]:
        """Ids of all groups that it comes from: those who have sat with them do not vote for it."""
        return {self.sources[row.id] for row in self.standing_for(proposal)}

    @property
    def live_groups(self) -> list[SmallGroup]:
        return [group for group in self.groups if not group.dissolved]

    @property
    def deciding(self) -> list[SmallGroup]:
        """Whose decisions count: also of a group that was dissolved since; one merged away counts in the other."""
        return [group for group in self.groups if group.merged_into is None]


@dataclass(frozen=True)
class MemberPiece:
    person_id: int
    role: Role
    present: bool
    device_id: int
    hosts: bool = False


@dataclass(frozen=True)
class GroupPiece:
    """`before`: by card, what those who are one group now had decided differently.

    `words`, `beside`: none of an idea that is hidden; see `reading.hidden_words`.
    """

    id: int
    members: list[MemberPiece]
    pack: sorting.Pack
    leanings: dict[int, Category]
    ideas: list[Idea]
    words: Words
    beside: dict[int, list[Wording]]
    placements: dict[int, dict[int, axis.Place]]
    proposed: frozenset[int]
    hand: bool
    before: dict[int, tuple[EarlierDecision, ...]]

    @property
    def standing(self) -> list[Idea]:
        return [idea for idea in self.ideas if not idea.dropped]

    @property
    def shown(self) -> list[Idea]:
        """Those of them that are not hidden: what the group has to place, and what is counted."""
        return [idea for idea in self.standing if not idea.hidden]

    @property
    def shown_proposed(self) -> set[int]:
        return {idea.id for idea in self.shown if idea.id in self.proposed}

    @property
    def here(self) -> set[int]:
        """Those whose phones are in."""
        return {member.person_id for member in self.members if member.present}

    @property
    def asked(self) -> set[int]:
        """Of those here, who can do what each does alone: not those at the table's own phone."""
        return {one.person_id for one in self.members if one.present and not one.hosts}

    @property
    def phones(self) -> dict[int, bool]:
        """Whether each phone at the table is in; several people may share one."""
        return {member.device_id: member.present for member in self.members}


@dataclass(frozen=True)
class PersonPiece:
    """`contacts`: the actions for which this person left a way to be reached, never which way.

    `own_groups`: see `voting.may_vote`.
    """

    id: int
    own_groups: frozenset[int]
    table: int | None
    language_tie: bool
    interests: frozenset[int]
    contacts: frozenset[int]


@dataclass(frozen=True)
class SealedPiece:
    """What this person has sealed and may still change. It is read anew each time: no stamp tells when it changed.

    `choice`: the proposal that this person votes for in the open round. `choice_hidden`: it has been hidden since.
    `answered`: the survey's questions, also
    skipped ones.
    """

    choice: int | None
    choice_hidden: bool
    answered: frozenset[int]


@dataclass(frozen=True)
class CrowdPiece:
    """Numbers of the whole hall, for the console and the wall. `tables`: where people have told that they sit.

    `voters`: everybody, those without a phone too. `hands`: of each small group while a vote is open.
    `away`: who takes part by a phone that is not connected; `taken_out`: who did, until it was taken out.
    `groups`: the group of each person who sits in one.
    """

    people: int
    present: int
    without_group: list[MemberPiece]
    away: list[MemberPiece]
    taken_out: list[MemberPiece]
    groups: dict[int, int]
    voters: int
    turnout: int
    hands: list[Table]
    survey: Standing
    interests: dict[int, int]
    projector_present: bool
    calls: dict[int, frozenset[Call]]
    tables: dict[int, int]
    without_voters: list[int]
    language_ties: int

    @property
    def asked(self) -> int:
        """People whom the survey is for: those here, and never fewer than have answered."""
        return max(self.people, self.survey.people)
