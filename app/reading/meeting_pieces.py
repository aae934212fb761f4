"""The pieces of the whole meeting: what is on everybody's screens, and what became of ideas."""

from collections.abc import Callable, Mapping
from datetime import date

from app.frozen import frozen
from app.kept import found_once
from app.method.held_day import held_day
from app.method.people import belonging
from app.method.vote_tallies import ToldResult, Turnout
from app.method.wordings import Words, WordsById
from app.models import (
    AgreedAction,
    BecameOf,
    Card,
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
    VoteRound,
)
from app.reading.lasting import LastingPiece
from app.vocabulary import Shown, Step, Theme


class Wordings(dict[str, str]):
    """The words of one text, by language. `interpreted`: the languages typed by an interpreter."""

    interpreted: frozenset[str] = frozenset()


def without_interpreted(given: Words) -> Words:
    typed = given.interpreted if isinstance(given, Wordings) else ()
    return {tag: words for tag, words in given.items() if tag not in typed} if typed else given


@frozen
class RoundPiece:
    """A round, and once it is closed, what came of it. `counted`: by proposal. `votes`: in all."""

    round: VoteRound
    counted: Mapping[int, ToldResult]
    votes: int
    turnout: Turnout


@frozen
class ProposalsPiece(LastingPiece):
    """What became of ideas: what is proposed, what each round gave, what is agreed.

    `words`: none of a hidden idea; see `Snapshot.hidden_words`. `sources`: see `belonging`.
    `votable`: see `electorate`.
    """

    words: WordsById
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
    words: WordsById
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

    @property
    def held_on(self) -> date:
        return held_day(self.meeting, self.rows)

    def is_shown(self, what: Shown, subject: int) -> bool:
        """Whether the facilitator has put up this one of them."""
        return self.shown.get(what) == str(subject)

    def comes(self, step: Step) -> bool:
        """Whether such a step still comes, as the programme stands."""
        place = self.row.position if self.row else -1
        return any(row.kind is step and row.position > place for row in self.rows)

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
    def proposed_words(self) -> WordsById:
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
        return newest is not None and self.is_shown(Shown.result, newest.number)

    @property
    def counted(self) -> Mapping[int, ToldResult]:
        """What the newest round counted, by proposal, as the hall knows it: nothing until it has been told."""
        return self.rounds[-1].counted if self.is_result_told else {}

    def standing_for(self, proposal_id: int) -> list[Proposal]:
        """The proposal, and all that it stands for."""
        return belonging.standing_for(self.proposals, proposal_id)

    def agreed_as(self, proposal_id: int) -> int | None:
        """The number of the agreed action that the proposal became, if it became one."""
        numbers = {action.idea_id: number for number, action in enumerate(self.actions, start=1)}
        same = (row.idea_id for row in self.standing_for(proposal_id))
        return next((numbers[idea_id] for idea_id in same if idea_id in numbers), None)

    def origins(self, proposal_id: int) -> set[int]:
        """As `belonging.origins`: people who have sat with one of these do not vote for it."""
        return {self.sources[row.id] for row in self.standing_for(proposal_id)}
