"""A Word file: a sheet per table, and one of its list items, or without lists, paragraphs."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from app.papers.brought.sheets import MOST_SHEETS, CellSheet, SheetKind, made

_HEADING = re.compile(r"(?i)^(heading|title)")
_LIST = re.compile(r"(?i)^(list|lista|liststycke|luettelo)")
_INSIDE = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}


def read(content: bytes) -> list[CellSheet]:
    document = Document(BytesIO(content))
    styles = {style.style_id: style.name or "" for style in document.styles}
    blocks = list(_blocks(document.element.body))
    paragraphs = [block for block in blocks if block.tag == qn("w:p")]
    tables = [block for block in blocks if block.tag == qn("w:tbl")]
    sheets = [
        made(f"{number}", SheetKind.table, enumerate(_rows(table), start=1))
        for number, table in enumerate(tables[:MOST_SHEETS], start=1)
    ]
    return [*sheets, _listed(paragraphs, styles)]


def _blocks(parent: Any) -> Iterator[Any]:
    """Yields paragraphs and tables in order, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _INSIDE:
            yield from _blocks(child)


def _listed(paragraphs: list[Any], styles: dict[str, str]) -> CellSheet:
    """The list items, else the paragraphs, each with the heading above it."""
    body: list[tuple[int, bool, str, str]] = []
    above = ""
    for number, paragraph in enumerate(paragraphs, start=1):
        words, style = _words(paragraph), styles.get(paragraph.style or "", "")
        if _HEADING.match(style):
            above = words
        elif words:
            body.append((number, _is_listed(paragraph, style), above, words))
    has_list = any(is_listed for _, is_listed, _, _ in body)
    rows = [
        (number, (above, words))
        for number, is_listed, above, words in body
        if is_listed or not has_list
    ]
    return made("", SheetKind.paragraphs, rows)


def _is_listed(paragraph: Any, style: str) -> bool:
    properties = paragraph.pPr
    has_number = properties is not None and properties.numPr is not None
    return has_number or bool(_LIST.match(style))


def _rows(table: Any) -> Iterator[list[str]]:
    """Yields the rows of a table.

    A merged cell's words are repeated in every cell that it spans.
    """
    above: list[str] = []
    for row in _parts(table, qn("w:tr")):
        cells: list[str] = []
        for cell in _parts(row, qn("w:tc")):
            is_below = cell.vMerge == "continue" and len(above) > len(cells)
            words = above[len(cells)] if is_below else _cell(cell)
            cells += [words] * cell.grid_span
        above = cells
        yield cells


def _parts(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _INSIDE:
            yield from _parts(child, tag)


def _cell(cell: Any) -> str:
    return "\n".join(_words(paragraph) for paragraph in cell.iter(qn("w:p"))).strip()


def _words(paragraph: Any) -> str:
    """The words as printed: with tracked insertions, without tracked deletions."""
    strings = []
    for part in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
        if part.tag == qn("w:t"):
            strings.append(part.text or "")
        elif part.getparent().tag == qn("w:r"):
            strings.append("-" if part.tag == qn("w:noBreakHyphen") else " ")
    return " ".join("".join(strings).split())
