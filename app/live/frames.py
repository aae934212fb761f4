"""What goes down a socket, and in the answer to a script: the newest screen, as far as the page lacks it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from json.encoder import encode_basestring
from typing import Any

from app.assembly import Assembled
from app.frozen import frozen
from app.kept import Kept
from app.reading.lasting import LastingPiece
from app.screens.screen import SEAT
from app.wire.packed import as_it_is, block

# Bytes of frames that go to several sockets: those of a step of a large hall.
MOST_KEPT = 2_000_000
# A page says by its marks what it has: as many as the console of the largest hall.
MOST_MARKS = 4_000
MOST_OPENED = 20
# Of fewer bytes, packing saves less than it costs: of what stands in many frames; and of what is in one alone.
WORTH_PACKING, WORTH_PACKING_ONCE = 1_000, 2_000
NOTHING_MORE = b"\0"  # the block with which a message ends, but for what is left out on the line
# As what it stands with whatever is sent how it is, and with a screen how its own words are.
_PACKED, _QUOTED = "packed", "quoted"
PANEL = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True, eq=False)
class OwnWords(LastingPiece):
    """Of a screen, between two of its parts, as they stand in a frame."""

    words: str


# As it stands in this frame alone; or what stands in others too: of a part the words, as one string.
Told = str | OwnWords | Assembled


@frozen
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
        return _joined(self.told(has, **beside)).replace(SEAT, self.seat)

    def told(self, has: Sequence[str], **beside: Any) -> Iterator[Told]:
        """The same, in pieces, for all who lack the same."""
        yield f'{{"epoch": {self.epoch}, "sequence": {self.sequence}, '
        yield f'"marks": "{" ".join(self.screen.marks)}"'
        for name, said in beside.items():
            yield f', "{name}": {json.dumps(said, ensure_ascii=False)}'
        differing = self.screen.differing(has)
        if differing is None:
            yield ', "screen": "'
            yield from _in_quotes(self.screen)
            yield '"}'
            return
        before = ', "parts": {"'
        for part in differing:
            yield f'{before}{part.id}": "'
            yield part
            before = '", "'
        yield '"}}' if differing else ', "parts": {}}'


class Frames:
    """Frames for many sockets: those that lack the same are given the same bytes."""

    def __init__(self) -> None:
        self._kept: Kept[list[bytes]] = Kept(MOST_KEPT, lambda pieces: sum(map(len, pieces)))

    def forget(self) -> None:
        self._kept.clear()

    def frame(self, shown: ShownScreen, has: tuple[str, ...], *, packed: bool = False) -> bytes:
        """`packed`: as RFC 7692 has it. Who sits there is put between what was made once for all."""
        seat = shown.seat.encode()
        return (as_it_is(seat) if packed else seat).join(self.pieces(shown, has, packed=packed))

    def pieces(self, shown: ShownScreen, has: tuple[str, ...], *, packed: bool) -> list[bytes]:
        """From any thread."""
        key = (shown.epoch, shown.sequence, shown.screen.marks, has, packed)
        make = _packed if packed else _as_told
        return self._kept.get(key, lambda: make(shown.told(has)))


def _in_quotes(screen: Assembled) -> Iterator[Told]:
    first, *rest = screen.own.once(
        _QUOTED, lambda: tuple(OwnWords(_quoted(words)) for words in screen.own.html)
    )
    yield first
    for part, after in zip(screen.parts, rest, strict=True):
        yield part
        yield after


def _quoted(words: str) -> str:
    """As they stand between quotation marks in JSON, where no two letters hang together."""
    return encode_basestring(words)[1:-1]


def _in_frame(one: Told) -> str:
    if isinstance(one, OwnWords):
        return one.words
    return one if isinstance(one, str) else _quoted(one.whole)


def _joined(told: Iterable[Told]) -> str:
    return "".join(map(_in_frame, told))


def _as_told(told: Iterable[Told]) -> list[bytes]:
    """Cut where it is said who sits there."""
    return _joined(told).encode().split(SEAT.encode())


def _packed(told: Iterable[Told]) -> list[bytes]:
    """What stands in other frames too was packed for all of them."""
    blocks, loose = [b""], b""
    for one in told:
        sent = one.encode() if isinstance(one, str) else one.once(_PACKED, partial(_once, one))
        if isinstance(sent, bytes):
            loose += sent
            continue
        first, *others = sent
        blocks[-1] += _together(loose) + first
        blocks += others
        loose = b""
    blocks[-1] += _together(loose) + NOTHING_MORE
    return blocks


def _once(one: Told) -> bytes | list[bytes]:
    """Its words, where they are few; else packed, and cut where it is said who sits there."""
    first, *others = words = _as_told([one])
    return [*map(block, words)] if others or len(first) >= WORTH_PACKING else first


def _together(loose: bytes) -> bytes:
    """What stands side by side in a frame and is short by itself."""
    return block(loose) if len(loose) >= WORTH_PACKING_ONCE else as_it_is(loose)


def marks_told(words: str | None) -> tuple[str, ...]:
    """The marks that a page says it has; of nonsense none, and it is given the whole."""
    marks = tuple((words or "").split("."))
    return marks if marks[0] and len(marks) <= MOST_MARKS else ()


def opened_told(words: str | None) -> frozenset[str]:
    """The ids of the panels that a page says are open."""
    names = (words or "").split(".")
    return frozenset(name for name in names[:MOST_OPENED] if PANEL.fullmatch(name))
