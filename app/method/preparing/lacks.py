"""What a meeting that is being prepared still lacks: said on every page of the desk, and stopping nothing."""

from collections.abc import Iterable, Mapping

from app.frozen import frozen
from app.languages import TEXT_LANGUAGES

Wordings = Mapping[int, Mapping[str, str]]


@frozen
class Lack:
    """So many `kind` ("cards", "suggestions", "results" …) lack this language; without one, there are none at all."""

    kind: str
    count: int = 0
    language: str = ""

    @property
    def cure(self) -> str:
        """The page on which it is put right; of the presenter's notes, that of the results."""
        page = "results" if self.kind == "notes" else self.kind
        return f"{page}?lacking={self.language}" if self.language else page


def lacks(kind: str, text_ids: Iterable[int], words: Wordings) -> list[Lack]:
    """Of one kind of prepared texts. Languages in the order of their set."""
    known = [words.get(text_id, {}) for text_id in text_ids]
    return _missing(kind, known) if known else [Lack(kind)]


def untranslated(kind: str, texts: Iterable[Mapping[str, str]]) -> list[Lack]:
    """Of texts of which none has to be written; what is written is to be there in every language."""
    return _missing(kind, [said for said in texts if said])


def _missing(kind: str, known: list[Mapping[str, str]]) -> list[Lack]:
    missing = {one.tag: sum(one.tag not in said for said in known) for one in TEXT_LANGUAGES}
    return [Lack(kind, count, language) for language, count in missing.items() if count]
