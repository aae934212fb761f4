"""A table of the outcome, whatever file it stands in: a day is a day in it, and a number a number."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.screens.speaker import Said

Cell = str | int | date | None | Said


class Section(NamedTuple):
    """`title`, `headings`: sentences of the catalogues."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
