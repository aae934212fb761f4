"""A catalogue whose every sentence stands in brackets: what is outside them was written by people, or by nobody."""

import re
from collections.abc import Iterator

from sqlalchemy import String
from sqlmodel import AutoString, SQLModel, select

from app import texts
from app.db import Database
from app.texts import Corrections
from app.vocabulary import Language
from tests.web.elements import Element, tree

BEGINS, ENDS = "⟦", "⟧"
LATIN = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
# Of a meeting, a table, a phone, a language: nobody reads these as words.
CODE = re.compile(r"[0-9A-Z]{2,7}")
# Read out or shown, though no words of the page; and what scripts say is handed to them so.
SAID = frozenset({"alt", "aria-label", "aria-valuetext", "placeholder", "title"})
OF_MACHINES = frozenset({"script", "style"})
SOFT = "\u00ad"
TEXTS = tuple(
    select(column)
    for table in SQLModel.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, String | AutoString)
)


def bracketed(language: Language) -> Corrections:
    """Its own words, each sentence in brackets."""
    said = {}
    for message in texts.read(language):
        if message.id and message.string:
            forms = [message.string] if isinstance(message.string, str) else message.string
            said[texts.key(message.id)] = tuple(f"{BEGINS}{form}{ENDS}" for form in forms)
    return said


def unbracketed(markup: str) -> set[str]:
    """What has a Latin word and stands outside the brackets: each stretch of words, each attribute that is said."""
    page = tree(markup)
    shown = [words for words in _words(page) if words]
    attributes = [held for element in page.below() for held in _attributes(element)]
    return {
        plain
        for stretch in (*_outside(shown), *(bit for held in attributes for bit in _outside([held])))
        if LATIN.search(plain := _plain(stretch)) and not CODE.fullmatch(plain)
    }


def _words(element: Element) -> Iterator[str]:
    for child in element.within:
        if isinstance(child, str):
            yield child
        elif child.tag not in OF_MACHINES:
            yield from _words(child)


def _attributes(element: Element) -> Iterator[str]:
    for name, held in element.held.items():
        is_told = name.startswith("data-") and " " in held.strip()
        is_sent = (
            element.tag == "input" and name == "value" and element.held.get("type") == "submit"
        )
        is_described = name == "content" and element.held.get("name") == "description"
        if name in SAID or is_told or is_sent or is_described:
            yield held


def _outside(stretches: list[str]) -> Iterator[str]:
    """Sentences hold others, and elements stand inside sentences."""
    depth = 0
    for stretch in stretches:
        for bit in re.split(f"([{BEGINS}{ENDS}])", stretch):
            if bit in (BEGINS, ENDS):
                depth += 1 if bit == BEGINS else -1
            elif not depth:
                yield bit


def written(database: Database) -> set[str]:
    """Every text that is stored, line by line, as it stands on a page."""
    with database.reading() as book:
        stored = [words for every in TEXTS for words in book.column(every) if words]
    return {_plain(line) for text in stored for line in text.splitlines()}


def is_made_of(words: str, stored: set[str]) -> bool:
    """It stands there, or is a row of what does: a meeting's name and its municipality's."""
    return words in stored or {*re.split("[:,] ", words)} <= {*stored, ""}


def _plain(words: str) -> str:
    """As it is read: without what only breaks lines, and without the dash before the name of the program."""
    return " ".join(words.replace(SOFT, "").split()).removesuffix(" –")
