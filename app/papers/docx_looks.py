"""Styles of our DOCX, and what python-docx has no API for: languages, directions, page numbers."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from app.papers.document import Inlines
from app.papers.interpreted import in_full
from app.screens.speaker import Said
from app.vocabulary import Language

FONT = "Calibri"
INK = RGBColor(0x1B, 0x1F, 0x24)
QUIET = RGBColor(0x4A, 0x50, 0x58)
# Font sizes in points for the built-in styles, which are blue and in other fonts by default.
SIZES: dict[str, float] = {
    "Title": 24,
    "Subtitle": 12,
    "Heading 1": 15,
    "Heading 2": 12,
    "List Bullet": 11,
}
# Our own styles: font size and space after, in points.
OWN: dict[str, tuple[float, float]] = {
    "Quiet": (9.5, 6),
    "Fact": (11, 2),
    "Cell": (10, 0),
    "Column": (10, 0),
    "Line": (11, 10),
    "Gap": (4, 0),
}
REGIONS = {"sv": "sv-FI", "fi": "fi-FI", "en": "en-GB"}


def tag_of(language: str) -> str:
    """The language tag that Word uses."""
    return REGIONS.get(language, language)


def dress(file: Any, language: Language) -> None:
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    _set_language(normal.element.get_or_add_rPr(), language)
    for name, size in SIZES.items():
        _set(styles[name], size)
        styles[name].font.bold = name.startswith("Heading")
    for name, (size, after) in OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _set(style, size)
        style.paragraph_format.space_after = Pt(after)
    styles["Quiet"].font.color.rgb = QUIET
    styles["Column"].font.bold = True
    styles["Column"].paragraph_format.keep_with_next = True
    _rule_below(styles["Line"])
    _lighten(styles["Table Grid"])


def ids_by_name(file: Any) -> dict[str, str]:
    return {style.name: style.style_id for style in file.styles}


def _set(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def say(paragraph: Any, words: Inlines, language: Language) -> None:
    """Adds the words as runs, each marked with its language.

    If all of somebody's words in it run from right to left, so does the paragraph.
    """
    for inline in in_full(words, language):
        run = paragraph.add_run(inline.words if isinstance(inline, Said) else inline)
        if isinstance(inline, Said) and (inline.language != language or inline.direction == "rtl"):
            properties = run._r.get_or_add_rPr()  # noqa: SLF001
            _set_language(properties, inline.language, is_rtl=inline.direction == "rtl")
    said = [inline for inline in words if isinstance(inline, Said) and inline.words]
    if said and all(text.direction == "rtl" for text in said):
        _put(paragraph._p.get_or_add_pPr(), OxmlElement("w:bidi"))  # noqa: SLF001


def _set_language(properties: Any, language: str, *, is_rtl: bool = False) -> None:
    if is_rtl:
        properties.append(OxmlElement("w:rtl"))
    element = OxmlElement("w:lang")
    element.set(qn("w:bidi" if is_rtl else "w:val"), tag_of(language))
    properties.append(element)


def number_pages(paragraph: Any) -> None:
    """Adds the page number and the number of pages, as fields that Word computes."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(before)
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        paragraph._p.append(counted)  # noqa: SLF001


def repeat_on_each_page(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:tblHeader"))


def keep_together(rows: Any) -> None:
    """Keeps all rows of a table on one page."""
    for row in [*rows][:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def align_to_end(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def widen(table: Any, widths: tuple[int, ...], room: int) -> None:
    """Sets the columns' widths, and keeps each row on one page.

    `room`: the width of all columns, in EMU.

    Both columns and cells get the width: some programs read the ones, some the others.
    """
    shares = [Emu(room * width // sum(widths)) for width in widths]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = share
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = share


def _rule_below(style: Any) -> None:
    borders, below = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
        below.set(qn(f"w:{name}"), value)
    borders.append(below)
    _put(style.element.get_or_add_pPr(), borders)


def _lighten(style: Any) -> None:
    """Sets thin lines between rows and columns, none at the sides, and margins in the cells."""
    properties = style.element.find(qn("w:tblPr"))
    borders, room = properties.find(qn("w:tblBorders")), properties.find(qn("w:tblCellMar"))
    for side in ("left", "right"):
        borders.remove(borders.find(qn(f"w:{side}")))
        room.find(qn(f"w:{side}")).set(qn("w:w"), "60")
    for line in borders:
        line.set(qn("w:color"), "A6A6A6")
    for side in ("top", "bottom"):
        room.find(qn(f"w:{side}")).set(qn("w:w"), "30")


def _put(properties: Any, element: Any) -> None:
    """Inserts the element where the schema requires it: before spacing, indents and alignment."""
    properties.insert_element_before(element, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
