"""Finds what an act has touched, from the rows that it wrote, by the table in `scopes`."""

from collections.abc import Iterable

from sqlalchemy.sql.selectable import SelectBase

from app.db import Book
from app.method.act import Act, Touch
from app.method.noting import Written
from app.models import Meeting
from app.models.scope import ScopeKind
from app.reading.by import By, TableClass
from app.reading.scopes import OF_WHOLE_MEETING, SHOWN, UNSHOWN, WHOLE


def touched(act: Act) -> set[Touch]:
    """Returns what the act has touched. If that is a whole meeting, its other scopes are left out.

    A meeting that the act has made is on no screen yet, unless it replaces rows that were swept.
    """
    book = act.book
    finding = _Finding(book)
    touches = {touch for row in book.written for touch in finding.of(row, act.meeting_id)}
    if act.actor_id and book.sealed_under:  # no row says whose it is
        touches.add(Touch(act.meeting_id, ScopeKind.sealed, act.actor_id))
    touches |= {Touch(swept, kind) for swept in book.swept for kind in WHOLE}
    whole = {touch.meeting_id for touch in touches if touch.kind is ScopeKind.meeting}
    made = {row.after.id for row in book.written if row.kind is Meeting and row.before is None}
    made -= book.swept
    return {
        touch
        for touch in touches
        if touch.meeting_id not in made and (touch.kind in WHOLE or touch.meeting_id not in whole)
    }


class _Finding:
    """Runs each query once for each key, however many rows an act has written."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[tuple[SelectBase, int], set[int]] = {}

    def of(self, written: Written, meeting_id: int) -> Iterable[Touch]:
        for scope, by in _TABLE[written.kind]:
            for key in by.keys(written):
                for subject_id in self._subjects(by, key):
                    is_whole = scope in OF_WHOLE_MEETING
                    yield (
                        Touch(subject_id, scope)
                        if is_whole
                        else Touch(meeting_id, scope, subject_id)
                    )

    def _subjects(self, by: By, key: int) -> set[int]:
        if by.query is None:
            return {key}
        asked = (by.query, key)
        if asked not in self._known:
            self._known[asked] = {*self._book.column(by.query, key=key)}
        return self._known[asked]


def _turned() -> dict[TableClass, list[tuple[ScopeKind, By]]]:
    """Returns the scopes by table, since an act writes rows. A table in neither list is an error at
    its first row.
    """
    by_table: dict[TableClass, list[tuple[ScopeKind, By]]] = {kind: [] for kind in UNSHOWN}
    for scope, tables in SHOWN.items():
        for kind, by in tables.items():
            by_table.setdefault(kind, []).append((scope, by))
    return by_table


_TABLE = _turned()
