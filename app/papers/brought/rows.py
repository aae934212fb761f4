"""Reads a sheet row by row: its cells by the use of their columns, its texts, theme and group."""

import re
from collections.abc import Iterator, Mapping

from app.method.cleaning import clean
from app.method.refusals import Refusal
from app.method.wordings import Words
from app.papers.brought.columns import NO_HEADINGS, Understood
from app.papers.brought.headings import language_named, language_names, theme_named
from app.papers.brought.plain_text import bracket_off, without_bullet
from app.papers.brought.sheets import CellSheet, SheetKind
from app.vocabulary import N_, Theme

EXCERPT = 60

unknown_language = Refusal(
    "row_language", N_("“%(words)s” is none of the languages. Write one of these: %(known)s.")
)

# What separates a theme from a group in the title of a slide or in a heading.
_PARTED = re.compile(r"\s*[–—:|/()]\s*|\s+-\s+")
CellsByUse = Mapping[str, str]


def rows_of(
    sheet: CellSheet, choice: Understood, *, of_notes: bool = False
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yields each row's cells by the use of their column.

    A theme or group in a column before the text holds for the rows below, until another one is
    named.
    """
    first = next((at for at, use in enumerate(choice.uses) if use.startswith("text")), 0)
    carried = [use for use in choice.uses[:first] if use in ("theme", "group")]
    above: dict[str, str] = {}
    for place in range(max(choice.heading, NO_HEADINGS) + 1, len(sheet.rows)):
        cells = _cells(sheet.rows[place], choice.uses)
        if "theme" not in choice.uses[first:] and _is_heading(cells):
            above = {"theme": _said(cells)}
            continue
        if sheet.kind is not SheetKind.slides:
            above |= {use: cells[use] for use in carried if cells.get(use)}
        if of_notes or not cells.keys() <= {*carried, "note"}:
            yield place, {**above, **cells}


def _cells(row: tuple[str, ...], uses: tuple[str, ...]) -> dict[str, str]:
    return {
        use: cell
        for use, cell in zip(uses, row, strict=False)
        if use and use != "none" and clean(cell)
    }


def _is_heading(cells: CellsByUse) -> bool:
    """Whether the row's text is a theme's name alone: then it heads the rows that follow."""
    return theme_named(_said(cells)) is not None


def _said(cells: CellsByUse) -> str:
    return without_bullet(next((cell for use, cell in cells.items() if use.startswith("text")), ""))


def words_in(cells: CellsByUse, choice: Understood) -> tuple[Words, str, Refusal | None]:
    """Returns the texts by language, without bullets; the group in brackets after them; and the
    refusal of an unknown language, if it has one.
    """
    tag = language_named(cells["language"]) if "language" in cells else choice.language
    unknown = None
    if tag is None:
        known = ", ".join(language_names())
        unknown = unknown_language.saying(words=cells["language"][:EXCERPT], known=known)
    words, group = {}, ""
    for use, cell in cells.items():
        if use.startswith("text"):
            said, bracket = bracket_off(without_bullet(cell))
            is_group = bracket and ("group" not in cells or bracket == cells["group"])
            language = use.partition(":")[2] or tag or choice.language
            words[language] = one_line(said if is_group else without_bullet(cell))
            group = group or (bracket if is_group else "")
    return words, group, unknown


def theme_in(sheet: CellSheet, cells: CellsByUse) -> tuple[Theme | None, str]:
    """Returns theme and group as the theme's cell names them: a title or heading may name both."""
    said = cells.get("theme", "")
    theme = theme_named(said)
    if theme or not said or sheet.kind is SheetKind.table:
        return theme, ""
    parts = [part for part in _PARTED.split(said) if part]
    named = [part for part in parts if theme_named(part)]
    others = [part for part in parts if not theme_named(part) and not part.isdigit()]
    if len(named) != 1:
        return None, ""
    return theme_named(named[0]), others[0] if len(others) == 1 else ""


def one_line(words: str) -> str:
    return clean(" ".join(words.split()))
