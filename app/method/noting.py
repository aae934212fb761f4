"""The book of an act: notes every written row as it was before and after."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from sqlalchemy.sql import ClauseElement
from sqlmodel import SQLModel

from app.db import AnyRow, Book, P
from app.models import (
    Ballot,
    BroughtFile,
    Contact,
    DeskDraft,
    LaterAnswer,
    LaterSurvey,
    QuietCall,
    RemovedMeeting,
    SurveyForm,
)
from app.sql_statements import values_of

# The rows by which a person's vote or answers are known, as long as there is the key; and whose key.
SEALED_ROWS: dict[type[SQLModel], str] = {Ballot: "vote_round_id", SurveyForm: "survey_id"}
# Whoever removes a row of these does it so that nobody can read it any more, on the disk either.
ERASED_WHEN_REMOVED = frozenset(
    {
        *(BroughtFile, Contact, DeskDraft, LaterAnswer, LaterSurvey, QuietCall, RemovedMeeting),
        SurveyForm,
    }
)


class Written(NamedTuple):
    """A written row. `before` None: added. `after` None: removed. `changed`: names of columns."""

    kind: type[SQLModel]
    before: Any
    after: Any
    changed: frozenset[str] = frozenset()


@dataclass(eq=False)
class NotingBook(Book):
    """The book of one act. Notes real changes only. `swept`: meetings written in bulk.
    `has_erased`: it has removed what must be gone from the disk too.
    """

    written: list[Written] = field(default_factory=list)
    swept: set[int] = field(default_factory=set)
    has_erased: bool = False

    @property
    def sealed_under(self) -> int:
        """The id of the round or survey under whose key it has written what no row shows to be
        somebody's. 0 if it has not.
        """
        sealed = (row for row in reversed(self.written) if row.kind in SEALED_ROWS)
        newest = next(sealed, None)
        return getattr(newest.after or newest.before, SEALED_ROWS[newest.kind]) if newest else 0

    def _insert(self, kind: type[SQLModel], row: Any) -> None:
        super()._insert(kind, row)
        self.written.append(Written(kind, None, row))

    def put(
        self, kind: Callable[P, AnyRow], on: tuple[str, ...], /, *_: P.args, **values: P.kwargs
    ) -> AnyRow:
        model = cast("type[SQLModel]", kind)
        before = self.one(model, **{name: values[name] for name in on})
        row = super().put(kind, on, *_, **values)
        if before is None:
            self.written.append(Written(model, None, row))
        else:
            kept = {*on, "id"}
            new = {name: value for name, value in values_of(row).items() if name not in kept}
            self._note(model, before, new)
        return row

    def change(self, kind: type[SQLModel], equal: dict[str, Any], /, **values: Any) -> int:
        rows: list[Any] = self.all(kind, **equal)
        changed = super().change(kind, equal, **values)
        for before in rows:
            self._note(kind, before, values)
        return changed

    def remove(self, kind: type[SQLModel], /, **equal: Any) -> int:
        rows = self.all(kind, **equal)
        removed = super().remove(kind, **equal)
        self.written.extend(Written(kind, before, None) for before in rows)
        self.has_erased |= bool(rows) and kind in ERASED_WHEN_REMOVED
        return removed

    def sweep(self, statement: ClauseElement, meeting_id: int) -> None:
        """Runs a bulk statement with a `meeting_id`. The whole meeting counts as touched."""
        self._sweep(statement, {"meeting_id": meeting_id})
        self.swept.add(meeting_id)
        self.has_erased = True

    def _note(self, kind: type[SQLModel], before: Any, values: dict[str, Any]) -> None:
        changed = frozenset(
            name for name, value in values.items() if getattr(before, name) != value
        )
        if changed:
            self.written.append(Written(kind, before, before._replace(**values), changed))
