"""The wall's look at a snapshot: given the hall's numbers and the groups' results, never a person's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.reading.pieces import GroupPiece
from app.reading.snapshot import Snapshot
from app.screens import programme, wording
from app.screens.programme import Clock
from app.screens.screen import Screen
from app.screens.wording import Pair, Speaker
from app.viewer import Projector
from app.vocabulary import Language, Step

# How far a group is: done, of how many.
Progress = Callable[[GroupPiece], tuple[int, int]]


@dataclass(frozen=True)
class WallScreen(Screen):
    """No field here or in a step's can hold one person's answer; people's words stand only by the facilitator's act.

    `address`: short, without http://. `qr`: SVG path data of the joining QR, on a square of `qr_side` modules.
    """

    second_language: Language | None
    step: Step | None
    meeting: Pair
    address: str
    code: str
    joining_open: bool
    clock: Clock
    qr: str
    qr_side: int


@dataclass(frozen=True)
class Network:
    """The Wi-Fi for phones. `qr`: as of the wall's own."""

    name: str
    password: str
    qr: str
    qr_side: int


@dataclass(frozen=True)
class Seats:
    """A group as a house on the wall: `done` of `total` windows are lit."""

    number: int
    done: int
    total: int


@dataclass(frozen=True)
class Joining:
    """Where people join: the short address, the QR's path with its width, and the Wi-Fi for phones."""

    address: str
    qr: tuple[str, int]
    network: Network | None


class WallLook:
    def __init__(self, snapshot: Snapshot, viewer: Projector, joining: Joining) -> None:
        self.snapshot = snapshot
        self.piece = snapshot.meeting
        self.say = Speaker(self.piece, viewer.language)
        meeting = self.piece.meeting
        self.frame: dict[str, Any] = {
            "language": viewer.language,
            "at": f"/projector/{viewer.meeting_id}",
            "second_language": meeting.second_language,
            "step": self.piece.step,
            "meeting": wording.pair(self.piece, meeting.name_id),
            "code": meeting.code,
            "joining_open": meeting.joining_open,
            "clock": programme.clock(self.piece),
            "address": joining.address,
            "qr": joining.qr[0],
            "qr_side": joining.qr[1],
        }
        self.network = joining.network

    def seats(self, progress: Progress) -> tuple[Seats, ...]:
        groups = [(group.number, self.snapshot.group(group.id)) for group in self.piece.live_groups]
        return tuple(Seats(number, *progress(group)) for number, group in groups)
