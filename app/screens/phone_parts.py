"""Parts that a phone has at every step: the top with the group's mark, the news, and the menu."""

from collections.abc import Sequence
from typing import ClassVar

from app.frozen import frozen
from app.method.people import joining
from app.method.refusals import Refusal
from app.models import Meeting
from app.screens.screen import OwnPlace, Part, PartOfParts
from app.screens.speaker import Said
from app.screens.table_look import Host
from app.screens.turns import Sharer
from app.texts import Saying


@frozen
class Sharing:
    """The people who share this phone, by their number. `refusal`: why nobody else can join them."""

    here: tuple[Sharer, ...]
    gone: tuple[Sharer, ...]
    refusal: Refusal | None

    @property
    def is_shared(self) -> bool:
        return len(self.here) > 1

    @property
    def next_number(self) -> int:
        """Of the person who would join next."""
        return len(self.here) + len(self.gone) + 1


def sharing(meeting: Meeting, here: Sequence[int], gone: Sequence[int]) -> Sharing:
    """`here`: positions of those who take part by this phone; `gone`: of those who no longer do."""
    refusal = joining.may_take_in(meeting, len(here) + len(gone))
    return Sharing(tuple(map(Sharer, here)), tuple(map(Sharer, gone)), refusal)


@frozen
class OwnMark(Part):
    """The mark of this person's group."""

    template: ClassVar[str] = "parts/own_mark.html"
    name: ClassVar[str] = "own-mark"
    number: int


@frozen
class MarkPlace(OwnPlace):
    name: ClassVar[str] = OwnMark.name


@frozen
class TopBar(PartOfParts):
    """The top of a phone: the group's mark, the title, and the clock of the step.

    `mark`: None until the small groups are formed. `clock_until`: UTC seconds or None. `just_now`: the title for as
    long as what was just decided is shown, which is about another card.
    """

    template: ClassVar[str] = "parts/bar.html"
    name: ClassVar[str] = "heading"
    title: Saying
    mark: MarkPlace | None
    clock_until: int | None
    is_hosts: bool
    just_now: Saying | None = None


@frozen
class News(Part):
    """What a screen reader announces when the screen changes: important events, never counts.

    `words`: texts by people, or prepared ones, which are read after the sentences.
    """

    template: ClassVar[str] = "parts/news.html"
    name: ClassVar[str] = "news"
    sentences: tuple[Saying, ...]
    words: tuple[Said, ...]


@frozen
class Help(PartOfParts):
    """The phone's menu. `hand`: whether the table's hand is up; None without a table. `help_comes`:
    somebody is on the way to the person who called quietly by this phone; shown as a sign without
    words.

    `goes_on`: until the meeting has ended: one can ask for somebody to come, and make the phone the
    table's. `seat`: the tag of this phone, until there is a group. `language_tie`: whether this
    person would like to sit with somebody who speaks the same language; None once there is a group.
    `host`: set on a table's own phone while it `goes_on`. `paper`: where its people type what they
    have on paper. `reads`: the language of texts, if it differs from the screen's; `readable`: the
    languages to choose from. `talk`: the address where the talk can be followed in this language.
    """

    template: ClassVar[str] = "parts/help.html"
    name: ClassVar[str] = "help"
    at: str
    hand: bool | None
    goes_on: bool
    seat: str | None
    help_comes: bool
    language_tie: bool | None
    host: Host | None
    sharing: Sharing
    principles: tuple[Said, ...]
    reads: str
    readable: tuple[str, ...]
    talk: str
    paper: Part | None = None

    @property
    def may_be_tables(self) -> bool:
        """The phone can become the table's own."""
        return self.goes_on and self.host is None

    @property
    def also_read(self) -> str:
        """The chosen language, if it is no longer among those to choose from."""
        return "" if self.reads in self.readable else self.reads
