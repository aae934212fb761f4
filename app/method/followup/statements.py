"""Statements about law and authorities: dated, with source, and changeable by the municipality."""

from typing import Any

from app import texts
from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.days import the_day
from app.method.preparing.meeting import municipality_of
from app.method.preparing.translations import merged, new_text, reword
from app.method.refusals import Refusal, require
from app.method.wordings import Words
from app.models import Municipality, StatedText
from app.models.years import Stated
from app.vocabulary import N_, Language

SOURCES = {
    Stated.integration_act: "kotoutuminen.fi, finlex.fi",
    Stated.regional_authority: "tem.fi",
    Stated.national_goals: "yhdenvertaisuus.fi",
}
# The day on which the usual statements were looked up.
DATED = "2026-11-25"
source_missing = Refusal("source_missing", N_("Say where it can be read."))


@frozen
class Statement:
    """`words`: by language tag; empty if it is the usual statement. `dated_on`: ISO."""

    of: Stated
    words: Words
    source: str
    dated_on: str

    def said_in(self, language: Language) -> str:
        """In its own words, in another language if there are none in this one; else as usual."""
        own = wordings.chosen(self.words, language)[1]
        return own or texts.say(self.of.says["usual"], language)


def usual() -> tuple[Statement, ...]:
    return tuple(Statement(subject, {}, SOURCES[subject], DATED) for subject in Stated)


def stated(book: Book, municipality_id: int | None) -> tuple[Statement, ...]:
    """This municipality's statements; the usual ones where it has no own."""
    rows = book.all(StatedText, municipality_id=municipality_id) if municipality_id else []
    own = {
        row.of: Statement(row.of, wordings.said(book, row.text_id), row.source, row.dated_on)
        for row in rows
    }
    return tuple(own.get(statement.of, statement) for statement in usual())


def stated_here(book: Book) -> tuple[Statement, ...]:
    """Those of the only municipality here; if there are several, the usual ones."""
    here = book.all(Municipality, is_sample=False)
    return stated(book, here[0].id if len(here) == 1 else None)


def state(act: Act, of: Stated, words: Words, source: str, dated_on: str) -> None:
    """Stores the municipality's own statement; without words, the usual one holds again."""
    key: dict[str, Any] = {
        "municipality_id": municipality_of(act.book, act.meeting_id).id,
        "of": of,
    }
    row = act.book.one(StatedText, **key)
    said = merged(words, wordings.said(act.book, row.text_id) if row else {})
    if wordings.is_silent(said):
        act.book.remove(StatedText, **key)
        if row:
            wordings.remove(act.book, row.text_id)
        return
    source = wordings.line(source, LIMIT.web_address, may_be_empty=True)
    require(None if source else source_missing)
    if row:
        reword(act, row.text_id, words, LIMIT.text)
        act.book.change(StatedText, key, source=source, dated_on=the_day(dated_on).isoformat())
        return
    text_id = new_text(act, words, LIMIT.text)
    act.book.add(
        StatedText(**key, text_id=text_id, source=source, dated_on=the_day(dated_on).isoformat())
    )
