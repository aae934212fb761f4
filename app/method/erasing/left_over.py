"""What is left of a text that was erased: where it would not do to say nothing, that there was one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column
from sqlmodel import SQLModel

from app.db import Book
from app.method import wordings
from app.method.erasing.whole import table_of
from app.method.preparing.ends import ENDS
from app.method.preparing.usual_words import ERASED
from app.models import (
    AgreedAction,
    BecameOf,
    Card,
    Idea,
    KeyResult,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    Round,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)

# The columns of texts that no form takes without words: by them people know the row.
_NEEDED: Mapping[type[SQLModel], str] = {
    AgreedAction: "title_id",
    BecameOf: "text_id",
    Card: "text_id",
    Idea: "title_id",
    KeyResult: "text_id",
    Meeting: "name_id",
    PopulationGroup: "name_id",
    PreparedOwner: "name_id",
    Principle: "text_id",
    Round: "name_id",
    SuggestedAction: "text_id",
    SurveyQuestion: "text_id",
}


# May have no words, but something else is told then: that nothing was said yet, or the usual words.
_TOLD_OTHERWISE: tuple[tuple[type[SQLModel], str], ...] = (
    (AgreedAction, "owner_id"),
    (AgreedAction, "first_step_id"),
    (SurveyQuestion, "low_id"),
    (SurveyQuestion, "high_id"),
    *((Meeting, column) for column in ENDS),
)


def silence(book: Book, text_id: int) -> None:
    """Removes all wordings of a text. Where it cannot stand without words, it says that it was erased."""
    had_words = book.count(Wording, text_id=text_id)
    book.remove(Wording, text_id=text_id)
    held: list[tuple[type[SQLModel], dict[str, Any]]] = [
        (kind, {column: text_id}) for kind, column in (*_NEEDED.items(), *_TOLD_OTHERWISE)
    ]
    if had_words and any(book.count(kind, **by) for kind, by in held):
        for language, words in wordings.of_hall(ERASED).items():
            wordings.say(book, text_id, language, words)


def is_needed(column: Column[Any]) -> bool:
    return any(column is table_of(kind).columns[name] for kind, name in _NEEDED.items())


def is_left(words: Mapping[str, str]) -> bool:
    """Whether this is all that is left of a text."""
    return words == wordings.of_hall(ERASED)


def without(words: tuple[str, ...]) -> tuple[str, ...]:
    """Only what people wrote."""
    left = wordings.of_hall(ERASED).values()
    return tuple(said for said in words if said not in left)
