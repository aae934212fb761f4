"""Frames: the newest screen, or the parts of it that a page lacks, for sockets and for scripts'
requests.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from app.assembly import Assembled, Filling
from app.db import BLANK
from app.frozen import frozen
from app.kept import Kept, found_once
from app.reading.lasting import LastingPiece
from app.screens.screen import OF_DIGEST, blank, blanks_of
from app.wire.compressed import as_it_is, block, interleaved

# Bytes of cached frames, which go to several sockets: enough for one step in a large hall.
MOST_KEPT = 2_000_000
# A page sends its digests to say what it has: at most as many as the console of the largest hall has.
MOST_DIGESTS = 4_000
# Compressing fewer bytes saves less than it costs: for a piece that is in many frames, and for one
# that is in a single frame.
WORTH_PACKING, WORTH_PACKING_ONCE = 1_000, 2_000
NOTHING_MORE = b"\0"  # an empty block ends a message; the rest of it is not sent (RFC 7692)
# Keys of `once`: a piece compressed, a screen's own words quoted, and the words for the blanks.
_PACKED, _QUOTED, _OWN = "packed", "quoted", "own"


@dataclass(frozen=True, eq=False)
class OwnWords(LastingPiece):
    """Words of a screen between two of its parts, quoted as they are in a frame."""

    words: str


# A piece of a frame: a plain string is in this frame only; the others are in other frames too. An
# `Assembled` part is sent whole, as one string.
FramePiece = str | OwnWords | Assembled


class Has(NamedTuple):
    """What a page has, as digests. `own`: the digest that the blank among them stands for."""

    digests: tuple[str, ...]
    own: str = ""


@dataclass(frozen=True, eq=False)
class ShownScreen:
    """A screen as of one moment, which many viewers may share. `epoch`: see `Show`."""

    screen: Assembled
    sequence: int
    epoch: int

    @found_once
    def has_unfilled(self) -> Has:
        return Has(self.screen.digests)

    def has(self, filling: Filling) -> Has:
        """What a page has once it shows this screen with this filling."""
        part = filling.part
        return Has(self.screen.digests, part.own.digest) if part else self.has_unfilled

    def known_of(self, has: Has, part: Assembled | None) -> tuple[str, ...]:
        """Returns the page's digests with that of the viewer's own part as a blank, as this screen has
        it; no digests if the page shows another screen. So pages that lack the same parts get equal
        results.
        """
        if has.digests[:1] != (self.screen.own.digest,):
            return ()
        if has.own == (part.own.digest if part else ""):
            return has.digests
        told = (has.own if digest.startswith(BLANK) else digest for digest in has.digests)
        ours = {part.own.digest: blank(part.id + OF_DIGEST)} if part else {}
        return tuple(ours.get(digest, digest) for digest in told)

    def told(self, known: Sequence[str], **beside: Any) -> Iterator[FramePiece]:
        """Yields the frame in pieces; it is the same for all pages that lack the same. `known`: see
        `known_of`.
        """
        yield f'{{"epoch": {self.epoch}, "sequence": {self.sequence}, '
        yield f'"digests": "{" ".join(self.screen.digests)}"'
        for name, said in beside.items():
            yield f', "{name}": {json.dumps(said, ensure_ascii=False)}'
        if not known:  # the page shows another screen
            yield ', "screen": "'
            yield from _in_quotes(self.screen)
            yield '"}'
            return
        yield ', "parts": {'
        before, end = '"', "}}"
        for part in self.screen.lacking(frozenset(known)):
            yield f'{before}{part.id}": "'
            yield part
            before, end = '", "', '"}}'
        yield end


@frozen
class Filled:
    """A screen as one viewer sees it: with what goes into its blanks."""

    shown: ShownScreen
    filling: Filling

    def frame(self, has: Has, **beside: Any) -> str:
        """Returns the frame as JSON. `parts`: by id, those that the page lacks; or `screen`, the
        whole. `digests`: what the page has afterwards.

        The entries of `beside` stand next to the screen in the JSON.
        """
        known = self.shown.known_of(has, self.filling.part)
        pieces = _in_frame(self.shown.told(known, **beside)).split(BLANK)
        own = self.filling.words
        pieces[1::2] = [_quoted(own[name]) for name in pieces[1::2]]  # the names of the blanks
        return "".join(pieces)


@dataclass
class Cut:
    """The bytes of a frame, or of a piece of one, cut at its blanks. `names`: of the blanks, in
    order. `packed`: compressed as RFC 7692 says.
    """

    words: list[bytes]
    names: list[str]
    packed: bool

    def lay(self, after: "Cut") -> None:
        self.words[-1] += after.words[0]
        self.words += after.words[1:]
        self.names += after.names

    def filled(self, filling: Filling) -> bytes:
        if not self.names:
            return self.words[0]
        own = _own_words(filling, packed=self.packed)
        pieces = self._around.copy()
        pieces[1::2] = map(own.__getitem__, self.names)
        return b"".join(pieces)

    @found_once
    def _around(self) -> list[bytes]:
        """The words, with a place between each two of them."""
        return interleaved(self.words, [b""] * len(self.names))


class Frames:
    """Makes frames for many sockets: pages that lack the same parts get the same bytes, except in
    the blanks.
    """

    def __init__(self) -> None:
        self._kept: Kept[Cut] = Kept(MOST_KEPT, lambda frame: sum(map(len, frame.words)))
        self.forget = self._kept.clear

    def cut(self, shown: ShownScreen, filling: Filling, has: Has, *, packed: bool) -> Cut:
        """Returns the frame for a page that has `has`. Equal screens have equal frames, whoever
        they were made for. May be called from any thread.
        """
        known = shown.known_of(has, filling.part)
        key = (shown.epoch, shown.sequence, shown.screen.digests, known, packed)
        make = _packed if packed else _as_told
        return self._kept.get(key, lambda: make(shown.told(known)))


def _in_quotes(screen: Assembled) -> Iterator[FramePiece]:
    first, *rest = screen.own.once(
        _QUOTED, lambda: tuple(OwnWords(_quoted(words)) for words in screen.own.html)
    )
    yield first
    for part, after in zip(screen.parts, rest, strict=True):
        yield part
        yield after


def _quoted(words: str) -> str:
    """Returns the words as they are inside a JSON string. Each character is quoted independently,
    so pieces can be quoted separately.
    """
    return encode_basestring(words)[1:-1]


def _in_frame(told: Iterable[FramePiece]) -> str:
    words = ""
    for piece in told:
        if isinstance(piece, Assembled):
            words += _quoted(piece.whole)
        else:
            words += piece if isinstance(piece, str) else piece.words
    return words


def _as_told(told: Iterable[FramePiece]) -> Cut:
    return _cut(_in_frame(told), str.encode, packed=False)


def _packed(told: Iterable[FramePiece]) -> Cut:
    """Compresses a frame. A piece that is in other frames too is compressed once for all."""
    frame, loose = Cut([b""], [], packed=True), ""
    for piece in told:
        sent = piece if isinstance(piece, str) else piece.once(_PACKED, partial(_once, piece))
        if isinstance(sent, str):
            loose += sent
            continue
        frame.lay(_together(loose))
        frame.lay(sent)
        loose = ""
    frame.lay(_together(loose))
    frame.words[-1] += NOTHING_MORE
    return frame


def _once(piece: FramePiece) -> str | Cut:
    """Returns the words if they are short, else compresses them."""
    words = _in_frame([piece])
    return words if len(words) < WORTH_PACKING else _cut(words, _block, packed=True)


def _together(loose: str) -> Cut:
    """Returns the pieces between two compressed ones as one block, compressed only if it is long
    enough.
    """
    sent = _as_it_is if len(loose) < WORTH_PACKING_ONCE else _block
    return _cut(loose, sent, packed=True)


def _cut(words: str, sent: Callable[[str], bytes], *, packed: bool) -> Cut:
    around, names = blanks_of(words)
    return Cut([sent(piece) if piece else b"" for piece in around], names, packed)


def _block(words: str) -> bytes:
    return block(words.encode())


def _as_it_is(words: str) -> bytes:
    return as_it_is(words.encode())


def _own_words(filling: Filling, *, packed: bool) -> Mapping[str, bytes]:
    """Returns what goes into the blanks, as it is sent. For a part it is made once."""
    own: Mapping[str, bytes] | None = filling.lasting.get(packed)
    if own is None:
        sent = _as_it_is if packed else str.encode
        part = filling.part
        of_part: Mapping[str, bytes] = {}
        if part:
            alone = Filling(part=part)
            of_part = part.once((_OWN, packed), lambda: _sent(alone.words, sent))
        own = filling.lasting[packed] = {**of_part, **_sent(filling.alone, sent)}
    return own


def _sent(own: Mapping[str, str], sent: Callable[[str], bytes]) -> dict[str, bytes]:
    return {name: sent(_quoted(words)) for name, words in own.items()}


def digests_told(words: str | None) -> Has:
    """Reads the digests that a page sends. For nonsense there are none, so the page gets the whole
    screen.
    """
    digests = tuple((words or "").split("."))
    return Has(digests if digests[0] and len(digests) <= MOST_DIGESTS else ())
