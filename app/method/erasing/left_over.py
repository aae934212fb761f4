"""What is left of a text that was erased: where words are needed, that there were some."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column
from sqlmodel import SQLModel

from app.db import Book
from app.method import wordings
from app.method.erasing.whole import table_of
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


def leave(book: Book, text_id: int) -> None:
    """Says in place of a text that it was erased, if words are needed there."""
    held: list[tuple[type[SQLModel], dict[str, Any]]] = [
        (kind, {column: text_id}) for kind, column in _NEEDED.items()
    ]
    if any(book.count(kind, **by) for kind, by in held):
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
