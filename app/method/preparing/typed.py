"""What a coordinator has typed but not saved: a draft for each form, until saved or thrown away."""

import json
from collections.abc import Mapping

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method.act import Act
from app.method.refusals import Refusal
from app.models import DeskDraft

MOST = 200


@frozen
class Unsaved:
    """A draft. `fields`: those changed. `refusal`: why saving failed; None if nobody tried."""

    path: str
    fields: Mapping[str, str]
    refusal: Refusal | None
    kept_at: int


def keep(
    act: Act,
    coordinator_id: int,
    where: tuple[str, str],
    fields: Mapping[str, str],
    refusal: Refusal | None = None,
) -> None:
    """Keeps what is typed into a form; without fields and refusal, drops it.

    `where`: the form's path, and that of its meeting.
    """
    path, page = where
    if not fields and refusal is None:
        return drop(act, coordinator_id, path)
    _make_room(act, coordinator_id)
    act.book.put(
        DeskDraft,
        ("coordinator_id", "path"),
        coordinator_id=coordinator_id,
        path=path,
        page=page,
        fields=json.dumps(dict(fields), ensure_ascii=False),
        refusal=_told(refusal),
        kept_at=act.now,
    )
    return None


def drop(act: Act, coordinator_id: int, path: str) -> None:
    act.book.remove(DeskDraft, coordinator_id=coordinator_id, path=path)


def kept(book: Book, coordinator_id: int, page: str) -> dict[str, Unsaved]:
    """The drafts of one meeting, by the paths of the forms."""
    drafts = book.all(DeskDraft, coordinator_id=coordinator_id, page=page)
    return {draft.path: _kept(draft) for draft in drafts}


def is_left(book: Book, now: int) -> bool:
    """Whether there is a draft older than `LIMIT.desk_days`."""
    return any(LIMIT.is_out_of_days(row.kept_at, now) for row in book.all(DeskDraft))


def forget_left(act: Act) -> None:
    for row in act.book.all(DeskDraft):
        if LIMIT.is_out_of_days(row.kept_at, act.now):
            drop(act, row.coordinator_id, row.path)


def _kept(row: DeskDraft) -> Unsaved:
    refusal = _refusal(row.refusal) if row.refusal else None
    return Unsaved(row.path, json.loads(row.fields), refusal, row.kept_at)


def _make_room(act: Act, coordinator_id: int) -> None:
    """Removes the oldest drafts, so that with a new one there are at most `MOST`."""
    rows = act.book.all(DeskDraft, coordinator_id=coordinator_id, order=("kept_at",))
    for row in rows[: max(0, len(rows) - MOST + 1)]:
        drop(act, coordinator_id, row.path)


def _told(refusal: Refusal | None) -> str:
    if refusal is None:
        return ""
    return json.dumps([refusal.code, refusal.sentence, dict(refusal.values)])


def _refusal(told: str) -> Refusal:
    code, sentence, values = json.loads(told)
    return Refusal(code, sentence, tuple(sorted(values.items())))
