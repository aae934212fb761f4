"""A phone's look at a snapshot: what its screen shows at every step, and what the steps make theirs from."""

from dataclasses import dataclass
from typing import Any

from app.method.act import Member
from app.method.people import joining
from app.method.refusals import Refusal
from app.reading.pieces import GroupPiece, TablePiece
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.screens.screen import Drafts, Screen
from app.screens.turns import OnePhone, Sharer, Turn
from app.screens.wording import Speaker
from app.viewer import TableHost


@dataclass(frozen=True)
class Host:
    """This phone acts for its table. `people`: who sit there, None without a group; `known`: by their phones."""

    people: int | None
    known: int


@dataclass(frozen=True)
class Sharing:
    """Who shares this phone, by number of the seat. `refusal`: why nobody else can."""

    here: tuple[Sharer, ...]
    gone: tuple[Sharer, ...]
    refusal: Refusal | None


@dataclass(frozen=True)
class PhoneScreen(Screen):
    """`group_number`: None until the small groups are formed. `clock_until`: UTC seconds or None.

    `hand`: whether the table's hand is up; None without a table. `table`: where this person has told that they sit,
    until there is a group. `language_tie`: whether they would like to sit with somebody who speaks the same language;
    None once there is a group. `turn`: on a shared phone, while each does something alone. `host`: of the
    table's own phone, where nobody does anything alone.
    """

    group_number: int | None
    clock_until: int | None
    hand: bool | None
    table: int | None
    language_tie: bool | None
    turn: Turn | None
    host: Host | None
    sharing: Sharing

    @property
    def seat_in_turn(self) -> int | None:
        """For whom at a shared phone the forms of this screen are; None where they are for nobody in particular."""
        return self.turn.now if self.turn else None


class PhoneLook:
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
            "hand": self.table.hand if viewer.member.group_id else None,
            **_before_groups(snapshot, viewer.member),
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

    @property
    def table(self) -> TablePiece:
        return self.snapshot.table(self.member.group_id or 0)


def _host(look: PhoneLook) -> Host:
    group_id = look.member.group_id
    if group_id is None:
        return Host(None, 0)
    known = len(look.group.members)
    return Host(max(look.group.headcount or 0, known), known)


def _sharing(viewer: OnePhone) -> Sharing:
    return Sharing(
        here=tuple(Sharer(position) for position, _ in viewer.seats),
        gone=tuple(map(Sharer, viewer.gone)),
        refusal=joining.may_share(len(viewer.seats) + len(viewer.gone)),
    )


def _before_groups(snapshot: Snapshot, member: Member) -> dict[str, Any]:
    """What a group makes the past: the table told, and whether somebody of the same language was asked for."""
    if member.group_id:
        return {"table": None, "language_tie": None}
    person, ended = snapshot.person(member.person_id), snapshot.meeting.meeting.ended
    return {"table": person.table, "language_tie": None if ended else person.language_tie}
