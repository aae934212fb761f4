"""The page of the cards, and that of the suggested actions: the list, and the text that is edited."""

from app.frozen import frozen
from app.languages import TEXT_LANGUAGES
from app.method.preparing.reach import Reach
from app.method.refusals import Refusal
from app.method.wordings import Words
from app.papers.brought.pieces import in_pack_already, plain
from app.screens.speaker import Said
from app.vocabulary import Theme
from app.web.desk.pages import Group, Head, InOrder, WithGroups


@frozen
class Line(InOrder):
    """A card or a suggested action in its list. `lacks`: languages without words.

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


@frozen
class PackPage(WithGroups):
    """The cards, or the suggested actions. `chosen`: the one that is edited; None for a new one.

    `reach`: how many of the cards the groups have time for. `stays`: why nothing but words can be
    changed in the cards.
    """

    head: Head
    lines: tuple[Line, ...]
    chosen: Line | None
    groups: tuple[Group, ...]
    most: int | None = None
    reach: Reach | None = None
    stays: Refusal | None = None

    @property
    def number(self) -> int:
        return len(self.lines)

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.number >= self.most

    @property
    def may_add(self) -> bool:
        """While the meeting and its pack allow it; how many there are is another question."""
        return not (self.head.held or self.stays)

    @property
    def none_new(self) -> Refusal | None:
        """Why there is no form for a new one, if that is what was asked for."""
        return None if self.chosen else self.head.held or self.stays

    @property
    def has_no_room(self) -> bool:
        """For a new one, if that is what was asked for."""
        return self.chosen is None and self.is_full

    @property
    def may_move(self) -> bool:
        return self.chosen is not None and self.stays is None

    @property
    def may_split(self) -> bool:
        """The chosen one, into two."""
        return self.may_add and self.chosen is not None and not self.is_full

    @property
    def chosen_group(self) -> Group | None:
        """Whose experience the chosen card tells."""
        wanted = self.chosen.population_group_id if self.chosen else None
        return next((group for group in self.groups if group.id == wanted), None)

    @property
    def by_theme(self) -> tuple[tuple[Theme | None, tuple[Line, ...]], ...]:
        """The texts of each theme that has any; last those without a theme."""
        themed = ((theme, self._of(theme)) for theme in (*Theme, None))
        return tuple((theme, lines) for theme, lines in themed if lines)

    def _of(self, theme: Theme | None) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.theme is theme)

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
    def same(self) -> Refusal | None:
        """What is told if another text says the same as the chosen one."""
        if self.chosen is None:
            return None
        own = {plain(words) for words in self.chosen.words.values()}
        others = (line for line in self.lines if line.id != self.chosen.id)
        alike = (other for other in others if own & set(map(plain, other.words.values())))
        return next((in_pack_already.saying(place=other.place) for other in alike), None)
