"""The outcome of a meeting as values, from which all its files and papers are made.

Its fields are the keys of the JSON file (`json_file`), which other programs read: so it has shapes
of its own, and holds none of those that screens may change.
"""

from app.frozen import frozen
from app.method.axis import zone
from app.method.picture import division, rank
from app.method.survey import SurveyState
from app.papers.survey_outcome import QuestionOutcome
from app.screens.opening import GatheringLine
from app.screens.results import ResultColumn
from app.screens.speaker import CardFace, Said
from app.vocabulary import (
    N_,
    Category,
    Effort,
    Impact,
    Language,
    MunicipalAnswer,
    Reason,
    Role,
    RoundState,
    Source,
    Theme,
)

# In place of a proposal's title.
HIDDEN = N_("Hidden by the meeting leader")
CAVEAT = N_(
    "This is what the people who took part said. It must not be generalised to a population group, "
    "a municipality or a country, and it tells nobody's opinion in advance."
)


@frozen
class ThemeResults:
    """The results of one theme, by population group. `note`: the presenter's, for the slide."""

    theme: Theme
    groups: tuple[ResultColumn, ...]
    note: Said | None


@frozen
class Decided:
    """What one small group decided on a card. `reason`: given only with "we don't know".

    `line`: its sentence about the talk. `source`: how it came in. `after_picture`: decided after the picture was shown.
    `before_merging`: the group then merged with one that had decided otherwise; such a decision is not counted.
    """

    group_number: int
    category: Category
    reason: Reason | None
    line: Said | None
    source: Source
    after_picture: bool
    before_merging: bool = False


@frozen
class UndecidedLine:
    """A group's sentence about its talk that stands with no decision of its own: it opened the card again and did not
    decide anew, or it was merged into a group that had decided the same and has a sentence of its own.
    """

    group_number: int
    line: Said


@frozen
class CardOutcome:
    """A card and its decisions, also those of groups that were dissolved later.

    `not_reached`: the numbers of the final groups that did not decide on it, which differs from "we don't know".
    `seen`: the words that the groups saw, if they were corrected later.
    """

    number: int
    card: CardFace
    decisions: tuple[Decided, ...]
    not_reached: tuple[int, ...]
    seen: Said | None = None
    undecided_lines: tuple[UndecidedLine, ...] = ()

    @property
    def lines(self) -> list[tuple[int, Said]]:
        """All sentences about it, each with the number of its group."""
        told = [(each.group_number, each.line) for each in self.decisions if each.line]
        return [*told, *((each.group_number, each.line) for each in self.undecided_lines)]

    def count(self, category: Category) -> int:
        return sum(
            decided.category == category and not decided.before_merging
            for decided in self.decisions
        )

    def reasons(self, category: Category) -> list[tuple[Reason, int]]:
        """The reasons, each with how many groups gave it; empty unless `category` is "we don't know"."""
        given = [decided.reason for decided in self.decisions if not decided.before_merging]
        if category is not Category.dunno:
            return []
        return [(reason, count) for reason in Reason if (count := given.count(reason))]

    @property
    def division(self) -> int:
        reasons = self.reasons(Category.dunno)
        return division(self.count(Category.more), self.count(Category.less), reasons)


@frozen
class IdeaOutcome:
    """An idea. `effort`, `impact`: 0…100; None until the group has settled. `source`: how it came in.
    `suggestion`: the residents' suggestion that it began as. `joined_with`: marks of ideas that
    propose the same, as "2A".
    """

    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    suggestion: Said | None
    effort: int | None
    impact: int | None
    proposed: bool
    joined_with: tuple[str, ...]
    source: Source

    @property
    def mark(self) -> str:
        return f"{self.group_number}{self.letter}"

    @property
    def zones(self) -> tuple[Effort, Impact] | None:
        """Where it was placed, in words: each axis has three thirds. None if it was not placed."""
        if self.effort is None or self.impact is None:
            return None
        return zone(Effort, self.effort), zone(Impact, self.impact)


@frozen
class ProposalOutcome:
    """A proposal that was on the wall, and the municipality's answer. `marks`: its own, and of those joined into it.

    `action`: the number of the agreed action that it became.
    """

    marks: tuple[str, ...]
    title: Said
    what: Said
    answer: MunicipalAnswer | None
    because: Said | None
    action: int | None


@frozen
class ActionOutcome:
    """An agreed action. `said_yes_to`: see `ActionFace`. `theme`, `goal`: what it serves. `from_groups`: the numbers of
    the groups that it comes from.

    `origin`: the residents' suggestion that it began as. `corrected_on`: when the coordinator last changed its words
    after the evening. Days are ISO, or empty.
    """

    number: int
    title: Said
    owner: Said
    owner_says_yes: bool
    said_yes_to: Said | None
    first_step: Said
    due_on: str
    theme: Theme | None
    goal: Said | None
    partners: Said | None
    indicator: Said | None
    review_on: str
    corrected_on: str
    group_number: int | None
    also_from: tuple[int, ...]
    origin: Said | None
    interest: int

    @property
    def from_groups(self) -> tuple[int, ...]:
        return (self.group_number, *self.also_from) if self.group_number else self.also_from


@frozen
class Counted:
    """Votes for one proposal. `title`: None if its words are hidden. `joined`: marks of those joined into it, as "2A".

    `place`: 1 has most votes. `votes`: None if so few voted that only the order is shown. `hands`: how many of `votes`
    were raised hands; None if `votes` is. `tied`: another proposal has as many votes.
    """

    group_number: int
    letter: str
    title: Said | None
    place: int
    votes: int | None
    hands: int | None
    tied: bool
    joined: tuple[str, ...]


@frozen
class RoundOutcome:
    """A round of the vote. `votes`: given in all. `hands`: raised in all. `voters`: how many could
    vote, if known. `turnout`: how many of these did, as a sentence in the language of the outcome.
    `tie`: for the first place. `order_alone`: see `Counted.votes`; then `hands` is None, because
    `votes` minus `hands` would be the votes by phone.
    """

    number: int
    state: RoundState
    votes: int
    hands: int | None
    voters: int | None
    turnout: str
    tie: bool
    order_alone: bool
    proposals: tuple[Counted, ...]


@frozen
class InTheRoom:
    """How many people came in a role, if that number may be shown."""

    role: Role
    people: int


@frozen
class MeetingResult:
    """The outcome. `held_on`, `starts`: ISO, in the hall's time zone. `people`: how many joined by
    phone. `without_phone`: how many more the tables counted. `roles`: those of five people or more.
    `hidden_ideas`, `hidden_proposals`: how many there are beside those that are told.
    `survey`: empty while it is open.
    """

    language: Language
    municipality: Said
    name: Said
    place: Said
    held_on: str
    starts: str
    people: int
    without_phone: int
    roles: tuple[InTheRoom, ...]
    groups: int
    gatherings: tuple[GatheringLine, ...]
    key_results: tuple[ThemeResults, ...]
    cards: tuple[CardOutcome, ...]
    ideas: tuple[IdeaOutcome, ...]
    hidden_ideas: int
    proposals: tuple[ProposalOutcome, ...]
    hidden_proposals: int
    rounds: tuple[RoundOutcome, ...]
    actions: tuple[ActionOutcome, ...]
    survey: tuple[QuestionOutcome, ...]
    survey_forms: SurveyState

    def telling(self, at_most: int) -> list[tuple[str, list[CardOutcome]]]:
        """The cards that tell most, under a title for each kind that has any, the strongest first."""
        ranked = sorted(self.cards, key=lambda card: rank(*map(card.count, Category)))
        wanted = [card.count(Category.more) - card.count(Category.less) for card in ranked]
        more = [card for card, by in zip(ranked, wanted, strict=True) if by > 0]
        less = [card for card, by in zip(ranked, wanted, strict=True) if by < 0]
        divided = [card for card in self.cards if card.division > 0]
        kinds = (
            (N_("What the groups most clearly want more of"), more),
            (N_("What the groups most clearly want less of"), less[::-1]),
            (
                N_("Most disagreement, between the groups or within them"),
                sorted(divided, key=lambda card: -card.division),
            ),
        )
        return [(title, cards[:at_most]) for title, cards in kinds if cards]

    @property
    def forms_told(self) -> tuple[tuple[str, int | None], ...]:
        """How many have answered: sentences, each with its number, or None if it has none."""
        forms = self.survey_forms
        lines = [
            (N_("The survey is open. The results are shown here when it has closed."), None),
            (N_("People who answered by phone"), forms.people),
            (N_("Paper forms"), forms.papers),
            (N_("Paper forms that are not counted yet"), forms.waiting),
            (N_("Forms that nobody can read, because of a technical fault"), forms.lost),
        ]
        first = 0 if forms.is_open else 1
        return tuple(line for line in lines[first:] if line[1] != 0)
