"""What was read of a meeting is kept until one of its scopes is touched; and so is what is made of it."""

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from app.db import Book
from app.method.act import Touch
from app.models import Meeting
from app.reading.lasting import renewed
from app.reading.made import MadeOfPieces
from app.reading.stamps import Stamps, stamps
from app.vocabulary import ScopeKind

Piece = TypeVar("Piece")
MOST_KEPT = 4000
MOST_MADE = 1000
OF_ALL = (ScopeKind.meeting, ScopeKind.programme)


class KeptReading:
    """One moment of a meeting; `kept` outlives it.

    `asked`: the scopes of all that was asked for. Whoever makes a screen empties it before: the screen changes when one
    of them is touched, and else never.
    """

    def __init__(self, book: Book, meeting_id: int, kept: dict[Any, Any]) -> None:
        self._book = book
        self._kept = kept
        self.meeting_id = meeting_id
        self.asked: set[Touch] = set()
        self._now: dict[tuple[str, int], tuple[list[Touch], Any]] = {}

    def let_go(self) -> None:
        """It is over: what it holds and what holds it are not left for the collector to find."""
        self._now.clear()

    @cached_property
    def sequence(self) -> int:
        """The meeting's own number; a frame of this snapshot carries it."""
        meeting = self._book.one(Meeting, id=self.meeting_id)
        return meeting.sequence if meeting else 0

    def made(self, name: Hashable, make: Callable[[], Piece]) -> Piece:
        """What is made of pieces alone: kept until one of the scopes of those is touched, whoever asks for it."""
        found = self.makings.get(name)
        if found is None or not found.is_newest(self.sequence, self._stamps):
            before, self.asked = self.asked, set()
            try:
                made = make()
                stamps = {scope: self._stamps.get(scope, 0) for scope in self.asked}
            finally:
                self.asked |= before
            found = self.makings[name] = MadeOfPieces(made, stamps, self.sequence)
        self.asked.update(found.stamps)
        return cast("Piece", found.made)

    @cached_property
    def makings(self) -> dict[Hashable, Any]:
        """What is made of pieces, by name: until the meeting or its programme is touched, by which all is another."""
        at = (self.meeting_id, "made", 0)
        stamp = tuple(self._stamps.get(Touch(self.meeting_id, kind), 0) for kind in OF_ALL)
        found = self._kept.get(at)
        if found is None or found[0] != stamp or len(found[1]) > MOST_MADE:
            found = self._kept[at] = (stamp, {})
        return cast("dict[Hashable, Any]", found[1])

    def _ask(self, kind: ScopeKind, subject_id: int = 0) -> Touch:
        scope = Touch(self.meeting_id, kind, subject_id)
        self.asked.add(scope)
        return scope

    @cached_property
    def _stamps(self) -> Mapping[Touch, int]:
        at = (self.meeting_id, "stamps", 0)
        found = stamps(self._book, self.meeting_id, self.sequence, self._kept.get(at, Stamps()))
        self._kept[at] = found
        return found.by_scope

    def _piece(
        self, name: str, read: Callable[[], Piece], *kinds: ScopeKind, subject_id: int = 0
    ) -> Piece:
        """The kept piece, unless one of its scopes, the meeting's or the programme's has been touched since."""
        at = (name, subject_id)
        if at not in self._now:
            scopes = [*map(self._ask, OF_ALL), *(self._ask(kind, subject_id) for kind in kinds)]
            self._now[at] = (scopes, self._read(at, scopes, read))
        scopes, found = self._now[at]
        self.asked.update(scopes)
        return cast("Piece", found)

    def _steady(
        self, name: str, read: Callable[[], Piece], *kinds: ScopeKind, subject_id: int = 0
    ) -> Piece:
        """As `_piece`, of what does not hang on the programme: it is not read again at each step. What others make of
        it may hang on that.
        """

        def renew() -> Piece:
            return renewed(self._lasting(name, read, *kinds, subject_id=subject_id))

        return self._piece(name, renew, *kinds, subject_id=subject_id)

    def _lasting(
        self, name: str, read: Callable[[], Piece], *kinds: ScopeKind, subject_id: int = 0
    ) -> Piece:
        """Unless one of its scopes or the meeting's has been touched since."""
        scopes = [self._ask(ScopeKind.meeting), *(self._ask(kind, subject_id) for kind in kinds)]
        return self._read((f"{name} at every step", subject_id), scopes, read)

    def _read(self, at: tuple[str, int], scopes: list[Touch], read: Callable[[], Piece]) -> Piece:
        version = tuple(self._stamps.get(scope, 0) for scope in scopes)
        found = self._kept.get((self.meeting_id, *at))
        if found is None or found[0] != version:
            found = (version, read())
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[self.meeting_id, *at] = found
        return cast("Piece", found[1])
