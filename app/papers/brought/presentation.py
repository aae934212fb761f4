"""A presentation: a sheet of all lines with their slide's title and notes, a sheet per table."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from app.papers.brought.sheets import MOST_SHEETS, CellSheet, SheetKind, made

_BESIDE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
SlideRow = tuple[int, tuple[str, str, str]]


def read(content: bytes) -> list[CellSheet]:
    rows: list[SlideRow] = []
    tables: list[CellSheet] = []
    for number, slide in enumerate(Presentation(BytesIO(content)).slides, start=1):
        rows += _lines(number, slide)
        tables += [
            _table(number, shape.table) for shape in _shapes(slide.shapes) if shape.has_table
        ]
    return [made("", SheetKind.slides, rows), *tables[: MOST_SHEETS - 1]]


def _lines(number: int, slide: Any) -> Iterator[SlideRow]:
    title, notes = _title(slide), _notes(slide)
    lines = [words for shape in _shapes(slide.shapes) for words in _said(slide, shape)]
    for place, words in enumerate(lines):
        yield number, (title, words, "" if place else notes)
    if notes and not lines:
        yield number, (title, "", notes)


def _title(slide: Any) -> str:
    shape = slide.shapes.title
    return " ".join(shape.text_frame.text.split()) if shape is not None else ""


def _notes(slide: Any) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text.replace("\v", "\n").strip() if frame is not None else ""


def _shapes(shapes: Any) -> Iterator[Any]:
    """Yields all shapes, also those inside groups."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _said(slide: Any, shape: Any) -> Iterator[str]:
    if not shape.has_text_frame or shape == slide.shapes.title or _is_beside(shape):
        return
    for paragraph in shape.text_frame.paragraphs:
        if words := " ".join(paragraph.text.split()):
            yield words


def _is_beside(shape: Any) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _BESIDE


def _table(number: int, table: Any) -> CellSheet:
    rows = [
        [_cell(table, row, column) for column in range(len(table.columns))]
        for row in range(len(table.rows))
    ]
    return made(str(number), SheetKind.table, enumerate(rows, start=1))


def _cell(table: Any, row: int, column: int) -> str:
    """A cell's words. A cell that spans several rows has them in all of these."""
    while row and table.cell(row, column).is_spanned:
        row -= 1
    return str(table.cell(row, column).text_frame.text.replace("\v", " "))
