"""The same again: what was prepared for a meeting, made anew with texts of its own, and nothing that happened."""

from typing import Any

from sqlmodel import SQLModel

from app import texts
from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.erasing.whole import OF_ROUND, table_of, texts_of
from app.method.people.admitting import unused_code
from app.method.refusals import NotYoursError
from app.models import (
    Card,
    Link,
    Meeting,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Round,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import HALL_DOORS, N_, Language

# What is prepared for a meeting, beside its round.
PREPARED: tuple[type[SQLModel], ...] = (
    ProgrammeRow,
    Principle,
    Card,
    SuggestedAction,
    SurveyQuestion,
    PreparedOwner,
)
UNTOUCHED: dict[type[SQLModel], dict[str, Any]] = {
    ProgrammeRow: {"began_at": None, "began_sequence": None, "clock_left": None},
    PreparedOwner: {"told_on": ""},
    Card: {"seen_id": None},
    SurveyQuestion: {"seen_id": None},
}
COPY_OF = N_("Copy of %(name)s")


def not_begun(act: Act) -> dict[str, Any]:
    """A meeting of its own in which nothing has happened."""
    return {
        "code": unused_code(act.book),
        "sequence": 0,
        "current_row_id": None,
        "clock_until": None,
        "joining_open": True,
        "ended": False,
        "reopened_at": None,
        "picture_seen": False,
        "archived": False,
        "sign_up_version": 0,
        "sign_up_open": False,
        "sign_up_brought": None,
    }


def copy_meeting(act: Act, meeting_id: int) -> int:
    """With a round of its own: its groups, sessions and results too, but no report; returns the new meeting's id."""
    found = act.book.one(Meeting, id=meeting_id, is_rehearsal=False)
    of_round = act.book.one(Round, id=found.round_id) if found else None
    if found is None or of_round is None:
        raise NotYoursError
    round_id = made_anew(act.book, Round, of_round)
    groups = _round(act.book, of_round.id, round_id)
    copy_id = made_anew(act.book, Meeting, found, **not_begun(act), round_id=round_id)
    _call_copy(act, copy_id)
    for kind in PREPARED:
        for row in act.book.all(kind, meeting_id=meeting_id):
            mapped = _of_groups(row, groups)
            made_anew(act.book, kind, row, **UNTOUCHED.get(kind, {}), **mapped, meeting_id=copy_id)
    for door in HALL_DOORS:
        act.book.add(Link(meeting_id=copy_id, door=door))
    return copy_id


def made_anew(book: Book, kind: type[SQLModel], row: Any, **changed: Any) -> int:
    """The same row under a new key, with texts of its own; returns the key."""
    same = {name: value for name, value in row._asdict().items() if name != "id"} | changed
    own = {
        column.name: wordings.write(book, wordings.said(book, same[column.name]))
        for column in texts_of(table_of(kind))
        if same[column.name] is not None
    }
    made: Any = kind(**(same | own))
    book.add(made)
    return int(made.id)


def _round(book: Book, round_id: int, copy_id: int) -> dict[int, int]:
    """Returns the new ids of the population groups by the old ones."""
    groups: dict[int, int] = {}
    for kind in reversed(OF_ROUND):  # the groups first
        rows: list[Any] = book.all(kind, round_id=round_id)
        for row in rows:
            made = made_anew(book, kind, row, **_of_groups(row, groups), round_id=copy_id)
            if kind is PopulationGroup:
                groups[row.id] = made
    return groups


def _of_groups(row: Any, groups: dict[int, int]) -> dict[str, int]:
    group = getattr(row, "population_group_id", None)
    return {} if group is None else {"population_group_id": groups[group]}


def _call_copy(act: Act, copy_id: int) -> None:
    copy = act.book.all(Meeting, id=copy_id)[0]
    for tag, name in wordings.said(act.book, copy.name_id).items():
        language = Language(tag) if tag in set(Language) else copy.main_language
        words = texts.say(COPY_OF, language, name=name)
        wordings.say(act.book, copy.name_id, tag, words[: LIMIT.title])
