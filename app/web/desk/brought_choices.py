"""What is chosen where something is brought in: what rows become, the part of the file, the row of its
headings, and what each column holds.
"""

from collections.abc import Iterable, Sequence

from app.languages import WRITTEN_LANGUAGES
from app.papers.brought.columns import ASKED, NO_HEADINGS, UNUSED
from app.papers.brought.sheets import CellSheet, SheetKind
from app.texts import Saying, language_name, saying
from app.vocabulary import N_, Language, Word

# Each value that a form sends, with its words: a sentence of the program, or words of the file.
Options = tuple[tuple[str | int, Saying | str], ...]


class Target(Word):
    """What a row can become."""

    cards = "cards", N_("Card")
    results = "results", N_("Result on the wall")
    suggestions = "suggestions", N_("Suggestion")


# By the page on which it is brought in. The first is the default.
TARGETS: dict[str, tuple[Target, ...]] = {
    "cards": (Target.cards, Target.results),
    "results": (Target.results, Target.cards),
    "suggestions": (Target.suggestions,),
}
_CALLED = {
    "cards": N_("Bring cards in"),
    "results": N_("Bring results in"),
    "suggestions": N_("Bring suggestions in"),
}


def asks_group(kind: str) -> bool:
    """Whether what is brought in tells the experience of a population group."""
    return kind != "suggestions"


class OfKind:
    """A page on which something is brought in."""

    kind: str

    @property
    def called(self) -> str:
        return _CALLED[self.kind]

    @property
    def asks_group(self) -> bool:
        return asks_group(self.kind)


_PARTS = {
    SheetKind.lines: N_("Each line of the text"),
    SheetKind.paragraphs: N_("Lists and paragraphs"),
    SheetKind.slides: N_("Lines of the slides"),
}
_COLUMNS = {
    SheetKind.lines: (N_("The line"),),
    SheetKind.paragraphs: (N_("The heading above"), N_("The line")),
    SheetKind.slides: (
        N_("Title of the slide"),
        N_("Line of the slide"),
        N_("The presenter's notes"),
    ),
}
_USES = {
    "theme": N_("Theme"),
    "group": N_("Population group"),
    "language": N_("Language of the row"),
    "number": N_("Number of the card"),
    "heavy": N_("Heavy card"),
    "note": N_("The presenter's notes"),
    UNUSED: N_("Not used"),
}


def parts(sheets: Iterable[CellSheet]) -> Options:
    return tuple((place, _part(sheet)) for place, sheet in enumerate(sheets))


def _part(sheet: CellSheet) -> Saying | str:
    if sheet.kind is not SheetKind.table:
        return saying(_PARTS[sheet.kind])
    is_number = sheet.name.isdigit()
    return (
        saying(N_("Table %(number)s of the file"), number=sheet.name) if is_number else sheet.name
    )


def headings(sheet: CellSheet, rows: Iterable[Sequence[str]]) -> Options:
    """The rows that may hold the headings, and that there are none."""
    told = (" · ".join(" ".join(cell.split())[:40] for cell in row if cell) for row in rows)
    rows_told = (
        (place, saying(N_("Row %(number)s: %(words)s"), number=sheet.places[place], words=words))
        for place, words in enumerate(told)
    )
    return (*rows_told, (NO_HEADINGS, saying(N_("There are no headings"))))


def uses(language: Language) -> Options:
    """What a column can hold, as it is told in this language."""
    in_one = (
        (
            f"text:{written.tag}",
            saying(N_("The text in %(language)s"), language=language_name(written.tag, language)),
        )
        for written in WRITTEN_LANGUAGES
    )
    return (
        (ASKED, saying(N_("– What is this? –"))),
        ("text", saying(N_("The text, in the language chosen below"))),
        *in_one,
        *((use, saying(words)) for use, words in _USES.items()),
    )


def called(sheet: CellSheet, place: int) -> Saying:
    """What a column without a heading is called."""
    if sheet.kind is SheetKind.table:
        return saying(N_("Column %(number)s"), number=place + 1)
    return saying(_COLUMNS[sheet.kind][place])
