"""Values that several screens show. All frozen: equal contexts are rendered once."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.method.refusals import Refusal
from app.vocabulary import Category, Language, Reason, Theme

# What could not be saved: (form, field, words).
Drafts = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Screen:
    """What one viewer sees. `template` renders it as `s`; `at` is the path under which its forms post.

    `asks_again`: seconds after which a page without script asks for itself; 0 where somebody may be writing.
    `drafts`: what this viewer sent in vain; in a page alone, never in a push.
    """

    template: ClassVar[str] = ""
    asks_again: ClassVar[int] = 5
    language: Language
    at: str
    drafts: Drafts = field(default=(), kw_only=True)


@dataclass(frozen=True)
class Said:
    """Words in a language. `foreign`: not the screen's own language, so the markup says which it is."""

    words: str
    language: Language
    foreign: bool = False

    @property
    def direction(self) -> str:
        return self.language.direction


@dataclass(frozen=True)
class Pair:
    """The same text in the wall's one or two languages."""

    first: Said
    second: Said | None = None


@dataclass(frozen=True)
class Clock:
    """`until`: UTC seconds; the page counts down. `minutes`: as planned for the step."""

    until: int | None
    minutes: int


@dataclass(frozen=True)
class Deadline:
    """`day`: ISO, by the hall's clock. `at`: UTC seconds. `is_over`: it has passed."""

    day: str
    at: int
    is_over: bool = False


@dataclass(frozen=True)
class CardFace:
    id: int
    text: Said
    population_group: Said
    theme: Theme
    heavy: bool = False


@dataclass(frozen=True)
class Spread:
    """How a group's members lean. None of the three when fewer than three have leaned (`too_few`)."""

    more: int = 0
    dunno: int = 0
    less: int = 0
    too_few: bool = False


@dataclass(frozen=True)
class PictureCard:
    """One card in the picture of all: how many groups decided what, and how many did not reach it."""

    card: CardFace
    more: int
    dunno: int
    less: int
    differ: int = 0
    neither: int = 0
    not_reached: int = 0


@dataclass(frozen=True)
class DecidedCard:
    """`line`: one line of the talk; `revision`: of it, 0 where there is none."""

    card: CardFace
    category: Category
    reason: Reason | None
    line: Said | None = None
    revision: int = 0


@dataclass(frozen=True)
class DecidedBefore:
    """What a group had decided on a card before it was merged with one that had decided otherwise."""

    group_number: int
    category: Category
    reason: Reason | None


@dataclass(frozen=True)
class Point:
    """A place on the plane: 0 easy … 100 laborious, 0 small … 100 large impact."""

    effort: int
    impact: int


@dataclass(frozen=True)
class GatheringLine:
    population_group: Said
    held_on: str
    place: Said
    language: Said
    how: Said
    participants: int


@dataclass(frozen=True)
class ResultColumn:
    """What one population group told about one theme."""

    population_group: Said
    texts: tuple[Said, ...]


@dataclass(frozen=True)
class JoinedLine:
    """A proposal that has been joined into another one that says the same. `hidden`: its own words are."""

    id: int
    group_number: int
    letter: str
    title: Said
    hidden: bool = False

    @property
    def mark(self) -> tuple[int, str]:
        return self.group_number, self.letter


@dataclass(frozen=True)
class ProposalLine:
    """`letter`: the idea's mark within its group. `refusal`: why this viewer cannot vote for it.

    `hands`: how many of the `votes` were raised hands. `hidden`: its words stand on the console alone.
    """

    id: int
    idea_id: int
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    spotlit: bool = False
    own: bool = False
    chosen: bool = False
    refusal: Refusal | None = None
    votes: int | None = None
    hands: int = 0
    tied: bool = False
    joined: tuple[JoinedLine, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class ActionLine:
    """`owner_says_yes`: else the owner is to be asked. `in_front`: it is the one that is read back on the wall.

    `also_from`: the numbers of the other groups whose proposals were joined with its own. `idea_hidden`: the idea that
    it was made of is, for the console to tell.
    """

    id: int
    number: int
    title: Said
    owner: Said
    first_step: Said
    due_on: str
    group_number: int | None = None
    also_from: tuple[int, ...] = ()
    taking_part: bool = False
    interest: int | None = None
    revision: int = 1
    idea_id: int | None = None
    owner_says_yes: bool = False
    in_front: bool = False
    contact_given: bool = False
    idea_hidden: bool = False
