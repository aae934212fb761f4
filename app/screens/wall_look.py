"""The wall's view of a snapshot: the hall's numbers and the groups' results, never a person's."""

from collections.abc import Callable
from typing import Any, ClassVar

from app.addresses import Addresses
from app.frozen import frozen
from app.links import bare
from app.qr import qr_path
from app.reading.group_pieces import GroupPiece
from app.reading.meeting_pieces import MeetingPiece
from app.reading.snapshot import Snapshot
from app.screens import programme, speaker, wall_parts
from app.screens.screen import Screen
from app.screens.speaker import Pair, Speaker
from app.screens.wall import windows
from app.screens.wall_parts import FootClock, FootDoor, GroupAtTable, LargeClock, Qr, Seats
from app.texts import Saying
from app.vocabulary import N_, Language, Shown, Step

NO_GROUPS = N_("The small groups are not formed yet.")
# How far a group is: done, of how many.
Progress = Callable[[GroupPiece], tuple[int, int]]


@frozen
class WallScreen(Screen):
    """No field may hold one person's answer, in a step's wall or in a part either. People's words
    are shown only by the facilitator's act. `step`: whose wall it is. `nothing`: what it says where
    that step has nothing to show yet. `door`: None once the meeting has ended.
    """

    step: ClassVar[Step | None] = None
    nothing: ClassVar[str] = ""
    second_language: Language | None
    door: FootDoor | None
    clock: FootClock | None

    @property
    def shows(self) -> Saying:
        """What it shows now, in a sentence that the console says."""
        return Saying(self.step.says["shows"] if self.step else "")


@frozen
class WallOfTables(WallScreen):
    """`tables`: none until the groups are formed. `grid`: classes of the grid that holds so many."""

    tables: tuple[GroupAtTable, ...]

    @property
    def shows(self) -> Saying:
        return super().shows if self.tables else Saying(self.nothing)

    @property
    def grid(self) -> str:
        return windows.table_grid(len(self.tables))


def put_up(piece: MeetingPiece, *, opens_door: bool) -> dict[Shown, str]:
    """What the facilitator has put up, with its subject, as far as there is something of it to show."""
    there = {
        Shown.qr: opens_door,
        Shown.principles: piece.principles,
        Shown.became: piece.became,
    }
    return {what: subject for what, subject in piece.shown.items() if there.get(what, True)}


class WallLook:
    """`both`: the wall's one or two languages, for every part that says something. `opens_door`: there
    is a code to join by. `has_moved`: see `Addresses`.
    """

    def __init__(self, snapshot: Snapshot, language: Language, addresses: Addresses) -> None:
        self.snapshot = snapshot
        self.piece = snapshot.meeting
        self.language = language
        self.say = Speaker(self.piece, language)
        meeting, now = self.piece.meeting, programme.clock(self.piece)
        url = addresses.joining(meeting)
        address = bare(url).rpartition("/")[0]
        self.opens_door = addresses.opens_door(meeting)
        self.has_moved = addresses.has_moved(meeting)
        self.put_up = put_up(self.piece, opens_door=self.opens_door)
        self.both: dict[str, Any] = {
            "language": language,
            "second_language": meeting.second_language,
        }
        self.door = FootDoor(
            **self.both,
            address=address,
            code=meeting.code,
            joining_open=meeting.joining_open,
        )
        self.qr = Qr(self.language, address, *qr_path(url.upper()))
        self.large_clock = LargeClock(**self.both, until=now.until, minutes=now.minutes)
        self.frame: dict[str, Any] = {
            **self.both,
            "at": f"/projector/{meeting.id}",
            "door": None if meeting.ended else self.door,
            "clock": FootClock(self.language, now.until) if now.until else None,
        }

    @property
    def meeting(self) -> Pair:
        return speaker.pair(self.piece, self.piece.meeting.name_id)

    def street(self, progress: Progress) -> dict[str, Any]:
        """The fields of a wall that shows its groups as houses."""
        return wall_parts.street(self.language, self._seats(progress), self.both["second_language"])

    def groups_at_tables(
        self, kind: type[GroupAtTable], progress: Progress
    ) -> tuple[GroupAtTable, ...]:
        return wall_parts.groups_at_tables(
            kind, self.language, self._seats(progress), self.both["second_language"]
        )

    def _seats(self, progress: Progress) -> list[Seats]:
        groups = [(group.number, self.snapshot.group(group.id)) for group in self.piece.live_groups]
        return [Seats(number, *progress(group)) for number, group in groups]
