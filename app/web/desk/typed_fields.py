"""The fields of the desk's forms as they are shown: with what was typed into them and not saved."""

from collections.abc import Callable, Iterable

from app.frozen import frozen
from app.languages import TextLanguage
from app.limits import LIMIT


@frozen
class FieldText:
    """A text in its field. `said`: what was typed and not saved, else what is `stored`. `most`: how
    many letters it may have. `is_missing`: nothing is said, and it is needed.
    """

    name: str
    stored: str
    said: str
    most: int
    is_missing: bool

    @property
    def letters(self) -> int:
        return len(self.said)

    @property
    def is_long(self) -> bool:
        return LIMIT.is_too_long(self.said, self.most)

    @property
    def saved(self) -> str:
        """What is stored, if the field says something else."""
        return self.stored if self.said != self.stored else ""


@frozen
class FieldOption:
    value: str
    words: str
    is_chosen: bool


@frozen
class FieldChoice:
    """A choice between options. `saved`: the words of the stored one, if another one is chosen."""

    stored: str
    options: tuple[FieldOption, ...]
    saved: str


@frozen
class LanguageMark:
    """A language that a text has, or one that it needs and lacks."""

    language: TextLanguage
    is_missing: bool


def choice(
    options: Iterable[tuple[object, str]], value: object, kept: Callable[[str], str]
) -> FieldChoice:
    """`kept`: what stands in the field, by what is stored for it."""
    stored, told = str(value), {str(each): words for each, words in options}
    now = kept(stored)
    drawn = tuple(FieldOption(each, words, each == now) for each, words in told.items())
    return FieldChoice(stored, drawn, told.get(stored, "") if now != stored else "")
