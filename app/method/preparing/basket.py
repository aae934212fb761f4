"""The basket: things removed while preparing a meeting; they can be put back until it is over."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.erasing import whole
from app.method.preparing.asking import is_begun, may_ask
from app.method.preparing.begun_pack import may_change_pack
from app.method.preparing.corrections import require_to_come
from app.method.preparing.order import arrange, as_placed, at_place, behind, day_first, theme_first
from app.method.refusals import Refusal, pack_full, require
from app.method.rules import meeting_of, own_row
from app.models import (
    Card,
    Gathering,
    KeyResult,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Removed,
    SuggestedAction,
    SurveyQuestion,
)
from app.vocabulary import METHOD_STEPS, N_, Step


class Kind(NamedTuple):
    """Rows that can be taken out. `by`: what they are ordered by, before their position.
    `is_meetings`: they belong to the meeting; else to its round.
    """

    table: Any
    by: Callable[[Any], Any] = as_placed
    is_meetings: bool = True

    @property
    def texts(self) -> list[str]:
        """All columns that hold a text: it must travel with its row, or nothing would erase it. The
        first is what the row is known by.
        """
        return [column.name for column in whole.texts_of(whole.table_of(self.table))]


# By the name under which they are stored.
KINDS = {
    "card": Kind(Card, theme_first),
    "suggestion": Kind(SuggestedAction, theme_first),
    "principle": Kind(Principle),
    "result": Kind(KeyResult, is_meetings=False),
    "gathering": Kind(Gathering, day_first, is_meetings=False),
    "group": Kind(PopulationGroup, is_meetings=False),
    "row": Kind(ProgrammeRow),
    "question": Kind(SurveyQuestion),
    "owner": Kind(PreparedOwner),
}
_STORED_AS = {kind.table: name for name, kind in KINDS.items()}
group_gone = Refusal(
    "group_gone", N_("Its population group was removed too. Put the group back first.")
)


@frozen
class Lying:
    """One thing in the basket. `words`: its first text that is not empty, by language."""

    id: int
    words: dict[str, str]


def put(act: Act, table: type[SQLModel], row: Any) -> None:
    """Moves a row from the meeting into the basket, with all its texts."""
    require_to_come(act)
    kind = _STORED_AS[table]
    texts = [name for name in KINDS[kind].texts if getattr(row, name) is not None]
    said = {name: wordings.said(act.book, getattr(row, name)) for name in texts}
    stored = json.dumps({"row": row._asdict(), "texts": said}, ensure_ascii=False)
    act.book.add(Removed(meeting_id=act.meeting_id, kind=kind, stored=stored, removed_at=act.now))
    act.book.remove(table, id=row.id)
    for name in texts:
        wordings.remove(act.book, getattr(row, name))


def put_back(act: Act, removed_id: int) -> int:
    """Puts a thing back at its former place among those of its kind. Returns its id."""
    removed = own_row(act, Removed, removed_id)
    kind = KINDS[removed.kind]
    stored = json.loads(removed.stored)
    owner = (
        {"meeting_id": act.meeting_id}
        if kind.is_meetings
        else {"round_id": meeting_of(act.book, act.meeting_id).round_id}
    )
    there = act.book.all(kind.table, order=("position",), **owner)
    _judge(act, stored["row"], kind.table, there)
    texts = {name: wordings.write(act.book, said) for name, said in stored["texts"].items()}
    made = kind.table(**{**stored["row"], **texts, "position": behind(there)})
    act.book.add(made)
    placed = at_place([*there, made], made.id, stored["row"]["position"])
    arrange(act, kind.table, placed, kind.by)
    act.book.remove(Removed, id=removed.id)
    return int(made.id)


def step_in(book: Book, meeting_id: int, step: Step) -> int | None:
    """The id under which this step lies in the basket."""
    rows = book.all(Removed, meeting_id=meeting_id, kind=_STORED_AS[ProgrammeRow])
    return next((row.id for row in rows if _step_of(row) == step), None)


def lying(book: Book, meeting_id: int) -> tuple[Lying, ...]:
    """What is in the basket, newest first. Not steps: they are brought back on their own page."""
    rows = book.all(Removed, meeting_id=meeting_id, order=("removed_at",))
    return tuple(Lying(row.id, _words(row.stored)) for row in reversed(rows) if not _is_step(row))


def words_of(removed: Removed) -> tuple[str, ...]:
    """Its texts in every language."""
    texts: dict[str, dict[str, str]] = json.loads(removed.stored)["texts"]
    return tuple(words for said in texts.values() for words in said.values())


def texts_of(removed: Removed) -> list[int]:
    """The ids that its texts had."""
    stored = json.loads(removed.stored)
    return [stored["row"][name] for name in stored["texts"]]


def id_of(removed: Removed) -> int:
    """The id that it had, and has again once it is put back."""
    return int(json.loads(removed.stored)["row"]["id"])


def empty(act: Act) -> None:
    act.book.remove(Removed, meeting_id=act.meeting_id)


def _is_step(removed: Removed) -> bool:
    return removed.kind == _STORED_AS[ProgrammeRow] and _step_of(removed) in METHOD_STEPS


def _step_of(removed: Removed) -> str:
    """As it is stored."""
    return str(json.loads(removed.stored)["row"]["kind"])


def _judge(act: Act, row: dict[str, Any], table: Any, there: list[Any]) -> None:
    group = row.get("population_group_id")
    is_gone = group is not None and act.book.one(PopulationGroup, id=group) is None
    require(group_gone if is_gone else None)
    if table is SurveyQuestion:
        require(may_ask(there, row["kind"], is_begun=is_begun(act.book, act.meeting_id)))
    require(may_change_pack(act.book, act.meeting_id) if table is Card else None)
    is_full = table is Card and len(there) >= LIMIT.cards
    require(pack_full.saying(limit=LIMIT.cards) if is_full else None)


def _words(stored: str) -> dict[str, str]:
    texts: dict[str, dict[str, str]] = json.loads(stored)["texts"]
    return next((said for said in texts.values() if said), {})
