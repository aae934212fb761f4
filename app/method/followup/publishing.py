"""The public page of a meeting: its published versions, and withdrawing it."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from app.db import Book
from app.method import wordings
from app.method.act import Act
from app.method.erasing.left_over import leaves_words
from app.method.preparing.usual_words import ERASED
from app.method.refusals import NotYoursError, Refusal, require
from app.models import (
    ActionEffect,
    AgreedAction,
    Card,
    FollowEntry,
    Idea,
    Meeting,
    Municipality,
    PopulationGroup,
    ProposalAnswer,
    Publication,
)
from app.vocabulary import N_

# Words in every language, by the id of their text.
PublishedWords = Mapping[int, Sequence[str]]
# The column of each text that is told, by its name in `papers.public.told`. A title is an action's too.
TOLD_COLUMNS: Mapping[str, tuple[type[SQLModel], str]] = {
    "municipality": (Municipality, "name_id"),
    "meeting": (Meeting, "name_id"),
    "group": (PopulationGroup, "name_id"),
    "text": (Card, "text_id"),
    "title": (Idea, "title_id"),
    "owner": (AgreedAction, "owner_id"),
    "first_step": (AgreedAction, "first_step_id"),
    "said_yes_to": (AgreedAction, "said_yes_to_id"),
    "said": (FollowEntry, "text_id"),
    "effect": (ActionEffect, "effect_id"),
    "learnt": (ActionEffect, "learnt_id"),
    "because": (ProposalAnswer, "because_id"),
}
preview_outdated = Refusal(
    "preview_outdated",
    N_("Something has changed since you looked at the preview. Look at it again, then publish."),
)


def versions(book: Book, meeting_id: int) -> list[Publication]:
    return book.all(Publication, order=("position",), meeting_id=meeting_id)


def read_now(book: Book, meeting_id: int) -> Publication | None:
    """The version that the public reads: the newest one, unless it is withdrawn."""
    published = versions(book, meeting_id)
    return published[-1] if published and not published[-1].withdrawn_on else None


def last_day(book: Book, meeting_id: int) -> date | None:
    newest = read_now(book, meeting_id)
    return date.fromisoformat(newest.published_on) if newest else None


def publish(act: Act, content: str, after: int, today: date) -> None:
    """Publishes a version. `content`: as previewed. `after`: how many versions the preview knew."""
    published = versions(act.book, act.meeting_id)
    require(preview_outdated if len(published) != after else None)
    act.book.add(
        Publication(
            meeting_id=act.meeting_id,
            position=after + 1,
            published_on=today.isoformat(),
            content=content,
        )
    )


def withdraw(act: Act, today: date) -> None:
    """Hides the page from the public. It stays stored, so that no number is published anew."""
    newest = read_now(act.book, act.meeting_id)
    if newest is None:
        raise NotYoursError
    act.book.change(Publication, {"id": newest.id}, withdrawn_on=today.isoformat())


def told_words(book: Book, meeting_id: int) -> PublishedWords:
    """The words that any version tells, by the text's id."""
    words: dict[int, list[str]] = {}
    for version in versions(book, meeting_id):
        for text in _texts(json.loads(version.content)):
            words.setdefault(text["text"], []).extend(text["words"].values())
    return words


def forget(act: Act, text_ids: Collection[int]) -> None:
    """Erases these texts from every version."""
    for version in versions(act.book, act.meeting_id):
        content = json.dumps(_without(json.loads(version.content), text_ids), ensure_ascii=False)
        act.book.change(Publication, {"id": version.id}, content=content)


def _texts(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict) and "words" in part and "text" in part:
        yield part
    elif isinstance(part, list | dict):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts(inner)


def _without(part: Any, text_ids: Collection[int], called: str = "") -> Any:
    """`called`: the name under which it is told."""
    if isinstance(part, list):
        return [_without(item, text_ids, called) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("text") in text_ids and "words" in part:
        is_left = leaves_words(*TOLD_COLUMNS[called]) and part["words"]
        left = wordings.of_hall(ERASED) if is_left else {}
        return {"text": part["text"], "words": left}
    return {name: _without(value, text_ids, name) for name, value in part.items()}
