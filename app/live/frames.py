"""What goes down a socket, and in the answer to a script: the newest screen, as far as the page lacks it."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from app.assembly import Assembled, Filling
from app.db import BLANK
from app.frozen import frozen
from app.kept import Kept
from app.reading.lasting import LastingPiece
from app.screens.screen import SEAT_NAME, blank, blanks_of, name_of_mark
from app.wire.packed import as_it_is, block, interleaved

# Bytes of frames that go to several sockets: those of a step of a large hall.
MOST_KEPT = 2_000_000
# A page says by its marks what it has: as many as the console of the largest hall.
MOST_MARKS = 4_000
MOST_OPENED = 20
# Of fewer bytes, packing saves less than it costs: of what stands in many frames; and of what is in one alone.
WORTH_PACKING, WORTH_PACKING_ONCE = 1_000, 2_000
NOTHING_MORE = b"\0"  # the block with which a message ends, but for what is left out on the line
# As what it stands with whatever is sent how it is, and with a screen how its own words are.
_PACKED, _QUOTED, _OWN = "packed", "quoted", "own"
PANEL = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True, eq=False)
class OwnWords(LastingPiece):
    """Of a screen, between two of its parts, as they stand in a frame."""

    words: str


# As it stands in this frame alone; or what stands in others too: of a part the words, as one string.
Told = str | OwnWords | Assembled


class Has(NamedTuple):
    """What a page has, by its marks. `own`: what stands where one of them is a blank."""

    marks: tuple[str, ...]
    own: str = ""


@frozen
class ShownScreen:
    """A screen as it was at one moment. `epoch`: see `Show`. `filling`: of its blanks."""

    screen: Assembled
    sequence: int
    epoch: int
    filling: Filling = Filling()

    @property
    def has(self) -> Has:
        """What a page has that shows it."""
        mark = self.filling.mark
        return Has(self.screen.marks, mark.mark if mark else "")

    def frame(self, has: Has, **beside: Any) -> str:
        """`parts`: by id, those that a page lacks; or `screen`, the whole. `marks`: what it has then.

        What stands beside the screen is said `beside`.
        """
        words, names = blanks_of(_joined(self.told(self.known_of(has), **beside)))
        own = self.filling.words
        return "".join(interleaved(words, [_quoted(own[name]) for name in names]))

    def known_of(self, has: Has) -> tuple[str, ...]:
        """The same marks, the viewer's own one a blank, as in this screen; none of a page that shows another one. So
        who lacks the same knows the same.
        """
        if has.marks[:1] != (self.screen.mark,):
            return ()
        own = self.filling.mark
        if has.own == (own.mark if own else ""):
            return has.marks
        told = (has.own if one.startswith(BLANK) else one for one in has.marks)
        ours = {own.mark: blank(name_of_mark(own.id))} if own else {}
        return tuple(ours.get(one, one) for one in told)

    def told(self, has: Sequence[str], **beside: Any) -> Iterator[Told]:
        """The frame, in pieces, for all who lack the same. `has`: see `known_of`."""
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


@dataclass
class Cut:
    """A frame, or a piece of one, as it is sent: the words around its blanks, and the names of those."""

    words: list[bytes]
    names: list[str]

    def lay(self, after: "Cut") -> None:
        self.words[-1] += after.words[0]
        self.words += after.words[1:]
        self.names += after.names


class Frames:
    """Frames for many sockets: those that lack the same are given the same bytes, but for what is in the blanks."""

    def __init__(self) -> None:
        self._kept: Kept[Cut] = Kept(MOST_KEPT, lambda frame: sum(map(len, frame.words)))

    def forget(self) -> None:
        self._kept.clear()

    def frame(self, shown: ShownScreen, has: Has, *, packed: bool = False) -> bytes:
        """`packed`: as RFC 7692 has it. From any thread."""
        known = shown.known_of(has)
        key = (shown.epoch, shown.sequence, shown.screen.marks, known, packed)
        make = _packed if packed else _as_told
        cut = self._kept.get(key, lambda: make(shown.told(known)))
        if not cut.names:
            return cut.words[0]
        own = _own_words(shown.filling, packed=packed)
        return b"".join(interleaved(cut.words, [own[name] for name in cut.names]))


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


def _as_told(told: Iterable[Told]) -> Cut:
    return _cut(_joined(told), str.encode)


def _packed(told: Iterable[Told]) -> Cut:
    """What stands in other frames too was packed for all of them."""
    frame, loose = Cut([b""], []), ""
    for one in told:
        sent = one if isinstance(one, str) else one.once(_PACKED, partial(_once, one))
        if isinstance(sent, str):
            loose += sent
            continue
        frame.lay(_together(loose))
        frame.lay(sent)
        loose = ""
    frame.lay(_together(loose))
    frame.words[-1] += NOTHING_MORE
    return frame


def _once(one: Told) -> str | Cut:
    """Its words, where they are few; else packed."""
    words = _in_frame(one)
    return words if len(words) < WORTH_PACKING else _cut(words, _block)


def _together(loose: str) -> Cut:
    """What stands side by side in a frame and is short by itself."""
    return _cut(loose, _as_it_is if len(loose) < WORTH_PACKING_ONCE else _block)


def _cut(words: str, sent: Callable[[str], bytes]) -> Cut:
    around, names = blanks_of(words)
    return Cut([sent(one) if one else b"" for one in around], names)


def _block(words: str) -> bytes:
    return block(words.encode())


def _as_it_is(words: str) -> bytes:
    return as_it_is(words.encode())


def _own_words(filling: Filling, *, packed: bool) -> Mapping[str, bytes]:
    """What goes into the blanks, as it is sent; of a group's mark made once for all."""
    sent = _as_it_is if packed else str.encode
    seat = {SEAT_NAME: sent(filling.seat)}

    def make() -> dict[str, bytes]:
        own = {name: words for name, words in filling.words.items() if name not in seat}
        return {name: sent(_quoted(words)) for name, words in own.items()}

    return filling.mark.once((_OWN, packed), make) | seat if filling.mark else seat


def marks_told(words: str | None) -> Has:
    """By the marks that a page says it has; of nonsense nothing, and it is given the whole."""
    marks = tuple((words or "").split("."))
    return Has(marks if marks[0] and len(marks) <= MOST_MARKS else ())


def opened_told(words: str | None) -> frozenset[str]:
    """The ids of the panels that a page says are open."""
    names = (words or "").split(".")
    return frozenset(name for name in names[:MOST_OPENED] if PANEL.fullmatch(name))
