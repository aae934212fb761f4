"""A meeting's content: what was prepared for it, as values, without ids, secrets, people or events.

Lists are in the stored order. A text is a mapping from language to words, or None. A population
group is given by its place in the list of groups, counted from 1.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Enum
from sqlmodel import SQLModel

from app.db import Book
from app.method import wordings
from app.method.act import Act
from app.method.erasing.left_over import is_left, is_needed
from app.method.erasing.whole import table_of, texts_of
from app.method.people.admitting import unused_code
from app.method.preparing.meeting import municipality_of
from app.method.preparing.usual_words import ERASED
from app.method.refusals import NotYoursError
from app.models import (
    Card,
    Gathering,
    KeyResult,
    Link,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Round,
    SlideNote,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import HALL_DOORS

Content = dict[str, Any]

OF_ROUND: Mapping[str, type[SQLModel]] = {
    "population_groups": PopulationGroup,
    "gatherings": Gathering,
    "key_results": KeyResult,
    "slide_notes": SlideNote,
}
OF_MEETING: Mapping[str, type[SQLModel]] = {
    "programme": ProgrammeRow,
    "principles": Principle,
    "cards": Card,
    "suggested_actions": SuggestedAction,
    "survey_questions": SurveyQuestion,
    "prepared_owners": PreparedOwner,
}
PARTS = {**OF_ROUND, **OF_MEETING}
GROUP = "population_group_id"
# Keys and places; what each computer, house or evening has for itself; and what happened.
_BESIDE = frozenset(
    {
        *("id", "municipality_id", "round_id", "meeting_id", "position"),
        *("code", "address", "network", "network_password", "is_rehearsal", "archived"),
        *("sequence", "current_row_id", "clock_until", "joining_open", "ended", "reopened_at"),
        *("picture_seen", "sign_up_version", "sign_up_open", "sign_up_brought"),
        *("began_at", "began_sequence", "clock_left", "clock_goes_on", "told_on", "seen_id"),
    }
)


@cache
def content_columns(kind: type[SQLModel]) -> Mapping[str, Column[Any]]:
    """The columns of a row that are content, by their names in `Content`."""
    columns = (column for column in table_of(kind).columns if column.name not in _BESIDE)
    return {column.name.removesuffix("_id"): column for column in columns}


def content_of(book: Book, meeting_id: int) -> Content:
    meeting = book.one(Meeting, id=meeting_id, is_rehearsal=False)
    of_round = book.one(Round, id=meeting.round_id) if meeting else None
    if meeting is None or of_round is None:
        raise NotYoursError
    parts = {name: _ordered(book, kind, meeting) for name, kind in PARTS.items()}
    places = {row.id: place for place, row in enumerate(parts["population_groups"], start=1)}
    return {
        "municipality": wordings.said(book, municipality_of(book, meeting_id).name_id),
        "round": _told(book, Round, of_round, places),
        "meeting": _told(book, Meeting, meeting, places),
        **{
            name: [_told(book, PARTS[name], row, places) for row in rows]
            for name, rows in parts.items()
        },
    }


def without_erased(content: Content) -> Content:
    """What is left of it for whoever prepares it anew: no row of which only is left that there was
    one, and the usual words in place of an end that was erased. A population group stays, since
    others say by its place of whom they tell.
    """
    parts = {
        name: [
            _without_ends(kind, part)
            for part in content[name]
            if kind is PopulationGroup or not any(_erased_in(kind, part, needed=True))
        ]
        for name, kind in PARTS.items()
    }
    return {**content, "meeting": _without_ends(Meeting, content["meeting"]), **parts}


def _without_ends(kind: type[SQLModel], part: Content) -> Content:
    return {**part, **dict.fromkeys(_erased_in(kind, part, needed=False))}


def _erased_in(kind: type[SQLModel], part: Content, *, needed: bool) -> Iterator[str]:
    """The names of its texts that say that they were erased."""
    for name, column in content_columns(kind).items():
        if isinstance(part[name], Mapping) and is_left(part[name]) and is_needed(column) is needed:
            yield name


def add_round(act: Act, content: Content, municipality_id: int) -> int:
    """Adds a round with its population groups, sessions and results. Returns its id."""
    made = _add(act, Round, content["round"], [], municipality_id=municipality_id)
    groups: list[int] = []
    for name in OF_ROUND:
        groups += _add_part(act, name, content, groups, round_id=made)
    return made


def add_meeting(act: Act, content: Content, round_id: int) -> int:
    """Adds a meeting with new code and links to a round that has these groups. Returns its id."""
    groups = [
        row.id for row in act.book.all(PopulationGroup, order=("position",), round_id=round_id)
    ]
    code = unused_code(act.book)
    act.made_id = made = _add(
        act, Meeting, content["meeting"], groups, round_id=round_id, code=code
    )
    for name in OF_MEETING:
        _add_part(act, name, content, groups, meeting_id=made)
    for door in HALL_DOORS:
        act.book.add(Link(meeting_id=made, door=door))
    return made


def _ordered(book: Book, kind: type[SQLModel], meeting: Meeting) -> list[Any]:
    table = table_of(kind)
    order = ("position",) if "position" in table.columns else ("theme",)
    above = {"round_id": meeting.round_id, "meeting_id": meeting.id}
    own = {name: above_id for name, above_id in above.items() if name in table.columns}
    return book.all(kind, order=order, **own)


def _told(book: Book, kind: type[SQLModel], row: Any, places: Mapping[int, int]) -> Content:
    texts = texts_of(table_of(kind))
    content: Content = {}
    for name, column in content_columns(kind).items():
        value = getattr(row, column.name)
        if column in texts:
            value = None if value is None else _prepared(book, value)
        content[name] = places[value] if column.name == GROUP else value
    return content


def _prepared(book: Book, text_id: int) -> Mapping[str, str]:
    """Without words that interpreters typed in the hall, unless there are no others."""
    return wordings.written(book, text_id) or wordings.said(book, text_id)


def _add_part(act: Act, name: str, content: Content, groups: list[int], **above: int) -> list[int]:
    """Returns the ids of the added population groups; nothing for other parts."""
    kind = PARTS[name]
    added = []
    for position, part in enumerate(content[name], start=1):
        place = {"position": position} if "position" in table_of(kind).columns else {}
        added.append(_add(act, kind, part, groups, **above, **place))
    return added if kind is PopulationGroup else []


def _add(act: Act, kind: type[SQLModel], content: Content, groups: list[int], **above: Any) -> int:
    stored = {
        column.name: _stored(act, column, content[name], groups)
        for name, column in content_columns(kind).items()
    }
    made: Any = kind(**stored, **above)
    act.book.add(made)
    return int(made.id)


def _stored(act: Act, column: Column[Any], value: Any, groups: list[int]) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        left = wordings.of_hall(ERASED) if is_needed(column) else {}
        return wordings.write(act.book, value or left)
    if isinstance(column.type, Enum) and column.type.enum_class:
        return column.type.enum_class(value)
    return groups[value - 1] if column.name == GROUP else value
