"""Words that an interpreter has typed: papers and files mark them, and give the original too."""

from collections.abc import Iterator
from dataclasses import replace

from app import texts
from app.languages import alone, direction
from app.papers.document import Inline, Inlines
from app.papers.section import CellValue
from app.screens.speaker import Said
from app.vocabulary import N_, Language

INTERPRETED = N_("interpreted")


def in_full(words: Inlines, language: Language) -> Inlines:
    """Adds the mark and the original after each interpreted text.

    Each part keeps its own language, so that it is set and read aloud rightly.
    """
    return tuple(part for inline in words for part in _parts(inline, language))


def _parts(inline: Inline, language: Language) -> Iterator[Inline]:
    if isinstance(inline, str) or inline.original is None:
        yield inline
    else:
        yield from (replace(inline, original=None), f" ({texts.say(INTERPRETED, language)}: ")
        yield from (inline.original, ")")


def in_a_cell(cell: CellValue, language: Language) -> CellValue:
    """Adds mark and original to the words, directionally isolated: a cell has no runs."""
    if not isinstance(cell, Said) or cell.original is None:
        return cell
    beside = alone(cell.original.words, direction(cell.words))
    interpreted = alone(texts.say(INTERPRETED, language), direction(cell.words))
    return replace(cell, words=f"{cell.words} ({interpreted}: {beside})", original=None)
