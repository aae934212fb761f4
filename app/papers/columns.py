"""Reading a table out of text: which delimiter, which columns, and what people call that which stands in them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from app.languages import HALL_LANGUAGES, TEXT_LANGUAGES
from app.texts import language_name
from app.vocabulary import Theme

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = (";", "\t", ",")
POSITIONS = ("text", "theme", "group", "language", "card")
HEADINGS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"text", "texten", "teksti", "kortets text", "kortin teksti", "card text"}),
    "theme": frozenset({"theme", "tema", "delområde", "teema", "osa-alue"}),
    "group": frozenset(
        {"group", "population group", "grupp", "befolkningsgrupp", "ryhmä", "väestöryhmä"}
    ),
    "language": frozenset({"language", "språk", "kieli"}),
    "card": frozenset({"card", "kort", "kortti", "number", "nummer", "numero", "nr", "no"}),
}
THEMES: Mapping[Theme, frozenset[str]] = {
    Theme.participation: frozenset({"participation", "delaktighet", "osallisuus"}),
    Theme.attitudes: frozenset({"attitudes", "attityder", "asenteet"}),
    Theme.security: frozenset(
        {
            "security",
            "sense of security",
            "trygghet",
            "trygghetskänsla",
            "turvallisuus",
            "turvallisuuden tunne",
        }
    ),
    Theme.interaction: frozenset({"interaction", "växelverkan", "vuorovaikutus"}),
}
# By its tag, its own name, and as each language of the desk calls it.
LANGUAGES: Mapping[str, frozenset[str]] = {
    one.tag: frozenset(
        words.casefold()
        for words in (one.tag, one.own_name, *(language_name(one.tag, it) for it in HALL_LANGUAGES))
    )
    for one in TEXT_LANGUAGES
}


@dataclass(frozen=True)
class Row:
    """`line`: where it begins in the text, from 1. `cells`: by column; what a row does not have is empty."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


def decoded(content: bytes) -> str:
    """An uploaded file as text: by its mark, else UTF-16 if it holds zeros, else UTF-8, else as Windows wrote it."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content:
        little = content[1::2].count(0) >= content[::2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def rows_of(text: str) -> list[Row]:
    """Its rows that hold anything. Text without columns is one card a line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(text)
    table = _split(text, delimiter) if delimiter else _lines(text)
    columns: tuple[str, ...] = POSITIONS
    if delimiter and table and (named := _headings(table[0][1])):
        columns, table = named, table[1:]
    return [
        Row(line, dict(zip(columns, cells, strict=False))) for line, cells in table if any(cells)
    ]


def theme_named(words: str) -> Theme | None:
    return next((theme for theme, names in THEMES.items() if words.casefold() in names), None)


def language_named(words: str) -> str | None:
    known = LANGUAGES.items()
    return next((language for language, names in known if words.casefold() in names), None)


def _delimiter(text: str) -> str | None:
    """The first that makes sense of the text: a heading is known, or a second cell is a theme. A tab always does."""
    for candidate in DELIMITERS:
        table = _split(text, candidate)
        if not any(len(cells) > 1 for _, cells in table):
            continue
        if candidate == "\t" or _headings(table[0][1]):
            return candidate
        if any(len(cells) > 1 and theme_named(cells[1]) for _, cells in table):
            return candidate
    return None


def _split(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Lines with their cells; a quoted cell may hold line breaks, and its row begins where it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    found, line = [], 1
    for cells in reader:
        found.append((line, [cell.strip() for cell in cells]))
        line = reader.line_num + 1
    return [(line, cells) for line, cells in found if any(cells)]


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Lines that say anything; what is left of an empty table does not."""
    numbered = enumerate(text.split("\n"), start=1)
    return [(line, [words.strip()]) for line, words in numbered if any(map(str.isalnum, words))]


def _headings(cells: list[str]) -> tuple[str, ...] | None:
    """The columns, if this is a row of headings: one of them is the text, and no other is unknown to us."""
    named = [_heading(cell) for cell in cells]
    # "kort" over the texts themselves: there is no other column for them.
    if "text" not in named and "card" in named:
        named[named.index("card")] = "text"
    return tuple(named) if "text" in named and len(set(named) - {""}) > 1 else None


def _heading(cell: str) -> str:
    words = cell.casefold()
    return next((column for column, names in HEADINGS.items() if words in names), "")
