"""A table of the outcome, independent of the file format: days and numbers keep their types."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app import texts
from app.languages import alone
from app.screens.speaker import Said
from app.templating import sentence
from app.texts import Saying
from app.vocabulary import N_, Language

CellValue = str | int | date | None | Said


class Section(NamedTuple):
    """One table. `title`, `headings`: English keys of the catalogues."""

    title: str
    headings: Sequence[str | Saying]
    rows: Iterable[Sequence[CellValue]]


def column_heads(section: Section, language: Language) -> list[str]:
    return [
        texts.say(heading, language) if isinstance(heading, str) else sentence(heading, language)
        for heading in section.headings
    ]


def date_of(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def corrected(text: Said, seen: Said | None, language: Language) -> Said | str:
    """The text; if it was corrected later, with the words beside it that people had seen."""
    if seen is None:
        return text
    words = N_("Corrected afterwards. What was seen: %(words)s")
    now, then = (alone(said.words, language.direction) for said in (text, seen))
    return f"{now} ({texts.say(words, language, words=then)})"
