"""Caches what was read of a meeting, and what was made of that, until one of its scopes is
touched.
"""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.kept import found_once
from app.method.act import Touch
from app.models import Meeting
from app.models.scope import ScopeKind
from app.reading.lasting import renewed
from app.reading.stamped import Stamped
from app.reading.stamps import Stamps, stamps

T = TypeVar("T")
# Pieces of a meeting. The largest of which there may be many, of a table that has written all that it
# may, takes 32 kB. A meeting of 99 such tables and 495 phones has 2,100 pieces; with what is made of
# these they take less than 20 MB.
MOST_KEPT = 10_000
MOST_MADE = 1000
_SEQUENCE = select(Meeting.sequence).where(col(Meeting.id) == bindparam("meeting_id"))
OF_ALL = (ScopeKind.meeting, ScopeKind.programme)


class KeptReading:
    """Reads one moment of a meeting. `kept`: the meeting's cache, which outlives it.

    `asked`: the scopes of everything that was asked for. Empty it before a screen is made: the
    screen then changes when one of these is touched, and never otherwise.
    """

    def __init__(self, book: Book, meeting_id: int, kept: dict[Any, Any]) -> None:
        self._book = book
        self._kept = kept
        self.meeting_id = meeting_id
        self.asked: set[Touch] = set()
        self._all = tuple(self._scope(kind) for kind in OF_ALL)
        self.of_all = frozenset(self._all)
        self._now: dict[tuple[str, int], Stamped] = {}

    def let_go(self) -> None:
        """Breaks the reference cycles at the end, so that nothing is left for the garbage
        collector.
        """
        self._now.clear()
        vars(self).pop("makings", None)

    @found_once
    def sequence(self) -> int:
        """The meeting's sequence; each frame that is made of this snapshot carries it."""
        meeting = self._book.row(_SEQUENCE, meeting_id=self.meeting_id)
        return meeting.sequence if meeting else 0

    def made(self, name: Hashable, make: Callable[[], T]) -> T:
        """Returns what `make` makes of pieces alone. It is cached for all viewers until one of the
        scopes of these pieces is touched.
        """
        stamped = self.makings.get(name)
        if stamped is None or not stamped.is_newest(self.sequence, self._stamps):
            before, self.asked = self.asked, set()
            try:
                made = make()
                stamps = {scope: self._stamps.get(scope, 0) for scope in self.asked}
            finally:
                self.asked |= before
            stamped = self.makings[name] = Stamped(made, stamps, self.sequence)
        self.asked |= stamped.scopes
        return cast("T", stamped.made)

    @found_once
    def makings(self) -> dict[Hashable, Any]:
        """What `made` has cached, by name. It is dropped when the meeting or its programme is
        touched, since everything depends on these.
        """
        at = ("made", 0)
        stamp = tuple(self._stamps.get(Touch(self.meeting_id, kind), 0) for kind in OF_ALL)
        kept = self._kept.get(at)
        if kept is None or kept[0] != stamp or len(kept[1]) > MOST_MADE:
            kept = self._kept[at] = (stamp, {})
        return cast("dict[Hashable, Any]", kept[1])

    def _scope(self, kind: ScopeKind, subject_id: int = 0) -> Touch:
        return Touch(self.meeting_id, kind, subject_id)

    @found_once
    def _stamps(self) -> Mapping[Touch, int]:
        at = ("stamps", 0)
        newest = stamps(self._book, self.meeting_id, self.sequence, self._kept.get(at, Stamps()))
        self._kept[at] = newest
        return newest.by_scope

    def _piece(
        self,
        name: str,
        read: Callable[[], T],
        *kinds: ScopeKind,
        subject_id: int = 0,
        at_a_step: Callable[[T], T] | None = None,
    ) -> T:
        """Returns the cached piece, unless one of its scopes, the meeting's or the programme's has
        been touched since.

        `at_a_step`: for a piece that does not depend on the programme, and so is not read again
        when that is touched. The function makes another piece of it then, because what others have
        made of the old one may depend on the programme.
        """
        at = (name, subject_id)
        stamped = self._now.get(at) or self._kept_at(at)
        if stamped is None:
            own = [Touch(self.meeting_id, kind, subject_id) for kind in kinds]
            if at_a_step:
                before = (f"steady {name}", subject_id)
                steady = self._kept_at(before) or self._keep(before, [self._all[0], *own], read)
                read = partial(at_a_step, steady.made)
            stamped = self._keep(at, [*self._all, *own], read)
        self._now[at] = stamped
        self.asked |= stamped.scopes
        return cast("T", stamped.made)

    def _steady(
        self, name: str, read: Callable[[], T], *kinds: ScopeKind, subject_id: int = 0
    ) -> T:
        return self._piece(name, read, *kinds, subject_id=subject_id, at_a_step=renewed)

    def _keep(self, at: tuple[str, int], scopes: list[Touch], read: Callable[[], Any]) -> Stamped:
        stamps = {scope: self._stamps.get(scope, 0) for scope in scopes}
        stamped = Stamped(read(), stamps, self.sequence)
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        self._kept[at] = stamped
        return stamped

    def _kept_at(self, at: tuple[str, int]) -> Stamped | None:
        stamped: Stamped | None = self._kept.get(at)
        return stamped if stamped and stamped.is_newest(self.sequence, self._stamps) else None
