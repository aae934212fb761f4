"""Understands the columns of a sheet: which row has the headings, and each column's use."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field, replace

from app.frozen import frozen
from app.papers.brought.headings import (
    column_named,
    guessed_language,
    is_personal,
    language_named,
    theme_named,
)
from app.papers.brought.sheets import CellSheet, SheetKind, without_columns

# Headings are looked for in this many rows: a title may stand above them.
HIGHEST = 6
# Uses of a column: not known, so the person is asked; and none.
ASKED = ""
UNUSED = "none"
# Values of `Understood.heading`: no row holds the headings; it is not known yet.
NO_HEADINGS = -1
UNSAID = -2
SINGLE = ("text", "theme", "group", "language", "number", "heavy", "note")
# Kinds other than tables have fixed columns.
KNOWN: Mapping[SheetKind, tuple[str, ...]] = {
    SheetKind.lines: ("text",),
    SheetKind.paragraphs: ("theme", "text"),
    SheetKind.slides: ("theme", "text", "note"),
}
# Addresses, telephone numbers and the Finnish identity code.
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?:\+358|\b0)[\d -]{6,12}\d|\b\d{6}[-+A-Y]\d{3}[0-9A-Y]\b"
)


@frozen
class Understood:
    """How a file is understood. `sheet`: which of its sheets. `heading`: the row of its headings.

    `uses`: of each column; `text:fi` is text in Finnish. `language`, `theme`, `group`: for rows
    that do not name their own. `is_settled`: a person has confirmed the columns. `edits`:
    corrections, by row. `ticks`: rows chosen by hand, by what they shall become. `done`: rows that
    have been added.
    """

    sheet: int = 0
    heading: int = UNSAID
    uses: tuple[str, ...] = ()
    language: str = "sv"
    theme: str = ""
    group: str = ""
    is_settled: bool = False
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    ticks: Mapping[str, Sequence[int]] = field(default_factory=dict)
    done: tuple[int, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the person still has to say something about the columns."""
        return self.heading == UNSAID or ASKED in self.uses or not self.has_text

    @property
    def has_text(self) -> bool:
        return any(use.startswith("text") for use in self.uses)


def to_json(choice: Understood) -> str:
    return json.dumps(asdict(choice))


def of_json(words: str) -> Understood:
    """Reads what `to_json` wrote. JSON has only strings as keys, so the rows' numbers are restored."""
    said = json.loads(words)
    edits = {int(place): cells for place, cells in said.pop("edits").items()}
    uses, done = tuple(said.pop("uses")), tuple(said.pop("done"))
    return Understood(**said, edits=edits, uses=uses, done=done)


@frozen
class Column:
    """One column of a file, to ask about it. `samples`: some of its first cells."""

    place: int
    heading: str
    use: str
    samples: tuple[str, ...]


def guessed(sheets: Sequence[CellSheet], choice: Understood) -> Understood:
    """The choice with the headings and uses that its sheet seems to have."""
    sheet = sheets[choice.sheet]
    if sheet.kind in KNOWN:
        return _spoken(sheet, replace(choice, heading=NO_HEADINGS, uses=KNOWN[sheet.kind]))
    if choice.heading == UNSAID:
        choice = replace(choice, heading=_heading_row(sheet))
    named = _named(sheet, choice.heading)
    by_content = [use or _by_content(sheet, place, choice) for place, use in enumerate(named)]
    uses = tuple(_lone_text(sheet, _once(by_content), choice))
    return _spoken(sheet, replace(choice, uses=uses))


def _spoken(sheet: CellSheet, choice: Understood) -> Understood:
    """The choice with the language that the texts seem to be in, if no column names it."""
    if "text" not in choice.uses or "language" in choice.uses:
        return choice
    cells = sheet.samples(choice.uses.index("text"), choice.heading, most=len(sheet.rows))
    named = [use.partition(":")[2] for use in choice.uses if ":" in use]
    return replace(choice, language=guessed_language(" ".join(cells), choice.language, named))


def columns_of(sheet: CellSheet, choice: Understood) -> tuple[Column, ...]:
    heading = sheet.rows[choice.heading] if choice.heading >= 0 else ()
    below = max(choice.heading, NO_HEADINGS)
    return tuple(
        Column(
            place,
            " ".join(heading[place].split()) if len(heading) > place else "",
            use,
            sheet.samples(place, below),
        )
        for place, use in enumerate(choice.uses)
    )


def without_persons(sheet: CellSheet, highest: int = HIGHEST) -> CellSheet:
    """The sheet without the columns of people's names and addresses, which must never be stored.
    Only a table has headings, in one of its first rows, as many as `highest`.
    """
    if sheet.kind is not SheetKind.table:
        return sheet
    heading = _personal_row(sheet, highest)
    personal = {
        place: _heading_of(sheet, heading, place)
        for place in range(sheet.width)
        if _is_personal(sheet, heading, place)
    }
    return without_columns(sheet, personal, tuple(personal.values())) if personal else sheet


def _personal_row(sheet: CellSheet, highest: int) -> int:
    """The row with a heading for names or addresses; `NO_HEADINGS` if there is none."""
    for place, row in enumerate(sheet.rows[:highest]):
        if any(map(is_personal, row)):
            return place
    return NO_HEADINGS


def _is_personal(sheet: CellSheet, heading: int, place: int) -> bool:
    if (
        heading >= 0
        and len(sheet.rows[heading]) > place
        and is_personal(sheet.rows[heading][place])
    ):
        return True
    cells = [row[place] for row in sheet.rows if len(row) > place and row[place]]
    return bool(cells) and sum(map(_tells_a_person, cells)) * 2 > len(cells)


def _tells_a_person(cell: str) -> bool:
    personal = _PERSONAL.search(cell)
    return bool(personal) and len(cell) < 2 * len(personal[0]) + 10  # type: ignore[index]


def _heading_of(sheet: CellSheet, heading: int, place: int) -> str:
    row = sheet.rows[heading] if heading >= 0 else sheet.rows[0]
    return row[place] if len(row) > place and not _tells_a_person(row[place]) else f"{place + 1}"


def _heading_row(sheet: CellSheet) -> int:
    """The first row that names two known columns; `UNSAID`, so that a person is asked, if none."""
    for place, cells in enumerate(sheet.rows[:HIGHEST]):
        known = {use for use in map(column_named, cells) if use}
        if len(known) > 1:
            return place
    return UNSAID


def _named(sheet: CellSheet, heading: int) -> list[str]:
    """The use of each column by its heading.

    “Card” heads the texts, if no other column does or if words stand below it; else the numbers.
    """
    if heading < 0:
        return [ASKED] * sheet.width
    named = [column_named(cell) for cell in sheet.rows[heading]]
    has_text = any(use.startswith("text") for use in named)
    has_number = "number" in named
    is_text = not has_text or ("text" not in named and _are_words(sheet, heading, named))
    instead = "text" if is_text else (ASKED if has_number else "number")
    return [instead if use == "card" else use for use in named]


def _are_words(sheet: CellSheet, heading: int, named: list[str]) -> bool:
    """Whether the cells below “Card” are words and not only numbers."""
    if "card" not in named:
        return False
    return not all(cell.isdigit() for cell in sheet.samples(named.index("card"), heading))


def _once(uses: list[str]) -> list[str]:
    return [use if use not in uses[:place] else ASKED for place, use in enumerate(uses)]


def _by_content(sheet: CellSheet, place: int, choice: Understood) -> str:
    """The use of a column, if each cell names a theme, or each a language; unused if empty."""
    cells = sheet.samples(place, max(choice.heading, NO_HEADINGS), most=len(sheet.rows))
    if not cells:
        return UNUSED
    if all(map(theme_named, cells)):
        return "theme"
    return "language" if all(map(language_named, cells)) else ASKED


def _lone_text(sheet: CellSheet, uses: list[str], choice: Understood) -> list[str]:
    """Beside a column of themes, the only unknown column of long cells is the text. If no row holds
    headings, the only column that is left then is the group.
    """
    if "theme" not in uses or any(use.startswith("text") for use in uses):
        return uses
    unknown = [place for place, use in enumerate(uses) if use == ASKED]
    long = [place for place in unknown if _letters(sheet, place, choice) > 25]
    if len(long) == 1:
        uses[long[0]] = "text"
        if len(unknown) == 2 and "group" not in uses and choice.heading < 0:
            uses[next(place for place in unknown if place != long[0])] = "group"
    return uses


def _letters(sheet: CellSheet, place: int, choice: Understood) -> float:
    cells = sheet.samples(place, max(choice.heading, NO_HEADINGS), most=len(sheet.rows))
    return sum(map(len, cells)) / len(cells) if cells else 0
