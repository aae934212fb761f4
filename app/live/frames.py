"""What goes down a socket, and in the answer to a script: the newest screen, as far as the page lacks it."""

import json
import re
import zlib
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
# Fast, and a page of text is a fourth of itself all the same. How what is packed ends is left out on the line.
LEVEL = 3
NOTHING_MORE = b"\0\0\xff\xff"
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
        return self.frame_of_all(has, **beside).replace(SEAT, self.seat)

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
        self._kept: Kept[list[bytes]] = Kept(MOST_KEPT, lambda pieces: sum(map(len, pieces)))

    def forget(self) -> None:
        self._kept.clear()

    def frame(self, shown: ShownScreen, has: tuple[str, ...], *, packed: bool = False) -> bytes:
        """`packed`: as RFC 7692 has it. Who sits there is put between what was packed once for all."""
        key = (shown.epoch, shown.sequence, shown.screen.marks, has, packed)
        seat = shown.seat.encode()
        pieces = self._kept.get(key, lambda: _pieces(shown.frame_of_all(has), packed=packed))
        return (_as_it_is(seat) if packed else seat).join(pieces)


def _pieces(frame: str, *, packed: bool) -> list[bytes]:
    pieces = frame.encode().split(SEAT.encode())
    if not packed:
        return pieces
    *before, last = map(_packed, pieces)
    return [*before, last.removesuffix(NOTHING_MORE)]


def _packed(words: bytes) -> bytes:
    """Blocks that refer to nothing before them and end at a whole byte, so that others may stand beside them."""
    packer = zlib.compressobj(LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(words) + packer.flush(zlib.Z_SYNC_FLUSH)


def _as_it_is(words: bytes) -> bytes:
    """A block that is not packed (RFC 1951, section 3.2.4)."""
    length = len(words)
    return b"\0" + length.to_bytes(2, "little") + (0xFFFF - length).to_bytes(2, "little") + words


def marks_told(words: str | None) -> tuple[str, ...]:
    """The marks that a page says it has; of nonsense none, and it is given the whole."""
    marks = tuple((words or "").split("."))
    return marks if marks[0] and len(marks) <= MOST_MARKS else ()


def opened_told(words: str | None) -> frozenset[str]:
    """The ids of the panels that a page says are open."""
    names = (words or "").split(".")
    return frozenset(name for name in names[:MOST_OPENED] if PANEL.fullmatch(name))
