"""What a meeting that is being prepared still lacks. Every desk page says it; it stops nothing."""

from collections.abc import Iterable, Mapping

from app.frozen import frozen
from app.languages import TEXT_LANGUAGES
from app.method.erasing.left_over import is_left
from app.method.wordings import WordsById
from app.vocabulary import N_

NO_CARDS = N_("There are no cards yet")


@frozen
class Lack:
    """`count` things of a `kind` lack this language. Without a language, there are none of it."""

    kind: str
    count: int = 0
    language: str = ""

    @property
    def cure(self) -> str:
        """The page where it is put right. The presenter's notes are on that of the results."""
        page = "results" if self.kind == "notes" else self.kind
        return f"{page}?lacking={self.language}" if self.language else page


def lacks(kind: str, text_ids: Iterable[int], words: WordsById) -> list[Lack]:
    """What one kind of prepared texts lacks, by language in the order of `TEXT_LANGUAGES`. One that
    was erased is not there any more.
    """
    there = (words.get(text_id, {}) for text_id in text_ids)
    known = [said for said in there if not is_left(said)]
    return _missing(kind, known) if known else [Lack(kind)]


def untranslated(kind: str, texts: Iterable[Mapping[str, str]]) -> list[Lack]:
    """The same for texts that need not exist; but one that is written needs every language."""
    return _missing(kind, [said for said in texts if said])


def _missing(kind: str, known: list[Mapping[str, str]]) -> list[Lack]:
    missing = {
        language.tag: sum(language.tag not in said for said in known) for language in TEXT_LANGUAGES
    }
    return [Lack(kind, count, tag) for tag, count in missing.items() if count]
