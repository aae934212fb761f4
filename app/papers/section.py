"""A table of the outcome, whatever file it stands in: a day is a day in it, and a number a number."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app import texts
from app.languages import alone
from app.screens.speaker import Said
from app.vocabulary import N_, Language

Cell = str | int | date | None | Said


class Section(NamedTuple):
    """`title`, `headings`: sentences of the catalogues."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def corrected(text: Said, seen: Said | None, language: Language) -> Said | str:
    """Words that were corrected after people had worked on them: what they saw stands beside them."""
    if seen is None:
        return text
    told = N_("Corrected afterwards. What was seen: %(words)s")
    now, then = (alone(one.words, language.direction) for one in (text, seen))
    return f"{now} ({texts.say(told, language, words=then)})"
