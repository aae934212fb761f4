"""A language's catalogue as a workbook, one sheet per screen: writes it, checks a corrected one."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePath

from app import texts
from app.catalogues import rule, translator_notes
from app.frozen import frozen
from app.method.sent import whole_number
from app.papers.brought.sheets import MOST_ROWS
from app.papers.brought.upload import sheets_in
from app.texts import Corrections
from app.vocabulary import Language, Step

# Headings that are the same in every language: the columns are recognised by them when the file
# comes back.
ENGLISH, FORM, SWEDISH, FINNISH = "English", "Form", "Svenska", "Suomi"
MOST, ABOUT = "Most letters", "About"
ELSEWHERE = "Other"
# The heading takes one of the rows that are read of a sheet.
ROWS = MOST_ROWS - 1


@frozen
class SaidForm:
    """A plural form of a sentence. `key`: its English key. `number`: of the form, from 1.

    `said`: the translation. `beside`: in Swedish and in Finnish. `places`: the source files that use
    it. `about`: the note for the translator.
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
        """The step, if all files that use the sentence belong to one; else `ELSEWHERE`."""
        steps = {
            part
            for place in self.places
            for part in PurePath(place).with_suffix("").parts
            if part in set(Step)
        }
        return steps.pop() if len(steps) == 1 else ELSEWHERE

    @property
    def most(self) -> int:
        return rule.most((*self.english, *self.beside))


@frozen
class Wrong:
    """A correction that is rejected. `fault`: the sentence that says why."""

    english: str
    said: str
    fault: str


@frozen
class Read:
    """What was read. `known`: how many sentences of ours the file has words for.

    `corrected`: translations that differ from the program's; empty if anything is `wrong`.
    """

    corrected: Corrections
    wrong: tuple[Wrong, ...]
    known: int


def table(language: Language) -> bytes:
    # Imported here, like all libraries that write documents: a server that writes none saves the
    # memory.
    import xlsxwriter  # noqa: PLC0415

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for name, lines in _sheets(language):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, _headings(language), bold)
            sheet.freeze_panes(1, 0)
            for column, width in enumerate((50, 6, 50, 50, 50, 12, 60)):
                sheet.set_column(column, column, width, plain)
            for row, line in enumerate(lines, start=1):
                cells = (
                    line.key,
                    str(line.number),
                    *line.beside,
                    line.said,
                    str(line.most),
                    line.about,
                )
                for column, words in enumerate(cells):
                    sheet.write_string(row, column, words, plain)
    return content.getvalue()


def read(content: bytes, language: Language) -> Read:
    """Reads a corrected workbook.

    An empty cell keeps the program's translation; unknown sentences are ignored.
    """
    known = {(line.key, line.number): line for line in said_forms(language, corrected=False)}
    typed: dict[str, dict[int, str]] = {}
    for key, number, words in _cells(content, language):
        if (key, number) in known and words:
            typed.setdefault(key, {})[number] = words
    usual: dict[str, list[SaidForm]] = {}
    for line in known.values():
        usual.setdefault(line.key, []).append(line)
    corrected = {
        key: said
        for key, forms in typed.items()
        if (said := _said(usual[key], forms)) != tuple(line.said for line in usual[key])
    }
    wrong = tuple(_wrong(corrected, usual))
    return Read({} if wrong else corrected, wrong, len(typed))


def _said(lines: Sequence[SaidForm], forms: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(forms.get(line.number, line.said) for line in lines)


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
            if (form := whole_number(number)) is not None:
                yield key, form, words


def _headings(language: Language) -> tuple[str, ...]:
    return (ENGLISH, FORM, SWEDISH, FINNISH, language.own_name, MOST, ABOUT)


def _sheets(language: Language) -> Iterator[tuple[str, Sequence[SaidForm]]]:
    """Yields a sheet per step, in order; last, the sentences of several steps or of none."""
    by_screen: dict[str, list[SaidForm]] = {step: [] for step in (*Step, ELSEWHERE)}
    for line in said_forms(language):
        by_screen[line.screen].append(line)
    for screen, lines in by_screen.items():
        for place, first in enumerate(range(0, len(lines), ROWS)):
            yield f"{screen} {place + 1}" if place else screen, lines[first : first + ROWS]


def said_forms(language: Language, *, corrected: bool = True) -> Iterator[SaidForm]:
    """All sentences of a language's catalogue, form by form.

    `corrected`: with the corrections made here.
    """
    swedish, finnish = texts.read(Language.sv), texts.read(Language.fi)
    over = texts.corrections(language) if corrected else {}
    for message in texts.read(language):
        if not message.id:
            continue
        english = _forms(message.id)
        others = [
            _forms(translated.string)
            if (translated := other.get(english[0], message.context))
            else english
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
                key=key,
                english=english,
                number=place + 1,
                said=words,
                beside=beside,
                places=places,
                is_format="python-format" in message.flags,
                about=translator_notes.about(key, places, message.context),
            )


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())
