"""One participant's look at a snapshot: what every step's screen needs."""

from typing import Any

from app.method.people import joining
from app.reading.pieces import GroupPiece
from app.reading.snapshot import Snapshot
from app.screens import turns, wording
from app.screens.contexts.shared import Drafts
from app.screens.contexts.turns import Host, Sharer, Sharing
from app.screens.turns import OnePhone
from app.screens.wording import Speaker
from app.viewer import TableHost


class Look:
    """`own_id`: whose choices may be shown; None at a table's phone, and while it is nobody's turn."""

    def __init__(self, snapshot: Snapshot, viewer: OnePhone, drafts: Drafts) -> None:
        self.snapshot = snapshot
        self.piece = snapshot.meeting
        self.member = viewer.member
        self.turn = turns.turn_of(snapshot, viewer)
        self.host = _host(self) if isinstance(viewer, TableHost) else None
        self.say = Speaker(self.piece, viewer.member.language)
        self.frame: dict[str, Any] = {
            "language": viewer.member.language,
            "at": f"/{viewer.code}",
            "group_number": self.piece.numbers.get(viewer.member.group_id or 0),
            "clock_until": self.piece.meeting.clock_until,
            "hand": self.group.hand if viewer.member.group_id else None,
            **wording.before_groups(snapshot, viewer.member),
            "turn": self.turn,
            "host": self.host,
            "sharing": _sharing(viewer),
            "drafts": drafts,
        }
        self.seat = joining.seat_tag(viewer.member.person_id)

    @property
    def own_id(self) -> int | None:
        is_nobodys = self.turn is not None and self.turn.now is None
        return None if is_nobodys or self.host else self.member.person_id

    @property
    def group(self) -> GroupPiece:
        return self.snapshot.group(self.member.group_id or 0)


def _host(look: Look) -> Host:
    group_id = look.member.group_id
    if group_id is None:
        return Host(None, 0)
    known = len(look.group.members)
    told = next((group.headcount for group in look.piece.groups if group.id == group_id), None)
    return Host(max(told or 0, known), known)


def _sharing(viewer: OnePhone) -> Sharing:
    return Sharing(
        here=tuple(Sharer(position) for position, _ in viewer.seats),
        gone=tuple(map(Sharer, viewer.gone)),
        refusal=joining.may_share(len(viewer.seats) + len(viewer.gone)),
    )
