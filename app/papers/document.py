"""A document as values. DOCX and PDF are both written from them, so they say the same."""

from app.frozen import frozen
from app.screens.speaker import Said
from app.vocabulary import Language

# A string is in the document's language; `Said` is somebody's text, in its own language.
Inline = Said | str
Inlines = tuple[Inline, ...]


def in_a_row(*parts: Inline) -> Inlines:
    """With commas between them, without those that have no words."""
    said = [part for part in parts if (part if isinstance(part, str) else part.words)]
    return tuple(word for part in said for word in (", ", part))[1:]


@frozen
class Headline:
    """A heading. `level`: 1 is next below the document's title."""

    words: Inlines
    level: int = 1


@frozen
class Paragraph:
    """A paragraph. `quiet`: set in small, grey letters. `leads`: on the page of what follows."""

    words: Inlines
    quiet: bool = False
    leads: bool = False


@frozen
class Points:
    items: tuple[Inlines, ...]


@frozen
class Facts:
    """Pairs of a name and its value, one per line."""

    pairs: tuple[tuple[str, Inlines], ...]


@frozen
class Grid:
    """A table. `widths`: relative widths of the columns. `numbers`: the columns that hold numbers.

    `room`: how many lines an empty cell leaves to write on. `whole`: all on one page. No row is on
    two, anyway.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    room: int = 1
    whole: bool = False


@frozen
class Bars:
    """Choices with how many people chose each; drawn as bars in PDF, as a table in DOCX. On one page."""

    bars: tuple[tuple[Inlines, int], ...]


@frozen
class Boxes:
    """Boxes to tick on paper. `several`: more than one may be ticked."""

    words: tuple[Inlines, ...]
    several: bool = False


@frozen
class Lines:
    """Empty lines to write on."""

    count: int


@frozen
class NewPage:
    pass


@frozen
class Contents:
    """The table of contents: the headlines of the first level; in PDF with their pages."""

    titles: tuple[Inlines, ...]


Block = Headline | Paragraph | Points | Facts | Grid | Bars | Boxes | Lines | NewPage | Contents


@frozen
class InLanguage:
    """The document in one language. `lead`: the line below its title."""

    language: Language
    title: str
    lead: Inlines
    blocks: tuple[Block, ...]


@frozen
class Document:
    """A document. `parts`: one per language, each on a new page. `head`: at the top of every page.

    `dense`: set in small letters, for what must fit on one page.
    """

    head: str
    parts: tuple[InLanguage, ...]
    landscape: bool = False
    dense: bool = False

    @property
    def title(self) -> str:
        return self.parts[0].title

    @property
    def language(self) -> Language:
        return self.parts[0].language


def words_of(document: Document) -> list[str]:
    """All words of the document, in order."""
    words: list[str] = []
    for part in document.parts:
        words += [part.title, *map(_plain, part.lead)]
        for block in part.blocks:
            words += map(_plain, _inlines(block))
    return words


def _inlines(block: Block) -> list[Inline]:
    match block:
        case Headline(words=words) | Paragraph(words=words):
            return [*words]
        case Points(items=items) | Boxes(words=items) | Contents(titles=items):
            return [inline for item in items for inline in item]
        case Facts(pairs=pairs):
            return [inline for name, words in pairs for inline in (name, *words)]
        case Grid(headings=headings, rows=rows):
            return [*headings, *(inline for row in rows for cell in row for inline in cell)]
        case Bars(bars=bars):
            return [inline for words, count in bars for inline in (*words, str(count))]
    return []


def _plain(inline: Inline) -> str:
    return inline.words if isinstance(inline, Said) else inline
