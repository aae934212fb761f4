"""A language's catalogue as a workbook, a sheet a screen: it goes out, and what comes back is checked."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePath

from app import texts
from app.catalogues import rule, told
from app.frozen import frozen
from app.papers.brought.files import sheets_in
from app.papers.brought.sheets import MOST_ROWS
from app.texts import Corrections
from app.vocabulary import Language, Step

# As they stand in the file, in every language: by these it is known again.
ENGLISH, FORM, SWEDISH, FINNISH = "English", "Form", "Svenska", "Suomi"
MOST, ABOUT = "Most letters", "About"
ELSEWHERE = "Other"
# A sheet holds its heading too.
ROWS = MOST_ROWS - 1


@frozen
class SaidForm:
    """A form of a sentence. `number`: of the form, from 1. `beside`: it in Swedish and in Finnish. `places`: the files
    that say it. `about`: what a translator is told of it.
    """

    key: str
    english: tuple[str, ...]
    number: int
    said: str
    beside: tuple[str, str]
    places: tuple[str, ...]
    is_format: bool
    about: str

    @property
    def screen(self) -> str:
        """Of the step that alone says it."""
        found = {
            part
            for place in self.places
            for part in PurePath(place).with_suffix("").parts
            if part in set(Step)
        }
        return found.pop() if len(found) == 1 else ELSEWHERE

    @property
    def most(self) -> int:
        return rule.most((*self.english, *self.beside))


@frozen
class Wrong:
    """`fault`: the sentence that says what is wrong with it."""

    english: str
    said: str
    fault: str


@frozen
class Read:
    """`corrected`: what is said otherwise than by the program; nothing of it where something is `wrong`."""

    corrected: Corrections
    wrong: tuple[Wrong, ...]
    known: int


def table(language: Language) -> bytes:
    # Here, as whatever writes documents.
    import xlsxwriter  # noqa: PLC0415

    taken = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(taken, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for name, lines in _sheets(language):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, _headings(language), bold)
            sheet.freeze_panes(1, 0)
            for column, width in enumerate((50, 6, 50, 50, 50, 12, 60)):
                sheet.set_column(column, column, width, plain)
            for row, one in enumerate(lines, start=1):
                cells = (one.key, str(one.number), *one.beside, one.said, str(one.most), one.about)
                for column, words in enumerate(cells):
                    sheet.write_string(row, column, words, plain)
    return taken.getvalue()


def read(content: bytes, language: Language) -> Read:
    """What is left empty is said as the program has it; what is no sentence of ours is not looked at."""
    known = {(one.key, one.number): one for one in lines_of(language, corrected=False)}
    typed: dict[str, dict[int, str]] = {}
    for key, number, words in _cells(content, language):
        if (key, number) in known and words:
            typed.setdefault(key, {})[number] = words
    usual: dict[str, list[SaidForm]] = {}
    for one in known.values():
        usual.setdefault(one.key, []).append(one)
    corrected = {
        key: said
        for key, forms in typed.items()
        if (said := _said(usual[key], forms)) != tuple(one.said for one in usual[key])
    }
    wrong = tuple(_wrong(corrected, usual))
    return Read({} if wrong else corrected, wrong, len(typed))


def _said(lines: Sequence[SaidForm], forms: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(forms.get(one.number, one.said) for one in lines)


def _wrong(corrected: Corrections, usual: Mapping[str, Sequence[SaidForm]]) -> Iterator[Wrong]:
    for key, said in corrected.items():
        first = usual[key][0]
        fault = rule.fault(first.english, said, first.beside, is_format=first.is_format)
        if fault:
            yield Wrong(key, " / ".join(said), fault)


def _cells(content: bytes, language: Language) -> Iterator[tuple[str, int, str]]:
    for sheet in sheets_in(content):
        heads, *rows = sheet.rows
        if not {ENGLISH, FORM, language.own_name} <= set(heads):
            continue
        places = [heads.index(name) for name in (ENGLISH, FORM, language.own_name)]
        for row in rows:
            key, number, words = (row[place] if place < len(row) else "" for place in places)
            if number.isascii() and number.isdigit():
                yield key, int(number), words


def _headings(language: Language) -> tuple[str, ...]:
    return (ENGLISH, FORM, SWEDISH, FINNISH, language.own_name, MOST, ABOUT)


def _sheets(language: Language) -> Iterator[tuple[str, Sequence[SaidForm]]]:
    """In the order of the evening; what stands on several screens, or on none of the steps, comes last."""
    found: dict[str, list[SaidForm]] = {step: [] for step in (*Step, ELSEWHERE)}
    for one in lines_of(language):
        found[one.screen].append(one)
    for screen, lines in found.items():
        for place, first in enumerate(range(0, len(lines), ROWS)):
            yield f"{screen} {place + 1}" if place else screen, lines[first : first + ROWS]


def lines_of(language: Language, *, corrected: bool = True) -> Iterator[SaidForm]:
    """All that phones say in it."""
    swedish, finnish = texts.read(Language.sv), texts.read(Language.fi)
    over = texts.corrections(language) if corrected else {}
    for message in texts.read(language):
        if not message.id:
            continue
        english = _forms(message.id)
        others = [
            _forms(one.string) if (one := other.get(english[0], message.context)) else english
            for other in (swedish, finnish)
        ]
        key = texts.key(message.id)
        places = tuple(place for place, _line in message.locations)
        for place, words in enumerate(over.get(key, _forms(message.string))):
            beside = (
                others[0][min(place, len(others[0]) - 1)],
                others[1][min(place, len(others[1]) - 1)],
            )
            yield SaidForm(
                key,
                english,
                place + 1,
                words,
                beside,
                places,
                "python-format" in message.flags,
                told.about(key, places, message.context),
            )


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())
