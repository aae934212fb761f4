"""What the pages of one meeting at the desk show, as frozen contexts; `reading` makes them."""

from collections.abc import Mapping
from dataclasses import KW_ONLY

from app.frozen import frozen
from app.languages import TEXT_LANGUAGES
from app.method.preparing.basket import Lying
from app.method.preparing.gatherings import Held
from app.method.preparing.lacks import Lack
from app.method.preparing.reach import Reach
from app.method.survey import SurveyState
from app.papers.brought.pieces import plain
from app.screens.agreement import ActionLine
from app.screens.speaker import Said
from app.screens.survey import Deadline
from app.vocabulary import Door, Language, QuestionKind, Theme
from app.web.desk.followed import ActionEntry, ProposalEntry

Words = Mapping[str, str]


@frozen
class Head:
    """What stands around each page of a meeting. `at`: its path. `removed`: can be put back."""

    at: str
    tab: str
    name: Said
    starts_at: int
    starts_on: str
    lacks: tuple[Lack, ...]
    main_language: Language
    ended: bool
    removed: tuple[Lying, ...] = ()


@frozen
class Group:
    id: int
    name: Said
    words: Words
    is_majority: bool


@frozen
class BasicsPage:
    """`unchecked`: the phones' languages that no native reader has checked; `turned_on`: the tags
    of those that this meeting offers.

    `address`: where phones reach the meeting now.
    """

    head: Head
    municipality: Words
    name: Words
    place: Words
    date: str
    time: str
    main_language: Language
    second_language: Language | None
    code: str
    contact: str
    accessibility_contact: str
    privacy_notice: str
    follow_up: str
    turned_on: str
    unchecked: tuple[Language, ...]
    is_archived: bool
    tables: int
    network: str
    network_password: str
    address: str
    is_hosted: bool


@frozen
class GatheringEntry(Held):
    """A session that exists. `needed`: how many discussion groups its people need."""

    _: KW_ONLY
    id: int
    needed: int = 0


@frozen
class GatheringsPage:
    """`invited`, `coming`: to the meeting, from all sessions. `reports`: how many were sent."""

    head: Head
    groups: tuple[Group, ...]
    gatherings: tuple[GatheringEntry, ...]
    invited: int
    coming: int
    reports: int


@frozen
class Entry:
    """A text with its words by language. `said`: as the coordinator reads it."""

    id: int
    words: Words
    said: Said


@frozen
class ResultsPage:
    """`by_theme`: each theme, its results by population group, and the presenter's note."""

    head: Head
    groups: tuple[Group, ...]
    by_theme: tuple[tuple[Theme, tuple[tuple[Group, tuple[Entry, ...]], ...], Words], ...]


@frozen
class Line:
    """A card or a suggested action in its list. `place`: counted from 1. `lacks`: languages without
    words.

    `is_decided`: a group has decided on it, so that a change is a correction. `seen`: the words
    that groups saw before the correction.
    """

    id: int
    place: int
    theme: Theme | None
    text: Said
    words: Words
    lacks: tuple[str, ...]
    population_group_id: int = 0
    heavy: bool = False
    is_decided: bool = False
    seen: Said | None = None

    @property
    def place_of_theme(self) -> int:
        """The theme's place in the order of themes; last without a theme."""
        return list(Theme).index(self.theme) if self.theme else len(Theme)


@frozen
class PackPage:
    """The cards, or the suggested actions. `chosen`: the one that is edited; None for a new one.

    `reach`: how many of the cards the groups have time for.
    """

    head: Head
    kind: str
    lines: tuple[Line, ...]
    chosen: Line | None
    groups: tuple[Group, ...]
    most: int | None = None
    reach: Reach | None = None

    @property
    def most_lacking(self) -> str:
        """The language that the most texts lack; the last one if several are equal."""
        tags = [language.tag for language in TEXT_LANGUAGES]
        return max(reversed(tags), key=lambda tag: sum(tag in line.lacks for line in self.lines))

    @property
    def before(self) -> Line | None:
        """The text above the chosen one."""
        return self._beside(-1)

    @property
    def after(self) -> Line | None:
        return self._beside(1)

    def _beside(self, step: int) -> Line | None:
        place = self.chosen.place + step if self.chosen else 0
        return next((line for line in self.lines if line.place == place), None)

    @property
    def same(self) -> int | None:
        """The place of another text that says the same as the chosen one."""
        if self.chosen is None:
            return None
        own = {plain(words) for words in self.chosen.words.values()}
        others = (line for line in self.lines if line.id != self.chosen.id)
        return next(
            (other.place for other in others if own & set(map(plain, other.words.values()))), None
        )


@frozen
class QuestionEntry:
    id: int
    kind: QuestionKind
    said: Said
    text: Words
    low: Words | None
    high: Words | None
    seen: Said | None


@frozen
class TextsPage:
    """`ends`: what the ends of the axes mean, by column. `kinds`: of questions one can add."""

    head: Head
    principles: tuple[Entry, ...]
    questions: tuple[QuestionEntry, ...]
    ends: Mapping[str, Words]
    is_survey_begun: bool
    kinds: tuple[QuestionKind, ...]


@frozen
class DoorLine:
    """A link with its secret. `present`: a page opened by it is connected now.

    `address`: empty if the link is closed.
    """

    id: int
    door: Door
    address: str
    present: bool


@frozen
class ReportDoor:
    """The link to the report of one session. `link`: None if nobody has made it."""

    gathering_id: int
    group: Said
    held_on: str
    organisation: str
    link: DoorLine | None


@frozen
class LinksPage:
    """`qr`: path data of the join address, and its width in modules. `is_hosted`: the address outlives the evening.
    `followed`: each language with its interpreters, and the address where the talk is followed in it.
    """

    head: Head
    code: str
    join: str
    qr: tuple[str, int]
    doors: tuple[DoorLine, ...]
    reports: tuple[ReportDoor, ...]
    is_hosted: bool = False
    followed: tuple[tuple[str, int, str], ...] = ()


@frozen
class ContactsPage:
    """`by_action`: each agreed action with the contacts of those who want to take part."""

    head: Head
    by_action: tuple[tuple[ActionLine, tuple[str, ...]], ...]
    kept: int


@frozen
class SurveyPage:
    """`until`: the deadline, if one is set. `offer`: day and time that stand in the fields.

    `forms`: ids of paper forms that wait and can still be taken out.
    """

    head: Head
    standing: SurveyState
    until: Deadline | None
    offer: tuple[str, str]
    questions: tuple[QuestionEntry, ...]
    actions: tuple[ActionLine, ...]
    forms: tuple[int, ...]
    ended: bool


@frozen
class AfterPage:
    """`languages`: the meeting's own, one or two; a memo can be written in both."""

    head: Head
    actions: tuple[ActionEntry, ...]
    proposals: tuple[ProposalEntry, ...]
    languages: tuple[Language, ...]
    has_begun: bool
    ended: bool
