"""What came out of a meeting, as values: every file and paper of it is made of these."""

from app.frozen import frozen
from app.method.axis import zone
from app.method.survey import SurveyState
from app.screens.opening import GatheringLine
from app.screens.picture import division
from app.screens.results import ResultColumn
from app.screens.speaker import CardFace, Said
from app.vocabulary import (
    N_,
    Category,
    Effort,
    Impact,
    Language,
    MunicipalAnswer,
    QuestionKind,
    Reason,
    Role,
    RoundState,
    Source,
    Theme,
)

CAVEAT = N_(
    "This is what the people who took part said. It must not be generalised to a population group, "
    "a municipality or a country, and it tells nobody's opinion in advance."
)


@frozen
class ThemeResults:
    """What residents told about one theme, the population groups side by side. `note`: the presenter's, for slides."""

    theme: Theme
    groups: tuple[ResultColumn, ...]
    note: Said | None


@frozen
class Decided:
    """What one small group decided on a card. `reason` stands when it does not know. `line`: of its talk.

    `before_merging`: it became one with a group that had decided otherwise; such a decision is told, not counted.
    `source`: how it came in. `after_picture`: when the picture had been shown.
    """

    group_number: int
    category: Category
    reason: Reason | None
    line: Said | None
    source: Source
    after_picture: bool
    before_merging: bool = False


@frozen
class CardOutcome:
    """`decisions`: also of groups that were dissolved since.

    `not_reached`: the numbers of the groups at the end that did not decide on it; it is another thing than not to know.
    `seen`: what they saw, where the words have been corrected since.
    """

    number: int
    card: CardFace
    decisions: tuple[Decided, ...]
    not_reached: tuple[int, ...]
    seen: Said | None = None

    def count(self, category: Category) -> int:
        return sum(
            decided.category == category and not decided.before_merging
            for decided in self.decisions
        )

    def reasons(self, category: Category) -> list[tuple[Reason, int]]:
        """How many of those who decided so gave which reason; only "we don't know" has any."""
        given = [one.reason for one in self.decisions if not one.before_merging]
        if category is not Category.dunno:
            return []
        return [(reason, count) for reason in Reason if (count := given.count(reason))]

    @property
    def pull(self) -> int:
        """By how many more groups want more of it than less."""
        return self.count(Category.more) - self.count(Category.less)

    @property
    def division(self) -> int:
        reasons = self.reasons(Category.dunno)
        return division(self.count(Category.more), self.count(Category.less), reasons)


@frozen
class IdeaOutcome:
    """`effort`, `impact`: 0…100 where the group has settled. `suggestion`: the residents' words that it began as.
    `joined_with`: the ideas that were found to propose the same, as "2A". `source`: how it came in.
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
        """Where it was placed, in words: of thirds."""
        if self.effort is None or self.impact is None:
            return None
        return zone(Effort, self.effort), zone(Impact, self.impact)


@frozen
class ProposalOutcome:
    """A proposal that hung there, and what the municipality answers. `marks`: its own, and those that it stands for.

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
    """An agreed action. `theme`, `goal`: what it serves. `from_groups`: the numbers of those that it comes from.

    `origin`: the residents' suggestion that it began as. `corrected_on`: when the coordinator last changed its words
    after the evening. Days are ISO, or nothing.
    """

    number: int
    title: Said
    owner: Said
    owner_says_yes: bool
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
    """Votes for one proposal. `title`: None when its words are hidden. `joined`: those that it stands for, as "2A".

    `place`: 1 is most votes. `votes`: none where so few voted that only the order is told. `hands`: how many of them
    were raised hands, told as `votes` is. `tied`: another proposal has as many votes.
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
    """`votes`, `hands`: of all proposals. `voters`: how many could vote, where it is known.

    `tie`: at the first place. `order_alone`: see `Counted.votes`; then no `hands`: the rest is by phone.
    """

    number: int
    state: RoundState
    votes: int
    hands: int | None
    voters: int | None
    tie: bool
    order_alone: bool
    proposals: tuple[Counted, ...]


@frozen
class Crossed:
    """The levels that people of one role chose."""

    role: Role
    levels: tuple[int, ...]


@frozen
class Meant:
    """How many mean to act on an agreed action themselves."""

    title: Said
    people: int


@frozen
class QuestionOutcome:
    """`levels`: how many chose each, from the lowest. What is hidden, for being `too_few` or `all_alike`, is not here
    at all. `seen`: see `CardOutcome`.
    """

    text: Said
    kind: QuestionKind
    answers: int
    too_few: bool
    all_alike: bool
    low: Said | None
    high: Said | None
    levels: tuple[int, ...]
    by_role: tuple[Crossed, ...]
    actions: tuple[Meant, ...]
    words: tuple[str, ...]
    seen: Said | None = None


@frozen
class InTheRoom:
    """How many people came in a role, where it may be told."""

    role: Role
    people: int


@frozen
class MeetingResult:
    """`held_on`, `starts`: by the hall's clock, ISO. `people`: how many joined by phone. `without_phone`: as told.

    `roles`: from five people on. `survey`: empty while the survey is open.
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
    proposals: tuple[ProposalOutcome, ...]
    rounds: tuple[RoundOutcome, ...]
    actions: tuple[ActionOutcome, ...]
    survey: tuple[QuestionOutcome, ...]
    survey_forms: SurveyState

    def most(self, category: Category, at_most: int) -> list[CardOutcome]:
        """The cards of which most groups want more, or less; those alone of which more want it than not."""
        sign = 1 if category is Category.more else -1
        cards = [one for one in self.cards if one.pull * sign > 0]
        return sorted(cards, key=lambda one: -one.pull * sign)[:at_most]

    def divided(self, at_most: int) -> list[CardOutcome]:
        """The cards on which groups stand furthest from each other."""
        cards = [one for one in self.cards if one.division > 0]
        return sorted(cards, key=lambda one: -one.division)[:at_most]

    @property
    def forms_told(self) -> tuple[tuple[str, int | None], ...]:
        """How many have answered: a sentence, and a number where it has one."""
        forms = self.survey_forms
        told = [
            (N_("The survey is open. The results are shown here when it has closed."), None),
            (N_("People who answered by phone"), forms.people),
            (N_("Paper forms"), forms.papers),
            (N_("Paper forms that are not counted yet"), forms.waiting),
            (N_("Forms that nobody can read, because of a technical fault"), forms.lost),
        ]
        first = 0 if forms.is_open else 1
        return tuple(one for one in told[first:] if one[1] != 0)
