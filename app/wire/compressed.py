"""Compression that many share: deflate blocks (RFC 1951) that can be joined to others, and gzip
around them.
"""

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, AnyStr

WINDOW_BITS = 13  # how far back blocks for all may refer: 8 kB
# For a few thousand characters this takes a small part of the usual memory and time.
LEVEL, MEMORY = 6, 5
# The header of gzip (RFC 1952): deflate follows, without a file name or time.
_HEAD = bytes.fromhex("1f8b08000000000000ff")
_LAST = b"\x03\0"  # an empty block that ends the stream


def block(words: bytes) -> bytes:
    """Compresses the words to a block that refers to nothing before it and ends at a whole byte, so
    that others can stand beside it.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -WINDOW_BITS, MEMORY)
    return packer.compress(words) + packer.flush(zlib.Z_SYNC_FLUSH)


def as_it_is(words: bytes) -> bytes:
    """Returns a block that is not compressed, of up to 65,535 bytes (section 3.2.4)."""
    length = len(words)
    return b"\0" + length.to_bytes(2, "little") + (0xFFFF - length).to_bytes(2, "little") + words


def blocks_around(words: Sequence[bytes], gaps: Sequence[int]) -> list[bytes]:
    """Compresses each of the words to a block. Between two of them stands a gap of so many bytes,
    which takes anything `as_it_is`: the blocks depend on its length, not on what is in it. The
    words hold no zero byte.
    """
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = []
    for piece, gap in zip(words, (*gaps, 0), strict=True):
        blocks.append(packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH))
        # The gap counts as zeros, which no words refer to. So later words may refer past the gap,
        # and never into it.
        packer.compress(bytes(gap))
        packer.flush(zlib.Z_SYNC_FLUSH)
    return blocks


def interleaved(words: Sequence[AnyStr], between: Sequence[AnyStr]) -> list[AnyStr]:
    """Returns the words with one of `between` after each but the last. Raises ValueError if there
    are too few of these, or more than there are words.
    """
    in_turn: list[Any] = [*words, *between]
    in_turn[::2], in_turn[1::2] = words, between
    return in_turn


def in_gzip(blocks: Iterable[bytes], words: Iterable[bytes]) -> bytes:
    """Returns a gzip file. `words`: what the blocks decompress to, in whatever pieces."""
    check = length = 0
    for piece in words:
        check = zlib.crc32(piece, check)
        length += len(piece)
    told = (number.to_bytes(4, "little") for number in (check, length))
    return b"".join((_HEAD, *blocks, _LAST, *told))
