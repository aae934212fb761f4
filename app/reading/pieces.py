"""The pieces that live screens are made of: of the meeting, a group, a person, the hall."""

from collections.abc import Callable, Mapping

from app.frozen import frozen
from app.kept import found_once
from app.method import axis
from app.method.counting import OwnChoice
from app.method.pack import Pack
from app.method.tallies import ToldResult, Turnout
from app.models import (
    AgreedAction,
    AxisSpread,
    BecameOf,
    Card,
    Decision,
    EarlierDecision,
    Gathering,
    Idea,
    Interpreting,
    KeyResult,
    Meeting,
    Merge,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Proposal,
    SuggestedAction,
    Survey,
    SurveyQuestion,
    TalkLine,
    VoteRound,
    Wording,
)
from app.reading.lasting import LastingPiece
from app.vocabulary import Role, Shown, Step, Theme

Words = Mapping[int, Mapping[str, str]]


class Wordings(dict[str, str]):
    """The words of one text, by language. `interpreted`: the languages typed by an interpreter."""

    interpreted: frozenset[str] = frozenset()


@frozen
class RoundPiece:
    """A round, with its result once it is closed. `counted`: by proposal."""

    round: VoteRound
    counted: Mapping[int, ToldResult]
    turnout: Turnout


@frozen
class ProposalsPiece(LastingPiece):
    """What became of ideas: what is proposed, what each round gave, what is agreed.

    `words`: none of a hidden idea; see `Snapshot.hidden_words`. `sources`: see `belonging`.
    `votable`: see `electorate`.
    """

    words: Words
    proposals: list[Proposal]
    sources: Mapping[int, int]
    proposed: dict[int, Idea]
    votable: frozenset[int]
    rounds: list[RoundPiece]
    actions: list[AgreedAction]
    dropped_actions: list[AgreedAction]


@frozen
class NumberedGroup:
    """A small group as everybody knows it. How many sit there stands in its own piece."""

    id: int
    number: int
    dissolved: bool
    merged_into: int | None


@frozen
class PreparedPiece(LastingPiece):
    """What is on everybody's screens: everything prepared, and how far the evening is.

    `notes`: the text beside a theme's slide. `reached`: addresses by which phones came. `followed`:
    by language, its interpreters, and how else the talk can be followed in it.
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
    became: list[BecameOf]
    owners: list[PreparedOwner]
    questions: list[SurveyQuestion]
    followed: Mapping[str, Interpreting]
    survey: Survey
    groups: list[NumberedGroup]
    merges: list[Merge]

    @found_once
    def row(self) -> ProgrammeRow | None:
        return next((row for row in self.rows if row.id == self.meeting.current_row_id), None)

    @property
    def step(self) -> Step | None:
        return self.row.kind if self.row else None

    @found_once
    def numbers(self) -> dict[int, int]:
        """The number of each small group, also of dissolved ones, by id."""
        return {group.id: group.number for group in self.groups}

    @property
    def live_groups(self) -> list[NumberedGroup]:
        return [group for group in self.groups if not group.dissolved]

    @property
    def deciding(self) -> list[NumberedGroup]:
        """Groups whose decisions count, also dissolved ones; a merged one counts in the other."""
        return [group for group in self.groups if group.merged_into is None]


@frozen
class MeetingPiece(PreparedPiece):
    """The same with what became of ideas. Only a screen that asks for that is woken by it."""

    later: Callable[[], ProposalsPiece]

    @classmethod
    def of(cls, prepared: PreparedPiece, later: Callable[[], ProposalsPiece]) -> "MeetingPiece":
        """Keeps what was cached with `prepared`. What is made `once` depends on that alone."""
        made = cls.__new__(cls)
        vars(made).update(vars(prepared), lasting=prepared.lasting, later=later)
        return made

    @property
    def proposed_words(self) -> Words:
        """The words of proposals and of agreed actions."""
        return self.later().words

    @property
    def proposals(self) -> list[Proposal]:
        return self.later().proposals

    @property
    def sources(self) -> Mapping[int, int]:
        return self.later().sources

    @property
    def proposed(self) -> dict[int, Idea]:
        return self.later().proposed

    @property
    def rounds(self) -> list[RoundPiece]:
        return self.later().rounds

    @property
    def actions(self) -> list[AgreedAction]:
        return self.later().actions

    @property
    def dropped_actions(self) -> list[AgreedAction]:
        return self.later().dropped_actions

    @property
    def round(self) -> VoteRound | None:
        """The newest round."""
        return self.rounds[-1].round if self.rounds else None

    @property
    def is_result_told(self) -> bool:
        """Whether the facilitator has shown to the hall what the newest round gave."""
        newest = self.round
        return newest is not None and self.shown.get(Shown.result) == str(newest.number)

    @property
    def counted(self) -> Mapping[int, ToldResult]:
        """What the newest round counted, by proposal, as the hall knows it: nothing until it has been told."""
        return self.rounds[-1].counted if self.is_result_told else {}

    def standing_for(self, proposal_id: int) -> list[Proposal]:
        """The proposal, and all that it stands for."""
        return [row for row in self.proposals if proposal_id in (row.id, row.joined_into)]

    def origins(self, proposal_id: int) -> set[int]:
        """As `belonging.origins`: people who have sat with one of these do not vote for it."""
        return {self.sources[row.id] for row in self.standing_for(proposal_id)}


@frozen
class MemberPiece:
    person_id: int
    role: Role
    present: bool
    device_id: int
    hosts: bool = False


@frozen
class GroupPiece(LastingPiece):
    """The data of a small group that console and wall show too. `before`: by card, what groups that
    are merged now had decided differently. `cards`: in its pack. `headcount`: as told. `languages`:
    how many members have each. `words`: none of a hidden idea; see `Snapshot.hidden_words`.
    """

    id: int
    members: list[MemberPiece]
    headcount: int | None
    cards: int
    decisions: dict[int, Decision]
    ideas: list[Idea]
    words: Words
    proposed: frozenset[int]
    before: dict[int, tuple[EarlierDecision, ...]]
    languages: Mapping[str, int]

    @found_once
    def standing(self) -> list[Idea]:
        return [idea for idea in self.ideas if not idea.dropped]

    @found_once
    def shown(self) -> list[Idea]:
        """The standing ideas that are not hidden: those to be placed, and to be counted."""
        return [idea for idea in self.standing if not idea.hidden]

    @found_once
    def shown_proposed(self) -> set[int]:
        return {idea.id for idea in self.shown if idea.id in self.proposed}

    @found_once
    def here(self) -> set[int]:
        """The people whose phones are connected."""
        return {member.person_id for member in self.members if member.present}

    @found_once
    def asked(self) -> set[int]:
        """The people here who can do what each does alone: not those at the table's own phone."""
        return {member.person_id for member in self.members if member.present and not member.hosts}

    @found_once
    def phones(self) -> dict[int, bool]:
        """Whether each phone at the table is in; several people may share one."""
        return {member.device_id: member.present for member in self.members}


@frozen
class TablePiece(LastingPiece):
    """The data that only the group's own phones show. `lines`: of its talk, by card; `words`: of
    those. `beside`: wordings to choose from, by text; none of a hidden idea.
    """

    pack: Pack
    lines: dict[int, TalkLine]
    words: Words
    beside: dict[int, list[Wording]]
    placements: dict[int, dict[int, axis.Place]]
    spreads: dict[int, AxisSpread]
    hand: bool


@frozen
class PersonPiece:
    """`contacts`: the actions for which this person left a way to be reached, never which way."""

    interests: frozenset[int]
    contacts: frozenset[int]


class SealedPiece:
    """What this person has sealed and may still change. Read each time: no stamp tells when.

    `vote`: in the open round. `answered`: the survey's questions, also skipped ones.
    """

    def __init__(
        self, vote: Callable[[], OwnChoice], answered: Callable[[], frozenset[int]]
    ) -> None:
        self._vote = vote
        self._answered = answered

    @found_once
    def vote(self) -> OwnChoice:
        return self._vote()

    @found_once
    def answered(self) -> frozenset[int]:
        return self._answered()
