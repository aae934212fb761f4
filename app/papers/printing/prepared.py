"""The prepared meeting in one or two languages, of which papers before the evening are made."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app import texts
from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError
from app.method.wordings import said
from app.models import Meeting
from app.papers.document import Document, InLanguage
from app.papers.printing.as_json import inline
from app.qr import qr_svg
from app.reading import stored
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Said, Speaker, say
from app.vocabulary import N_, Language


@frozen
class PrintWanted:
    """What is to be printed. `languages`: one or two, the first one leads.

    `groups`: how many card packs and table signs. `base`: the address with which links begin.
    """

    languages: tuple[Language, ...]
    groups: int
    base: str


class Prepared:
    """A prepared meeting, read from the database, with its texts in the languages that are wanted."""

    def __init__(self, book: Book, meeting_id: int, wanted: PrintWanted) -> None:
        if book.one(Meeting, id=meeting_id) is None:
            raise NotYoursError
        self.wanted = wanted
        self.piece: MeetingPiece = stored.meeting(book, meeting_id)
        self.piece.later()  # read now: the papers are typeset after the book is closed
        self.language = wanted.languages[0]
        self.say = Speaker(self.piece, self.language)
        self._municipality = said(book, municipality_of(book, meeting_id).name_id)

    @property
    def municipality(self) -> Said:
        return self.municipality_in(self.language)

    def municipality_in(self, language: Language) -> Said:
        return say({0: self._municipality}, 0, language, self.piece.meeting.main_language)

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.piece.held_on

    @property
    def join(self) -> str:
        return f"{self.wanted.base}/{self.piece.meeting.code}"

    def speaker(self, language: Language) -> Speaker:
        return Speaker(self.piece, language)

    def document(
        self, part: Callable[["Prepared", Language], InLanguage], *, dense: bool = False
    ) -> Document:
        """The paper whose part in each wanted language is what `part` returns."""
        parts = tuple(part(self, language) for language in self.wanted.languages)
        return Document(self.municipality.words, parts, dense=dense)

    def text(self, text_id: int) -> list[dict[str, Any]]:
        """A text of the meeting in each wanted language that it has.

        If it lacks the first one, the words that stand in for it come first.
        """
        told = [Speaker(self.piece, language)(text_id) for language in self.wanted.languages]
        own = [text for text in told[1:] if not text.foreign and text.words]
        return [inline(text, self.language) for text in (told[0], *own)]

    def each(self, sentence: str, **values: str | int) -> list[dict[str, Any]]:
        """A sentence of the program in each language; only once if it is the same in both."""
        return self.by_language(lambda language: texts.say(sentence, language, **values))

    def by_language(self, words: Callable[[Language], str]) -> list[dict[str, Any]]:
        sentences = {words(language): language for language in reversed(self.wanted.languages)}
        return [inline(sentence, language) for sentence, language in reversed(sentences.items())]

    def pack(self, number: int) -> str:
        return texts.say(N_("Group %(number)s"), self.language, number=number)

    def qr(self, address: str, alt: str) -> dict[str, str]:
        return {"svg": qr_svg(address), "alt": alt}

    @property
    def groups(self) -> range:
        return range(1, max(1, min(self.wanted.groups, LIMIT.tables)) + 1)
