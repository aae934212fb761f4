"""A document as values: what DOCX and PDF are both written from, so that they say the same."""

from app.frozen import frozen
from app.screens.speaker import Said
from app.vocabulary import Language

# Words in the document's own language, or somebody's in the language that they are in.
Inline = Said | str
Words = tuple[Inline, ...]


@frozen
class Headline:
    """`level`: 1 below the title."""

    words: Words
    level: int = 1


@frozen
class Paragraph:
    """`quiet`: in small letters, of lesser weight."""

    words: Words
    quiet: bool = False


@frozen
class Points:
    items: tuple[Words, ...]


@frozen
class Facts:
    """What is called how: each name with what it is."""

    pairs: tuple[tuple[str, Words], ...]


@frozen
class Grid:
    """`widths`: of the columns, as parts of the whole. `numbers`: the columns that hold numbers.

    `room`: how many lines an empty cell leaves to write on.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    room: int = 1


@frozen
class Bars:
    """How many each was chosen by; drawn as bars where that can be done."""

    bars: tuple[tuple[Words, int], ...]


@frozen
class Boxes:
    """What is ticked on paper."""

    words: tuple[Words, ...]
    several: bool = False


@frozen
class Lines:
    """Room to write on."""

    count: int


@frozen
class NewPage:
    pass


@frozen
class Contents:
    """What the headlines of the first level are, with their pages where those are known."""

    titles: tuple[Words, ...]


Block = Headline | Paragraph | Points | Facts | Grid | Bars | Boxes | Lines | NewPage | Contents


@frozen
class InLanguage:
    """The document in one language. `lead`: beneath its title."""

    language: Language
    title: str
    lead: Words
    blocks: tuple[Block, ...]


@frozen
class Document:
    """`parts`: one a language, each from a page of its own. `head`: at the top of every page.

    `dense`: in small letters, for what has to stay on one page.
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
    """All that it says, in its order."""
    found: list[str] = []
    for part in document.parts:
        found += [part.title, *map(_plain, part.lead)]
        for block in part.blocks:
            found += map(_plain, _inlines(block))
    return found


def _inlines(block: Block) -> list[Inline]:
    match block:
        case Headline(words=words) | Paragraph(words=words):
            return [*words]
        case Points(items=items) | Boxes(words=items) | Contents(titles=items):
            return [one for item in items for one in item]
        case Facts(pairs=pairs):
            return [one for name, words in pairs for one in (name, *words)]
        case Grid(headings=headings, rows=rows):
            return [*headings, *(one for row in rows for cell in row for one in cell)]
        case Bars(bars=bars):
            return [one for words, count in bars for one in (*words, str(count))]
    return []


def _plain(one: Inline) -> str:
    return one.words if isinstance(one, Said) else one
