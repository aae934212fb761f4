"""The meeting's texts as a screen says them: in the language of whoever reads, each with the language that it is in."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TypeVar

from app.db import Book
from app.frozen import frozen
from app.languages import direction
from app.method import wordings
from app.method.preparing.usual_words import usual_in
from app.method.wordings import WordsById
from app.models import Card, SurveyQuestion
from app.reading.meeting_pieces import MeetingPiece, without_interpreted
from app.vocabulary import Language, Theme

T = TypeVar("T")


@frozen
class Said:
    """Words in a language. `foreign`: it is not the screen's own language, so the markup names it.
    `original`: the text that an interpreter made them from.
    """

    words: str
    language: str
    foreign: bool = False
    original: "Said | None" = None

    @property
    def direction(self) -> str:
        return direction(self.words)


def originals(*texts: Said) -> tuple[Said, ...]:
    """What interpreters made these texts from."""
    return tuple(said.original for said in texts if said.original)


@frozen
class Pair:
    """The same text in the wall's one or two languages."""

    first: Said
    second: Said | None = None


@frozen
class CardFace:
    id: int
    text: Said
    population_group: Said
    theme: Theme
    heavy: bool = False

    @property
    def originals(self) -> tuple[Said, ...]:
        return originals(self.text)


def say(
    words: WordsById, text_id: int, language: Language, main: Language, reads: str = ""
) -> Said:
    """`reads`: the tag of the language that is wanted before the screen's own."""
    given = words.get(text_id, {})
    if language not in given and not reads and (usual := usual_in(language, given)):
        return Said(usual, language)
    wanted = (reads, language, main) if reads else (language, main)
    written = without_interpreted(given)
    spoken, said = wordings.chosen(given if given.keys() & wanted else written, *wanted)
    # The pseudo language has no texts of its own; what it shows instead is not foreign to anybody.
    told = Said(said, spoken, foreign=bool(said) and spoken != language)
    if spoken in written:
        return told
    tag, original = wordings.chosen(written, language, main)
    return replace(
        told, original=Said(original, tag, foreign=tag != language) if original else None
    )


def say_stored(book: Book, text_id: int, language: Language, main: Language) -> Said:
    """Says a text that no piece holds, as it is stored now."""
    return say({text_id: wordings.said(book, text_id)}, text_id, language, main)


class Speaker:
    """Says the meeting's texts in one language. `hidden`: hidden texts, which only the console
    says. `reads`: see `say`.
    """

    def __init__(
        self,
        piece: MeetingPiece,
        language: Language,
        hidden: WordsById | None = None,
        reads: str = "",
    ) -> None:
        self.piece = piece
        self.language = language
        self.reads = reads
        self._hidden = hidden or {}
        self._main = piece.meeting.main_language

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Makes a value from prepared texts once for all who read the same; not kept with hidden
        texts.
        """
        whose = (key, self.language, self.reads)
        return make() if self._hidden else self.piece.once(whose, make)

    @property
    def says_hidden(self) -> bool:
        return bool(self._hidden)

    def __call__(self, text_id: int, words: WordsById | None = None) -> Said:
        if text_id in self._hidden:
            words = self._hidden
        words = self.piece.words if words is None else words
        return say(words, text_id, self.language, self._main, self.reads)

    def stored(self, book: Book, text_id: int) -> Said:
        """A text that no piece holds, as it is stored now."""
        return self(text_id, {text_id: wordings.said(book, text_id)})

    def seen(self, row: Card | SurveyQuestion) -> Said | None:
        """The text that people saw before its correction; None if nothing changed in this language."""
        if row.seen_id is None:
            return None
        now, before = self(row.text_id), self(row.seen_id)
        return before if before.words and before.language == now.language else None

    def population_group(self, group_id: int) -> Said:
        return self(self.piece.population_groups[group_id].name_id)

    def card(self, card: Card) -> CardFace:
        return CardFace(
            card.id,
            self(card.text_id),
            self.population_group(card.population_group_id),
            card.theme,
            card.heavy,
        )


def pair(piece: MeetingPiece, text_id: int) -> Pair:
    """A text in the wall's languages; the second only where it says something of its own."""
    meeting = piece.meeting
    first = say(piece.words, text_id, meeting.main_language, meeting.main_language)
    if meeting.second_language is None:
        return Pair(first)
    second = say(piece.words, text_id, meeting.second_language, meeting.main_language)
    return Pair(
        first, None if second.foreign or not second.words else replace(second, foreign=True)
    )
