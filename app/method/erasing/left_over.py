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
    Municipality,
    PopulationGroup,
    PreparedOwner,
    Principle,
    Round,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)

# The columns of texts that say that they were erased: a row's name, by which people know it and which
# no form takes without words (True); and what may have none, but something else is told then: that
# nothing was said yet, or the usual words. Of every other text nothing is left.
_LEAVES_WORDS: Mapping[tuple[type[SQLModel], str], bool] = {
    (AgreedAction, "title_id"): True,
    (AgreedAction, "owner_id"): False,
    (AgreedAction, "first_step_id"): False,
    (BecameOf, "text_id"): True,
    (Card, "text_id"): True,
    (Idea, "title_id"): True,
    (KeyResult, "text_id"): True,
    (Meeting, "name_id"): True,
    **{(Meeting, column): False for column in ENDS},
    (Municipality, "name_id"): True,
    (PopulationGroup, "name_id"): True,
    (PreparedOwner, "name_id"): True,
    (Principle, "text_id"): True,
    (Round, "name_id"): True,
    (SuggestedAction, "text_id"): True,
    (SurveyQuestion, "text_id"): True,
    (SurveyQuestion, "low_id"): False,
    (SurveyQuestion, "high_id"): False,
}


def leaves_words(kind: type[SQLModel], column: str) -> bool:
    """Whether a text of this column, once it is erased, says that there was one."""
    return (kind, column) in _LEAVES_WORDS


def silence(book: Book, text_id: int) -> None:
    """Removes all wordings of a text. Where it cannot stand without words, it says that it was erased."""
    had_words = book.count(Wording, text_id=text_id)
    book.remove(Wording, text_id=text_id)
    held: list[tuple[type[SQLModel], dict[str, Any]]] = [
        (kind, {column: text_id}) for kind, column in _LEAVES_WORDS
    ]
    if had_words and any(book.count(kind, **by) for kind, by in held):
        for language, words in wordings.of_hall(ERASED).items():
            wordings.say(book, text_id, language, words)


def is_needed(column: Column[Any]) -> bool:
    needed = (of for of, is_name in _LEAVES_WORDS.items() if is_name)
    return any(column is table_of(kind).columns[name] for kind, name in needed)


def is_left(words: Mapping[str, str]) -> bool:
    """Whether this is all that is left of a text."""
    return words == wordings.of_hall(ERASED)


def without(words: tuple[str, ...]) -> tuple[str, ...]:
    """Only what people wrote."""
    left = wordings.of_hall(ERASED).values()
    return tuple(said for said in words if said not in left)
