"""Sheets as JSON for Typst: texts are values with their language, so none can be read as markup."""

import json
from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from app.papers.document import (
    Bars,
    Block,
    Boxes,
    Contents,
    Document,
    Facts,
    Grid,
    Headline,
    Inline,
    Inlines,
    Lines,
    NewPage,
    Paragraph,
    Points,
)
from app.papers.interpreted import in_full
from app.papers.printing.typeset import settable
from app.screens.speaker import Said
from app.vocabulary import Language

SheetValues = dict[str, Any]


def as_json(title: str, author: str, language: Language, sheets: Sequence[SheetValues]) -> bytes:
    data = {"title": title, "author": author, "language": language.value, "sheets": sheets}
    return json.dumps(_settable(data), ensure_ascii=False).encode()


def document_sheet(document: Document) -> SheetValues:
    return {
        "kind": "document",
        "head": f"{document.head}. {document.title}",
        "landscape": document.landscape,
        "dense": document.dense,
        "parts": [
            {
                "language": part.language.value,
                "title": part.title,
                "lead": _words(part.lead, part.language),
                "blocks": [_block(block, part.language) for block in part.blocks],
            }
            for part in document.parts
        ],
    }


def inline(text: Inline, language: Language) -> dict[str, Any]:
    said = text if isinstance(text, Said) else Said(text, language)
    return {
        "words": said.words,
        "language": said.language.partition("-")[0],
        "rtl": said.direction == "rtl",
    }


def _words(words: Inlines, language: Language) -> list[dict[str, Any]]:
    return [inline(text, language) for text in in_full(words, language)]


@singledispatch
def _block(block: Block, language: Language) -> dict[str, Any]:
    """A block as `document.typ` reads it."""
    raise TypeError(block, language)


@_block.register
def _heading(block: Headline, language: Language) -> dict[str, Any]:
    return {"kind": "heading", "words": _words(block.words, language), "level": block.level}


@_block.register
def _paragraph(block: Paragraph, language: Language) -> dict[str, Any]:
    return {
        "kind": "paragraph",
        "words": _words(block.words, language),
        "quiet": block.quiet,
        "leads": block.leads,
    }


@_block.register
def _points(block: Points, language: Language) -> dict[str, Any]:
    return {"kind": "points", "items": [_words(item, language) for item in block.items]}


@_block.register
def _facts(block: Facts, language: Language) -> dict[str, Any]:
    pairs = [{"name": name, "words": _words(words, language)} for name, words in block.pairs]
    return {"kind": "facts", "pairs": pairs}


@_block.register
def _grid(block: Grid, language: Language) -> dict[str, Any]:
    return {
        "kind": "grid",
        "headings": list(block.headings),
        "rows": [[_words(cell, language) for cell in row] for row in block.rows],
        "widths": list(block.widths),
        "numbers": list(block.numbers),
        "room": block.room,
        "whole": block.whole,
    }


@_block.register
def _bars(block: Bars, language: Language) -> dict[str, Any]:
    bars = [{"words": _words(words, language), "count": count} for words, count in block.bars]
    return {"kind": "bars", "bars": bars}


@_block.register
def _choices(block: Boxes, language: Language) -> dict[str, Any]:
    choices = [_words(words, language) for words in block.words]
    return {"kind": "choices", "choices": choices, "several": block.several}


@_block.register
def _lines(block: Lines, _language: Language) -> dict[str, Any]:
    return {"kind": "lines", "count": block.count}


@_block.register
def _new_page(_block: NewPage, _language: Language) -> dict[str, Any]:
    return {"kind": "page"}


@_block.register
def _contents(_block: Contents, _language: Language) -> dict[str, Any]:
    return {"kind": "contents"}


def _settable(value: Any) -> Any:
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, dict):
        return {name: _settable(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_settable(item) for item in value]
    return value
