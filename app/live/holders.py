"""Which connections each phone or link has, and which of them go first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from app.live.connection import TOO_SLOW, Connection
from app.viewer import Claim, PhoneClaim

# This many pages of one phone are kept up to date. One more closes the oldest.
SOCKETS_OF_PHONE = 3


class Holders:
    def __init__(self) -> None:
        # By holder, the oldest first; who has none is not in it.
        self.held: defaultdict[str, list[Connection]] = defaultdict(list)
        self._acting: Counter[str] = Counter()
        self._walls: defaultdict[int, set[Connection]] = defaultdict(set)
        self.of_meetings: Counter[int] = Counter()  # how many connections each has; none has 0

    def come(self, connection: Connection) -> None:
        held = self.held[connection.claim.holder]
        held.append(connection)
        self.of_meetings[connection.claim.meeting_id] += 1
        if connection.is_wall:
            self._walls[connection.claim.meeting_id].add(connection)
        if isinstance(connection.claim, PhoneClaim) and len(held) > SOCKETS_OF_PHONE:
            held.pop(0).close(TOO_SLOW)

    def leave(self, connection: Connection) -> None:
        holder, meeting_id = connection.claim.holder, connection.claim.meeting_id
        self.of_meetings[meeting_id] -= 1
        if not self.of_meetings[meeting_id]:
            del self.of_meetings[meeting_id]
        if connection.is_wall:
            self._walls[meeting_id].discard(connection)
            if not self._walls[meeting_id]:
                del self._walls[meeting_id]
        others = [other for other in self.held.pop(holder, ()) if other is not connection]
        if others:
            self.held[holder] = others

    @contextmanager
    def acting(self, claim: Claim) -> Iterator[None]:
        """While inside, screens of this holder's pages are made before those of others, because the
        answer to the act waits for them.
        """
        self._acting[claim.holder] += 1
        try:
            yield
        finally:
            self._acting[claim.holder] -= 1
            if not self._acting[claim.holder]:
                del self._acting[claim.holder]

    def first(self, meeting_id: int) -> Iterator[Connection]:
        """Yields the walls of a meeting, which everybody looks at, and all connections of those who
        wait for the answer to an act.
        """
        yield from self._walls.get(meeting_id, ())
        for holder in self._acting:
            yield from (
                connection for connection in self.held.get(holder, ()) if not connection.is_wall
            )
