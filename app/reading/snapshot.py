"""What is stored at one moment. Pieces are kept for as long as their scope is not touched.

So a tap costs its own group's reading alone, however large the meeting.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from app.db import Book
from app.models import Draft, Meeting, Scope
from app.reading import stored
from app.reading.hall import crowd
from app.reading.pieces import CrowdPiece, GroupPiece, MeetingPiece, PersonPiece, SealedPiece, Words
from app.vocabulary import ScopeKind

Piece = TypeVar("Piece")
MOST_KEPT = 4000


class Snapshot:
    """What is stored at one moment, piece by piece as it is asked for; `kept` outlives the moment."""

    def __init__(self, book: Book, keys: Path, meeting_id: int, kept: dict[Any, Any]) -> None:
        self._book = book
        self._keys = keys
        self._kept = kept
        self.meeting_id = meeting_id
        self._fresh: dict[Any, Any] = {}
        self._sealed: dict[int, SealedPiece] = {}

    @cached_property
    def sequence(self) -> int:
        """The meeting's own number; a frame of this snapshot carries it."""
        meeting = self._book.one(Meeting, id=self.meeting_id)
        return meeting.sequence if meeting else 0

    @property
    def meeting(self) -> MeetingPiece:
        return self._piece(
            ScopeKind.meeting, 0, lambda: stored.meeting(self._book, self.meeting_id)
        )

    def group(self, group_id: int) -> GroupPiece:
        return self._piece(
            ScopeKind.group, group_id, lambda: stored.group(self._book, self.meeting_id, group_id)
        )

    def person(self, person_id: int) -> PersonPiece:
        def read() -> PersonPiece:
            return stored.person(self._book, self.meeting, person_id)

        return self._piece(ScopeKind.person, person_id, read)

    def sealed(self, person_id: int) -> SealedPiece:
        """What this person has sealed, at this moment."""
        if person_id not in self._sealed:
            self._sealed[person_id] = stored.sealed(self._book, self._keys, self.meeting, person_id)
        return self._sealed[person_id]

    @cached_property
    def crowd(self) -> CrowdPiece:
        return crowd(self._book, self._keys, self.meeting)

    @cached_property
    def hidden_words(self) -> Words:
        """For the console alone: what is hidden, as every facilitator can read it."""
        return stored.hidden_words(self._book, self.meeting_id)

    def drafts(self, person_id: int) -> tuple[tuple[str, str, str], ...]:
        drafts = self._book.all(Draft, person_id=person_id, order=("form", "field"))
        return tuple((draft.form, draft.field, draft.words) for draft in drafts)

    def touched(self, kind: ScopeKind, subject_id: int = 0) -> int:
        """The sequence of the last act that touched this scope."""
        if (kind, subject_id) not in self._fresh:
            scope = self._book.one(
                Scope, meeting_id=self.meeting_id, kind=kind, subject_id=subject_id
            )
            self._fresh[kind, subject_id] = scope.sequence if scope else 0
        return int(self._fresh[kind, subject_id])

    def _piece(self, kind: ScopeKind, subject_id: int, read: Callable[[], Piece]) -> Piece:
        """The kept piece, unless its scope or the meeting's has been touched since."""
        version = (self.touched(ScopeKind.meeting), self.touched(kind, subject_id))
        key = (self.meeting_id, kind, subject_id)
        found = self._kept.get(key)
        if found is None or found[0] != version:
            found = (version, read())
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[key] = found
        return cast("Piece", found[1])
