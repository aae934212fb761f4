"""Finds what an act has touched, from the rows that it wrote, by the table in `scopes`."""

from sqlalchemy.sql.selectable import SelectBase

from app.method.act import Act, Touch
from app.models import Meeting
from app.models.scope import ScopeKind
from app.reading.by import By, TableClass
from app.reading.scopes import OF_WHOLE_MEETING, SHOWN, UNSHOWN, WHOLE


def touched(act: Act) -> set[Touch]:
    """Returns what the act has touched. If that is a whole meeting, its other scopes are left out.

    A meeting that the act has made is on no screen yet, unless it replaces rows that were swept.
    """
    book = act.book
    touches = _by_rows(act)
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


def _by_rows(act: Act) -> set[Touch]:
    """Runs each query once for each key, however many rows the act has written."""
    touches: set[Touch] = set()
    known: dict[tuple[SelectBase | None, int], set[int]] = {}
    for row in act.book.written:
        for scope, by in _TABLE[row.kind]:
            for key in by.keys(row):
                if (asked := (by.query, key)) not in known:
                    ids = [key] if by.query is None else act.book.column(by.query, key=key)
                    known[asked] = {*ids}
                whole = scope in OF_WHOLE_MEETING
                touches |= {
                    Touch(subject_id, scope) if whole else Touch(act.meeting_id, scope, subject_id)
                    for subject_id in known[asked]
                }
    return touches


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
