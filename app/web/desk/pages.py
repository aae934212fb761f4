"""What the pages of a meeting at the desk share, and show if `reading` or `tabs` makes them."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from app.frozen import frozen
from app.method.preparing.corrections import meeting_held
from app.method.refusals import Refusal
from app.method.survey import SurveyState
from app.method.wordings import Words
from app.papers.downloads import AT_ONCE, KINDS, OPENED_BY, Download
from app.screens.agreed_actions import ActionFace
from app.screens.speaker import Said
from app.screens.survey import Deadline, OfferedEnd, QuestionFace
from app.vocabulary import DeskTab, Effort, GuidePart, Impact, Language, QuestionKind, Theme
from app.web.desk.followed import ActionEntry, ProposalEntry
from app.web.desk.ready_line import Readiness

_TOLD_IN = {
    "programme": GuidePart.meeting,
    "gatherings": GuidePart.session,
    "results": GuidePart.results,
    "cards": GuidePart.results,
    "suggestions": GuidePart.results,
    "texts": GuidePart.principles,
    "print": GuidePart.templates,
    "links": GuidePart.evening,
    "after": GuidePart.followup,
    "followup": GuidePart.followup,
}


@frozen
class RemovedThing:
    """What lies in the basket, by its first words."""

    id: int
    said: str


@frozen
class Head:
    """What stands around each page of a meeting. `at`: its path. `ready`: whether it is, on all its
    pages the same. `removed`: can be put back.
    """

    at: str
    tab: str
    name: Said
    starts_at: int
    starts_on: str
    ready: Readiness
    main_language: Language
    ended: bool
    removed: tuple[RemovedThing, ...] = ()

    @property
    def held(self) -> Refusal | None:
        """Why nothing is added any more."""
        return meeting_held if self.ended else None

    @property
    def called(self) -> DeskTab:
        return DeskTab(self.tab)

    def stands_in(self, words: Mapping[str, str]) -> bool:
        """Whether readers of a language that a text lacks see it in the main one."""
        return bool(words.get(self.main_language))

    @property
    def told_in(self) -> GuidePart:
        """The part of the guide that tells what this page is for."""
        return _TOLD_IN.get(self.tab, GuidePart.year)


@frozen
class ActorsPage:
    """Tells of nothing but what its head knows."""

    head: Head


@frozen
class Group:
    id: int
    name: Said
    words: Words
    is_majority: bool


class WithGroups:
    """A page on which a population group is chosen."""

    groups: tuple[Group, ...]

    @property
    def group_names(self) -> tuple[tuple[int, str], ...]:
        return tuple((group.id, group.name.words) for group in self.groups)


@frozen
class BasicsPage:
    """`unchecked`: the phones' languages that no native reader has checked; `offered`: all
    languages that this meeting's phones are offered; `always_offered`: those of any meeting's.

    `address`: where phones reach the meeting now. `day_doubted`: why its day can hardly be meant.
    """

    head: Head
    municipality: Words
    name: Words
    place: Words
    date: str
    time: str
    day_doubted: str
    main_language: Language
    second_language: Language | None
    code: str
    contact: str
    accessibility_contact: str
    privacy_notice: str
    follow_up: str
    offered: tuple[Language, ...]
    always_offered: tuple[Language, ...]
    unchecked: tuple[Language, ...]
    is_archived: bool
    tables: int
    network: str
    network_password: str
    hides_blanks: bool
    address: str
    is_hosted: bool


class InOrder:
    """Something in a list that can be moved. `place`: counted from 1."""

    place: int

    @property
    def above(self) -> int:
        return self.place - 1

    @property
    def below(self) -> int:
        return self.place + 1


@frozen
class Entry:
    """A text with its words by language. `said`: as the coordinator reads it."""

    id: int
    words: Words
    said: Said


@frozen
class ResultsPage(WithGroups):
    """`by_theme`: each theme, its results by population group, and the presenter's note."""

    head: Head
    groups: tuple[Group, ...]
    by_theme: tuple[tuple[Theme, tuple[tuple[Group, tuple[Entry, ...]], ...], Words], ...]


@frozen
class QuestionEntry(InOrder):
    id: int
    place: int
    kind: QuestionKind
    said: Said
    text: Words
    low: Words | None
    high: Words | None
    seen: Said | None


@frozen
class AxisEnd:
    """What an end of an axis means in this municipality, in `words` by language."""

    column: str
    of: Effort | Impact
    words: Words


@frozen
class TextsPage:
    """`ends`: of the axes; `ends_refusal`: why what they mean stays. `kinds`: of questions one can add."""

    head: Head
    principles: tuple[Entry, ...]
    questions: tuple[QuestionEntry, ...]
    ends: tuple[AxisEnd, ...]
    ends_refusal: Refusal | None
    is_survey_begun: bool
    kinds: tuple[QuestionKind, ...]

    @property
    def may_rearrange(self) -> bool:
        """The questions: their order, and which there are."""
        return not (self.is_survey_begun or self.head.ended)

    @property
    def may_ask_more(self) -> bool:
        return bool(self.kinds) and not self.head.ended


@frozen
class ContactsPage:
    """`by_action`: each agreed action with the contacts of those who want to take part."""

    head: Head
    by_action: tuple[tuple[ActionFace, tuple[str, ...]], ...]
    kept: int


@frozen
class SurveyPage:
    """`until`: the deadline, if one is set. `offer`: day and time that stand in the fields.

    `forms`: ids of paper forms that wait and can still be taken out. `may_stay_open`: until a time
    that is set now, if there are phones to answer on.
    """

    head: Head
    standing: SurveyState
    until: Deadline | None
    offer: OfferedEnd
    questions: tuple[QuestionFace, ...]
    actions: tuple[ActionFace, ...]
    forms: tuple[int, ...]
    ended: bool
    may_stay_open: bool


class BothLanguages(NamedTuple):
    """The two languages of a meeting: as a form sends them, and by their own names."""

    tags: str
    names: str


class InLanguages:
    """A page on which one language is chosen, or both of the meeting's."""

    languages: tuple[Language, ...]

    @property
    def both(self) -> BothLanguages | None:
        """None if the meeting has one."""
        if len(self.languages) < 2:
            return None
        names = " + ".join(language.own_name for language in self.languages)
        return BothLanguages(",".join(self.languages), names)


@frozen
class AfterPage(InLanguages):
    """`languages`: the meeting's own, one or two; a memo can be written in both."""

    head: Head
    actions: tuple[ActionEntry, ...]
    proposals: tuple[ProposalEntry, ...]
    languages: tuple[Language, ...]
    has_begun: bool
    opened_by: ClassVar[Mapping[str, str]] = OPENED_BY

    @property
    def downloads(self) -> tuple[tuple[Download, tuple[str, ...]], ...]:
        """Each with its kinds of file."""
        there = Download if self.has_begun else AT_ONCE
        return tuple((download, KINDS[download]) for download in there)

    @property
    def slides(self) -> tuple[Download, ...]:
        return tuple(download for download, kinds in self.downloads if "pptx" in kinds)
