"""What was read from a file waits here until it is added or thrown away; no click can lose it."""

from typing import Any

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing import key_results, packs, slide_notes
from app.method.preparing.packs import NewCard, NewSuggestion
from app.method.preparing.population_groups import find_or_add_group, round_of
from app.method.refusals import OvertakenError, require, too_long
from app.models import BroughtFile, SlideNote
from app.vocabulary import Theme


@frozen
class Seen:
    """What waits, as somebody has seen it: whose file, what it is to become, and its revision."""

    coordinator_id: int
    kind: str
    revision: int


@frozen
class Adding:
    """What is to be added. `notes`: the presenter's, by theme and language.

    `rest`: how the part that still waits is understood; None if nothing is left.
    """

    cards: tuple[NewCard, ...]
    results: tuple[NewCard, ...]
    suggestions: tuple[NewSuggestion, ...]
    notes: tuple[tuple[Theme, str, str], ...]
    rest: str | None


def waiting(book: Book, coordinator_id: int, meeting_id: int, kind: str) -> BroughtFile | None:
    return book.one(BroughtFile, coordinator_id=coordinator_id, meeting_id=meeting_id, kind=kind)


def bring(act: Act, coordinator_id: int, kind: str, sheets: str, choice: str) -> None:
    """Keeps a file's sheets, in place of those that waited before."""
    same = {"coordinator_id": coordinator_id, "meeting_id": act.meeting_id, "kind": kind}
    act.book.remove(BroughtFile, **same)
    act.book.add(
        BroughtFile(
            coordinator_id=coordinator_id,
            meeting_id=act.meeting_id,
            kind=kind,
            sheets=sheets,
            choice=choice,
            # Unlike that of any earlier file, so what was seen there is not taken for this one.
            revision=act.now,
            kept_at=act.now,
        )
    )


def is_left(book: Book, now: int) -> bool:
    """Whether there is a file that nobody has looked at for `LIMIT.desk_days`."""
    return any(LIMIT.is_out_of_days(row.kept_at, now) for row in book.all(BroughtFile))


def forget_left(act: Act) -> None:
    for row in act.book.all(BroughtFile):
        if LIMIT.is_out_of_days(row.kept_at, act.now):
            same = {"coordinator_id": row.coordinator_id, "meeting_id": row.meeting_id}
            act.book.remove(BroughtFile, **same, kind=row.kind)


def understand(act: Act, seen: Seen, choice: str, sheets: str | None = None) -> Seen:
    """Stores how the file is understood, and what was corrected in its sheets."""
    changed: dict[str, Any] = {"choice": choice} | ({"sheets": sheets} if sheets else {})
    _require_same(act, seen)
    act.book.change(
        BroughtFile, _key(act, seen), **changed, revision=seen.revision + 1, kept_at=act.now
    )
    return Seen(seen.coordinator_id, seen.kind, seen.revision + 1)


def add(act: Act, seen: Seen, adding: Adding) -> None:
    """Adds everything or nothing. Raises OvertakenError at a second press, which adds nothing."""
    _require_same(act, seen)
    packs.add_cards(act, adding.cards)
    packs.add_suggestions(act, adding.suggestions)
    for result in adding.results:
        group_id = find_or_add_group(act, result.group)
        key_results.add_result(act, result.theme, group_id, result.words)
    for theme, language, words in adding.notes:
        _note(act, theme, language, words)
    if adding.rest is None:
        drop(act, seen.coordinator_id, seen.kind)
    else:
        understand(act, seen, adding.rest)


def drop(act: Act, coordinator_id: int, kind: str) -> None:
    act.book.remove(
        BroughtFile, coordinator_id=coordinator_id, meeting_id=act.meeting_id, kind=kind
    )


def forget(act: Act) -> None:
    """Removes everything that waits for this meeting."""
    act.book.remove(BroughtFile, meeting_id=act.meeting_id)


def _note(act: Act, theme: Theme, language: str, words: str) -> None:
    """Writes the words below the presenter's note that is there already."""
    note = act.book.one(SlideNote, round_id=round_of(act), theme=theme)
    before = wordings.said(act.book, note.text_id).get(language, "") if note else ""
    whole = f"{before}\n{words}".strip()
    require(too_long.saying(limit=LIMIT.note) if len(whole) > LIMIT.note else None)
    slide_notes.set_note(act, theme, {language: whole})


def _require_same(act: Act, seen: Seen) -> None:
    now = waiting(act.book, seen.coordinator_id, act.meeting_id, seen.kind)
    if now is None or now.revision != seen.revision:
        raise OvertakenError


def _key(act: Act, seen: Seen) -> dict[str, Any]:
    return {
        "coordinator_id": seen.coordinator_id,
        "meeting_id": act.meeting_id,
        "kind": seen.kind,
    }
