"""What goes down a socket, and in the answer to a script: the newest screen, as far as the page lacks it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.assembly import Assembled
from app.kept import Kept
from app.screens.screen import SEAT

MOST_KEPT = 4_000_000  # bytes of frames that go to several sockets
# A page says by its marks what it has: as many as the console of the largest hall.
MOST_MARKS = 4_000
MOST_OPENED = 20
SEAT_IN_FRAME = json.dumps(SEAT)[1:-1]
PANEL = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class ShownScreen:
    """A screen as it was at one moment. `epoch`: see `Show`. `seat`: see `Sight`."""

    screen: Assembled
    sequence: int
    epoch: int
    seat: str = ""

    def frame(self, has: Sequence[str], **beside: Any) -> str:
        """`parts`: by id, those that a page with these marks lacks; or `screen`, the whole. `marks`: what it has then.

        What stands beside the screen is said `beside`.
        """
        return self.frame_of_all(has, **beside).replace(SEAT_IN_FRAME, self.seat)

    def frame_of_all(self, has: Sequence[str], **beside: Any) -> str:
        """The same for all who lack the same."""
        differing = self.screen.differing(has)
        what: dict[str, Any] = (
            {"screen": self.screen.whole}
            if differing is None
            else {"parts": {part.id: part.whole for part in differing}}
        )
        told = {
            "epoch": self.epoch,
            "sequence": self.sequence,
            "marks": " ".join(self.screen.marks),
        }
        return json.dumps({**told, **what, **beside}, ensure_ascii=False)


class Frames:
    """Frames for many sockets: those that lack the same are given the same bytes."""

    def __init__(self) -> None:
        self._kept: Kept[bytes] = Kept(MOST_KEPT, len)

    def forget(self) -> None:
        self._kept.clear()

    def frame(self, shown: ShownScreen, has: tuple[str, ...]) -> bytes:
        key = (shown.epoch, shown.sequence, shown.screen.marks, has)
        frame = self._kept.get(key, lambda: shown.frame_of_all(has).encode())
        return frame.replace(SEAT_IN_FRAME.encode(), shown.seat.encode())


def marks_told(words: str | None) -> tuple[str, ...]:
    """The marks that a page says it has; of nonsense none, and it is given the whole."""
    marks = tuple((words or "").split("."))
    return marks if marks[0] and len(marks) <= MOST_MARKS else ()


def opened_told(words: str | None) -> frozenset[str]:
    """The ids of the panels that a page says are open."""
    names = (words or "").split(".")
    return frozenset(name for name in names[:MOST_OPENED] if PANEL.fullmatch(name))
