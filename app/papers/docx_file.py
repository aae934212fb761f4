"""A document as DOCX in Word's own styles, so that it can be edited and read aloud."""

from functools import singledispatchmethod
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

from app.papers import docx_looks as looks
from app.papers.document import (
    Bars,
    Block,
    Boxes,
    Contents,
    Document,
    Facts,
    Grid,
    Headline,
    InLanguage,
    Inlines,
    Lines,
    NewPage,
    Paragraph,
    Points,
)

BOX, CIRCLE = "\u2610", "\u25cb"


def as_docx(document: Document) -> bytes:
    file = docx.Document()
    looks.dress(file, document.language)
    file.core_properties.title = document.title
    file.core_properties.author = document.head
    file.core_properties.language = looks.tag_of(document.language)
    _lay_out(file.sections[0], document)
    for number, part in enumerate(document.parts):
        _Writer(file, part).write(from_new_page=number > 0)
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _lay_out(section: Any, document: Document) -> None:
    """Sets A4, owner and title at the head of each page, and page numbers at its foot."""
    sides = (Cm(29.7), Cm(21)) if document.landscape else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = f"{document.head}. {document.title}"
    looks.number_pages(section.footer.paragraphs[0])


class _Writer:
    """Writes the part in one language. A run in another language is marked with that language."""

    def __init__(self, file: Any, part: InLanguage) -> None:
        self._file = file
        self._part = part
        self._styles = looks.ids_by_name(file)

    def write(self, *, from_new_page: bool) -> None:
        title = self._paragraph((self._part.title,), "Title")
        title.paragraph_format.page_break_before = from_new_page
        if self._part.lead:
            self._paragraph(self._part.lead, "Subtitle")
        for block in self._part.blocks:
            self._block(block)

    @singledispatchmethod
    def _block(self, block: Block) -> None:
        raise TypeError(block)

    @_block.register
    def _(self, block: Headline) -> None:
        self._paragraph(block.words, f"Heading {block.level}")

    @_block.register
    def _(self, block: Paragraph) -> None:
        made = self._paragraph(block.words, "Quiet" if block.quiet else "Normal")
        made.paragraph_format.keep_with_next = block.leads or None

    @_block.register
    def _(self, block: Points) -> None:
        for item in block.items:
            self._paragraph(item, "List Bullet")

    @_block.register
    def _(self, block: Facts) -> None:
        for name, words in block.pairs:
            self._paragraph(words, "Fact", name=name)

    @_block.register
    def _(self, block: Boxes) -> None:
        for words in block.words:
            self._paragraph((f"{BOX if block.several else CIRCLE}  ", *words), "Fact")

    @_block.register
    def _(self, block: Lines) -> None:
        for _ in range(block.count):
            self._paragraph((), "Line")

    @_block.register
    def _(self, _block: NewPage) -> None:
        self._file.add_page_break()

    @_block.register
    def _(self, block: Contents) -> None:
        for title in block.titles:
            self._paragraph(title, "Fact")

    @_block.register
    def _(self, block: Bars) -> None:
        rows = tuple((words, (str(count),)) for words, count in block.bars)
        self._block(Grid((), rows, widths=(12, 2), numbers=(1,), whole=True))

    @_block.register
    def _(self, block: Grid) -> None:
        self._grid(block)

    def _paragraph(self, words: Inlines, style: str, name: str = "") -> Any:
        made = self._styled(self._file.add_paragraph(), style)
        if name:
            made.add_run(f"{name}: ").bold = True
        looks.say(made, words, self._part.language)
        return made

    def _grid(self, grid: Grid) -> None:
        table = self._file.add_table(rows=0, cols=len(grid.widths), style="Table Grid")
        table.autofit = False
        heads = ((tuple((heading,) for heading in grid.headings), True),) if grid.headings else ()
        for row, is_head in (*heads, *((row, False) for row in grid.rows)):
            cells = table.add_row().cells
            for place, words in enumerate(row):
                self._cell(cells[place], words, grid, place, is_head=is_head)
        if grid.headings:
            looks.repeat_on_each_page(table.rows[0])
        if grid.whole:
            looks.keep_together(table.rows)
        looks.widen(table, grid.widths, self._room())
        self._styled(self._file.add_paragraph(), "Gap")

    def _cell(self, cell: Any, words: Inlines, grid: Grid, place: int, *, is_head: bool) -> None:
        paragraph = self._styled(cell.paragraphs[0], "Column" if is_head else "Cell")
        if place in grid.numbers:
            looks.align_to_end(paragraph)
        looks.say(paragraph, words, self._part.language)
        if not any(words):
            for _ in range(grid.room - 1):
                self._styled(cell.add_paragraph(), "Cell")

    def _styled(self, paragraph: Any, style: str) -> Any:
        paragraph._p.style = self._styles[style]  # noqa: SLF001 -- by name, python-docx searches all styles
        return paragraph

    def _room(self) -> int:
        section = self._file.sections[0]
        return int(section.page_width - section.left_margin - section.right_margin)
